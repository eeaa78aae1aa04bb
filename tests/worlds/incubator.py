"""The ground of the world: its people, their roles, one organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.base import ContentFile

from incubator.files.models import StoredFile
from incubator.files.states import Purpose
from incubator.organisations.models import Invitation, Membership, Organisation
from incubator.organisations.states import Role
from incubator.outbox import post
from tests.world import build_world, person

if TYPE_CHECKING:
    from tests.worlds import WholeWorld

MORE_PEOPLE = {
    "team_member": "Tarek Ben Salah",
    "funder": "Fanta Coulibaly",
    "professional": "Paloma Diop",
    "former": "Farid Lahlou",
    "dual": "Dalila Haddad",
}


def lay(world: WholeWorld) -> None:
    base = build_world()
    world.people |= base.cast | {role: person(name) for role, name in MORE_PEOPLE.items()}
    world.things |= {name: getattr(base, name) for name in ("organisation", "programme", "cohort", "call", "questions", "stage")}
    world.arguments |= base.slugs
    Membership.objects.create(organisation=base.organisation, person=world.dual, role=Role.COORDINATOR)
    Membership.objects.create(organisation=base.organisation, person=world.former, role=Role.COORDINATOR).delete()
    lay_files(world)
    lay_post(world)


def lay_post(world: WholeWorld) -> None:
    here = world.organisation
    told = {"context": {"organisation": here.name}, "organisation": here, "link": "/fr/me/"}
    world.things["message"] = post.tell(world.applicant, "organisation_approved", key="world", **told)
    world.things["invitation"] = Invitation.objects.create(organisation=here, email="tarek@people.test", role=Role.EDITOR)
    world.things["membership"] = Membership.objects.get(organisation=here, person=world.editor)
    world.things["newcomer"] = Organisation.objects.create(slug="newcomer", name="Newcomer", country="SN")


def lay_files(world: WholeWorld) -> None:
    stored = StoredFile(owner=world.applicant, purpose=Purpose.values[0], name="idea.pdf", content_type="application/pdf", size=4)
    stored.file.save("idea.pdf", ContentFile(b"%PDF"))
    world.things["stored_file"] = stored
    rendition = settings.MEDIA_ROOT / "public" / "world.jpg"
    rendition.parent.mkdir(parents=True, exist_ok=True)
    rendition.write_bytes(b"jpg")
    world.arguments["path"] = rendition.name
