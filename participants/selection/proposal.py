"""A run of the composer as its page shows it: names for primary keys, sentences for quotas, pictures for counts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from participants.applications.models import Application
from participants.applications.states import UNDER_REVIEW
from participants.selection.candidates import mark_of, problem_of, scores_of
from participants.selection.compose_models import ASKED, Composition, Pin, Quota
from participants.selection.dimensions import Dimension, dimensions
from participants.selection.models import Selection
from participants.selection.sentences import sentence, trouble_said, value_name
from participants.selection.states import State

NEEDED = (
    "pk", "reference", "title", "name", "country", "gender", "discipline", "language", "score", "state", "call_id",
)  # fmt: skip
NEARLY = 8


@dataclass(frozen=True)
class Person:
    """One application on the page. `stands`: it is still under review."""

    application: Application
    score: float | None
    pin: Pin | None
    stands: bool
    traits: str


@dataclass(frozen=True)
class Inside:
    """One of the chosen. `steps_in` would take the place for `points` less; else `blocking` says which quotas stand in the way
    and `free` what the best cohort without this one is."""

    person: Person
    steps_in: Person | None = None
    points: float = 0
    asked: bool = False
    blocking: tuple[str, ...] = ()
    free: "Other | None" = None

    @property
    def change(self) -> float:
        return -self.points


@dataclass(frozen=True)
class Part:
    """One count of a quota: of one value, for a quota of each. `least` and `most` are what it may be."""

    name: str
    count: int
    least: int
    most: int | None

    @property
    def miss(self) -> int:
        return max(self.least - self.count, 0 if self.most is None else self.count - self.most, 0)

    @property
    def tone(self) -> str:
        return "no" if self.miss else "ok"

    @property
    def tight(self) -> bool:
        return self.count in (self.least, self.most)


@dataclass(frozen=True)
class Sentence:
    """A quota with what the proposal counts against it and what it costs (None: not worked out yet)."""

    quota: Quota
    said: str
    parts: list[Part]
    points: float | None = None
    proven: bool = True
    leaving: list[Person] = field(default_factory=list)
    coming: list[Person] = field(default_factory=list)

    @property
    def tone(self) -> str:
        if not self.parts:
            return "ink"
        return "ok" if not any(part.miss for part in self.parts) else "no" if self.quota.hard else "warn"


@dataclass(frozen=True)
class Other:
    """Another cohort: how many points less, who would go, who would come. `name` is what accepting it is called."""

    name: str
    points: float
    leaving: list[Person]
    coming: list[Person]
    less: float
    proven: bool


@dataclass(frozen=True)
class Clash:
    """Quotas, and people in or out in any case, that cannot hold together. Not `sure`: perhaps not all of them are needed."""

    said: list[str]
    sure: bool


@dataclass
class Proposal:
    run: Composition
    sentences: list[Sentence]
    inside: list[Inside] = field(default_factory=list)
    nearly: list[Person] = field(default_factory=list)
    next: list[Other] = field(default_factory=list)
    different: list[Other] = field(default_factory=list)
    pictures: list[dict[str, Any]] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    closest: list[Person] = field(default_factory=list)
    misses: list[tuple[str, Part]] = field(default_factory=list)
    empty: int = 0
    gone: list[Person] = field(default_factory=list)
    asks_otherwise: bool = False
    scores_moved: bool = False

    @property
    def outdated(self) -> bool:
        return bool(self.gone) or self.asks_otherwise or self.scores_moved

    @property
    def found(self) -> bool:
        return bool(self.run.answer.get("chosen"))

    @property
    def impossible(self) -> bool:
        return "chosen" in self.run.answer and not self.found

    @property
    def points(self) -> float:
        return self.run.answer.get("score", 0) / 100

    @property
    def penalty(self) -> float:
        return self.run.answer.get("penalty", 0) / 100

    @property
    def short(self) -> float:
        """How many points a better cohort could have at most, where the best is not proven."""
        answer = self.run.answer
        return (answer.get("bound", 0) - answer.get("score", 0) + answer.get("penalty", 0)) / 100

    @property
    def equal(self) -> bool:
        """Another cohort is worth as much: the lot decided."""
        return bool(self.next and self.next[0].less == 0)


class _Reader:
    """Finds what a run names: its people in one go, its quotas as they were asked."""

    def __init__(self, run: Composition, known: Mapping[str, Dimension]) -> None:
        self.run, self.known = run, known
        ids = sorted(_mentioned(run.answer) | _mentioned(run.more))
        rows = Application.objects.filter(call=run.selection.call).only(*NEEDED).in_bulk(ids)
        pins = {pin.application_id: pin for pin in Pin.objects.filter(application__in=ids)}
        scores = scores_of(run.selection.call, rows.values(), run.score_by)
        self.people = {pk: self._person(row, scores.get(pk), pins.get(pk)) for pk, row in rows.items()}
        self.quotas = [Quota(**row) for row in run.asked]
        self.said = {quota.pk: sentence(quota, known, run.places) for quota in self.quotas}

    def _person(self, row: Application, score: int | None, pin: Pin | None) -> Person:
        named = ("country", "gender", "discipline")
        traits = " · ".join(value_name(self.known, name, getattr(row, name)) for name in named if getattr(row, name))
        return Person(row, None if score is None else score / 100, pin, row.state in UNDER_REVIEW, traits)

    def persons(self, ids: Iterable[int]) -> list[Person]:
        return [self.people[pk] for pk in ids if pk in self.people]

    def part(self, row: list[Any]) -> Part:
        quota = next((one for one in self.quotas if one.pk == row[0]), None)
        return Part(value_name(self.known, quota.dimension, row[1]) if quota and row[1] else "", *row[2:5])

    def other(self, name: str, row: dict[str, Any]) -> Other:
        coming, leaving = self.persons(row["coming"]), self.persons(row["leaving"])
        return Other(name, row["score"] / 100, leaving, coming, row["less"] / 100, row["proven"])


def _mentioned(found: Any) -> set[int]:
    """Every primary key of an application in what a run found."""
    if isinstance(found, dict):
        lists = (found.get(key) or [] for key in ("chosen", "leaving", "coming", "pins", "bans"))
        own = {pk for one in lists for pk in one}
        nested = (value for key, value in found.items() if key not in ("costs", "steps_in"))
        own |= {pk for row in found.get("costs", []) for pk in [*row[2], *row[3]]}
        own |= {pk for row in found.get("steps_in", []) for pk in row[:2] if pk}
        own |= {row["person"] for row in found.get("troubles", []) if row["person"]}
        return own.union(*map(_mentioned, nested))
    if isinstance(found, list):
        return set().union(*(_mentioned(one) for one in found if isinstance(one, dict)))
    return set()


def proposal_of(run: Composition) -> Proposal:
    """All of a run's page. Some ten queries, however many apply."""
    known = dimensions(run.selection.call)
    reader = _Reader(run, known)
    page = Proposal(run, _sentences(reader))
    answer, more = run.answer, run.more
    if page.found:
        page.inside = _inside(reader)
        page.next = [reader.other(f"next:{place}", row) for place, row in enumerate(more.get("next", []))]
        page.different = [reader.other(f"different:{place}", row) for place, row in enumerate(more.get("different", []))]
        page.nearly = _nearly(reader)
        page.gone = [one.person for one in page.inside if not one.person.stands]
    elif page.impossible:
        _why_not(page, reader)
    page.pictures = _pictures(reader, answer if page.found else more.get("closest") or {})
    page.asks_otherwise = _asks_otherwise(run)
    page.scores_moved = not page.asks_otherwise and _moved_on(run)
    return page


