"""The demo holds every number of the five programmes' facts. Loaded once for all tests here, and rolled back."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.models import Count

from incubator.accounts.models import User
from incubator.demo import load
from incubator.organisations.models import Organisation
from mentoring.matching.models import Matching
from mentoring.meetings.models import Meeting, Mentorship
from mentoring.mentors.models import Engagement
from participants.applications.models import Application
from participants.outcomes.models import Outcome
from participants.participations.models import Participation
from participants.reviews.models import Review
from programmes.agenda.queries import clashes_of
from programmes.calls import checklist
from programmes.calls.models import Call, Question, Section
from programmes.calls.states import Type
from programmes.editions.models import Cohort, Programme
from programmes.events.models import Event
from programmes.workshops.models import Session, Workshop
from showcase.creators.models import Creator
from showcase.journal.models import Article
from showcase.media.models import Asset
from showcase.works.models import Work

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("demo")]

OPEN = ("ateliers-sud-sud-2", "arts-factory-edition-3", "takafaship-projets", "alliances-sonores-rejoindre")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        if connection.vendor != "sqlite":
            pytest.skip("loaded once is enough")
        with transaction.atomic():
            yield load.load(say=str)
            transaction.set_rollback(True)


def cohort(programme: str, slug: str) -> Cohort:
    return Cohort.objects.get(programme__slug=programme, slug=slug)


def countries(where: Cohort) -> Counter[str]:
    return Counter(where.participations.values_list("country", flat=True))


def test_finished_call_has_186_applications_read_three_times():
    sent = Application.objects.filter(call__slug="ateliers-sud-sud-1")
    reviews = (
        Review.objects.filter(application__in=sent, state="submitted", stage__kind="panel")
        .values("application")
        .annotate(many=Count("pk"))
    )
    assert sent.count() == 186
    assert Counter(row["many"] for row in reviews) == {3: 183, 13: 3}
    assert Counter(sent.values_list("state", flat=True)) == {"confirmed": 15, "turned_down": 1, "declined": 170}


def test_first_cohort_has_fifteen_people_of_five_countries_and_twelve_mentors():
    first = cohort("ateliers-sud-sud", "cohorte-1")
    assert (first.capacity, first.participations.count(), set(countries(first))) == (15, 15, {"TN", "MA", "SN", "KE", "CI"})
    assert min(countries(first).values()) >= 2
    assert Engagement.objects.filter(cohort=first, active=True, answered__isnull=False).count() == 12
    assert Mentorship.objects.filter(participation__cohort=first, state="active").count() == 15
    assert Matching.objects.get(cohort=first).state == "published"
    pair = Mentorship.objects.get(participation__person__email="participant@demo.veillee.test")
    assert pair.engagement.mentor.person.email == "mentor@demo.veillee.test"
    assert Counter(pair.meetings.values_list("state", flat=True)) == {"held": 3, "booked": 1}
    assert 40 <= Meeting.objects.filter(state="held").count() <= 60


def test_three_workshops_of_twelve_days_and_a_clash_left_to_find():
    shown = Workshop.objects.filter(cohort=cohort("ateliers-sud-sud", "cohorte-1"), published=True, sites__isnull=False)
    assert [one.ends - one.starts for one in shown] == [timedelta(days=11)] * 3
    assert {str(one.host) for one in shown if one.host} == {"Fondation Hiba-Kawaliss", "Les Films du Continent"}
    second = cohort("ateliers-sud-sud", "cohorte-2")
    kinds = {clash.kind for clash in clashes_of(second, workshop=second.workshops.get(published=False))}
    assert kinds == {"room", "person", "group"}
    assert [clash for one in Cohort.objects.exclude(pk=second.pk) for clash in clashes_of(one)] == []


def test_first_edition_reported_47_opportunities_and_3_companies_of_60():
    first, second = cohort("arts-factory", "edition-1"), cohort("arts-factory", "edition-2")
    verified = Outcome.objects.filter(participation__cohort=first, state="verified")
    assert Counter(verified.values_list("kind", flat=True)) == {"first_job": 47, "company": 3}
    assert (first.participations.count(), second.participations.count(), second.capacity) == (60, 60, 60)
    kinds = Counter(Work.objects.filter(cohort=first).values_list("kind", flat=True))
    assert (kinds["short-film"], kinds["web-series"], kinds["animation"]) == (3, 1, 2)
    assert kinds["digital"] >= 3


def test_takafaship_has_thirty_people_and_a_budget_of_5000_each():
    pilot = cohort("takafaship", "pilote")
    assert (pilot.capacity, pilot.participations.count(), pilot.currency) == (30, 30, "MAD")
    assert (pilot.budget_per_person, pilot.budget) == (Decimal(5000), Decimal(150_000))
    targets = set(pilot.indicators.values_list("target", flat=True))
    assert {Decimal(2000), Decimal(100)} <= targets
    call = pilot.calls.get()
    assert (call.age_min, call.age_max, call.regions) == (18, 30, ["Oriental"])


def test_connexions_brings_25_people_of_14_countries_to_five_places_at_once():
    promotion = cohort("connexions-citoyennes-2", "2021")
    assert (promotion.participations.count(), len(countries(promotion))) == (25, 14)
    streamed = Session.objects.filter(workshop__slug="semaine-ouverture", groups__isnull=True)
    assert [len({space.site_id for space in one.spaces.all()}) for one in streamed] == [5] * 5
    assert (streamed.first().starts.date().isoformat(), streamed.last().starts.date().isoformat()) == ("2021-06-14", "2021-06-18")
    assert set(promotion.participations.values_list("state", flat=True)) == {"completed"}
    followed = Mentorship.objects.filter(participation__cohort=promotion)
    assert {one.participation.country for one in followed} == {"BF"}


def test_alliances_are_40_members_in_23_territories_with_a_show_of_two_million():
    network = cohort("alliances-sonores", "reseau")
    assert (network.participations.count(), len(countries(network)), network.programme.potential_members) == (40, 23, 200)
    assert network.groups.count() == 4
    show = Event.objects.get(slug="fete-de-la-musique-en-ligne-2020")
    assert (show.ends - show.starts, show.artists, show.countries_count) == (timedelta(hours=6), 60, 22)
    assert (show.audience, bool(show.audience_source)) == (2_000_000, True)
    articles = Article.objects.filter(issue__published__isnull=False)
    assert {frozenset(one.body) for one in articles} == {frozenset({"fr", "en", "es", "pt"})}


def test_partners_stand_by_their_kind():
    kinds = {
        programme.slug: Counter(programme.partnerships.values_list("partner__kind", flat=True))
        for programme in Programme.objects.all()
    }
    assert kinds == {
        "ateliers-sud-sud": {"cultural-technical": 4, "financial": 2},
        "arts-factory": {"institutional": 1},
        "takafaship": {},
        "connexions-citoyennes-2": {"financial": 2, "cultural-technical": 1},
        "alliances-sonores": {},
    }


def test_works_of_all_programmes_are_told_in_two_languages_and_wait_for_their_files_only():
    works = Work.objects.all()
    waiting = works.filter(state="submitted", publish_by__isnull=False)
    assert waiting.count() >= 40
    assert waiting.values("programme").distinct().count() == 5
    assert Counter(works.filter(publish_by__isnull=True).values_list("state", flat=True)) == {
        "draft": 1, "returned": 1, "submitted": 1,
    }  # fmt: skip
    assert [str(one) for one in works if not {"fr", "en"} <= set(one.title) & set(one.summary)] == []
    assert [str(one) for one in Asset.objects.filter(mark=None).exclude(kind="link") if not {"fr", "en"} <= set(one.alt)] == []
    kinds = Counter(Asset.objects.values_list("kind", flat=True))
    assert (kinds["film"] >= 3, kinds["sound"] >= 2, kinds["document"] >= 1) == (True, True, True)
    assert works.exclude(need="").count() >= 12
    assert Creator.objects.filter(listed=True).count() >= 40


def test_accounts_of_the_demo_are_there_and_every_programme_has_an_organisation():
    cast = "applicant reviewer participant mentor facilitator coordinator owner professional funder admin".split()
    there = User.objects.filter(email__in=[f"{name}@demo.veillee.test" for name in cast])
    assert [one.check_password("veillee-demo") for one in there] == [True] * 10
    assert Counter(Organisation.objects.values_list("state", flat=True)) == {"approved": 5, "waiting": 1}
    assert Participation.objects.values("cohort__programme").distinct().count() == 5


def test_call_of_every_programme_asks_in_all_its_languages_and_lacks_nothing():
    """A deadline that has passed is no gap of a finished call."""
    asked = {
        "ateliers-sud-sud-2": {"fr", "en", "ar"},
        "arts-factory-edition-3": {"fr", "ar", "en"},
        "takafaship-projets": {"fr", "ar"},
        "connexions-citoyennes-2021": {"fr"},
        "alliances-sonores-rejoindre": {"fr", "en", "es", "pt"},
    }
    found = {call.slug: call for call in Call.objects.all()}
    assert set(asked) | {"ateliers-sud-sud-1", "takafaship-hackathon"} == set(found)
    whole = {
        slug: {one.language for one in checklist.completeness(found[slug]) if one.filled == one.total} & languages
        for slug, languages in asked.items()
    }
    assert whole == asked
    assert {slug: [gap.code for gap in checklist.gaps(call) if gap.code != "deadline"] for slug, call in found.items()} == {
        slug: [] for slug in found
    }
    assert {slug: str(call.phase) for slug, call in found.items() if slug in asked} == {
        **dict.fromkeys(asked, "open"), "connexions-citoyennes-2021": "decided",
    }  # fmt: skip


def test_forms_of_the_demo_ask_in_every_way_and_keep_the_rules_of_their_programmes():
    questions = Question.objects.filter(section__call__slug__in=OPEN)
    assert set(questions.values_list("type", flat=True)) | {"region"} == set(Type.values)
    asked = Question.objects.get(section__call__slug="takafaship-projets", type="budget")
    assert (asked.limits["currency"], asked.limits["ceiling"]) == ("MAD", 5000)
    call = Call.objects.get(slug="takafaship-projets")
    assert (call.age_min, call.age_max, call.regions) == (18, 30, ["Oriental"])
    rule = questions.get(section__call=call, wanted="yes")
    assert (rule.wanted_soft, "hackathon" in rule.label["fr"]) == (False, True)
    region = Question.objects.get(section__call__slug="connexions-citoyennes-2021", type="region")
    assert len(region.limits["countries"]) == 14
    assert Counter(Section.objects.filter(call__slug="ateliers-sud-sud-2").values_list("step", flat=True)) == {1: 2, 2: 4}


def test_open_calls_have_writers_and_the_second_step_has_begun():
    states = {slug: Counter(Application.objects.filter(call__slug=slug).values_list("state", flat=True)) for slug in OPEN}
    assert {slug: (sum(many.values()) - many["draft"], many["draft"]) for slug, many in states.items()} == {
        "ateliers-sud-sud-2": (41, 8), "arts-factory-edition-3": (3, 1), "takafaship-projets": (2, 1), "alliances-sonores-rejoindre": (3, 1),
    }  # fmt: skip
    invited = Application.objects.filter(call__slug="ateliers-sud-sud-2", openings__why="second")
    assert Counter(invited.values_list("state", "step")) == {("shortlisted", 1): 3, ("shortlisted", 2): 1}
    assert Application.objects.filter(call__slug__in=OPEN, eligible=False).count() == 0
