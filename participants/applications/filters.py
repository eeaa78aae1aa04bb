"""Narrowing the desk's list; everything stands in the address."""

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from incubator.lib import references
from incubator.lib.clock import zone
from incubator.lib.folding import fold
from incubator.lib.places import country_name, sort_key
from participants.applications.models import Application
from participants.applications.queries import by_second_step, desk_list, disciplines_of
from participants.applications.states import SENT, State
from programmes.calls import eligibility
from programmes.calls.models import Call

ORDERS = {"received": ("-submitted",), "oldest": ("submitted",), "score": ("-score",), "title": ("title",)}
SORTS = [
    ("received", _("newest first")), ("oldest", _("oldest first")), ("score", _("best score first")), ("title", _("by title")),
]  # fmt: skip
ANY = _("All")
REASONS = {
    eligibility.TOO_YOUNG: _("too young"),
    eligibility.TOO_OLD: _("too old"),
    eligibility.COUNTRY: _("country of residence"),
    eligibility.REGION: _("region of residence"),
    eligibility.NATIONALITY: _("nationality"),
    eligibility.NEITHER: _("neither residence nor nationality"),
    eligibility.DISCIPLINE: _("discipline"),
    eligibility.TOOK_PART: _("took part before"),
    eligibility.NOT_ALUMNI: _("did not take part before"),
    eligibility.OWN: _("a condition of the call’s own"),
}
"""Codes of findings in a few words."""
QUICK = ("q", "state", "country", "discipline", "sort")
"""Filters that stand on the page at once; the others are folded until one of them is used."""


def reason_in_words(code: str) -> str:
    return str(REASONS.get(code) or code.replace("_", " "))


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def points() -> forms.NumberInput:
    return forms.NumberInput(attrs={"min": 0, "max": 100, "step": "any", "inputmode": "decimal"})


class ApplicationFilter(django_filters.FilterSet):
    """Needs `call` and `disciplines` (value and label pairs)."""

    q = django_filters.CharFilter(
        label=_("Name, project or reference"), method="by_words", widget=forms.TextInput(attrs={"type": "search"})
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), empty_label=ANY, choices=[(state.value, state.label) for state in map(State, SENT)]
    )
    country = django_filters.ChoiceFilter(label=_("Country"), empty_label=ANY)
    discipline = django_filters.ChoiceFilter(label=_("Discipline"), empty_label=ANY)
    sort = django_filters.ChoiceFilter(label=_("Order"), empty_label=None, method="kept", choices=SORTS)
    eligible = django_filters.ChoiceFilter(
        label=_("Eligible"), empty_label=ANY, method="by_eligible",
        choices=[("yes", _("eligible")), ("no", _("not eligible")), ("unknown", _("not known"))],
    )  # fmt: skip
    reason = django_filters.ChoiceFilter(
        label=_("Outside the rules by"), empty_label=ANY, method="by_reason", choices=list(REASONS.items())
    )
    reviews = django_filters.ChoiceFilter(
        label=_("Reviews"), empty_label=ANY, method="by_reviews",
        choices=[("none", _("none yet")), ("some", _("some missing")), ("all", _("all in"))],
    )  # fmt: skip
    second = django_filters.ChoiceFilter(
        label=_("Second step"), empty_label=ANY, method="by_second",
        choices=[("invited", _("invited, not sent yet")), ("sent", _("sent")), ("none", _("not invited"))],
    )  # fmt: skip
    language = django_filters.ChoiceFilter(label=_("Written in"), empty_label=ANY, choices=settings.LANGUAGES)
    since = django_filters.DateFilter(label=_("Received from"), method="by_first_day", widget=day_input())
    until = django_filters.DateFilter(label=_("Received up to"), method="by_last_day", widget=day_input())
    least = django_filters.NumberFilter(
        label=_("Score from"), field_name="score", lookup_expr="gte", min_value=0, max_value=100, widget=points()
    )
    most = django_filters.NumberFilter(
        label=_("Score up to"), field_name="score", lookup_expr="lte", min_value=0, max_value=100, widget=points()
    )

    class Meta:
        model = Application
        fields: list[str] = []

    def __init__(self, data: Any, queryset: QuerySet[Application], *, call: Call, disciplines: list[tuple[str, str]]) -> None:
        super().__init__(data, queryset)
        self.disciplines, self.zone = dict(disciplines), zone(call.time_zone)
        countries = call.countries or call.cohort.programme.countries
        self.filters["country"].extra["choices"] = sorted(
            ((code, country_name(code)) for code in countries), key=lambda pair: sort_key(pair[1])
        )
        self.filters["discipline"].extra["choices"] = disciplines
        if not getattr(call, "in_two_steps", False):
            del self.filters["second"]

    def by_words(self, rows: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        """Every word, anywhere; a reference also as it is misread."""
        wanted = Q()
        for word in fold(value).split()[:6]:
            wanted &= Q(search__contains=word)
        return rows.filter(wanted | Q(reference=references.read(value)))

    def by_eligible(self, rows: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        return rows.filter(eligible={"yes": True, "no": False, "unknown": None}[value])

    def by_reason(self, rows: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        return rows.filter(eligible=False, reasons__contains=f" {value} ")

    def by_first_day(self, rows: QuerySet[Application], name: str, value: date) -> QuerySet[Application]:
        return rows.filter(submitted__gte=datetime.combine(value, time.min, self.zone))

    def by_last_day(self, rows: QuerySet[Application], name: str, value: date) -> QuerySet[Application]:
        return rows.filter(submitted__lt=datetime.combine(value + timedelta(days=1), time.min, self.zone))

    def by_reviews(self, rows: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        if value == "all":
            return rows.filter(reviews_asked__gt=0, reviews_done__gte=F("reviews_asked"))
        return rows.filter(reviews_done=0) if value == "none" else rows.filter(reviews_done__lt=F("reviews_asked"))

    def by_second(self, rows: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        return by_second_step(rows, value)

    def kept(self, rows: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        """The order is the page's affair."""
        return rows

    @property
    def order(self) -> tuple[str, ...]:
        return ORDERS.get(self.data.get("sort", ""), ORDERS["received"])

    @property
    def query(self) -> str:
        """Filters and order as an address says them, and nothing else: what a view, an export or a mailing keeps."""
        return urlencode([(name, value) for name in self.filters if (value := (self.data.get(name) or "").strip())])

    @property
    def narrows(self) -> bool:
        return any((self.data.get(name) or "").strip() for name in self.filters if name != "sort")

    def in_words(self) -> list[str]:
        """Each filter that narrows, as a label and what was chosen."""
        said = []
        for name in self.filters:
            value = (self.data.get(name) or "").strip()
            if not value or name == "sort":
                continue
            field = self.form.fields[name]
            shown = dict(getattr(field, "choices", ())).get(value, value)
            said.append(_("%(filter)s: %(value)s") % {"filter": field.label, "value": shown})
        return said


def narrowed(call: Call, user: Any, data: Any) -> ApplicationFilter:
    """The list as an address or a kept query says; `data` is a QueryDict."""
    return ApplicationFilter(data, desk_list(call, user), call=call, disciplines=disciplines_of(call))
