import pytest
from django.urls import reverse

from participants.applications.models import Application
from participants.selection import actions as selections
from participants.selection.compose_models import Composition, Pin, Quota
from participants.selection.models import Decision
from participants.selection.subscribers import compose
from tests.participants.selection.test_composing import NO_MOROCCO, WOMEN, run_of, six, with_quotas


def at(world, name, *more, query=""):
    return reverse(f"participants:{name}", args=[*world.cohort.slugs, *more]) + query


def test_page_offers_ready_sets_before_anything_is_composed(world, enter):
    six(world)
    page = enter(world.coordinator).get(at(world, "compose")).content.decode()
    assert page.count('name="template"') >= 2


def test_template_sets_quotas_and_asks_the_composer(world, enter):
    six(world)
    client = enter(world.coordinator)
    answer = client.post(at(world, "use_quota_template"), {"template": "young"})
    assert answer.status_code == 302
    assert list(Quota.objects.values_list("dimension", flat=True))[-1] == "team"
    assert Composition.objects.get().state == "waiting"
    assert client.post(at(world, "use_quota_template"), {"template": "nothing"}).status_code == 404


def test_page_shows_the_proposal_with_costs_and_others(world, enter):
    _rows, selection = six(world)
    with_quotas(selection, world.coordinator, WOMEN)
    run_of(selection, world.coordinator)
    page = enter(world.coordinator).get(at(world, "compose")).content.decode()
    assert page.count('class="pick"') >= 3
    assert "Anouk" in page
    assert "coûte" in page
    assert 'value="different:0"' in page


def test_page_says_why_there_is_none(world, enter):
    _rows, selection = six(world)
    with_quotas(selection, world.coordinator, WOMEN | {"amount": 3}, NO_MOROCCO)
    run_of(selection, world.coordinator)
    page = enter(world.coordinator).get(at(world, "compose")).content.decode()
    assert "Personne · pays de résidence" in page
    assert "La cohorte la plus proche" in page
    assert 'name="decided"' not in page


def test_page_names_each_reason_of_its_own(world, enter):
    _rows, selection = six(world)
    nobody = {"dimension": "country", "values": ["JP"], "amount": 1}
    with_quotas(selection, world.coordinator, WOMEN | {"amount": 3}, NO_MOROCCO, nobody)
    run_of(selection, world.coordinator)
    page = enter(world.coordinator).get(at(world, "compose")).content.decode()
    assert page.count("Ceci ne peut pas tenir ensemble") == 1
    assert page.count("Ceci ne peut pas tenir\u00a0:") == 1
    assert "La cohorte la plus proche" in page


def test_page_says_that_scores_changed_and_composes_again(world, enter):
    rows, selection = six(world)
    run_of(selection, world.coordinator, places=2)
    client = enter(world.coordinator)
    said = "Des notes ou des candidatures ont changé"
    assert said not in client.get(at(world, "compose")).content.decode()
    Application.objects.filter(pk=rows[5].pk).update(score=99)
    assert said in client.get(at(world, "compose")).content.decode()
    assert client.post(at(world, "compose"), {"places": 2, "score_by": "corrected"}).status_code == 302
    run = Composition.objects.first()
    compose({"run": run.pk})
    run.refresh_from_db()
    assert (run.places, rows[5].pk in run.answer["chosen"]) == (2, True)
    assert said not in client.get(at(world, "compose")).content.decode()


def test_quota_is_written_as_a_sentence_and_composes(world, enter):
    six(world)
    client = enter(world.coordinator)
    assert client.get(at(world, "new_quota")).status_code == 200
    page = client.get(at(world, "new_quota", query="?by=country")).content.decode()
    assert "Maroc (3)" in page
    fields = {"by": "country", "sense": "least", "amount": 2, "measure": "people", "values": ["SN"], "hard": "1"}
    assert client.post(at(world, "new_quota", query="?by=country"), fields).status_code == 302
    quota = Quota.objects.get()
    assert (quota.sense, quota.amount, quota.values, quota.hard) == ("least", 2, ["SN"], True)
    assert Composition.objects.count() == 1


