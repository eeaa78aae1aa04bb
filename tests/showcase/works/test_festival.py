"""What festivals ask of a work: embargo, recognitions, needs, the two switches."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from incubator.lib.errors import NotLawful, Refused
from participants.outcomes import actions as outcomes
from showcase.media.states import Kind as Media
from showcase.works import actions as works
from showcase.works import queries
from showcase.works.catalogue import catalogue
from showcase.works.checklist import FESTIVAL, checklist
from showcase.works.models import Work
from tests.showcase.making import picture, project_of, published_work, work_of

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
PREMIERE = datetime(2026, 3, 20, 20, tzinfo=UTC)


def seen(work, enter):
    """Whether the world finds its page, and whether it stands on the wall."""
    cache.clear()
    wall = enter().get(reverse("showcase:works")).content.decode()
    return enter().get(work.get_absolute_url()).status_code, work.slug in wall


def test_hidden_work_appears_at_the_end_of_its_embargo(world, enter, time_machine):
    time_machine.move_to(NOW, tick=False)
    work = published_work(world)
    works.hold_back(work, "hidden", by=world.participant, until=PREMIERE, zone="Africa/Casablanca")
    answers = []
    for moment in (NOW, PREMIERE - timedelta(seconds=1), PREMIERE):
        time_machine.move_to(moment, tick=False)
        answers.append(seen(work, enter))
    assert answers == [(404, False), (404, False), (200, True)]


def test_counts_are_right_when_an_embargo_ends(world, time_machine):
    time_machine.move_to(NOW, tick=True)
    work = published_work(world)
    works.hold_back(work, "hidden", by=world.editor, until=NOW + timedelta(minutes=2), zone="UTC")
    before = catalogue().total
    time_machine.move_to(NOW + timedelta(minutes=3), tick=True)
    assert (before, catalogue().total) == (0, 1)


def test_work_kept_back_is_new_on_the_day_it_opens(world, time_machine):
    time_machine.move_to(NOW, tick=False)
    work = published_work(world)
    dates = [works.hold_back(work, "hidden", by=world.editor, until=PREMIERE, zone="UTC").published]
    dates.append(works.hold_back(work, "", by=world.editor).published)
    assert dates == [PREMIERE, NOW]


def test_only_the_excerpt_is_played_until_the_premiere(world, enter, time_machine):
    time_machine.move_to(NOW, tick=False)
    work = published_work(world)
    for place, name in (("main", "film-360"), ("excerpt", "film-240")):
        film = picture(world.participant, kind=Media.FILM)
        film.renditions.update(recipe=name, format="mp4")
        works.add_asset(work, film, place, by=world.editor)
    works.hold_back(work, "excerpt", by=world.editor, until=PREMIERE, zone="UTC")

    def played():
        found = enter().get(work.get_absolute_url()).context
        films = [found["screen"], *found["films"]]
        return [one.renditions.all()[0].recipe for one in films]

    before = played()
    time_machine.move_to(PREMIERE, tick=False)
    assert (before, played()) == (["film-240"], ["film-360", "film-240"])


@pytest.mark.parametrize("until", [None, NOW, NOW - timedelta(days=1)])
def test_embargo_ends_in_the_future(until, world, time_machine):
    time_machine.move_to(NOW, tick=False)
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    with pytest.raises(Refused):
        works.hold_back(work, "hidden", by=world.participant, until=until)


def test_form_reads_the_hour_in_its_zone(world, enter, time_machine):
    time_machine.move_to(NOW, tick=False)
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    form = {"embargo": "hidden", "until_day": "2026-07-01", "until_time": "20:00", "zone": "Africa/Tunis"}
    enter(world.participant).post(reverse("showcase:work_release", args=[work.slug]), form)
    work.refresh_from_db()
    assert work.embargo_until == datetime(2026, 7, 1, 19, tzinfo=UTC)


def test_published_and_listed_are_two_switches(world, enter):
    work = published_work(world)
    works.enlist(work, False, by=world.participant)
    off = seen(work, enter)
    page = enter().get(work.get_absolute_url()).content.decode()
    works.enlist(work, True, by=world.participant)
    assert (off, seen(work, enter), "noindex" in page) == ((200, False), (200, True), True)


def test_work_with_nothing_to_play_is_published_but_not_listed(world):
    work = published_work(world, link="")
    with translation.override("en"), pytest.raises(Refused, match="Something to see"):
        works.enlist(work, True, by=world.editor)
    assert (work.state, work.listed) == ("published", False)


def test_verified_outcomes_come_into_the_journey_once(world):
    work = published_work(world)
    project = work.project
    part = project.members.get()
    facts = {"kind": "festival", "title": "Festival de Meknès", "date": NOW.date(), "project": project}
    outcome = outcomes.declare(part, by=world.participant, **facts)
    told = [len(queries.honours(work))]
    outcomes.verify(outcome, by=world.coordinator)
    told.append([(one.kind, one.title, one.place) for one in queries.honours(work)])
    row = {"kind": "selection", "title": "Festival de  Meknès".replace("  ", " "), "place": "Meknès", "date": NOW.date()}
    works.set_recognitions(work, [row], by=world.editor)
    told.append([(one.kind, one.title, one.place) for one in queries.honours(work)])
    assert told == [0, [("selection", "Festival de Meknès", "")], [("selection", "Festival de Meknès", "Meknès")]]


def test_needs_are_kept_in_their_order_each_once(world, enter):
    work = published_work(world)
    rows = [{"what": "festival", "state": {"fr": "copie prête"}}, {"what": "funding"}, {"what": ""}, {"what": "funding"}]
    works.set_needs(work, rows, by=world.editor)
    work.refresh_from_db()
    assert ([one["what"] for one in work.needs], work.need) == (["festival", "funding"], "festival")
    assert "copie prête" in enter().get(work.get_absolute_url()).content.decode()


def test_credits_move_by_buttons_and_keep_what_was_typed(world, enter):
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    works.set_credits(work, [{"role": {"fr": "Image"}, "name": name} for name in ("Awa", "Bintou")], by=world.participant)
    keys = list(work.credits.values_list("pk", flat=True))
    rows = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "down": "0"}
    for at, name in enumerate(("Awa", "Bintou Sy")):
        rows |= {f"form-{at}-role": "Image", f"form-{at}-name": name, f"form-{at}-pk": keys[at]}
    enter(world.participant).post(reverse("showcase:work_credits", args=[work.slug]), rows)
    assert [one.name for one in work.credits.all()] == ["Bintou Sy", "Awa"]


def test_role_is_translated_by_writing_it_in_another_language(world, enter):
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    works.set_credits(work, [{"role": {"fr": "Souffleuse"}, "name": "Awa"}], by=world.participant)
    key = work.credits.get().pk
    rows = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-role": "Prompter", "form-0-name": "Awa", "form-0-pk": key}
    with translation.override("en"):
        enter(world.participant).post(reverse("showcase:work_credits", args=[work.slug]), rows)
    assert work.credits.get().role == {"fr": "Souffleuse", "en": "Prompter"}


def test_author_does_not_change_credits_of_a_public_work(world):
    work = published_work(world)
    with pytest.raises(NotLawful):
        works.set_recognitions(work, [], by=world.participant)
    assert Work.objects.get().recognitions.count() == 0


def test_checklist_names_what_festivals_ask_for(world):
    work = published_work(world, text={"fr": "a" * 400, "en": "b" * 400}, minutes=9)
    done = {point.key: point.done for point in checklist(work) if point.level == FESTIVAL}
    assert (done["synopsis"], done["sheet"], done["print"], done["press"]) == (True, True, False, False)


def test_files_of_a_work_kept_back_are_given_out_at_the_end_of_its_embargo(world, enter, time_machine):
    time_machine.move_to(NOW, tick=False)
    work = published_work(world)
    url = work.cover.renditions.get().file.url
    works.hold_back(work, "hidden", by=world.editor, until=PREMIERE, zone="UTC")
    before = enter().get(url).status_code
    time_machine.move_to(PREMIERE, tick=False)
    assert (before, enter().get(url).status_code) == (404, 200)
