"""Adding a partner to a programme, a known one or a new one; its part in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib.places import country_choices
from incubator.organisations.models import Organisation
from programmes.partners.models import Partnership
from programmes.partners.states import Kind


def _country(**more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Country"), choices=lambda: [("", "—"), *country_choices()], **more)


def _website() -> forms.URLField:
    return forms.URLField(label=_("Website"), required=False, assume_scheme="https")


class JoiningForm(forms.Form):
    known: Any = forms.ModelChoiceField(None, label=_("A partner you already entered"), required=False)
    name = forms.CharField(label=_("Or a new partner: its name"), max_length=160, required=False)
    country = _country(required=False)
    website = _website()
    role = forms.ChoiceField(label=_("Role in this programme"), choices=Kind.choices)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known: Any = self.fields["known"]
        known.queryset = organisation.partners.all()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("known") and not (data.get("name") and data.get("country")):
            raise forms.ValidationError(_("Choose a partner, or write the name and country of a new one."))
        return data


class PartnershipForm(forms.ModelForm):
    """A partner and its part in one programme, together."""

    name = forms.CharField(label=_("Name"), max_length=160)
    country = _country()
    website = _website()

    class Meta:
        model = Partnership
        fields = ["role", "note", "amount", "currency"]

    field_order = ("name", "role", "note", "website", "country", "amount", "currency")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "country", "website"):
            self.fields[name].initial = getattr(self.instance.partner, name)
        self.fields["role"].label = _("Role in this programme")
        self.fields["amount"].label = _("Amount given")
        self.fields["amount"].help_text = _("For your own accounts: never shown in public.")
        self.fields["currency"].help_text = _("Three letters: MAD, EUR, XOF …")

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()