def test_quota_without_values_is_said_and_nothing_typed_is_lost(world, enter):
    six(world)
    client = enter(world.coordinator)
    fields = {"by": "country", "sense": "most", "amount": 7, "measure": "people", "hard": ""}
    answer = client.post(at(world, "new_quota", query="?by=country"), fields)
    assert answer.status_code == 422
    assert 'value="7"' in answer.content.decode()
    assert Quota.objects.count() == 0


def test_quota_is_changed_and_removed(world, enter):
    _rows, selection = six(world)
    (quota,) = with_quotas(selection, world.coordinator, WOMEN)
    client = enter(world.coordinator)
    fields = {"sense": "exactly", "amount": 1, "measure": "people", "values": ["f"], "hard": "", "penalty": 4}
    assert client.post(at(world, "edit_quota", quota.pk), fields).status_code == 302
    quota.refresh_from_db()
    assert (quota.sense, quota.amount, quota.hard, quota.penalty) == ("exactly", 1, False, 4)
    client.post(at(world, "edit_quota", quota.pk), {"remove": "1"})
    assert Quota.objects.count() == 0


def test_pin_with_one_press_composes_again(world, enter):
    rows, selection = six(world)
    run_of(selection, world.coordinator, places=2)
    client = enter(world.coordinator)
    client.post(at(world, "pin_application", rows[5].pk), {"stay": "in", "reason": "Prix"})
    run = Composition.objects.first()
    assert (run.places, Pin.objects.get().reason) == (2, "Prix")
    compose({"run": run.pk})
    run.refresh_from_db()
    assert run.answer["chosen"] == [rows[0].pk, rows[5].pk]


def test_progress_loads_the_page_again_for_the_proposal_and_at_the_end(world, enter):
    _rows, selection = six(world)
    run = selections.request_composition(selection, by=world.coordinator)
    client, htmx = enter(world.coordinator), {"HTTP_HX_REQUEST": "true"}
    address = at(world, "composition", run.pk)
    assert 'hx-trigger="every 1s"' in client.get(address, **htmx).content.decode()
    assert client.get(address).status_code == 302
    Composition.objects.filter(pk=run.pk).update(state="running", answer={"chosen": None})
    assert client.get(address, **htmx)["HX-Refresh"] == "true"
    assert "HX-Refresh" not in client.get(address + "?seen=1", **htmx)
    compose({"run": run.pk})
    client.post(at(world, "stop_composition", run.pk))
    assert client.get(address + "?seen=1", **htmx)["HX-Refresh"] == "true"


def test_accepting_from_the_page_decides(world, enter):
    _rows, selection = six(world)
    run = run_of(selection, world.coordinator)
    client = enter(world.coordinator)
    fields = {"decided": selections.decided_mark(selection), "waiting": "1", "rest": "declined", "proposal": ""}
    assert client.post(at(world, "accept_composition", run.pk), fields).url.startswith(at(world, "desk_selection"))
    assert Decision.objects.filter(verdict="accepted").count() == 3
    assert client.post(at(world, "accept_composition", run.pk), fields | {"waiting": "2"}).url.startswith(at(world, "compose"))
    assert Decision.objects.filter(verdict="waitlisted").count() == 1


@pytest.mark.parametrize("who", ["applicant", "reviewer", "stranger", "editor"])
def test_composition_is_nothing_to_others(world, enter, who):
    _rows, selection = six(world)
    run = run_of(selection, world.coordinator)
    client = enter(getattr(world, who))
    assert client.get(at(world, "compose")).status_code in (403, 404)
    assert client.get(at(world, "composition", run.pk)).status_code == 404


def test_name_with_a_script_is_shown_as_text(world, enter):
    rows, selection = six(world)
    rows[0].__class__.objects.filter(pk=rows[0].pk).update(name="<script>alert(1)</script>")
    run_of(selection, world.coordinator)
    assert "<script>alert(1)" not in enter(world.coordinator).get(at(world, "compose")).content.decode()


def test_page_asks_as_many_queries_for_one_place_as_for_three(world, enter, django_assert_num_queries):
    _rows, selection = six(world)
    with_quotas(selection, world.coordinator, WOMEN)
    client = enter(world.coordinator)
    client.get(at(world, "compose"))
    for places in (2, 3):
        run_of(selection, world.coordinator, places=places)
        with django_assert_num_queries(29):
            client.get(at(world, "compose"))
