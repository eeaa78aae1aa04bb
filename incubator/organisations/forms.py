"""What owners fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib.places import country_choices
from incubator.organisations.models import Organisation
from incubator.organisations.states import Role

# First words of desk addresses that are not an organisation's.
RESERVED = frozenset("approvals new organisations invitations".split())


class OrganisationForm(forms.ModelForm):
    country = forms.ChoiceField(label=_("Country"), choices=lambda: [("", ""), *country_choices()])
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    class Meta:
        model = Organisation
        fields = ["name", "slug", "long_name", "country", "city", "website", "about"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].help_text = _("Short, in small letters, as it stands in addresses: ateliers-sud.")
        self.fields["long_name"].help_text = _("As it stands on letters and contracts, where it differs.")

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"]).lower()
        if slug in RESERVED:
            raise forms.ValidationError(_("This address is taken. Choose another one; the rest is kept."))
        return slug


class SettingsForm(OrganisationForm):
    """The address stays: links to it are out in the world."""

    class Meta(OrganisationForm.Meta):
        fields = ["name", "long_name", "country", "city", "website", "about", "second_factor", "sign_off"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        forms.ModelForm.__init__(self, *args, **kwargs)

    clean_slug = None  # type: ignore[assignment]


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.COORDINATOR)


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class RefusalForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea, max_length=1000, help_text=_("The owners read it."))
