"""Declaring an outcome."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.outcomes.states import Kind
from participants.participations.models import Project


class OutcomeForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    title = forms.CharField(
        label=_("What happened"), max_length=200, help_text=_("For example: selected at the Annecy festival.")
    )
    date = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}))
    proof = forms.URLField(
        label=_("Proof (a link)"),
        required=False,
        assume_scheme="https",
        help_text=_("A page that shows it: helps to have it confirmed."),
    )
    project = forms.ModelChoiceField(label=_("Project"), queryset=Project.objects.none(), required=False)

    def __init__(self, *args: Any, projects: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["project"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = projects


class RefuseForm(forms.Form):
    reason = forms.CharField(label=_("Why it cannot be confirmed"), max_length=300, help_text=_("The participant reads this."))
