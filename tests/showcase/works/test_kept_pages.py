"""What is kept for the next visitor: right at once when something changes or an hour comes, in every language, for nobody else."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.conf import settings as product
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from incubator.organisations import actions as organisations
from showcase.works import actions as works
from tests.showcase.making import published_work

NOW = datetime(2026, 3, 10, 12, 0, 20, tzinfo=UTC)
PREMIERE = datetime(2026, 3, 10, 12, 3, tzinfo=UTC)
CODES = [code for code, _name in product.LANGUAGES]
TITLES = {code: f"Titre {code} d’avant" for code in CODES}
AFTER = {code: f"Titre {code} d’après" for code in CODES}


@pytest.fixture(autouse=True)
def kept(settings, time_machine):
    """Pages are kept as they are where Redis stands, and nothing is there from another test."""
    settings.KEEP_PAGES = True
    cache.clear()
    time_machine.move_to(NOW, tick=False)
    yield
    cache.clear()


def pages_of(work):
    """The front page, the wall and the work's own page in every language."""
    for code in CODES:
        with override(code):
            yield code, [reverse("showcase:home"), reverse("showcase:works"), work.get_absolute_url()]


def shown(work, enter, titles):
    """By language: whether front page, wall and work's page say its title. Asked twice: the second is the kept one."""
    found = {}
    for code, paths in pages_of(work):
        answers = []
        for path in paths:
            first, second = enter().get(path), enter().get(path)
            assert (first.status_code, first.content) == (second.status_code, second.content)
            answers.append(titles[code] in second.content.decode())
        found[code] = answers
    return found


def everywhere(answer):
    return {code: [answer] * 3 for code in CODES}


def test_each_language_is_kept_for_itself_and_costs_the_number_of_changes(world, enter):
    work = published_work(world, title=TITLES)
    assert shown(work, enter, TITLES) == everywhere(True)
    for code, paths in pages_of(work):
        for path in paths:
            with CaptureQueriesContext(connection) as seen:
                answer = enter().get(path)
            assert len([query for query in seen.captured_queries if "publicstamp" in query["sql"]]) == 1
            assert [
                query["sql"] for query in seen.captured_queries if "showcase_work" in query["sql"] and "SELECT" in query["sql"]
            ] == []
            assert f'<html lang="{code}"' in answer.content.decode()


def test_edit_is_seen_at_once_in_every_language(world, enter):
    work = published_work(world, title=TITLES)
    assert shown(work, enter, TITLES) == everywhere(True)
    works.edit(work, by=world.editor, title=AFTER)
    assert (shown(work, enter, TITLES), shown(work, enter, AFTER)) == (everywhere(False), everywhere(True))


def test_work_taken_down_is_gone_at_once_in_every_language(world, enter):
    work = published_work(world, title=TITLES)
    assert shown(work, enter, TITLES) == everywhere(True)
    works.unpublish(work, by=world.editor)
    assert shown(work, enter, TITLES) == everywhere(False)
    assert [enter().get(paths[-1]).status_code for _code, paths in pages_of(work)] == [404] * len(CODES)


def test_works_of_a_refused_organisation_are_gone_at_once(world, enter):
    work = published_work(world, title=TITLES)
    assert shown(work, enter, TITLES) == everywhere(True)
    organisations.refuse(world.organisation, by=world.admin, reason="It is not what it says.")
    assert shown(work, enter, TITLES) == everywhere(False)


def test_work_that_leaves_the_walls_keeps_its_page(world, enter):
    work = published_work(world, title=TITLES)
    assert shown(work, enter, TITLES) == everywhere(True)
    works.enlist(work, False, by=world.editor)
    assert shown(work, enter, TITLES) == {code: [False, False, True] for code in CODES}


def test_embargo_begins_at_once_and_ends_with_its_minute_though_nobody_does_anything(world, enter, time_machine):
    work = published_work(world, title=TITLES)
    assert shown(work, enter, TITLES) == everywhere(True)
    works.hold_back(work, "hidden", by=world.editor, until=PREMIERE, zone="UTC")
    answers = []
    for moment in (NOW, PREMIERE - timedelta(seconds=30), PREMIERE - timedelta(seconds=1), PREMIERE):
        time_machine.move_to(moment, tick=False)
        answers.append(shown(work, enter, TITLES))
    assert answers == [everywhere(False)] * 3 + [everywhere(True)]


