"""Calls that are closed, read and decided, for tests of the rooms above applications; made by actions."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from participants.applications.models import Application
from participants.reviews import actions as reviews
from participants.reviews.models import Review, Reviewer
from tests.participants.applications.making import sent
from tests.world import World, person


def applied(world: World, count: int = 3) -> list[Application]:
    """`count` sent applications by people of their own, in French."""
    names = ("Anouk", "Brahim", "Chiara", "Dora", "Ely", "Fanta")
    return [sent(world, by=person(f"{name} Écrit", language="fr"), name=name, title=f"Projet {name}") for name in names[:count]]


def closed(world: World) -> None:
    """The call's deadline has passed, its grace too."""
    world.call.closes = timezone.now() - timedelta(days=1)
    world.call.save(update_fields=["closes"])
    world.stage.call = world.call


def seated(world: World, **fields: Any) -> list[Reviewer]:
    """The two reviewers of the cast on the panel."""
    people = (world.reviewer, world.second_reviewer)
    return [reviews.add_reviewer(world.call, by=world.coordinator, person=who, languages=["fr"], **fields) for who in people]


def scored(world: World, review: Review, *values: int, for_applicant: str = "") -> Review:
    """The review submitted with these scores, in the order of the criteria."""
    criteria = list(review.stage.criteria.all())
    by = review.reviewer.person
    scores = {criterion.pk: value for criterion, value in zip(criteria, values, strict=True)}
    reviews.save_review(review, by=by, scores=scores, comment="Net.", for_applicant=for_applicant)
    return reviews.submit_review(review, by=by)


def in_review(world: World, count: int = 3) -> list[Review]:
    """A closed call with `count` applications, each given to both reviewers."""
    applied(world, count)
    closed(world)
    seated(world)
    reviews.assign(world.stage, by=world.coordinator)
    return list(Review.objects.select_related("stage__call", "application", "reviewer__person").order_by("application_id", "pk"))
