"""The rule of moving on, the findings of a screening."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.web.widgets import Segments
from participants.stages.field import Rule
from participants.stages.states import Answer, Finding
from programmes.calls.models import Criterion
from programmes.calls.states import MovesOn, ScoreBy


class RuleForm(forms.Form):
    """A rule to try before it is used; whole numbers, so that an address says it."""

    kind = forms.ChoiceField(label=_("Who moves on"), choices=MovesOn.choices, widget=Segments)
    number = forms.IntegerField(label=_("How many, or from which score of 100"), required=False, min_value=0, max_value=5000)
    by = forms.ChoiceField(label=_("By"), choices=ScoreBy.choices, widget=Segments)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind, number = data.get("kind"), data.get("number")
        if kind == MovesOn.TOP and not number:
            self.add_error("number", _("Say how many move on."))
        if kind == MovesOn.THRESHOLD and (number is None or number > 100):
            self.add_error("number", _("Say from which score on, from 0 to 100."))
        return data

    @property
    def rule(self) -> Rule:
        kind = self.cleaned_data["kind"]
        return Rule(kind, None if kind == MovesOn.BY_HAND else self.cleaned_data["number"], self.cleaned_data["by"])


class ScreenForm(forms.Form):
    """One choice for each check, and the reason told to who applies where one is no."""

    reason = forms.CharField(
        label=_("Reason, to be read by the applicant"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where the answer is no. Left empty, the reason of the check is taken, in the applicant’s language."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, checks: list[Criterion], **more: Any) -> None:
        super().__init__(data, **more)
        fields = {
            f"c-{check.pk}": forms.ChoiceField(
                label=check.name, help_text=check.help, choices=Answer.choices, required=False, widget=Segments
            )
            for check in checks
        }
        self.fields = {**fields, **self.fields}
        self.checks = checks

    def asked(self) -> list[Any]:
        return [self[f"c-{check.pk}"] for check in self.checks]

    @property
    def answers(self) -> dict[int, str]:
        return {check.pk: self.cleaned_data[f"c-{check.pk}"] for check in self.checks}


class ManyForm(forms.Form):
    finding = forms.ChoiceField(choices=Finding.choices)
    reason = forms.CharField(label=_("Reason, to be read by the applicants"), required=False, max_length=1000)
