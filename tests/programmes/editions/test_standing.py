"""The cohort's desk says what waits, what comes next and how the thread stands."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone

from incubator.home.standing import standing_of
from incubator.outbox.models import Message
from programmes.calls.models import Call
from programmes.editions.models import Phase


def test_coming_is_in_order_and_leaves_out_what_is_past(world):
    # its own zone's day, which late in the evening is not the server's
    today = timezone.localdate(timezone=ZoneInfo(world.cohort.time_zone))
    Phase.objects.filter(cohort=world.cohort).delete()
    for name, days in (("Passée", -9), ("Bientôt", 3), ("Aujourd’hui", 0)):
        day = today + timedelta(days=days)
        Phase.objects.create(cohort=world.cohort, name={"fr": name}, starts=day, ends=day)
    coming = standing_of(world.cohort).coming
    assert [str(one.text) for one, _at in coming] == ["Aujourd’hui", "Bientôt", "Appel à idées"]
    assert [at for _one, at in coming] == sorted(at for _one, at in coming)


def test_undelivered_message_and_unfinished_call_wait_for_the_coordinator(world, enter):
    before = len(standing_of(world.cohort).needs)
    Call.objects.filter(pk=world.call.pk).update(state="draft", title={})
    Message.objects.create(
        key="lost",
        kind="invitation_panel",
        address="x@y.test",
        language="fr",
        organisation=world.organisation,
        state="abandoned",
        scope=world.cohort.scope,
    )
    needs = standing_of(world.cohort).needs
    assert len(needs) == before + 2
    assert (needs[-1].value, needs[-1].tone, needs[-1].href.endswith("/messages/?state=abandoned")) == (1, "no", True)
    page = enter(world.coordinator).get(reverse("programmes:desk_cohort", args=world.cohort.slugs)).content.decode()
    assert "Rien ne vous attend ici" not in page
    assert "message n’a pas pu être remis" in page


def test_calm_desk_says_so(world, enter):
    page = enter(world.coordinator).get(reverse("programmes:desk_cohort", args=world.cohort.slugs)).content.decode()
    assert standing_of(world.cohort).needs == []
    assert "Rien ne vous attend ici." in page


def test_messages_of_a_cohort_are_on_its_desk_and_on_no_other(world, enter):
    Message.objects.create(
        key="here", kind="invitation_panel", subject="Bienvenue au comité", address="x@y.test", language="fr",
        organisation=world.organisation, scope=world.cohort.scope,
    )  # fmt: skip
    Message.objects.create(
        key="there", kind="invitation_panel", subject="Ailleurs", address="x@y.test", language="fr",
        organisation=world.organisation, scope="cohort:0",
    )  # fmt: skip
    page = enter(world.coordinator).get(reverse("programmes:desk_messages", args=world.cohort.slugs)).content.decode()
    assert ("Bienvenue au comité" in page, "Ailleurs" in page) == (True, False)
