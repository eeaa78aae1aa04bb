"""What one can set on a question of each type, as fields named like the limits that `answers` knows."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from incubator.files.content import Kind
from incubator.lib.places import country_choices, currency_choices
from incubator.web.texts import Texts, TextsFormField
from programmes.calls.answers.files import KINDS as DEFAULT_KINDS
from programmes.calls.answers.files import MEGABYTES, largest
from programmes.calls.forms.zoned import Day
from programmes.calls.states import FILES, Type

KINDS = [
    (Kind.IMAGE, _("pictures")),
    (Kind.DOCUMENT, _("PDF")),
    (Kind.FILM, _("films")),
    (Kind.SOUND, _("sounds")),
]
ORDERED = (
    ("min", "max"), ("least", "most"), ("earliest", "latest"), ("lowest", "highest"), ("least_words", "words"),
    ("least_characters", "characters"), ("asked_most", "ceiling"),
)  # fmt: skip
"""Pairs of which the second must not be below the first."""
Fields = dict[str, forms.Field]


def _count(label: Any, most: int, help_text: Any = "", least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=least, max_value=most, help_text=help_text)


def _amount(label: Any, help_text: Any = "") -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, min_value=0, max_digits=14, decimal_places=2, help_text=help_text)


class _Currency(forms.ChoiceField):
    """Its choices are in the reader's language, so they are asked for with each form."""

    def __init__(self) -> None:
        super().__init__(label=_("Currency"), choices=currency_choices, help_text=_("Answers given so far keep theirs."))


class _Month(forms.CharField):
    """A month as "2026-03"."""

    def __init__(self, label: Any) -> None:
        widget = forms.TextInput(attrs={"type": "month", "placeholder": "2026-03", "dir": "ltr"})
        super().__init__(label=label, required=False, widget=widget)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value) or "")
        if text and not re.fullmatch(r"(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])", text):
            raise ValidationError(_("Write a month and its year, such as 2026-03."))
        return text


def _short() -> Fields:
    return {"least_characters": _count(_("Fewest characters"), 200), "characters": _count(_("Most characters"), 200)}


def _long() -> Fields:
    words = _("Counted in words where a number of words stands here, else in characters.")
    return {
        "least_words": _count(_("Fewest words"), 4000),
        "words": _count(_("Most words"), 4000, words),
        "least_characters": _count(_("Fewest characters"), 20_000),
        "characters": _count(_("Most characters"), 20_000),
    }


def _scale() -> Fields:
    return {
        "lowest": _count(_("Lowest point"), 1, least=0),
        "highest": _count(_("Highest point"), 10, least=2),
        "low_end": TextsFormField(label=_("What the lowest point means"), max_length=80, required=False),
        "high_end": TextsFormField(label=_("What the highest point means"), max_length=80, required=False),
    }


def _number() -> Fields:
    return {
        "min": forms.DecimalField(label=_("Smallest"), required=False),
        "max": forms.DecimalField(label=_("Largest"), required=False),
        "decimals": _count(_("Decimals"), 4, least=0),
    }


def _money() -> Fields:
    return {"currency": _Currency(), "min": _amount(_("Smallest")), "max": _amount(_("Largest"))}


def _date() -> Fields:
    return {
        "earliest": forms.DateField(label=_("Not before"), required=False, widget=Day()),
        "latest": forms.DateField(label=_("Not after"), required=False, widget=Day()),
    }


def _month() -> Fields:
    return {"earliest": _Month(_("Not before")), "latest": _Month(_("Not after"))}


def _region() -> Fields:
    countries = forms.MultipleChoiceField(
        label=_("Regions of these countries"), choices=country_choices, required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Of countries chosen here the regions are offered; where none is chosen, one writes the region."),
    )  # fmt: skip
    return {"countries": countries}


def _people() -> Fields:
    emails = forms.BooleanField(label=_("Each person's e-mail address must be given"), required=False)
    return {"least": _count(_("Fewest people"), 40), "most": _count(_("Most people"), 40), "emails": emails}


def _budget() -> Fields:
    return {
        "currency": _Currency(),
        "ceiling": _amount(_("Highest total")),
        "total": _amount(_("Total it has to come to"), _("Only where every budget has to come to the same sum.")),
        "asked": forms.BooleanField(label=_("Also ask how much of it is asked for"), required=False),
        "asked_most": _amount(_("Most that can be asked for")),
        "percent": _count(_("Most that can be asked for, in % of the total"), 100),
    }


def _consent() -> Fields:
    text = TextsFormField(
        label=_("Text one agrees to"), long=True, max_length=6000,
        help_text=_("Kept word for word with each answer, with its language and moment, whatever becomes of it here."),
    )  # fmt: skip
    return {"text": text}


def _files(kind: str) -> Fields:
    most = largest(DEFAULT_KINDS[kind]) if kind != Type.FILE else 2000
    found: Fields = {}
    if kind == Type.FILE:
        found["kinds"] = forms.MultipleChoiceField(label=_("Kinds of files"), choices=KINDS, widget=forms.CheckboxSelectMultiple)
    size = _count(_("MB for each file"), most, _("On a phone line 20 MB take some minutes."))
    return found | {"files": _count(_("How many files"), 12), "mb": size}


_FIELDS: dict[str, Callable[[], Fields]] = {
    Type.SHORT: _short,
    Type.LONG: _long,
    Type.SEVERAL: lambda: {"least": _count(_("At least"), 60), "most": _count(_("At most"), 60)},
    Type.SCALE: _scale,
    Type.NUMBER: _number,
    Type.MONEY: _money,
    Type.DATE: _date,
    Type.MONTH: _month,
    Type.REGION: _region,
    Type.PEOPLE: _people,
    Type.BUDGET: _budget,
    Type.CONSENT: _consent,
}


def limit_fields(kind: str) -> Fields:
    """The limits one can set on a question of a type."""
    if kind in FILES:
        return _files(kind)
    return _FIELDS[kind]() if kind in _FIELDS else {}


def defaults_of(kind: str, *, currency: str = "", countries: Any = ()) -> dict[str, Any]:
    """What a new question of a type begins with; `currency` is the cohort's, `countries` those of its programme."""
    if kind in FILES:
        kinds = {"kinds": [str(one) for one in DEFAULT_KINDS[Type.FILE]]} if kind == Type.FILE else {}
        return {"files": 1, "mb": MEGABYTES[kind]} | kinds
    given: dict[str, dict[str, Any]] = {
        Type.SCALE: {"lowest": 1, "highest": 5},
        Type.MONEY: {"currency": currency},
        Type.BUDGET: {"currency": currency},
        Type.REGION: {"countries": list(countries)},
    }
    return given.get(kind, {})


def kept(name: str, value: Any) -> Any:
    """A cleaned value as JSON keeps it; None for nothing set."""
    if value is False or value in (None, "", []):
        return None
    if isinstance(value, Texts):
        return dict(value) or None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
