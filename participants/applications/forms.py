"""What an applicant's and the desk's forms hand over."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from participants.applications.content import Content
from programmes.calls import answers as reading
from programmes.calls.states import Type


def versions_in(data: Any) -> dict[int, int]:
    """The questions of the page with the version of the answer it showed, from "12:1,13:0"."""
    found = {}
    for pair in data.get("versions", "").split(","):
        pk, _colon, version = pair.partition(":")
        if pk.isdecimal() and version.isdecimal():
            found[int(pk)] = int(version)
    return found


def versions_out(content: Content) -> str:
    return ",".join(f"{question.pk}:{content.versions.get(question.pk, 0)}" for question in content.asked)


def answers_in(data: Any, content: Content, versions: dict[int, int]) -> dict[int, Any]:
    """The raw answers to those questions that the page says it holds."""
    return {
        question.pk: reading.read(question, data, f"q-{question.pk}")
        for question in content.asked
        if question.type != Type.FILE and question.pk in versions
    }


class SendForm(forms.Form):
    """The last look before sending."""

    language = forms.ChoiceField(
        label=_("Language you wrote in"),
        choices=settings.LANGUAGES,
        help_text=_("Your application is given to people who read this language."),
    )


class AddressForm(forms.Form):
    """Where the code goes."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "dir": "ltr"}),
        help_text=_("We send a code to it: no password needed. With it you go on from any device, and our answer reaches you."),
    )


class ExcludeForm(forms.Form):
    """Why applications do not meet the rules of the call."""

    reason = forms.CharField(
        label=_("Why it is not eligible"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence, as the applicant will read it. Each gets it in a mail at once."),
    )
