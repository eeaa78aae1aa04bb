"""What pages of works read."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import (
    CharField,
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
)

from incubator.lib.folding import fold
from participants.outcomes.models import Outcome
from participants.outcomes.states import Kind as OutcomeKind
from participants.outcomes.states import State as OutcomeState
from participants.participations.models import Project
from participants.participations.states import State as PartState
from programmes.calls.models import Call
from programmes.editions.models import Cohort
from programmes.workshops.models import Workshop
from showcase.creators.models import Creator
from showcase.media.models import Asset, Rendition
from showcase.media.queries import with_renditions
from showcase.works.models import Credit, Recognition, Refusal, Work, WorkAsset
from showcase.works.states import Honour, Place, State

NEWEST = ("-published", "-pk")
LONG_TEXTS = ("marks", "search", "search_title", "text", "statement", "rights_note", "notes_text", "note")
PROGRAMME_TEXTS = tuple(
    f"programme__{name}" for name in "about summary rewards countries disciplines publication_languages".split()
)
"""What lists of works do not show of a work's programme."""
WALL = 24
WALL_RECIPES = ("image-320", "image-480", "image-640", "light")


def on_wall(rows: QuerySet[Work]) -> QuerySet[Work]:
    """With what a wall shows of each: its cover in small sizes, its programme's colour. One query more."""
    small = Rendition.objects.filter(recipe__in=WALL_RECIPES).order_by("width", "pk")
    covers = Prefetch("cover__renditions", queryset=small)
    return rows.select_related("cover", "programme").defer(*LONG_TEXTS, *PROGRAMME_TEXTS).prefetch_related(covers)


def public_works() -> QuerySet[Work]:
    return on_wall(Work.objects.listed())


def lead() -> Work | None:
    """The newest of those that editors put on the front page, else the newest of all."""
    rows = Work.objects.listed().select_related("cover", "programme").defer(*LONG_TEXTS, *PROGRAMME_TEXTS)
    return rows.filter(featured=True).first() or rows.first()


def main_of(work: Work) -> Asset | None:
    """The film or sound one comes for, or the excerpt while only that may be played."""
    wanted = Place.EXCERPT if work.in_excerpt else Place.MAIN
    place = WorkAsset.objects.filter(work=work, place=wanted).select_related("asset__stored").first()
    return place.asset if place else None


def looking() -> QuerySet[Work]:
    """Published works that look for something, newest first."""
    return Work.objects.listed().exclude(need="").select_related("programme").defer(*LONG_TEXTS, *PROGRAMME_TEXTS)


def public_work(slug: str) -> Work | None:
    """With the call it began with: slug, title and opening come along, so that it costs no query of its own."""
    calls = Call.objects.public().filter(cohort=OuterRef("cohort")).select_related(None).order_by("opens")
    rows = Work.objects.public().filter(slug=slug)
    rows = rows.select_related("cover", "programme__organisation", "cohort", "project", "workshop")
    began = {f"call_{name}": Subquery(calls.values(name)[:1]) for name in ("slug", "title", "opens")}
    return rows.annotate(**began).first()


def of_work(work: Work) -> dict[str, Any]:
    """All that a work's page shows besides itself: five queries, whatever it holds."""
    places = list(WorkAsset.objects.filter(work=work).select_related("asset__stored"))
    rows = list(Credit.objects.filter(work=work).select_related("creator"))
    related = together(work, rows)
    with_renditions([work.cover, *(place.asset for place in places), *(one.cover for one in related)])
    return {"places": places, "related": related, "credits": rows, "call": _call_of(work), "honours": honours(work)}


def _call_of(work: Work) -> Call | None:
    known: dict[str, Any] = vars(work)
    if "call_slug" in known:
        slug = known["call_slug"]
        return Call(slug=slug, title=known["call_title"], opens=known["call_opens"]) if slug else None
    calls = Call.objects.public().select_related(None).only("slug", "title", "opens")
    return calls.filter(cohort=work.cohort).order_by("opens").first() if work.cohort_id else None


class Shown(NamedTuple):
    """A recognition as pages show it; `kind` is one of states.Honour."""

    kind: str
    title: str
    place: str
    country: str
    date: date
    proof: str

    @property
    def said(self) -> str:
        return str(dict(Honour.choices).get(self.kind, self.kind))


FROM_THREAD: dict[str, str] = {OutcomeKind.FESTIVAL.value: Honour.SELECTION.value, OutcomeKind.PRIZE.value: Honour.PRIZE.value}


