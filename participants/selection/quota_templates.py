"""Sets of quotas to begin with: what five real programmes live by, said for any call that asks the same; and an organisation's own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from incubator.web.texts import Texts
from participants.selection.compose_models import Quota, QuotaSet
from participants.selection.dimensions import NEW, QUESTION, Dimension
from participants.selection.models import Selection
from participants.selection.sentences import sentence
from participants.selection.states import Measure, Sense
from programmes.calls.models import Call, Question
from programmes.editions.models import Cohort

Row = dict[str, Any]
ASKED = "asked"
"""A row's question as any call may ask it: its text per language, in place of the question itself."""
OWN = "own:"
YOUNG, UP_TO_30 = ["0-17", "18-24"], ["18-24", "25-30"]


@dataclass(frozen=True)
class Template:
    """`like`: the programme it comes from, `own`: that is the call's. `lacking` says what of it cannot be asked of this call."""

    key: str
    title: str
    text: str
    rows: list[Row]
    said: list[str]
    lacking: list[str]
    like: str = ""
    own: bool = False

    @property
    def mine(self) -> bool:
        """One that the organisation keeps."""
        return bool(self.kept)

    @property
    def kept(self) -> str:
        return self.key.removeprefix(OWN) if self.key.startswith(OWN) else ""


@dataclass(frozen=True)
class _Plan:
    programme: str
    like: str
    title: str
    text: str
    wishes: list[Row | str]


def templates(call: Call, known: Mapping[str, Dimension], places: int) -> list[Template]:
    """The organisation's own sets, then those of the five programmes, the call's own programme first. Three queries."""
    asked = _questions(call)
    slug = call.cohort.programme.slug
    plans = _plans(call, known, places)
    plans = dict(sorted(plans.items(), key=lambda item: item[1].programme != slug))
    found = [_fitted(key, plan, slug, asked, known, places) for key, plan in plans.items()]
    own = [_own(one, asked, known, places) for one in kept_sets(call.cohort)]
    return [*[one for one in found if one.own], *own, *[one for one in found if not one.own]]


def kept_sets(cohort: Cohort) -> QuerySet[QuotaSet]:
    """What the cohort's organisation keeps."""
    return QuotaSet.objects.filter(organisation_id=cohort.organisation_id)


def _fitted(key: str, plan: _Plan, slug: str, asked: list[Question], known: Mapping[str, Dimension], places: int) -> Template:
    rows, lacking = fit([one for one in plan.wishes if not isinstance(one, str)], asked, known)
    lacking = [*(one for one in plan.wishes if isinstance(one, str)), *lacking]
    said = said_of(rows, known, places)
    return Template(key, plan.title, plan.text, rows, said, lacking, like=plan.like, own=plan.programme == slug)


def _own(kept: QuotaSet, asked: list[Question], known: Mapping[str, Dimension], places: int) -> Template:
    rows, lacking = fit(kept.rows, asked, known)
    return Template(f"{OWN}{kept.pk}", kept.name, "", rows, said_of(rows, known, places), lacking)


def said_of(rows: Iterable[Row], known: Mapping[str, Dimension], places: int) -> list[str]:
    found = []
    for row in rows:
        said = sentence(Quota(**row), known, places)
        found.append(said if row.get("hard", True) else _("%(quota)s (preferred)") % {"quota": said})
    return found


# --- from one call to another ---
def kept_rows(selection: Selection) -> list[Row]:
    """The quotas of a selection so that another call can take them: questions by their text."""
    asked = {f"{QUESTION}{one.pk}": one for one in _questions(selection.call)}
    names = ("measure", "sense", "amount", "share", "dimension", "values", "hard", "penalty", "unknown_counts")
    rows: list[Row] = list(Quota.objects.filter(selection=selection).values(*names))
    for row in rows:
        if row["dimension"] in asked:
            row[ASKED] = dict(asked[row["dimension"]].label)
            row["dimension"] = QUESTION
    return rows


def fit(rows: Iterable[Row], asked: list[Question], known: Mapping[str, Dimension]) -> tuple[list[Row], list[str]]:
    """The rows that this call can be asked, and sentences about the others."""
    fitting, lacking = [], []
    for row in rows:
        own, why = _fit(row, asked, known)
        if own is not None:
            fitting.append(own)
        if why:
            lacking.append(why)
    return fitting, list(dict.fromkeys(lacking))


def _fit(row: Row, asked: list[Question], known: Mapping[str, Dimension]) -> tuple[Row | None, str]:
    own = {name: value for name, value in row.items() if name != ASKED}
    if ASKED in row:
        texts = set(row[ASKED].values())
        found = next((one for one in asked if texts & set(one.label.values())), None)
        if found is None:
            return None, _("“%(question)s” is not asked in this call.") % {"question": Texts(row[ASKED])}
        own["dimension"] = f"{QUESTION}{found.pk}"
    dimension = known.get(own["dimension"])
    if dimension is None or dimension.priced != (own.get("measure") == Measure.COST):
        name = Texts(row[ASKED]) if ASKED in row else _("a question that is not asked any more")
        return None, _("“%(question)s” is asked in another way in this call.") % {"question": name}
    return _with_values(own, dimension)


def _with_values(own: Row, dimension: Dimension) -> tuple[Row | None, str]:
    """Answers that the form does not offer are left out, and said."""
    values = own.get("values", [])
    left = [one for one in values if not dimension.values or str(one) in dimension.values]
    if len(left) == len(values):
        return own, ""
    names = {"question": dimension.label, "n": len(values) - len(left)}
    if not left:
        return None, _("“%(question)s” does not offer those answers in this call.") % names
    return own | {"values": left}, _("“%(question)s”: %(n)s of those answers are not offered in this call.") % names


