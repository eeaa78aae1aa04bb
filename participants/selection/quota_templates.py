"""Sets of quotas to begin with: what the five programmes of the demo live by, said for any call that asks the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from participants.selection.dimensions import NEW, Dimension
from participants.selection.states import Measure, Sense

Rows = tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Template:
    key: str
    title: str
    text: str
    rows: Rows


def templates(known: Mapping[str, Dimension], places: int) -> list[Template]:
    """Those that fit the call: each of its countries, genders and disciplines is named as its form names them."""
    countries, disciplines = known["country"].values, known["discipline"].values
    balance = _balance(known)
    found = []
    if 2 <= len(countries) <= places // 2:
        text = _("At least two people from each country, two fifths women and two fifths men at least.")
        found.append(
            Template("each-country", _("Every country, gender balance"), text, (_each("country", countries, 2), *balance))
        )
    if len(countries) > 2:
        rows = (
            {"measure": Measure.DIFFERENT, "dimension": "country", "amount": min(len(countries), places)},
            _most_each(places, countries),
        )
        text = _("As many countries as the call names, no country too strong, gender balance.")
        found.append(Template("many-countries", _("As many countries as possible"), text, (*rows, *balance)))
    if len(disciplines) > 1:
        text = _("A tenth of the places at least for each discipline, half for newcomers where that is possible, gender balance.")
        found.append(
            Template("disciplines", _("Every discipline, newcomers"), text, (_tenth(disciplines), _newcomers(), *balance))
        )
    text = _("Half women at least, a third younger than 25, one application per team.")
    found.append(Template("young", _("Young people, women first"), text, (*_women(known), _young(), _one_per_team())))
    text = _("Two languages at least, one application per team, gender balance.")
    found.append(Template("network", _("Several languages, one per team"), text, (_languages(), _one_per_team(), *balance)))
    return found


def _each(dimension: str, values: tuple[str, ...], amount: int) -> dict[str, Any]:
    return {"measure": Measure.EACH, "dimension": dimension, "values": list(values), "amount": amount}


def _balance(known: Mapping[str, Dimension]) -> Rows:
    """Women and men, the first two answers of the form's question; other answers have no minimum and no maximum."""
    values = known["gender"].values[:2]
    return ({**_each("gender", values, 40), "share": True},) if len(values) == 2 else ()


def _women(known: Mapping[str, Dimension]) -> Rows:
    values = list(known["gender"].values[:1])
    return ({"dimension": "gender", "values": values, "amount": 50, "share": True},) if values else ()


def _most_each(places: int, countries: tuple[str, ...]) -> dict[str, Any]:
    most = max(2, -(-2 * places // len(countries)))
    return {"measure": Measure.EACH, "sense": Sense.MOST, "dimension": "country", "amount": most}


def _tenth(disciplines: tuple[str, ...]) -> dict[str, Any]:
    return {**_each("discipline", disciplines, 10), "share": True}


def _newcomers() -> dict[str, Any]:
    return {"dimension": "earlier", "values": [NEW], "amount": 50, "share": True, "hard": False, "penalty": 2}


def _young() -> dict[str, Any]:
    return {"dimension": "age", "values": ["0-17", "18-24"], "amount": 33, "share": True, "hard": False, "penalty": 3}


def _languages() -> dict[str, Any]:
    return {"measure": Measure.DIFFERENT, "dimension": "language", "amount": 2}


def _one_per_team() -> dict[str, Any]:
    return {"measure": Measure.EACH, "sense": Sense.MOST, "dimension": "team", "amount": 1}