def honours(work: Work) -> list[Shown]:
    """Recognitions, newest first, with what the thread has verified of its project; told twice counts once. One query."""
    own = Recognition.objects.filter(work=work).order_by()
    rows = own.values_list("kind", "title", "place", "country", "date", "proof")
    if work.project_id:
        nothing = Value("", output_field=CharField())
        verified = Outcome.objects.filter(project=work.project_id, state=OutcomeState.VERIFIED, kind__in=FROM_THREAD).order_by()
        rows = rows.union(
            verified.annotate(a=nothing, b=nothing).values_list("kind", "title", "a", "b", "date", "proof"), all=True
        )
    found: dict[tuple[str, int], Shown] = {}
    # What the author wrote comes first: it says the place too.
    told: list[Any] = sorted(rows, key=lambda row: row[0] in FROM_THREAD)
    for kind, *rest in told:
        one = Shown(FROM_THREAD.get(kind, kind), *rest)
        found.setdefault((fold(one.title), one.date.year), one)
    return sorted(found.values(), key=lambda one: one.date, reverse=True)


def open_calls(most: int) -> list[Call]:
    """Calls one may answer now, the first to close first."""
    return list(Call.objects.open().filter(cohort__programme__listed=True).order_by("closes", "pk")[:most])


def together(work: Work, rows: Iterable[Credit], most: int = 5) -> list[Work]:
    """Works for the same evening: by the same people, of the same programme, of the same discipline or kind; in this order.

    One query: a few of each are found by their index, and sorted here.
    """
    names, creators = {row.name for row in rows}, {row.creator_id for row in rows if row.creator_id}
    shared = Credit.objects.filter(Q(name__in=names) | Q(creator__in=creators)).exclude(work=work.pk)
    others = Work.objects.listed().exclude(pk=work.pk).order_by(*NEWEST)
    ways = [
        shared.order_by("-work").values("work")[:12],
        others.filter(programme=work.programme_id).values("pk")[:most],
        (others.filter(discipline=work.discipline) if work.discipline else others.filter(kind=work.kind)).values("pk")[:most],
    ]
    near = (
        Work.objects.none()
        .order_by()
        .values("pk")
        .union(*(Work.objects.filter(pk__in=way).order_by().values("pk") for way in ways))
    )
    found = Work.objects.listed().filter(pk__in=near).exclude(pk=work.pk).select_related("cover", "programme")
    found = found.annotate(shares=Exists(shared.filter(work=OuterRef("pk")))).defer(*LONG_TEXTS, *PROGRAMME_TEXTS)
    alike: list[Any] = sorted(found.order_by(*NEWEST), key=lambda one: (
        not one.shares, one.programme_id != work.programme_id, one.discipline != work.discipline, one.kind != work.kind
    ))  # fmt: skip
    return alike[:most]


def of_creator(creator_id: int) -> list[Credit]:
    """Credits of a creator in published works, newest work first, with what the wall shows of it."""
    rows = Credit.objects.filter(creator=creator_id, work__in=Work.objects.listed())
    shown = list(rows.select_related("work__cover", "work__programme").order_by("-work__published", "-work", "order"))
    with_renditions(credit.work.cover for credit in shown)
    return shown


def crediting(creator: Creator) -> list[Work]:
    """Works that name a creator with a link, or would if they had not refused (`refused`). Drafts of others are told of, too."""
    asked = Q(credits__creator=creator) | Q(refusals__creator=creator)
    refused = Exists(Refusal.objects.filter(work=OuterRef("pk"), creator=creator))
    return list(Work.objects.filter(asked).annotate(refused=refused).distinct().defer(*LONG_TEXTS).order_by("-pk"))


def credited(user: Any, slug: str) -> tuple[Work, Creator] | None:
    """A work that names this person's page, with the page."""
    creator = Creator.objects.filter(person=user).first()
    found = next((work for work in crediting(creator) if work.slug == slug), None) if creator else None
    return (found, creator) if found and creator else None


def of_programme(programme_id: int, most: int = 6) -> list[Work]:
    return list(public_works().filter(programme=programme_id)[:most])


def newest_of(programme_id: int) -> Work | None:
    return Work.objects.listed().filter(programme=programme_id).select_related("cover").first()


def of_organisation(organisation_id: int, most: int = 8) -> list[Work]:
    return list(public_works().filter(programme__organisation=organisation_id)[:most])


