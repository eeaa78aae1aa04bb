"""Applications for tests of this room and those above, made by its actions."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from participants.applications import actions as applications
from participants.applications.models import Application
from tests.world import World

GOOD = {
    "name": "Awa Konaté",
    "birth": "2000-05-17",
    "country": "CI",
    "title": "Fil à fil",
    "discipline": "documentary",
    "idea": "Une filature et celles qui y travaillent.",
}


def raw(world: World, **changed: Any) -> dict[int, Any]:
    """Answers by question id, right ones where nothing else is said; None leaves one out."""
    answers = {**GOOD, **changed}
    return {world.questions[key].pk: value for key, value in answers.items() if value is not None}


def draft(world: World, *, by: Any = None, **changed: Any) -> Application:
    by = by or world.applicant
    application = applications.begin(world.call, by=by, language="fr")
    return applications.save_answers(application, raw(world, **changed), by=by).application


def sent(world: World, *, by: Any = None, **changed: Any) -> Application:
    by = by or world.applicant
    return applications.submit(draft(world, by=by, **changed), by=by)


def png(name: str = "picture.png", size: tuple[int, int] = (8, 8)) -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.new("RGB", size, "#a3123f").save(buffer, "PNG")
    return SimpleUploadedFile(name, buffer.getvalue(), content_type="image/png")