def test_nobodys_copy_of_a_page_outlives_the_minute_in_which_it_was_made(world, enter, time_machine):
    """An embargo, an opening and a deadline end on a full minute."""
    path = published_work(world).get_absolute_url()
    ages = []
    for second in (0, 20, 59):
        time_machine.move_to(NOW.replace(second=second), tick=False)
        ages.append(enter().get(path).headers["Cache-Control"])
    assert [f"max-age={left}" in said for left, said in zip((60, 40, 1), ages, strict=True)] == [True] * 3


def test_visitors_copy_is_current_until_something_changes_or_the_minute_ends(world, enter, time_machine):
    work = published_work(world, title=TITLES)
    works.hold_back(work, "excerpt", by=world.editor, until=PREMIERE, zone="UTC")
    path, visitor = work.get_absolute_url(), enter()

    def ask(tag=""):
        answer = visitor.get(path, headers={"If-None-Match": tag})
        return answer.status_code, answer.headers["ETag"]

    _status, tag = ask()
    answers = [ask(tag)]
    works.edit(work, by=world.editor, title=AFTER)
    answers += [ask(tag)]
    answers += [ask(answers[-1][1])]
    time_machine.move_to(PREMIERE, tick=False)
    answers += [ask(answers[-1][1])]
    assert [status for status, _tag in answers] == [304, 200, 304, 200]


@pytest.mark.parametrize("by", ["cookie", "header"])
def test_saver_and_full_pages_are_never_taken_for_each_other(by, world, enter):
    work = published_work(world, title=TITLES)

    def ask(path, saves):
        visitor = enter()
        if saves and by == "cookie":
            visitor.cookies["saver"] = "on"
        headers = {"Save-Data": "on"} if saves and by == "header" else {}
        return visitor.get(path, headers=headers).content.decode()

    for code, paths in pages_of(work):
        for path in paths:
            full, saving = ask(path, False), ask(path, True)
            assert ("data-saver" in full, "data-saver" in saving) == (False, True), code
            for saves, first in ((True, saving), (False, full), (True, saving), (False, full)):
                assert ask(path, saves) == first


def test_each_way_of_looking_has_its_own_page(world, enter):
    path = published_work(world).get_absolute_url()

    def ask(**cookies):
        visitor = enter()
        for name, value in cookies.items():
            visitor.cookies[name] = value
        return visitor.get(path)

    tags = [
        ask(**one).headers["ETag"]
        for one in ({}, {"theme": "dark"}, {"theme": "light"}, {"zone": "Africa/Tunis"}, {"saver": "on"})
    ]
    assert len(set(tags)) == len(tags)
    assert all(before != after for before, after in pairwise(sorted(tags)))


def test_whoever_is_signed_in_neither_gets_nor_leaves_a_kept_page(world, enter):
    work = published_work(world, title=TITLES)
    for _code, paths in pages_of(work):
        for path in paths:
            before = enter(world.participant).get(path)
            visitor = enter().get(path)
            after = enter(world.participant).get(path)
            for answer in (before, after):
                assert "no-store" in answer.headers["Cache-Control"]
                assert "ETag" not in answer.headers
                assert "accounts/logout" in answer.content.decode()
            assert "accounts/logout" not in visitor.content.decode()
            assert str(world.participant) not in visitor.content.decode() or work.byline == str(world.participant)


def test_signed_in_copy_sent_along_is_never_answered_as_current(world, enter):
    """A validator of the public page says nothing to somebody who signed in since."""
    path = published_work(world).get_absolute_url()
    tag = enter().get(path).headers["ETag"]
    assert enter(world.participant).get(path, headers={"If-None-Match": tag}).status_code == 200


def test_search_typed_by_one_is_not_answered_to_another(world, enter):
    published_work(world, title=TITLES)
    wall = reverse("showcase:works")
    typed = ("titre", "xylophone", "titre")
    answers = [enter().get(f"{wall}?q={word}").content.decode() for word in typed]
    assert [f'value="{word}"' in answer for word, answer in zip(typed, answers, strict=True)] == [True] * 3
