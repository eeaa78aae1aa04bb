"""What pages read of testimonials."""

from typing import Any

from programmes.editions.models import Programme
from showcase.testimonials.models import Testimonial
from showcase.testimonials.states import State

MOST = 6


def shown_of(programme: Programme) -> list[Testimonial]:
    """Published ones in their order, with the person's public page. One query."""
    rows = Testimonial.objects.public().filter(programme=programme)
    return list(rows.select_related("cohort", "person__creator", "work")[:MOST])


def of_creator(creator: Any) -> list[Testimonial]:
    """What a creator said themself, where they have an account. One query."""
    if creator.person_id is None:
        return []
    return list(Testimonial.objects.public().filter(person=creator.person_id).select_related("programme", "cohort")[:MOST])


def of_programme(programme: Programme) -> list[Testimonial]:
    return list(Testimonial.objects.filter(programme=programme).select_related("cohort"))


def by_token(token: str) -> Testimonial | None:
    rows = Testimonial.objects.select_related("programme__organisation", "cohort", "person")
    return rows.filter(token=token).first() if len(token) <= 43 else None


def of_person(user: Any) -> list[Testimonial]:
    rows = Testimonial.objects.filter(person=user).exclude(state=State.WITHDRAWN)
    return list(rows.select_related("programme"))