def creators_of(programme_id: int, most: int = 36) -> list[Creator]:
    """Public pages of people credited in a programme's works, the newest first."""
    credited = Credit.objects.filter(work__in=Work.objects.listed().order_by().filter(programme=programme_id).values("pk"))
    found = Creator.objects.public().filter(pk__in=credited.order_by().values("creator"))
    return list(found.only("name", "slug", "country").order_by("-pk")[:most])


def mine(user: Any) -> QuerySet[Work]:
    """Works a person proposed or has a part in, the last changed state first."""
    own = Work.objects.filter(Q(proposed_by=user) | Q(project__members__person=user)).distinct()
    return own.select_related("cover", "programme", "cohort").order_by("-created", "-pk").defer(*LONG_TEXTS[:-1])


def projects_of(user: Any) -> QuerySet[Project]:
    """Projects a person may propose a work for: those they are or were part of."""
    rows = Project.objects.filter(members__person=user, members__state__in=[PartState.ACTIVE, PartState.COMPLETED])
    return rows.distinct().order_by("-cohort__starts", "title")


def linkable_to(work: Work) -> list[Creator]:
    """Pages that a name in the credits may be linked to: of people of the cohort, and those that are linked already."""
    whose = Q(credits__work=work)
    if work.cohort_id:
        whose |= Q(person__participations__cohort=work.cohort_id)
    return list(Creator.objects.filter(whose).exclude(name="").distinct().defer("statement").order_by("name", "pk"))


def workshops_of(cohort: Cohort) -> QuerySet[Workshop]:
    """Workshops a work may come from."""
    return Workshop.objects.filter(cohort=cohort).order_by("starts", "pk")


def places_of(work: Work) -> list[WorkAsset]:
    """A work's files in their order, with what showing them needs."""
    places = list(WorkAsset.objects.filter(work=work).select_related("asset__stored"))
    with_renditions(place.asset for place in places)
    return places


def visible_work(user: Any, pk: int) -> Work | None:
    return Work.objects.visible_to(user).filter(pk=pk).first()


def shown_places(work: Work) -> list[WorkAsset]:
    """As `places_of`, with the cover's renditions."""
    places = list(WorkAsset.objects.filter(work=work).select_related("asset__stored"))
    with_renditions([work.cover, *(place.asset for place in places)])
    return places


def place_of(work: Work, pk: int) -> WorkAsset | None:
    """The place of one of the work's files."""
    return WorkAsset.objects.filter(work=work, asset=pk).select_related("asset__stored").first()


def are_shown(shown: Q, asset: Asset) -> bool:
    return Asset.objects.filter(shown, pk=asset.pk).exists()


def recognitions_of(work: Work) -> list[Recognition]:
    return list(Recognition.objects.filter(work=work))


def of_cohort(cohort: Cohort, state: str = "") -> QuerySet[Work]:
    rows = Work.objects.filter(cohort=cohort).select_related("cover", "programme", "proposed_by").defer(*LONG_TEXTS)
    return rows.filter(state=state) if state else rows


def states_of(cohort: Cohort) -> dict[str, int]:
    rows = Work.objects.filter(cohort=cohort).order_by().values_list("state").annotate(many=Count("pk"))
    return dict(rows)


def waiting_in(cohort: Cohort) -> int:
    return Work.objects.filter(cohort=cohort, state=State.SUBMITTED).count()


def published_in(cohort: Cohort) -> int:
    return Work.objects.filter(cohort=cohort, state=State.PUBLISHED).count()


def credited_together(people: Iterable[int], others: Iterable[int]) -> list[tuple[int, int, str]]:
    """Who is in the credits of one work with somebody of the other side: (person, other, the work's title)."""
    wanted, sides = set(people), set(others)
    rows = Credit.objects.filter(creator__person__in=wanted | sides).order_by("work_id", "creator__person_id")
    works: dict[int, set[int]] = {}
    for work, person in rows.values_list("work_id", "creator__person_id"):
        works.setdefault(work, set()).add(person)
    shared = {pk: names for pk, names in works.items() if names & wanted and len(names) > 1}
    titles = {work.pk: str(work.title) for work in Work.objects.filter(pk__in=shared).only("title")}
    return [
        (person, other, titles[pk]) for pk, names in shared.items() for other in sorted(names & sides)
        for person in sorted(names & wanted) if person != other
    ]  # fmt: skip
