"""The form of an indicator."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.indicators.models import Indicator
from programmes.indicators.registry import measures


def measure_choices() -> list[tuple[str, Any]]:
    return [("", _("entered by hand")), *((one.name, one.label) for one in measures())]


class IndicatorForm(forms.ModelForm):
    measure = forms.ChoiceField(label=_("Counted as"), choices=measure_choices, required=False)

    class Meta:
        model = Indicator
        fields = ("name", "measure", "target", "entered", "source", "unit", "out_of")
        help_texts: ClassVar = {"out_of": _("For “47 of 60”: how many it could have been at most.")}
