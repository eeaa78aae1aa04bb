"""Taking one's data along, being forgotten."""

import json
import zipfile
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from incubator.accounts import erasure, leaving
from incubator.accounts.models import User
from incubator.audit.models import LogEntry
from incubator.files.models import StoredFile
from incubator.organisations import actions as organisations
from incubator.organisations.models import Invitation, Membership
from incubator.organisations.states import Role
from incubator.outbox import post
from incubator.outbox.models import Message
from tests.house.files import FLOORS
from tests.world import World


@pytest.fixture
def lived(world: World) -> World:
    """The applicant has a message and a file; the editor has a role and a line in the ledger."""
    told = {"context": {"organisation": "Atlas"}, "organisation": world.organisation}
    for key, someone in (("a", world.applicant), ("b", world.editor)):
        post.tell(someone, "organisation_approved", key=key, **told)
    stored = StoredFile(owner=world.applicant, purpose="application", name="idée.pdf", content_type="application/pdf", size=4)
    stored.file.save("x.pdf", ContentFile(b"%PDF"))
    return world


def test_data_holds_what_is_kept_and_no_secret(lived: World) -> None:
    found = leaving.data_of(lived.applicant)
    assert (found["person"]["email"], "password" in found["person"]) == ("awa@people.test", False)
    assert [row["key"] for row in found["incubator.Message.person"]] == ["a"]


def test_archive_holds_data_and_files(lived: World) -> None:
    with leaving.archive(lived.applicant) as source, zipfile.ZipFile(source) as packed:
        names = packed.namelist()
        assert json.loads(packed.read("data.json"))["person"]["name"] == "Awa Konaté"
        assert packed.read(names[1]) == b"%PDF"
    assert [name.rpartition("-")[2] for name in names] == ["data.json", "idée.pdf"]


def test_model_that_points_at_a_person_has_a_written_rule() -> None:
    told = {(rule.label, rule.path.partition("__")[0]) for rule in erasure.rules()}
    found = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        if model._meta.app_label in FLOORS
        for field in model._meta.get_fields()
        if not field.auto_created and field.related_model is User
    }
    assert sorted(found - told) == []


def test_every_rule_can_be_carried_out(lived: World) -> None:
    leaving.data_of(lived.applicant)
    for rule in erasure.rules():
        rule.erase(rule.rows(lived.applicant))
        assert str(rule.says)


def test_forgotten_person_is_an_emptied_row(lived: World, django_capture_on_commit_callbacks: Any) -> None:
    path = Path(StoredFile.objects.get().file.path)
    with django_capture_on_commit_callbacks(execute=True):
        user = leaving.forget(lived.applicant, by=lived.applicant)
    assert (user.email, user.name, user.is_active, user.has_usable_password()) == (f"{user.pk}@erased.invalid", "", False, False)
    assert (user.emailaddress_set.count(), StoredFile.objects.count(), path.exists()) == (0, 0, False)
    assert list(Message.objects.values_list("key", flat=True)) == ["b"]


def test_forgetting_leaves_no_name_in_the_ledger(lived: World) -> None:
    membership = Membership.objects.get(person=lived.editor)
    organisations.change_role(membership, by=lived.owner, role=Role.COORDINATOR)
    leaving.forget(lived.editor, by=None)
    text = json.dumps([[entry.what, entry.detail] for entry in LogEntry.objects.all()], ensure_ascii=False)
    assert ("Emna" in text, "emna@" in text, Membership.objects.filter(person=lived.editor).exists()) == (False, False, False)


def test_forgetting_takes_invitations_to_the_address(lived: World) -> None:
    organisations.invite(lived.organisation, by=lived.owner, email="awa@people.test", role=Role.EDITOR)
    leaving.forget(lived.applicant, by=None)
    assert (Invitation.objects.count(), Message.objects.filter(address="awa@people.test").count()) == (0, 0)


def test_last_owner_hands_over_first(lived: World) -> None:
    with pytest.raises(leaving.NotYet, match="Atlas"):
        leaving.forget(lived.owner, by=lived.owner)
    assert User.objects.get(pk=lived.owner.pk).is_active is True


def test_erasing_asks_for_the_address(lived: World, enter: Any) -> None:
    client = enter(lived.applicant)
    assert client.post(reverse("incubator:erase_me"), {"email": "other@people.test"}).status_code == 422
    assert client.post(reverse("incubator:erase_me"), {"email": "Awa@people.test"}).status_code == 302
    assert ("_auth_user_id" in client.session, User.objects.get(pk=lived.applicant.pk).is_active) == (False, False)


def test_forgotten_person_enters_no_more(lived: World, enter: Any) -> None:
    client = enter(lived.applicant)
    leaving.forget(lived.applicant, by=None)
    assert client.get(reverse("incubator:me")).status_code == 302


def test_export_page_sends_the_archive(lived: World, enter: Any) -> None:
    answer = enter(lived.applicant).post(reverse("incubator:export_my_data"))
    assert answer["Content-Disposition"] == 'attachment; filename="veillee.zip"'
    assert b"".join(answer.streaming_content)[:2] == b"PK"


def test_commands_export_and_erase(lived: World, tmp_path: Path) -> None:
    call_command("export_person", "awa@people.test", out=tmp_path / "awa.zip", stdout=StringIO())
    assert zipfile.is_zipfile(tmp_path / "awa.zip")
    call_command("erase_person", "awa@people.test", "--yes", stdout=StringIO())
    assert User.objects.filter(email="awa@people.test").exists() is False
    with pytest.raises(CommandError):
        call_command("erase_person", "awa@people.test", "--yes")
