"""By what a cohort is balanced: columns of the application, and its answers to questions of choice; with their words."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from incubator.lib.places import country_name, language_name, region_name
from programmes.calls.answers.chosen import option_label
from programmes.calls.models import Call, Question
from programmes.calls.states import Meaning, Type

BANDS = ((0, 17), (18, 24), (25, 30), (31, 35), (36, 45), (46, 59), (60, 150))
"""With the limits that calls set: 18 to 30, up to 35."""
NEW, AGAIN = "new", "again"
COLUMNS = ("country", "nationality", "region", "gender", "discipline", "language")
PICTURED = ("country", "gender", "discipline", "language", "age")
"""Whose balance is drawn in any case."""
CHOSEN = (Type.CHOICE, Type.SEVERAL, Type.COUNTRY, Type.REGION, Type.LANGUAGE, Type.SCALE)
PRICED = (Type.MONEY, Type.BUDGET, Type.NUMBER)
QUESTION = "question:"


@dataclass(frozen=True)
class Dimension:
    """`values`: the codes known beforehand; others may stand in applications. `priced`: to be added up, not to be counted."""

    key: str
    label: str
    name: Callable[[str], str]
    values: tuple[str, ...] = ()
    priced: bool = False

    @property
    def question(self) -> int | None:
        return int(self.key.removeprefix(QUESTION)) if self.key.startswith(QUESTION) else None


def band_of(age: int) -> str:
    return next(f"{low}-{high}" for low, high in BANDS if low <= age <= high or high == BANDS[-1][1])


def band_name(band: str) -> str:
    low, _dash, high = band.partition("-")
    if low == "0":
        return _("under 18")
    return _("60 and older") if low == str(BANDS[-1][0]) else f"{low}–{high}"


def _earlier_name(value: str) -> str:
    return _("first participation") if value == NEW else _("took part before")


def _team_name(value: str) -> str:
    return _("a team’s applications")


def _labelled(question: Question | None) -> Callable[[str], str]:
    return lambda value: option_label(question, value, get_language() or "fr") if question else value


def _values(question: Question | None) -> tuple[str, ...]:
    return tuple(str(option["value"]) for option in question.options) if question else ()


def dimensions(call: Call) -> dict[str, Dimension]:
    """Every dimension of the call by its key, in the order they are offered. One query."""
    questions = list(Question.objects.filter(section__call=call).order_by("section__order", "section", "order", "pk"))
    meant = {question.meaning: question for question in questions if question.meaning}
    gender, discipline = meant.get(Meaning.GENDER), meant.get(Meaning.DISCIPLINE)
    rows = [
        Dimension("country", _("country of residence"), country_name, tuple(call.countries)),
        Dimension("gender", _("gender"), _labelled(gender), _values(gender)),
        Dimension("discipline", _("discipline"), _labelled(discipline), _values(discipline)),
        Dimension("language", _("language of the application"), language_name),
        Dimension("age", _("age"), band_name, tuple(f"{low}-{high}" for low, high in BANDS)),
        Dimension("region", _("region"), region_name),
        Dimension("nationality", _("nationality"), country_name),
        Dimension("earlier", _("earlier participation"), _earlier_name, (NEW, AGAIN)),
        Dimension("team", pgettext("who applies together", "team"), _team_name),
        *(one for question in questions if not question.meaning and (one := _asked(question))),
    ]
    return {row.key: row for row in rows}


def _asked(question: Question) -> Dimension | None:
    key, label = f"{QUESTION}{question.pk}", str(question.label)
    if question.type in PRICED:
        return Dimension(key, label, str, priced=True)
    if question.type not in CHOSEN:
        return None
    names: dict[str, Callable[[str], str]] = {
        Type.COUNTRY: country_name,
        Type.REGION: region_name,
        Type.LANGUAGE: language_name,
        Type.SCALE: str,
    }
    return Dimension(key, label, names.get(question.type, _labelled(question)), _values(question))
