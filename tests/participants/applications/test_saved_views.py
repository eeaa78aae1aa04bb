"""Views of the list under a name, and the filters they keep."""

import pytest

from incubator.organisations.models import Membership
from incubator.organisations.states import Role
from participants.applications.desk_models import SavedView
from tests.participants.applications.making import sent
from tests.world import person

LIST = "/fr/desk/atlas/two-shores/one/applications/"


@pytest.fixture
def colleague(world):
    found = person("Dalila Haddad")
    Membership.objects.create(organisation=world.organisation, person=found, role=Role.COORDINATOR)
    return found


def keep(client, query, **said):
    return client.post(f"{LIST}views/", {"query": query, "call": "call-for-ideas", "name": "Sénégal", **said}, follow=True)


def names(client):
    return [chip["text"] for chip in client.get(LIST).context["views"].chips]


def test_view_keeps_filters_and_order_only(world, enter):
    client = enter(world.coordinator)
    answer = keep(client, "country=SN&sort=title&after=xyz&call=other&evil=%3Cscript%3E")
    view = SavedView.objects.get()
    assert (view.query, view.owner, view.shared) == ("country=SN&sort=title", world.coordinator, False)
    assert (answer.context["views"].current, answer.context["filter"].order) == (view, ("title",))


def test_view_is_picked_again_by_its_chip(world, enter):
    wanted = sent(world, by=person("Yosra Ben Amor"), country="SN")
    sent(world, by=person("Wanjiru Kamau"), country="KE")
    client = enter(world.coordinator)
    keep(client, "country=SN")
    chip = client.get(LIST).context["views"].chips[0]
    shown = client.get(chip["href"])
    assert [line.application.pk for line in shown.context["lines"]] == [wanted.pk]
    assert shown.context["views"].chips[0]["current"] is True


def test_own_view_is_own_until_it_is_shared(world, colleague, enter):
    mine = enter(world.coordinator)
    keep(mine, "country=SN")
    view = SavedView.objects.get()
    theirs, address = enter(colleague), f"{LIST}views/{view.pk}/"
    assert (names(theirs), theirs.post(address, {"forget": "1"}).status_code) == ([], 404)
    mine.post(address, {"name": "Sénégal", "shared": "on"})
    assert (names(theirs), theirs.post(address, {"forget": "1"}).status_code) == (["Sénégal"], 403)
    assert enter(world.elsewhere).post(address, {"forget": "1"}).status_code == 404


def test_view_is_renamed_and_deleted(world, enter):
    client = enter(world.coordinator)
    keep(client, "country=SN")
    keep(client, "country=KE", name="Kenya")
    kenya = SavedView.objects.get(name="Kenya")
    client.post(f"{LIST}views/{kenya.pk}/", {"name": "Sénégal"})
    assert sorted(names(client)) == ["Kenya", "Sénégal"]
    client.post(f"{LIST}views/{kenya.pk}/", {"name": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in client.get(LIST).content.decode()
    client.post(f"{LIST}views/{kenya.pk}/", {"forget": "1"})
    assert names(client) == ["Sénégal"]


def test_same_name_twice_takes_the_new_filters(world, enter):
    client = enter(world.coordinator)
    keep(client, "country=SN")
    keep(client, "country=KE")
    assert list(SavedView.objects.values_list("name", "query")) == [("Sénégal", "country=KE")]


def test_who_leaves_the_desk_sees_no_view(world, colleague, enter):
    keep(enter(world.coordinator), "country=SN", shared="on")
    assert SavedView.objects.visible_to(colleague).count() == 1
    Membership.objects.filter(person=colleague).delete()
    assert SavedView.objects.visible_to(type(colleague).objects.get(pk=colleague.pk)).count() == 0


def test_view_without_a_name_asks_for_one(world, enter):
    answer = keep(enter(world.coordinator), "country=SN", name=" ")
    assert (answer.status_code, SavedView.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("language=ar", ["Deux"]),
        ("least=50", ["Deux"]),
        ("most=50", ["Un"]),
        ("least=90", []),
        ("since=2020-01-01&until=2021-01-01", []),
        ("since=2020-01-01", ["Deux", "Un"]),
        ("sort=oldest", ["Un", "Deux"]),
    ],
)
def test_list_is_narrowed_by_language_score_and_day(query, found, world, enter):
    one = sent(world, by=person("Yosra Ben Amor"), title="Un")
    two = sent(world, by=person("Wanjiru Kamau"), title="Deux")
    type(one).objects.filter(pk=one.pk).update(score=40)
    type(two).objects.filter(pk=two.pk).update(score=80, language="ar")
    answer = enter(world.coordinator).get(f"{LIST}?{query}")
    assert [line.application.title for line in answer.context["lines"]] == found


@pytest.mark.parametrize("query", ["since=yesterday", "least=many", "country=XX"])
def test_filter_that_is_not_understood_says_so(query, world, enter):
    answer = enter(world.coordinator).get(f"{LIST}?{query}")
    assert (answer.status_code, bool(answer.context["filter"].form.errors)) == (200, True)
    for kind in ("xlsx", "zip"):
        assert enter(world.coordinator).post(f"{LIST}exports/make/", {"kind": kind, "query": query}).status_code == 404
