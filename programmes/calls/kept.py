"""A call's form as every writer of the last hour needs it: read once by each process until something public changes.

The call's own row is read each time, with the number of public changes in the same statement; all edits of a call that
is public, of its form, its cohort, its programme and its organisation count one further in their own transaction.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Subquery

from incubator.access.models import PublicStamp
from incubator.lib.asked import Asked
from incubator.lib.kept import Kept
from programmes.calls.models import Call, Question, Stage
from programmes.calls.queries import UNSAID, SectionForm, asked_by_section, behind, public_call, questions_of, steps_of
from programmes.editions.models import Cohort

MOST_CALLS = 64
LONG = ("text", "offers", "summary")
"""What the form does not say of its call."""


def _with_stamp(slug: str) -> QuerySet[Call]:
    stamp = PublicStamp.objects.filter(pk=1).values("version")[:1]
    rows = Call.objects.public().select_related(None).filter(slug=slug).defer(*LONG)
    return rows.annotate(stamp=Subquery(stamp)).order_by()[:1]


_call = Asked(_with_stamp, "the-slug")
_cohorts: Kept[Cohort] = Kept(MOST_CALLS)
_questions: Kept[list[Question]] = Kept(MOST_CALLS)
_told: Kept["Told | None"] = Kept(MOST_CALLS)


@dataclass(frozen=True)
class Told:
    """What the public page of a call tells, as it is kept: shared, and changed by nobody."""

    call: Call
    asked: list[SectionForm]
    partners: list[Any]
    stages: list[Stage]


def public_page(slug: str, stamp: int) -> Told | None:
    """The public call of that address with all that its page tells; four queries after a change, else none.

    `stamp`: how many public changes there are now.
    """
    return _told.of((slug, stamp), lambda: _read(slug))


def _read(slug: str) -> Told | None:
    call = public_call(slug)
    return Told(call, asked_by_section(call), behind(call), steps_of(call)) if call is not None else None


def public_form(slug: str) -> Call | None:
    """The public call of that address, for its form: one statement, and one for its cohort after a change."""
    call = _call.first(slug)
    if call is not None:
        call.cohort = _cohorts.of((call.cohort_id, stamp_of(call)), lambda: _cohort(call.cohort_id))
    return call


def stamp_of(call: Call) -> Any:
    """How many public changes there had been when the call was read; None where it was read in another way."""
    return getattr(call, "stamp", None)


def _cohort(pk: int) -> Cohort:
    unsaid = [name.partition("__")[2] for name in UNSAID]
    return Cohort.objects.select_related("programme__organisation").defer(*unsaid).get(pk=pk)


def form_questions(call: Call) -> list[Question]:
    """As `questions_of`, of a call that `public_form` gave. The rows are shared: nobody changes them."""
    return _questions.of((call.pk, stamp_of(call)), lambda: list(questions_of(call)))
