"""Words of mailings: which names may stand in one, what each reader reads."""

from string import Template
from typing import Any

from django.utils.translation import override

from incubator.web.components.dates import moment, zone_name
from incubator.web.texts import Texts
from participants.applications.desk_models import Mailing
from participants.applications.models import Application
from participants.applications.states import Audience
from programmes.calls.models import Call

NAMES = ("name", "title", "reference", "call", "deadline")
"""What may stand in a text as $name."""
NAMES_FOR_DRAFTS = ("name", "call", "deadline")
"""A draft's own words are its writer's alone, also in a mail about it that the desk would see."""


def names_for(audience: str) -> tuple[str, ...]:
    return NAMES_FOR_DRAFTS if audience == Audience.DRAFTS else NAMES


def strangers_in(text: str, audience: str) -> list[str]:
    """Names in a text that nothing stands for."""
    return [name for name in Template(text).get_identifiers() if name not in names_for(audience)]


def filled(text: str, values: dict[str, str]) -> str:
    """The text with known names replaced, once: a `$` that came in with a value stays what it is, and so does any other."""
    return Template(text).safe_substitute(values)


def values_for(application: Application | None, person: Any, call: Call, audience: str, language: str) -> dict[str, str]:
    """What the names stand for, towards one reader in one language."""
    with override(language):
        deadline = f"{moment(call.closes, call.time_zone)} ({zone_name(call.time_zone)})"
    said = {"name": str(person), "call": call.title.best(language)[0], "deadline": deadline}
    if application is not None and audience != Audience.DRAFTS:
        said |= {
            "name": application.name or str(person),
            "title": application.title,
            "reference": application.reference or "",
        }
    return said


def languages_of(mailing: Mailing) -> list[str]:
    """Those in which it has both a subject and a text."""
    return [code for code in mailing.text.languages() if mailing.subject.get(code)]


def language_for(mailing: Mailing, wanted: str) -> str:
    """The language a reader gets: their own, else the nearest the mailing has."""
    written = languages_of(mailing)
    return Texts(dict.fromkeys(written, "x")).best(wanted)[1]
