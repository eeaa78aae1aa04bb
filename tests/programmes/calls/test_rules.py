"""Rules of a call on its pages: set by coordinators, checked by visitors, carried into the form."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from incubator.lib.errors import Refused
from participants.applications.models import Answer, Application
from programmes.calls import actions as calls
from programmes.calls import checklist, phrases, queries
from programmes.calls.models import Call, Question
from tests.fixtures.browser import PHONE
from tests.world import World


def check_page(world: World) -> str:
    return reverse("programmes:call_check", args=[world.call.slug])


def edit_page(call: Call) -> str:
    return reverse("programmes:desk_call_edit", args=call.slugs)


def shown(page) -> dict:
    """What the form of a page holds, to be sent again."""
    form = page.context["form"]
    return {name: value for name in form.fields if (value := form[name].value()) not in (None, [], "", {}, False)} | {
        "title_fr": "Appel"
    }


@pytest.fixture
def condition(world: World) -> Question:
    return calls.add_condition(world.call, by=world.coordinator, label={"fr": "Est-ce votre premier film ?"})


def test_ages_count_on_the_day_of_the_deadline_by_the_calls_clock(world: World) -> None:
    world.call.age_on = None
    world.call.closes = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # in Tunis it is the new year
    assert queries.age_day(world.call) == date(2027, 1, 1)
    world.call.time_zone = "America/Lima"
    assert queries.age_day(world.call) == date(2026, 12, 31)


def test_later_deadline_leaves_the_day_of_ages_where_it_was(world: World) -> None:
    Call.objects.update(age_on=None)
    world.call.refresh_from_db()
    before = queries.age_day(world.call)
    assert queries.age_day(calls.extend(world.call, world.call.closes + timedelta(days=9), by=world.coordinator)) == before


def test_rules_are_set_one_by_one_on_the_desk(world: World, enter) -> None:
    desk = enter(world.coordinator)
    data = shown(desk.get(edit_page(world.call)))
    assert (data["age_strict"], data["countries"]) == ("hard", world.call.countries)
    data |= {"country_by": "either", "place_strict": "soft", "disciplines": ["animation"], "earlier": "newcomers"}
    assert desk.post(edit_page(world.call), data).status_code == 302
    world.call.refresh_from_db()
    assert (world.call.country_by, world.call.disciplines, world.call.earlier, world.call.soft) == (
        "either", ["animation"], "newcomers", ["place"],
    )  # fmt: skip
    page = desk.get(edit_page(world.call))
    assert [(rule["key"], rule["open"]) for rule in page.context["form"].rules] == [
        ("age", True), ("place", True), ("region", False), ("discipline", True), ("earlier", True),
    ]  # fmt: skip


def test_rule_without_its_question_is_a_gap(world: World) -> None:
    calls.edit(world.call, by=world.coordinator, country_by="nationality", disciplines=["animation"], regions=["Oriental"])
    world.questions["discipline"].delete()
    world.call.refresh_from_db()
    assert [gap.code for gap in checklist.gaps(world.call)] == ["nationality", "discipline", "region"]


def test_condition_is_asked_in_the_form_and_said_among_the_rules(world: World, condition, enter) -> None:
    page = enter().get(world.call.get_absolute_url())
    assert "Est-ce votre premier film ? – Oui" in [str(line) for line in page.context["lines"]]
    assert f'name="own-{condition.pk}"' in page.content.decode()
    assert (condition.required, [one["value"] for one in condition.options]) == (True, ["yes", "no"])


def test_condition_keeps_the_answer_it_wants(world: World, condition) -> None:
    for fields in ({"options": [{"value": "no", "label": {}}]}, {"wanted": "perhaps"}, {"type": "short", "options": []}):
        with pytest.raises(Refused):
            calls.edit_question(condition, by=world.coordinator, **fields)
    calls.drop_condition(condition, by=world.coordinator)
    assert list(queries.conditions_of(world.call)) == []


def test_condition_is_written_changed_and_removed_on_the_desk(world: World, enter) -> None:
    desk = enter(world.coordinator)
    new = reverse("programmes:desk_condition_new", args=world.call.slugs)
    assert "label" in desk.post(new, {"wanted": "no", "strict": "soft"}).context["form"].errors
    assert desk.post(new, {"label_fr": "Avez-vous un produit ?", "wanted": "no", "strict": "soft"}).status_code == 302
    made = queries.conditions_of(world.call).get()
    assert (made.wanted, made.wanted_soft) == ("no", True)
    one = reverse("programmes:desk_condition", args=[*world.call.slugs, made.pk])
    desk.post(one, {"label_fr": "Avez-vous un produit ?", "wanted": "yes", "strict": "hard"})
    made.refresh_from_db()
    assert (made.wanted, made.wanted_soft) == ("yes", False)
    assert phrases.own_line(queries.own_rules_of(world.call)[0][1]) in desk.get(edit_page(world.call)).content.decode()
    desk.post(one, {"remove": "1"})
    assert desk.get(one).status_code == 404


def test_self_check_answers_every_rule_and_keeps_nothing(world: World, condition, client, django_assert_num_queries) -> None:
    calls.edit(
        world.call, by=world.coordinator, country_by="either", disciplines=["animation"], earlier="newcomers", soft=["age"]
    )
    said = {"birth": "1950-01-01", "country": "FR", "nationality": "TN", "discipline": "other", f"own-{condition.pk}": "yes"}
    with django_assert_num_queries(5):  # its questions are read anew: the call was just edited
        page = client.post(check_page(world), said)
    assert [check.met for check in page.context["checks"]] == [False, True, False, None, True]
    assert (page.context["verdict"].blocks, Answer.objects.count(), Application.objects.count()) == (True, 0, 0)
    assert "no-store" in page.headers["Cache-Control"]
    assert "1950-01-01" not in page.request["QUERY_STRING"]
    said |= {"discipline": "animation", "earlier": "no"}
    page = client.post(check_page(world), said)
    assert (page.context["verdict"].eligible, page.context["verdict"].blocks) == (False, False)  # too old, but only wished for


def test_self_check_needs_no_token_of_a_form(world: World) -> None:
    assert Client(enforce_csrf_checks=True).post(check_page(world), {"country": "TN"}).status_code == 200


def test_check_begins_the_application_with_what_was_said(world: World, condition) -> None:
    client = Client(enforce_csrf_checks=True)
    text = client.post(
        check_page(world), {"birth": "2000-05-17", "country": "TN", f"own-{condition.pk}": "yes"}
    ).content.decode()  # fmt: skip
    form = text[text.index('name="carried"') - 600 : text.index("</form>", text.index('name="carried"'))]
    data = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
    apply = reverse("participants:apply", args=[world.call.slug])
    assert client.post(apply, data).status_code == 302
    application = Application.objects.get()
    assert (application.birth, application.country) == (date(2000, 5, 17), "TN")
    assert Answer.objects.get(question=condition).value == "yes"
    data["q-" + str(world.questions["country"].pk)] = "FR"
    assert client.post(apply, data).status_code == 302
    application.refresh_from_db()
    assert (application.country, Application.objects.count()) == ("TN", 1)


def test_list_says_that_there_are_further_conditions(world: World, condition, enter) -> None:
    Call.objects.update(age_min=None, age_max=None, countries=[])
    [(_call, line)] = enter().get(reverse("programmes:calls")).context["open"]
    with_none = phrases.in_one_line(queries.rules_of(world.call))
    assert (line == phrases.who_may_apply(queries.rules_of(_call))[0].text, line != with_none) == (True, True)


def test_rules_are_set_with_a_thumb_in_arabic(world: World, condition, window, accessible, enter, live_server) -> None:
    page = window(PHONE)
    session = enter(world.coordinator).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto("/ar" + edit_page(world.call).removeprefix("/fr"))
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator("#rule-earlier summary").click()
    page.locator("#rule-earlier select").select_option("alumni")
    accessible(page)
    page.locator(".callform .savebar button").click()
    page.wait_for_url("**/call/call-for-ideas/")
    world.call.refresh_from_db()
    assert world.call.earlier == "alumni"


def test_visitor_checks_and_begins_without_script(world: World, condition, window) -> None:
    page = window(PHONE, java_script_enabled=False)
    page.goto(world.call.get_absolute_url())
    page.fill("#id_birth", "2000-05-17")
    page.select_option("#id_country", "TN")
    page.locator(f'input[name="own-{condition.pk}"][value="yes"]').check()
    page.locator(".check form button").last.click()
    page.locator(".check .answer form button").click()
    assert page.input_value(f"#q-{world.questions['birth'].pk}-in") == "2000-05-17"
