"""What outcomes give to other rooms: their counts as measures of a cohort."""

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from incubator.audit.words import name_verbs
from participants.outcomes.queries import own_outcomes, people_with, verified_count
from participants.outcomes.states import Kind
from participants.participations.registry import Panel, on_cohort_space, on_person_page
from programmes.indicators.registry import measure

for _kind in Kind:
    measure(f"outcomes_{_kind.value}", _kind.label, partial(verified_count, kind=_kind.value))
measure(
    "people_first_job", gettext_lazy("people with a first professional opportunity"), partial(people_with, kind=Kind.FIRST_JOB)
)


def _panel(participation: Any, href: str) -> Panel:
    return Panel(
        90,
        gettext_lazy("What came of it"),
        "participants/outcomes/_panel.html",
        {"outcomes": list(own_outcomes(participation)), "href": href},
    )


def on_desk(participation: Any, user: Any) -> Panel:
    return _panel(
        participation, reverse("participants:declare_outcome_for", args=[*participation.cohort.slugs, participation.pk])
    )


def on_space(participation: Any, user: Any) -> Panel:
    return _panel(participation, reverse("participants:declare_outcome", args=participation.cohort.slugs))


on_person_page(on_desk)
on_cohort_space(on_space)
name_verbs(
    {
        "participants.declare_outcome": gettext_lazy("declared an outcome"),
        "participants.verify_outcome": gettext_lazy("verified the outcome"),
        "participants.refuse_outcome": gettext_lazy("did not confirm the outcome"),
    }
)
