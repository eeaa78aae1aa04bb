"""How many of the true best the ranking finds: raw means beside corrected scores, on panels that are made up.

Quality has a standard deviation of 1; a reader's leniency has `bias`, chance at each reading `noise`. Scores are whole numbers
from 1 to 10. `make bench ONLY=ranking` runs nothing else; TRIALS says how often each panel is drawn anew.
"""

import json
import os
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

from participants.reviews.calibration import Rating, calibrate

BEST = 15
EACH = 3
NOISE = 0.7
MIDDLE, STEP = 5.5, 1.7
"""Of a scale of ten: where a middling application stands, and how many points one standard deviation of quality is."""
TRIALS = int(os.environ.get("TRIALS", "40"))

Dealt = Callable[[random.Random, int, int], Iterator[tuple[int, int]]]


def in_panels(count: int) -> Dealt:
    """`count` panels that read nothing in common."""

    def dealt(chance: random.Random, applications: int, readers: int) -> Iterator[tuple[int, int]]:
        size = readers // count
        for application in range(applications):
            panel = application % count
            for reader in chance.sample(range(size), EACH):
                yield application, panel * size + reader

    return dealt


def in_halves(chance: random.Random, applications: int, readers: int) -> Iterator[tuple[int, int]]:
    """The first half of the applications goes to the first half of the readers, the rest to the others."""
    for application in range(applications):
        first = 0 if application < applications // 2 else readers // 2
        for reader in chance.sample(range(readers // 2), EACH):
            yield application, first + reader


def mixed(chance: random.Random, applications: int, readers: int) -> Iterator[tuple[int, int]]:
    """Three rounds; in each every reader takes as many, in an order drawn anew: nobody reads the same one twice."""
    given: dict[int, set[int]] = {}
    for _round in range(EACH):
        places = [number % readers for number in range(applications)]
        chance.shuffle(places)
        for application, reader in enumerate(places):
            own = given.setdefault(application, set())
            while reader in own:
                reader = chance.randrange(readers)
            own.add(reader)
            yield application, reader


@dataclass(frozen=True)
class Scenario:
    title: str
    applications: int = 400
    readers: int = 40
    bias: float = 0.7
    dealt: Dealt = mixed
    sorted: bool = False
    """The best applications first, the strictest readers first."""


SCENARIOS = (
    Scenario("40 readers, bias 0.7"),
    Scenario("40 readers, no bias", bias=0.0),
    Scenario("40 readers, small bias 0.3", bias=0.3),
    Scenario("40 readers, big bias 1.2", bias=1.2),
    Scenario("120 readers of 10 each, bias 0.7", readers=120),
    Scenario("8 panels apart, bias 0.7", dealt=in_panels(8)),
    Scenario("2 panels, the better half to the stricter", dealt=in_halves, sorted=True),
    Scenario("120 applications, 18 readers, bias 0.7", applications=120, readers=18),
)


def ratings(scenario: Scenario, chance: random.Random) -> tuple[list[float], list[Rating]]:
    quality = [chance.gauss(0, 1) for _ in range(scenario.applications)]
    leniency = [chance.gauss(0, scenario.bias) if scenario.bias else 0.0 for _ in range(scenario.readers)]
    if scenario.sorted:
        quality.sort(reverse=True)
        leniency.sort()
    found = []
    for application, reader in scenario.dealt(chance, scenario.applications, scenario.readers):
        felt = quality[application] + leniency[reader] + chance.gauss(0, NOISE)
        found.append(Rating(application, reader, float(min(10, max(1, round(MIDDLE + STEP * felt))))))
    return quality, found


def best(values: Mapping[int, float]) -> set[int]:
    """Equal scores stand in an order that the quality does not know of."""
    return set(sorted(values, key=lambda key: (-round(values[key], 9), key * 7919 % 1009))[:BEST])


def trial(scenario: Scenario, seed: int) -> tuple[int, int]:
    """How many of the true best stand among as many of the first, by the raw mean and by the corrected score."""
    quality, given = ratings(scenario, random.Random(f"{scenario.title}:{seed}"))
    true = best(dict(enumerate(quality)))
    found = calibrate(given).applications
    raw = best({key: one.raw for key, one in found.items()})
    corrected = best({key: one.corrected for key, one in found.items()})
    return len(true & raw), len(true & corrected)


def summed(scores: Iterable[float]) -> dict[str, float]:
    rows = list(scores)
    return {"mean": round(fmean(rows), 2), "error": round(stdev(rows) / sqrt(len(rows)), 2) if len(rows) > 1 else 0.0}


def simulate(trials: int = TRIALS) -> list[dict[str, Any]]:
    rows = []
    for scenario in SCENARIOS:
        pairs = [trial(scenario, seed) for seed in range(trials)]
        rows.append({
            "title": scenario.title, "trials": trials, "raw": summed(raw for raw, _corrected in pairs),
            "corrected": summed(corrected for _raw, corrected in pairs),
            "gain": summed(corrected - raw for raw, corrected in pairs),
        })  # fmt: skip
    return rows


def table(rows: list[dict[str, Any]]) -> None:
    """Mean and standard error; the gain is of the same panels, so its error is smaller than theirs."""
    print(f"\nTrue best {BEST} found, {EACH} reviews each, {rows[0]['trials']} panels drawn for each line")
    print(f"{'':42}{'raw mean':>16}{'corrected':>16}{'gained':>16}")
    for row in rows:
        said = "".join(f"{row[key]['mean']:9.2f} ±{row[key]['error']:5.2f}" for key in ("raw", "corrected", "gain"))
        print(f"{row['title']:42}{said}")


def alone(out: Path) -> int:
    """The simulation and nothing else: it needs no database."""
    rows = simulate()
    table(rows)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps({"ranking": rows}, indent=1, ensure_ascii=False) + "\n")
    return 0
