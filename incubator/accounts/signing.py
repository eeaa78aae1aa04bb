"""allauth's forms in our own words: the labels are ours, so that every language of the product has them."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as app
from allauth.mfa.webauthn import forms as key
from django import forms
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "password1": _("Password"),
    "password2": _("The same password again"),
    "oldpassword": _("Present password"),
    "code": _("Code"),
    "name": _("Name of this key"),
    "passwordless": _("Sign in with this key alone"),
}
HINTS = {
    "password1": _("At least ten characters; a short sentence is easy to keep in mind."),
    "passwordless": _("Without e-mail address or password. The key then asks for your finger, face or PIN."),
}


class Worded(forms.Form):
    """Our labels and hints, no placeholders: a label that goes away while one types helps nobody."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label, field.help_text = LABELS.get(name, field.label), HINTS.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class DigitsField(forms.CharField):
    """A code of digits, in whichever script they were typed."""

    def __init__(self, **kwargs: Any) -> None:
        shown = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr", "autofocus": True, "maxlength": 20}
        super().__init__(label=_("Code"), widget=forms.TextInput(attrs=shown), **kwargs)

    def to_python(self, value: Any) -> str:
        return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in str(super().to_python(value)))


class SignInForm(Worded, account.LoginForm):
    pass


class SignUpForm(Worded, account.SignupForm):
    pass


class AskCodeForm(Worded, account.RequestLoginCodeForm):
    pass


class SignInCodeForm(account.ConfirmLoginCodeForm):
    code = DigitsField()


class AddressCodeForm(account.ConfirmEmailVerificationCodeForm):
    code = DigitsField()


class PasswordCodeForm(account.ConfirmPasswordResetCodeForm):
    code = DigitsField()


class AddAddressForm(Worded, account.AddEmailForm):
    pass


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    pass


class SetPasswordForm(Worded, account.SetPasswordForm):
    pass


class AskPasswordForm(Worded, account.ResetPasswordForm):
    pass


class NewPasswordForm(Worded, account.ResetPasswordKeyForm):
    pass


class ConfirmPasswordForm(Worded, account.ReauthenticateForm):
    pass


class FactorForm(Worded, factor.AuthenticateForm):
    """Codes of an app, or recovery codes, which are longer."""


class FactorAgainForm(Worded, factor.ReauthenticateForm):
    pass


class StartAppForm(Worded, app.ActivateTOTPForm):
    code = DigitsField()


class AddKeyForm(Worded, key.AddWebAuthnForm):
    pass


class RenameKeyForm(Worded, key.EditWebAuthnForm):
    pass
