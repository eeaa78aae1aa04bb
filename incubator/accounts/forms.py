"""What people fill in about themselves."""

from typing import Any

from allauth.account.forms import ConfirmEmailVerificationCodeForm, ConfirmLoginCodeForm, ConfirmPasswordResetCodeForm
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


class DigitsField(forms.CharField):
    """A code of digits, in whichever script they were typed."""

    def __init__(self, **kwargs: Any) -> None:
        shown = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr", "autofocus": True, "maxlength": 20}
        super().__init__(label=_("Code"), widget=forms.TextInput(attrs=shown), **kwargs)

    def to_python(self, value: Any) -> str:
        return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in str(super().to_python(value)))


class SignInCodeForm(ConfirmLoginCodeForm):
    code = DigitsField()


class AddressCodeForm(ConfirmEmailVerificationCodeForm):
    code = DigitsField()


class PasswordCodeForm(ConfirmPasswordResetCodeForm):
    code = DigitsField()
