"""The composer's inputs: places, a quota as a sentence, accepting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.web.widgets import Segments
from participants.selection.compose_models import Quota
from participants.selection.dimensions import Dimension
from participants.selection.states import Measure, Sense, Verdict
from programmes.calls.states import ScoreBy

MEASURES = (
    (Measure.PEOPLE, _("of these, together")),
    (Measure.EACH, _("of each of these")),
    (Measure.DIFFERENT, _("different ones of these")),
)
HARD = (("1", _("must hold")), ("", _("is preferred")))


class ComposeForm(forms.Form):
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=2000)
    score_by = forms.ChoiceField(label=_("Which score"), choices=ScoreBy.choices)


class KeepForm(forms.Form):
    name = forms.CharField(label=_("Name of the set"), max_length=80)


class QuotaForm(forms.Form):
    """One sentence: how many, of what, of which; whether it must hold."""

    sense = forms.ChoiceField(label=_("How many"), choices=Sense.choices, widget=Segments)
    amount = forms.IntegerField(label=_("Number"), min_value=0, max_value=100_000_000)
    share = forms.BooleanField(label=_("per cent of the places"), required=False)
    measure = forms.ChoiceField(label=_("Counted"), choices=MEASURES, widget=Segments)
    values = forms.MultipleChoiceField(label=_("Which"), required=False, widget=forms.CheckboxSelectMultiple)
    hard = forms.ChoiceField(label=_("This quota"), choices=HARD, required=False, widget=Segments)
    penalty = forms.IntegerField(
        label=_("Where it is preferred only: points off for each one missing"), min_value=0, max_value=100, required=False,
        help_text=_("A cohort that misses it is proposed only where it is that much better."),
    )  # fmt: skip
    unknown_counts = forms.BooleanField(label=_("Who has not said counts as well"), required=False)

    def __init__(
        self, *args: Any, dimension: Dimension, present: dict[str, int], quota: Quota | None = None, **more: Any
    ) -> None:
        self.dimension = dimension
        more.setdefault("initial", self._initial(quota, dimension))
        super().__init__(*args, **more)
        if dimension.priced:
            for name in ("share", "measure", "values", "unknown_counts"):
                del self.fields[name]
            self.fields["sense"].choices = [(Sense.MOST, Sense.MOST.label)]  # type: ignore[attr-defined]
            return
        known = dict.fromkeys([*dimension.values, *sorted(present), *((str(one) for one in quota.values) if quota else ())])
        choices = [(value, f"{dimension.name(value) or value} ({present.get(value, 0)})") for value in known]
        self.fields["values"].choices = choices if dimension.key != "team" else []  # type: ignore[attr-defined]
        self.fields["values"].help_text = _("In brackets, how many applications under review. None ticked: all of them.")
        if dimension.key == "team":
            del self.fields["values"], self.fields["unknown_counts"]

    @staticmethod
    def _initial(quota: Quota | None, dimension: Dimension) -> dict[str, Any]:
        if quota is None:
            team = dimension.key == "team"
            sense = Sense.MOST if team or dimension.priced else Sense.LEAST
            return {"sense": sense, "amount": 1, "measure": Measure.EACH if team else Measure.PEOPLE, "hard": "1", "penalty": 3}
        names = ("sense", "amount", "share", "measure", "penalty", "unknown_counts")
        return {name: getattr(quota, name) for name in names} | {
            "values": [str(one) for one in quota.values],
            "hard": "1" if quota.hard else "",
        }

    def clean(self) -> dict[str, Any]:
        kept: dict[str, Any] = super().clean() or {}
        kept["hard"] = bool(kept.get("hard"))
        kept["penalty"] = 3 if kept.get("penalty") is None else kept["penalty"]
        kept["dimension"] = self.dimension.key
        if self.dimension.priced:
            kept |= {"measure": Measure.COST, "sense": Sense.MOST, "values": [], "share": False}
        kept.setdefault("values", [])
        return kept


class AcceptForm(forms.Form):
    proposal = forms.CharField(required=False, max_length=20)
    decided = forms.CharField(max_length=40)
    waiting = forms.IntegerField(label=_("On the waiting list, the best of the others"), min_value=0, max_value=5000)
    rest = forms.ChoiceField(
        label=_("All who are left"),
        choices=[("", _("stay undecided")), (Verdict.DECLINED, _("are declined"))],
        required=False,
        widget=Segments,
    )
