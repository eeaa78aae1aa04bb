"""Works and pictures for tests, without a worker: assets as they stand once prepared."""

from typing import Any

from django.core.files.base import ContentFile

from incubator.files.models import StoredFile
from incubator.files.states import Purpose
from participants.participations.models import Participation, Project
from showcase.media import cellar
from showcase.media.models import Asset, Rendition
from showcase.media.states import Kind, State
from showcase.works import actions as works
from showcase.works.models import Work


def picture(owner: Any, *, alt: str = "A boat under the moon", state: str = State.READY, kind: str = Kind.IMAGE) -> Asset:
    """An asset with one small rendition."""
    stored = StoredFile(owner=owner, purpose=Purpose.ORIGINAL, name="boat.jpg", content_type="image/jpeg", size=3)
    stored.file.save("boat.jpg", ContentFile(b"jpg"))
    asset = Asset.objects.create(
        owner=owner, stored=stored, kind=kind, state=state, alt={"en": alt} if alt else {}, width=1600, height=900,
        attempt=1, tone="#e6ab4c", stages=["#10143f", "#203050", "#301020"],
    )  # fmt: skip
    row = Rendition(asset=asset, recipe="image-640", format="jpg", size=14_000, width=640, height=360)
    row.file.save(f"{cellar.folder(asset)}/image-640.jpg", ContentFile(b"small"))
    return asset


def project_of(person: Any, cohort: Any, title: str = "The sea has no doors") -> Project:
    participation, _made = Participation.objects.get_or_create(cohort=cohort, person=person)
    project = Project.objects.create(cohort=cohort, title=title, discipline="animation")
    project.members.add(participation)
    return project


def work_of(person: Any, project: Any, *, title: Any = None, picture_state: str = State.READY, **fields: Any) -> Work:
    """A complete draft."""
    facts = {"countries": ["TN", "SN"], "languages": ["ar", "wo"], "link": "https://example.org/film"}
    fields = {"summary": {"fr": "Une barque, deux langues."}} | facts | fields
    title = title or {"fr": "La mer n’a pas de portes", "en": "The sea has no doors"}
    kind, year = fields.pop("kind", "animation"), fields.pop("year", 2025)
    work = works.draft(project, by=person, title=title, kind=kind, year=year, **fields)
    works.add_asset(work, picture(person, state=picture_state), by=person)
    works.set_credits(work, [{"role": {"fr": "Réalisation"}, "name": str(person), "author": True}], by=person)
    work.refresh_from_db()
    return work


def published_work(world: Any, *, at: Any = None, **fields: Any) -> Work:
    """A work of the participant's, published by the editor."""
    work = work_of(world.participant, project_of(world.participant, world.cohort), **fields)
    works.submit(work, by=world.participant)
    return works.publish(work, by=world.editor, at=at)
