"""Components say what they mean in HTML and refuse what they do not know."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.utils import translation

from incubator.web.components import UnknownAttributeError
from incubator.web.components.dates import left
from incubator.web.components.marks import initials
from tests.house.files import templates


def rendered(source: str, **context: Any) -> str:
    request = RequestFactory().get("/en/works/")
    with translation.override("en"):
        return Template("{% load ui %}" + source).render(Context({"request": request} | context))


@pytest.mark.parametrize(
    "source",
    [
        '{% button "Go" colour="red" %}',
        '{% panel "Rights" style="x" %}{% endpanel %}',
        '{% link_button "Go" "/" class="x" %}',
        '{% chips items title="x" %}',
    ],
)
def test_component_refuses_an_unknown_attribute(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% load ui %}" + source)


@pytest.mark.parametrize(
    "source",
    [
        '{% icon "nothing-such" %}',
        '{% button "Go" kind="red" %}',
        '{% pill "Late" "purple" %}',
        '{% tag "Need" accent="#ff0000" %}',
        '{% chips items label="x" %}',
        '{% alert "loud" %}{% endalert %}',
    ],
)
def test_component_refuses_an_unknown_word(source: str) -> None:
    with pytest.raises(UnknownAttributeError):
        rendered(source, items=[{"text": "All", "href": "#", "colour": "red"}])


def test_button_escapes_what_it_says() -> None:
    assert rendered('{% button text kind="go" %}', text="<b>") == '<button type="submit" class="btn go">&lt;b&gt;</button>'


def test_chips_mark_the_chosen_one_and_write_counts() -> None:
    items = [{"text": "All", "href": "/", "count": 1214, "current": True}, {"text": "Film", "href": "/film"}]
    assert rendered('{% chips items label="Kinds" %}', items=items) == (
        '<nav class="chips" aria-label="Kinds"><a href="/" aria-current="true">All<span>1,214</span></a>'
        '<a href="/film">Film</a></nav>'
    )


def test_state_has_a_shape_and_a_word() -> None:
    row = SimpleNamespace(state="accepted", get_state_display=lambda: "Accepted")
    assert rendered("{% state row %}", row=row) == '<span class="pill c-ok">Accepted</span>'


def test_figures_are_wider_where_there_is_more() -> None:
    html = rendered(
        '{% figures items label="F" %}', items=[{"text": "In", "value": 120}, {"text": "Out", "value": 10, "tone": "ok"}]
    )
    assert [part in html for part in ('class="n-12"', 'class="n-1 c-ok"', "<b>120</b>")] == [True, True, True]


def test_phases_are_a_table_with_today_marked() -> None:
    items = [
        {"text": "Call", "start": date(2026, 1, 1), "end": date(2026, 1, 31)},
        {"text": "Lab", "start": date(2026, 2, 1), "end": date(2026, 2, 28)},
    ]
    html = rendered('{% phases items label="P" today=today %}', items=items, today=date(2026, 2, 3))
    assert (html.count('scope="row"'), html.count('class="today"'), html.count('aria-current="date"')) == (2, 2, 1)


def test_moment_is_said_in_its_named_zone() -> None:
    moment = datetime(2026, 11, 14, 22, 59, tzinfo=UTC)
    assert rendered('{% when moment "Africa/Casablanca" %}', moment=moment) == (
        '<span><time datetime="2026-11-14T22:59Z">Nov. 14, 2026, 23:59</time> (Casablanca time)</span>'
    )


def test_deadline_adds_the_readers_hour_only_where_it_differs() -> None:
    moment = datetime(2026, 11, 14, 22, 59, tzinfo=UTC)
    said = '{% deadline moment "Africa/Tunis" %}'
    assert "where you are (Bogota time)" in rendered(said, moment=moment, reader_zone="America/Bogota")
    assert "where you are" not in rendered(said, moment=moment, reader_zone="Africa/Lagos")
    assert "data-here" in rendered(said, moment=moment)


def test_time_left_counts_days_and_hours() -> None:
    now = datetime(2026, 11, 1, 12, 0, 0, 5, tzinfo=UTC)
    with translation.override("en"):
        said = [left(datetime(2026, 11, day, hour, tzinfo=UTC), now) for day, hour in ((14, 11), (3, 13), (1, 17))]
    assert said == ["in 13 days", "in 2 days", "in 5 hours"]


def test_initials_are_of_the_first_and_last_word() -> None:
    assert [initials("Yosra Ben Amor"), initials("Ŋana"), initials("42")] == ["Y\u200cA", "Ŋ", ""]


def test_language_links_keep_the_place() -> None:
    html = rendered("{% languages %}")
    assert ('href="/ar/works/"' in html, 'aria-current="true"' in html) == (True, True)


def test_nav_link_to_no_route_is_left_out() -> None:
    assert rendered('{% nav_link "nowhere:at_all" "Nowhere" %}') == ""


def test_preference_is_kept_in_a_cookie_and_leads_back(client: Client) -> None:
    answer = client.post("/fr/preferences/", {"theme": "dark", "next": "/fr/works/?kind=film"})
    assert (answer.status_code, answer["Location"], answer.cookies["theme"].value) == (302, "/fr/works/?kind=film", "dark")


def test_preference_leads_nowhere_else_and_keeps_nothing_unknown(client: Client) -> None:
    answer = client.post("/fr/preferences/", {"theme": "pink", "next": "https://elsewhere.test/"})
    assert (answer["Location"], "theme" in answer.cookies) == ("/", False)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_component_page_shows_every_component(client: Client, settings: Any, language: str) -> None:
    settings.DEBUG = True
    assert client.get(f"/{language}/components/?errors=1").status_code == 200


def test_component_page_is_not_for_visitors(client: Client, db: None) -> None:
    assert client.get("/fr/components/").status_code == 404


def test_every_template_compiles() -> None:
    """Unknown tags and attributes are refused when a template is read, so reading all of them finds them all."""
    wrong = []
    for name in templates():
        if name.startswith("templates/"):
            try:
                get_template(name.removeprefix("templates/"))
            except TemplateSyntaxError as error:
                wrong.append(f"{name}: {error}")
    assert wrong == []
