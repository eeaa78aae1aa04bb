"""Texts are found where people write them, and a language is refused until it is whole."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from incubator.management import catalogues

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext
hello = _("Hello %(name)s")
days = ngettext("%(n)d day", "%(n)d days", 3)
long = _("Two " "parts {x}")
"""
PAGE = """{% load i18n %}{# Translators: on the door #}
<p>{% translate "It's open" %} don't {{ x|default:_("none") }}
    {% blocktranslate trimmed count n=works|length with name=x %}
      {{ n }} work by {{ name }}
    {% plural %}
      {{ n }} works by {{ name }}
  {% endblocktranslate %}
   {% translate "Open" context "verb" %} 100 % 0x1g
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "floor").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "floor" / "texts.py").write_text(PYTHON)
    (tmp_path / "templates" / "page.html").write_text(PAGE)
    return tmp_path


def fill(project: Path, language: str, old: str, new: str) -> None:
    path = catalogues.path_of(project, language)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_text_is_found_in_code_and_template(project: Path) -> None:
    found = {message.id for message in catalogues.gather(project, ["floor"]) if message.id}
    assert found == {
        "Hello %(name)s",
        ("%(n)d day", "%(n)d days"),
        "Two parts {x}",
        "It's open",
        "none",
        ("%(n)s work by %(name)s", "%(n)s works by %(name)s"),
        "Open",
    }


def test_catalogue_is_the_same_when_written_twice(project: Path) -> None:
    template = catalogues.gather(project, ["floor"])
    catalogues.renew(project, "ar", template)
    first = catalogues.path_of(project, "ar").read_text()
    catalogues.renew(project, "ar", template)
    assert catalogues.path_of(project, "ar").read_text() == first


def test_arabic_has_six_forms_in_gettext_order(project: Path) -> None:
    catalogues.renew(project, "ar", catalogues.gather(project, ["floor"]))
    with catalogues.path_of(project, "ar").open("rb") as file:
        catalogue = read_po(file, locale="ar")
    assert catalogue.num_plurals == 6
    assert "n%100>=11 && n%100<=99 ? 4 : 5" in catalogue.plural_expr


def test_language_without_translations_is_refused(project: Path) -> None:
    template = catalogues.gather(project, ["floor"])
    catalogues.renew(project, "fr", template)
    assert len(list(catalogues.faults(project, "fr", template))) == 7


def test_text_with_another_placeholder_is_refused(project: Path) -> None:
    template = catalogues.gather(project, ["floor"])
    catalogues.renew(project, "fr", template)
    fill(project, "fr", 'msgid "Hello %(name)s"\nmsgstr ""', 'msgid "Hello %(name)s"\nmsgstr "Bonjour %(nom)s"')
    said = [fault for fault in catalogues.faults(project, "fr", template) if "Hello" in fault]
    assert said == ["fr: placeholders differ (%(name)s, %(nom)s): 'Hello %(name)s'"]


def test_plural_may_leave_out_the_number_in_the_singular_alone(project: Path) -> None:
    template = catalogues.gather(project, ["floor"])
    catalogues.renew(project, "fr", template)
    fill(project, "fr", 'msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "un jour"\nmsgstr[1] "des jours"')
    said = [fault for fault in catalogues.faults(project, "fr", template) if "day" in fault]
    assert said == ["fr: the last plural form must carry every placeholder: '%(n)d day'"]
