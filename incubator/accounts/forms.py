"""What people fill in about themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    """An address is enough to go on: a code comes by mail."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send a code there. No password is needed, and no account yet."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        max_length=254,
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)