def _sentences(reader: _Reader) -> list[Sentence]:
    more, counts = reader.run.more, reader.run.answer.get("counts") or (reader.run.more.get("closest") or {}).get("counts") or []
    costs = {row[0]: row for row in more.get("costs", [])}
    found = []
    for quota in reader.quotas:
        parts = [reader.part(row) for row in counts if row[0] == quota.pk]
        row = costs.get(quota.pk)
        if row is None:
            found.append(Sentence(quota, reader.said[quota.pk], parts))
            continue
        leaving, coming = reader.persons(row[2]), reader.persons(row[3])
        found.append(Sentence(quota, reader.said[quota.pk], parts, row[1] / 100, row[4], leaving, coming))
    return found


def _inside(reader: _Reader) -> list[Inside]:
    steps = {row[0]: row for row in reader.run.more.get("steps_in", [])}
    free = {row["without"]: row for row in reader.run.more.get("free", []) if row.get("chosen")}
    found = []
    for pk in reader.run.answer["chosen"]:
        if pk not in reader.people:
            continue
        row = steps.get(pk)
        if row is None:
            found.append(Inside(reader.people[pk]))
            continue
        blocking = tuple(reader.said[quota] for quota in row[3] if quota in reader.said)
        other = reader.other("", free[pk]) if pk in free else None
        found.append(Inside(reader.people[pk], reader.people.get(row[1]), row[2] / 100, True, blocking, other))
    return found


