"""A logo and its words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.web.texts import TextsFormField


class MarkForm(forms.Form):
    upload = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG, JPEG or WebP, at most 5 MB, at best on white or without a ground. Not SVG: save it as PNG."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/avif"}),
    )
    alt = TextsFormField(
        label=_("In words, for people who do not see it"), max_length=140, required=False,
        help_text=_("Only where the logo says more than the name."),
    )  # fmt: skip
