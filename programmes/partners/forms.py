"""Adding a partner to a programme: a known one, or a new one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib.places import country_choices
from incubator.organisations.models import Organisation
from programmes.partners.states import Kind


class PartnershipForm(forms.Form):
    known: Any = forms.ModelChoiceField(None, label=_("A partner you already entered"), required=False)
    name = forms.CharField(label=_("Or a new partner: its name"), max_length=160, required=False)
    country = forms.ChoiceField(label=_("Country"), choices=lambda: [("", "—"), *country_choices()], required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    role = forms.ChoiceField(label=_("Role in this programme"), choices=Kind.choices)
    amount = forms.DecimalField(label=_("Amount given"), required=False, min_value=0, max_digits=12, decimal_places=2)
    currency = forms.CharField(label=_("Currency"), max_length=3, required=False, help_text=_("Three letters: MAD, EUR, XOF …"))

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known: Any = self.fields["known"]
        known.queryset = organisation.partners.all()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("known") and not (data.get("name") and data.get("country")):
            raise forms.ValidationError(_("Choose a partner, or write the name and country of a new one."))
        return data
