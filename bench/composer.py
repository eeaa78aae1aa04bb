"""`make bench ONLY=composer`: the best cohort of 400, 2,000 and 20,000 invented applications under 19 quotas, what the quotas
cost, the next best, who steps in, and why there is none; with CPU and wall seconds, what was found, and how sure it is.

Asks no database. SIZES of places choose: `COHORTS=15,60` leaves the largest out.
"""

import json
import os
import random
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from time import monotonic, process_time
from typing import Any

from participants.selection.composer import (
    Candidate,
    Cohort,
    Effort,
    Measure,
    Problem,
    Quota,
    Sense,
    closest,
    compose,
    conflict,
    cost_of,
    next_best,
    really_different,
    replacements,
)

SIZES = {15: 400, 60: 2_000, 100: 20_000}
GOALS = {15: 1.0, 60: 5.0, 100: 90.0}
CHOICES = {
    "group": ["a", "b", "c"],
    "discipline": ["film", "film", "film", "game", "music", "dance", "vr", "animation"],
    "language": ["fr", "fr", "fr", "fr", "en", "ar", "pt"],
    "stage": ["idea", "development", "production"],
    "age": ["18-24", "25-29", "30-34", "35-44"],
}


def invented(places: int, count: int, seed: int = 7) -> Problem:
    """A call with 19 quotas, one application per organisation, a pin and two exclusions."""
    chance = random.Random(seed)
    countries = max(8, places // 5)
    rows = [_candidate(chance, key, countries, count) for key in range(count)]
    best = sorted(range(count), key=lambda key: -(rows[key].score or 0))
    return Problem(places, rows, _quotas(places), frozenset(best[40:41]), frozenset(best[1:3]))


def _candidate(chance: random.Random, key: int, countries: int, count: int) -> Candidate:
    gender = chance.choices(["woman", "man", "other", ""], [38, 48, 9, 5])[0]
    traits = {name: frozenset([chance.choice(values)]) for name, values in CHOICES.items()}
    traits["country"] = frozenset([f"c{min(int(chance.expovariate(0.35)), countries - 1)}"])
    traits["rural"] = frozenset(["yes" if chance.random() < 0.15 else "no"])
    traits["organisation"] = frozenset([f"o{chance.randrange(max(1, count * 2 // 3))}"])
    traits |= {"gender": frozenset([gender])} if gender else {}
    score = min(10_000, max(0, int(chance.gauss(6_000, 1_500))))
    return Candidate(key, score, traits, chance.randrange(2_000, 8_000, 100), chance.randrange(1_024))


def _quotas(places: int) -> list[Quota]:
    people, least, most = Measure.PEOPLE, Sense.LEAST, Sense.MOST
    shares = [
        (people, least, 45, "gender", "woman"), (people, least, 35, "gender", "man"), (people, least, 10, "discipline", "game"),
        (people, least, 10, "discipline", "music"), (people, least, 10, "discipline", "vr"), (people, most, 40, "discipline", "film"),
        (people, least, 20, "language", "pt"), (people, least, 15, "language", "ar"), (people, most, 50, "language", "fr"),
        (people, least, 30, "stage", "idea"), (people, most, 40, "stage", "production"), (people, least, 20, "rural", "yes"),
        (people, least, 15, "age", "18-24"), (people, most, 40, "age", "35-44"), (Measure.EACH, most, 25, "country", ""),
        (Measure.EACH, least, 25, "group", ""),
    ]  # fmt: skip
    made = [
        Quota(key, measure, sense, amount, dimension, frozenset([value] if value else []), share=True)
        for key, (measure, sense, amount, dimension, value) in enumerate(shares, 1)
    ]
    return [
        *made,
        Quota(17, Measure.DIFFERENT, least, 5 if places < 20 else 8, "country"),
        Quota(18, Measure.COST, most, places * 4_200),
        Quota(19, Measure.EACH, most, 1, "organisation"),
    ]


def alone(out: Path) -> int:
    """Measure, print, and add to the report."""
    wanted = [int(word) for word in os.environ.get("COHORTS", "15,60,100").split(",")]
    compose(invented(3, 40))  # the solver's import is not the work's
    figures = {f"{places} of {SIZES[places]}": _measured(places) for places in wanted}
    report = json.loads(out.read_text()) if out.exists() else {}
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(report | {"composer": figures}, indent=1))
    best = [figure["the best cohort"] for figure in figures.values()]
    return 0 if all(one["proven"] for one in best) else 1


def _measured(places: int) -> dict[str, Any]:
    problem = invented(places, SIZES[places])
    print(f"\n{places} of {SIZES[places]:,}, {len(problem.quotas)} quotas")
    found: dict[str, Any] = {}

    def step(name: str, work: Callable[[], Any], said: Callable[[Any], tuple[str, bool]], goal: float | None = None) -> Any:
        cpu, wall = process_time(), monotonic()
        answer = work()
        cpu, wall = process_time() - cpu, monotonic() - wall
        words, proven = said(answer)
        aim = f" of {goal:g}" if goal else ""
        print(f"  {name:<24} {cpu:7.2f} s CPU{aim} {wall:7.2f} s wall  {words}{'' if proven else '  NOT PROVEN'}")
        found[name] = {"cpu": round(cpu, 3), "wall": round(wall, 3), "said": words, "proven": proven}
        return answer

    cohort = step("the best cohort", lambda: compose(problem, Effort(90)).cohort, _cohort_said, GOALS[places])
    if cohort is None or places > 60:
        return found
    step("what each quota costs", lambda: [cost_of(problem, cohort, one, Effort(30)) for one in problem.quotas], _costs_said)
    step("five next best", lambda: list(islice(next_best(problem, cohort, Effort(90)), 5)), _several_said)
    step("two really different", lambda: list(islice(really_different(problem, cohort, Effort(30)), 2)), _several_said)
    step("who steps in", lambda: replacements(problem, cohort.chosen), lambda rows: (_stepping(rows), True))
    pinned = next(row.id for row in problem.candidates if row.id not in cohort.chosen)
    one_more = replace(problem, pins=problem.pins | {pinned})
    step("after a pin", lambda: compose(one_more, Effort(30)).cohort, _cohort_said, 2.0)
    women = Quota(20, Measure.PEOPLE, Sense.LEAST, 70, "gender", frozenset(["woman"]), share=True)
    wrong = replace(problem, quotas=[*problem.quotas, women])
    step("why there is none", lambda: conflict(wrong, Effort(60)), lambda one: (f"quotas {one.quotas}", one.smallest))
    step(
        "the closest cohort", lambda: closest(wrong, Effort(60)), lambda one: (f"misses {sum(m.miss for m in one.misses)}", True)
    )
    return found


def _cohort_said(cohort: Cohort | None) -> tuple[str, bool]:
    if cohort is None:
        return "none found", False
    return f"{cohort.worth / 100:,.2f} points, bound {cohort.bound / 100:,.2f}", cohort.proven


def _several_said(cohorts: list[Cohort]) -> tuple[str, bool]:
    return ", ".join(f"{one.worth / 100:,.2f}" for one in cohorts), all(one.proven for one in cohorts)


def _costs_said(costs: list[Any]) -> tuple[str, bool]:
    dear = sorted((one.points for one in costs if one.points), reverse=True)
    return f"{len(dear)} of {len(costs)} cost: " + ", ".join(f"{one / 100:.2f}" for one in dear), all(one.proven for one in costs)


def _stepping(rows: list[Any]) -> str:
    return f"{sum(one.coming is not None for one in rows)} of {len(rows)} have somebody"
