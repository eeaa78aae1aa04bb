"""The review: written on the desk, read side by side."""

import pytest
from django.urls import reverse

from incubator.lib.errors import Refused
from showcase.journal import actions as journal
from showcase.journal.models import Issue
from tests.showcase.making import picture


@pytest.fixture
def issue(world):
    issue = journal.create_issue(world.programme, by=world.editor, title={"fr": "Écouter loin"})
    both = {"fr": "Une voix dans le noir.", "es": "Una voz en la oscuridad."}
    title = {"fr": "La radio comme scène", "es": "La radio como escena"}
    journal.add_article(issue, by=world.editor, title=title, body=both, author="Joana Ribeiro")
    return issue


def test_issues_are_numbered_one_after_the_other(world, issue):
    second = journal.create_issue(world.programme, by=world.editor, title={"fr": "Studios"})
    assert [(one.number, one.slug) for one in (issue, second)] == [(1, "two-shores-1"), (2, "two-shores-2")]


def test_empty_issue_is_not_published(world):
    issue = journal.create_issue(world.programme, by=world.editor, title={"fr": "Vide"})
    with pytest.raises(Refused):
        journal.publish_issue(issue, by=world.editor)


def test_issue_is_read_from_publishing_to_withdrawal(world, issue, enter):
    article = issue.articles.get()
    pages = [issue.get_absolute_url(), article.get_absolute_url()]
    answers = [[enter().get(page).status_code for page in pages]]
    journal.publish_issue(issue, by=world.editor)
    answers.append([enter().get(page).status_code for page in pages])
    journal.withdraw_issue(issue, by=world.editor)
    answers.append([enter().get(page).status_code for page in pages])
    assert answers == [[404, 404], [200, 200], [404, 404]]


def test_withdrawal_ends_the_addresses_of_its_pictures(world, issue, enter, django_capture_on_commit_callbacks):
    journal.edit_issue(issue, by=world.editor, cover=picture(world.editor))
    journal.publish_issue(issue, by=world.editor)
    url = Issue.objects.get().cover.renditions.get().file.url
    with django_capture_on_commit_callbacks(execute=True):
        journal.withdraw_issue(Issue.objects.get(), by=world.editor)
    assert enter().get(url).status_code == 404


def test_article_stands_beside_its_other_language(world, issue, enter):
    journal.publish_issue(issue, by=world.editor)
    url = issue.articles.get().get_absolute_url()
    plain, both = (enter().get(url, query).content.decode() for query in ({}, {"beside": "es"}))
    assert ("Una voz" in plain, 'lang="es" dir="ltr"' in both, "Una voz" in both, "Une voix" in both) == (False, True, True, True)


def test_editor_writes_an_article_in_the_browser(world, issue, enter):
    slugs = {"organisation": "atlas", "programme": "two-shores", "issue": issue.slug}
    form = {"title_fr": "Studios de poche", "kind": "article", "body_fr": "<script>alert(1)</script> **fort**"}
    assert enter(world.editor).post(reverse("showcase:new_article", kwargs=slugs), form).status_code == 302
    journal.publish_issue(issue, by=world.editor)
    text = enter().get(issue.articles.last().get_absolute_url()).content.decode()
    assert ("<script>alert" in text, "<strong>fort</strong>" in text) == (False, True)
