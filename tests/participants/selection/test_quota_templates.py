import pytest
from django.urls import reverse

from incubator.audit.models import LogEntry
from participants.models import QuotaSet
from participants.selection import actions as selections
from participants.selection.candidates import asked_of
from participants.selection.compose_models import Quota
from participants.selection.dimensions import dimensions
from participants.selection.quota_templates import templates
from programmes.calls import starter
from programmes.calls.models import Question
from programmes.calls.states import Type
from tests.participants.selection.test_composing import WOMEN, six, with_quotas
from tests.world import World

COUNTRIES = ["TN", "MA", "SN", "KE", "CI"]


@pytest.fixture
def call(world: World):
    world.call.countries = COUNTRIES
    world.call.save(update_fields=["countries"])
    asked = {name: starter.GENDER[name] for name in ("type", "meaning", "label", "options")}
    Question.objects.create(section=world.call.sections.first(), **asked)
    return world.call


def ready(call, places=15):
    return {one.key: one for one in templates(call, dimensions(call), places)}


def asks(template, dimension, places=15):
    """Bounds and values of each row over a dimension."""
    rows = [Quota(**row) for row in template.rows if row["dimension"] == dimension]
    return [(row.measure or "people", asked_of(row).bounds(places), row.values, row.hard) for row in rows]


def owned_by(call, slug):
    call.cohort.programme.slug = slug
    call.cohort.programme.save(update_fields=["slug"])


@pytest.mark.parametrize(
    ("slug", "key"),
    [
        ("ateliers-sud-sud", "each-country"),
        ("arts-factory", "disciplines"),
        ("takafaship", "young"),
        ("connexions-citoyennes-2", "many-countries"),
        ("alliances-sonores", "network"),
    ],
)
def test_call_of_one_of_the_five_is_offered_its_own_set_first(call, slug, key):
    owned_by(call, slug)
    found = templates(call, dimensions(call), 15)
    assert (found[0].key, found[0].own, [one.own for one in found].count(True), len(found)) == (key, True, 1, 5)


def test_fifteen_of_five_countries_are_two_of_each_with_gender_balance(call):
    found = ready(call)["each-country"]
    assert asks(found, "country") == [("each", (2, None), COUNTRIES, True)]
    assert asks(found, "gender") == [("each", (6, None), ["woman", "man"], True)]


def test_twenty_five_of_fourteen_countries_are_one_of_each_and_none_too_strong(call):
    call.countries = ["BJ", "BF", "CM", "CI", "GN", "MG", "ML", "NE", "CG", "CD", "SN", "TD", "TG", "TN"]
    found = ready(call, 25)["many-countries"]
    assert [row[1] for row in asks(found, "country", 25)] == [(1, None), (0, 4)]


def test_thirty_of_a_region_are_18_to_30_and_half_women(call):
    call.regions = ["Oriental"]
    found = ready(call, 30)["young"]
    assert asks(found, "region", 30) == [("people", (30, None), ["Oriental"], True)]
    assert [row[1:] for row in asks(found, "age", 30)] == [
        ((30, None), ["18-24", "25-30"], True), ((10, None), ["0-17", "18-24"], False),
    ]  # fmt: skip
    assert asks(found, "gender", 30) == [("people", (15, None), ["woman"], True)]


def test_more_countries_than_places_and_what_the_form_does_not_ask_is_said(world):
    world.call.countries = COUNTRIES
    found = ready(world.call, 3)
    assert (
        found["each-country"].lacking[0]
        == "Il y a plus de pays que de places\u00a0: on ne peut donc pas en demander un de chaque."
    )
    assert any("genre" in said for said in found["each-country"].lacking)
    assert found["young"].lacking[0] == "L’appel ne nomme aucune région\u00a0: on peut donc venir de partout."
    assert asks(found["young"], "region") == []


def test_question_of_a_set_is_found_by_its_text_and_missed_with_a_sentence(call):
    assert "«\u00a0Groupe de travail souhaité\u00a0» n’est pas demandé dans cet appel." in ready(call)["network"].lacking
    options = [{"value": one, "label": {"fr": one}} for one in ("eco", "music")]
    label = {"en": "Working group wished"}
    asked = Question.objects.create(section=call.sections.first(), type=Type.SEVERAL, label=label, options=options)
    found = ready(call)["network"]
    assert asks(found, f"question:{asked.pk}") == [("each", (2, None), [], False)]
    assert found.lacking == []


# --- an organisation's own ---
def kept(selection, by, name="Les nôtres"):
    return selections.keep_quotas(selection, name, by=by)


def test_own_set_is_offered_to_the_next_call_as_far_as_it_asks_the_same(world, call):
    _rows, selection = six(world)
    options = [{"value": one, "label": {"fr": one}} for one in ("a", "b")]
    asked = Question.objects.create(section=call.sections.first(), type=Type.CHOICE, label={"fr": "Le lieu"}, options=options)
    there = {"dimension": f"question:{asked.pk}", "values": ["a", "b"], "amount": 1}
    with_quotas(selection, world.coordinator, WOMEN | {"values": ["woman"]}, there)
    made = kept(selection, world.coordinator)
    key = f"own:{made.pk}"
    same = ready(call)[key]
    assert [(row["dimension"], row["amount"]) for row in same.rows] == [("gender", 2), (f"question:{asked.pk}", 1)]
    assert same.lacking == []

    asked.options = options[:1]
    asked.save()
    fewer = ready(call)[key]
    assert (fewer.rows[1]["values"], len(fewer.lacking)) == (["a"], 1)
    asked.delete()
    assert ([row["dimension"] for row in ready(call)[key].rows], ready(call)[key].lacking) == (
        ["gender"], ["«\u00a0Le lieu\u00a0» n’est pas demandé dans cet appel."],
    )  # fmt: skip
    assert LogEntry.objects.filter(verb="participants.keep_quotas").count() == 1


def test_same_name_keeps_one_set_and_other_organisations_see_none(world, call):
    _rows, selection = six(world)
    (quota,) = with_quotas(selection, world.coordinator, WOMEN)
    first = kept(selection, world.coordinator)
    selections.change_quota(quota, by=world.coordinator, amount=3)
    assert kept(selection, world.coordinator).pk == first.pk
    assert QuotaSet.objects.get().rows[0]["amount"] == 3
    assert list(QuotaSet.objects.visible_to(world.stranger)) == []


def address(world, name):
    return reverse(f"participants:{name}", args=world.cohort.slugs)


def test_set_is_kept_used_and_removed_from_the_page(world, call, enter):
    _rows, selection = six(world)
    client = enter(world.coordinator)
    empty = client.post(address(world, "keep_quota_template"), {"name": "Rien"}, follow=True)
    assert "Il n’y a pas encore de quota à garder." in empty.content.decode()
    with_quotas(selection, world.coordinator, WOMEN | {"values": ["woman"]})
    client.post(address(world, "keep_quota_template"), {"name": "Les nôtres"})
    made = QuotaSet.objects.get()
    selections.replace_quotas(selection, [], by=world.coordinator)
    page = client.get(address(world, "compose")).content.decode()
    assert "Les nôtres" in page
    client.post(address(world, "use_quota_template"), {"template": f"own:{made.pk}"})
    assert Quota.objects.get().amount == 2
    client.post(address(world, "keep_quota_template"), {"name": ""})
    client.post(address(world, "keep_quota_template"), {"drop": made.pk})
    assert list(QuotaSet.objects.all()) == []