def _nearly(reader: _Reader) -> list[Person]:
    """Who is nearly in: who steps in most often, then who comes with the next cohorts."""
    chosen = set(reader.run.answer["chosen"])
    often = Counter(row[1] for row in reader.run.more.get("steps_in", []) if row[1])
    for row in reader.run.more.get("next", []) + reader.run.more.get("different", []):
        often.update(row["coming"])
    order = sorted((pk for pk in often if pk not in chosen and pk in reader.people), key=lambda pk: (-often[pk], pk))
    found = [reader.people[pk] for pk in order[:NEARLY]]
    return sorted(found, key=lambda one: -(one.score or 0))


def _why_not(page: Proposal, reader: _Reader) -> None:
    run, more = reader.run, reader.run.more
    for row in run.answer.get("troubles", []):
        quota = next((one for one in reader.quotas if one.pk in row["quotas"]), None)
        value = f" ({value_name(reader.known, quota.dimension, row['value'])})" if quota and row["value"] else ""
        name = reader.people[row["person"]].application.name if row["person"] in reader.people else ""
        page.troubles.append(trouble_said(row, reader.said, value, name))
    page.clashes = [clash for row in more.get("conflicts", []) if (clash := _clash(reader, row)).said]
    closest = more.get("closest") or {}
    page.closest = reader.persons(closest.get("chosen") or [])
    page.misses = [(reader.said.get(row[0], ""), reader.part(row)) for row in closest.get("misses", [])]
    page.empty = closest.get("empty", 0)


def _clash(reader: _Reader, row: dict[str, Any]) -> Clash:
    said = [reader.said[pk] for pk in row["quotas"] if pk in reader.said]
    said += [_pinned(reader, pk, inside=True) for pk in row["pins"]]
    said += [_pinned(reader, pk, inside=False) for pk in row["bans"]]
    return Clash(said, row["smallest"])


def _pinned(reader: _Reader, pk: int, *, inside: bool) -> str:
    name = reader.people[pk].application.name if pk in reader.people else "–"
    said = _("%(name)s is in in any case") if inside else _("%(name)s is left out")
    return said % {"name": name}


def _pictures(reader: _Reader, told: dict[str, Any]) -> list[dict[str, Any]]:
    """How the chosen spread over each dimension that a quota names or that is always drawn, with the least as a line."""
    found = []
    for key, dimension in reader.known.items():
        spread = told.get("spread", {}).get(key, [])
        least = _least(reader, key)
        rows = [
            {"text": dimension.name(value) or value, "value": n, "goal": least.get(value, 0), "said": f"{n}\u00a0/\u00a0{of}"}
            for value, n, of in spread
        ]
        if len(rows) > 1:
            found.append({"title": dimension.label, "rows": rows})
    return found


def _least(reader: _Reader, key: str) -> dict[str, int]:
    counts = reader.run.answer.get("counts") or []
    own = {quota.pk: quota for quota in reader.quotas if quota.dimension == key}
    least = {row[1]: row[3] for row in counts if row[0] in own and row[1] and row[3]}
    for row in counts:
        quota = own.get(row[0])
        if quota and not row[1] and row[3] and len(quota.values) == 1:
            least[str(quota.values[0])] = row[3]
    return least


def _moved_on(run: Composition) -> bool:
    """Scores or applications are not those it was composed from."""
    if run.is_running or not run.mark or run.selection.state != State.PROPOSED:
        return False
    return mark_of(problem_of(run.selection, places=run.places, score_by=run.score_by)) != run.mark


def _asks_otherwise(run: Composition) -> bool:
    """Quotas or pins are not those it was asked with."""
    now = [dict(zip(ASKED, row, strict=True)) for row in Quota.objects.filter(selection=run.selection).values_list(*ASKED)]
    newer = Pin.objects.filter(selection=run.selection, at__gt=run.made).exists()
    return bool(run.answer) and (now != run.asked or newer)


@dataclass(frozen=True)
class Wished:
    """What is asked now: quotas with what the proposal says of them, where it still says anything; who is in or out."""

    sentences: list[Sentence]
    pins: list[Pin]


def wished(selection: Selection, known: Mapping[str, Dimension], places: int, page: Proposal | None) -> Wished:
    told = {one.quota.pk: one for one in page.sentences} if page else {}
    found = []
    for quota in Quota.objects.filter(selection=selection):
        said, old = sentence(quota, known, places), told.get(quota.pk)
        found.append(old if old and old.said == said and old.quota.hard == quota.hard else Sentence(quota, said, []))
    return Wished(found, list(Pin.objects.filter(selection=selection).select_related("application", "by")))


def newest(selection: Selection) -> Composition | None:
    run = Composition.objects.filter(selection=selection).select_related("by").first()
    if run is not None:
        run.selection = selection
    return run
