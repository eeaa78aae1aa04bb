"""What participants adds to the world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from participants.applications import actions as applications
from participants.applications.models import Application
from tests.participants.applications.making import GOOD, png

if TYPE_CHECKING:
    from tests.worlds import WholeWorld


def lay(world: WholeWorld) -> None:
    """Put things into `world.things`, and what stands for an argument of an address into `world.arguments`."""
    lay_applications(world)


def lay_applications(world: WholeWorld) -> None:
    """One sent and one being written by the applicant, and one sent by somebody of the desk."""
    draft = written(world, world.applicant)
    world.things["draft"] = draft
    world.things["draft_file"] = applications.attach(draft, world.questions["picture"], png(), by=world.applicant)
    sent = applications.submit(written(world, world.applicant), by=world.applicant)
    world.things["application"] = sent
    world.things["dual_application"] = applications.submit(written(world, world.dual), by=world.dual)
    world.arguments |= {"application": sent.pk, "reference": sent.reference}


def written(world: WholeWorld, by: Any) -> Application:
    application = applications.begin(world.call, by=by, language="fr")
    raw = {world.questions[key].pk: value for key, value in GOOD.items()}
    return applications.save_answers(application, raw, by=by).application