def _questions(call: Call) -> list[Question]:
    return list(Question.objects.filter(section__call=call, meaning="").order_by("section__order", "section", "order", "pk"))


# --- the five programmes ---
def _plans(call: Call, known: Mapping[str, Dimension], places: int) -> dict[str, _Plan]:
    """Each of a call's countries, genders and disciplines is named as its form names them."""
    countries, women, men = known["country"].values, _women(known), _balance(known)
    plans: dict[str, tuple[str, str, Callable[[], tuple[str, str, list[Row | str]]]]] = {
        "each-country": ("ateliers-sud-sud", "Ateliers Sud-Sud", lambda: (
            _("Every country, gender balance"),
            _("At least two people from each country, two fifths women and two fifths men at least, every discipline if possible."),
            [_each_country(countries, 2, places), *men, _disciplines(known, 1, share=False)],
        )),
        "many-countries": ("connexions-citoyennes-2", "Connexions Citoyennes", lambda: (
            _("As many countries as possible"),
            _("At least one person from each country, no country too strong, gender balance."),
            [_each_country(countries, 1, places), _most_each(countries, places), *men],
        )),
        "disciplines": ("arts-factory", "Art’s Factory", lambda: (
            _("Every discipline, newcomers"),
            _("A tenth of the places at least for each discipline; young people and newcomers where that is possible; gender balance."),
            [_disciplines(known, 10, share=True), _newcomers(), _age(UP_TO_30, 66), *men],
        )),
        "young": ("takafaship", "Takafaship", lambda: (
            _("Young people of the region, women first"),
            _("Everybody of the region and 18 to 30, half women at least, a third younger than 25, every province, one application per team."),
            [_region(call), _age(UP_TO_30, 100, hard=True), *women, _age(YOUNG, 33), _province(), _one_per_team()],
        )),
        "network": ("alliances-sonores", "Alliances Sonores", lambda: (
            _("Many territories, every working group"),
            _("As many territories as can be, several languages, each working group where that is possible, one application per team."),
            [_different_countries(countries, places), _languages(), _groups(), _one_per_team()],
        )),
    }  # fmt: skip
    return {key: _Plan(slug, like, *make()) for key, (slug, like, make) in plans.items()}


def _each(dimension: str, values: Iterable[str], amount: int, **more: Any) -> Row:
    return {"measure": Measure.EACH, "dimension": dimension, "values": list(values), "amount": amount} | more


def _no_countries() -> str:
    return _("The call names no countries, so none is asked for.")


def _each_country(countries: tuple[str, ...], amount: int, places: int) -> Row | str:
    if len(countries) < 2:
        return _no_countries()
    if len(countries) > places:
        return _("There are more countries than places, so not each of them can be asked for.")
    return _each("country", countries, min(amount, places // len(countries)))


def _most_each(countries: tuple[str, ...], places: int) -> Row | str:
    if len(countries) < 2:
        return _no_countries()
    return _each("country", [], max(2, -(-2 * places // len(countries))), sense=Sense.MOST)


def _different_countries(countries: tuple[str, ...], places: int) -> Row | str:
    if len(countries) < 2:
        return _no_countries()
    amount = max(2, min(len(countries), places) // 2)
    return {"measure": Measure.DIFFERENT, "dimension": "country", "amount": amount}


def _no_gender() -> str:
    return _("The form does not ask for gender, so no balance is asked for.")


def _balance(known: Mapping[str, Dimension]) -> list[Row | str]:
    """Women and men, the first two answers of the form's question; other answers have no minimum and no maximum."""
    values = known["gender"].values[:2]
    return [_each("gender", values, 40, share=True) if len(values) == 2 else _no_gender()]


def _women(known: Mapping[str, Dimension]) -> list[Row | str]:
    values = list(known["gender"].values[:1])
    return [{"dimension": "gender", "values": values, "amount": 50, "share": True} if values else _no_gender()]


def _disciplines(known: Mapping[str, Dimension], amount: int, *, share: bool) -> Row | str:
    values = known["discipline"].values
    if len(values) < 2:
        return _("The form offers no disciplines to choose from, so none is asked for.")
    soft = {} if share else {"hard": False, "penalty": 3}
    return _each("discipline", values, amount, share=share, **soft)


def _region(call: Call) -> Row | str:
    if not call.regions:
        return _("The call names no region, so everybody may come from anywhere.")
    return {"dimension": "region", "values": list(call.regions), "amount": 100, "share": True}


def _newcomers() -> Row:
    return {"dimension": "earlier", "values": [NEW], "amount": 50, "share": True, "hard": False, "penalty": 2}


def _age(bands: list[str], amount: int, *, hard: bool = False) -> Row:
    return {"dimension": "age", "values": bands, "amount": amount, "share": True, "hard": hard, "penalty": 3}


def _languages() -> Row:
    return {"measure": Measure.DIFFERENT, "dimension": "language", "amount": 2}


def _one_per_team() -> Row:
    return _each("team", [], 1, sense=Sense.MOST)


def _province() -> Row:
    asked = {"fr": "Votre province", "en": "Your province", "ar": "إقليمكم أو عمالتكم"}
    return _each(QUESTION, [], 1, hard=False, penalty=2) | {ASKED: asked}


def _groups() -> Row:
    asked = {"fr": "Groupe de travail souhaité", "en": "Working group wished"}
    return _each(QUESTION, [], 10, share=True, hard=False, penalty=2) | {ASKED: asked}
