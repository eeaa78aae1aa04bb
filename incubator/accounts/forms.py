"""What people fill in about themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.accounts.models import User
from incubator.lib.clock import zone_choices
from incubator.lib.places import country_choices


class AddressForm(forms.Form):
    """An address is enough to go on: a code comes by mail."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send a code there. No password is needed, and no account yet."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        max_length=254,
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class PreferencesForm(forms.ModelForm):
    country = forms.ChoiceField(label=_("Country"), choices=lambda: [("", ""), *country_choices()], required=False)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=lambda: [("", _("As my browser says")), *zone_choices()],
        required=False,
        help_text=_("Times are shown in this zone, beside that of the call or the place."),
    )

    class Meta:
        model = User
        fields = ("name", "country", "language", "time_zone", "data_saver", "mail_daily", "mail_reminders", "mail_news")


class ErasureForm(forms.Form):
    """What cannot be taken back is confirmed by naming it."""

    email = forms.EmailField(label=_("Your e-mail address"), help_text=_("Type it to confirm."))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).strip().lower()
        if email != self.user.email.lower():
            raise forms.ValidationError(_("This is not the address of this account."))
        return email
