"""Asking for words, giving them, translating them."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from incubator.web.texts import CODES, TextsFormField
from programmes.editions.models import Programme
from showcase.testimonials.models import Testimonial

MOST = 900


class AskForm(forms.ModelForm):
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)
    words = forms.CharField(
        label=_("Their words, if they told you already"), required=False, max_length=MOST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They read them, correct them and agree; nothing is shown before."),
    )  # fmt: skip

    class Meta:
        model = Testimonial
        fields = ["name", "email", "voice", "cohort", "language"]

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cohort: Any = self.fields["cohort"]
        cohort.queryset, cohort.label, cohort.empty_label = programme.cohorts.order_by("-starts"), _("Edition"), "–"
        self.fields["language"].initial = get_language()


class GiveForm(forms.Form):
    words = forms.CharField(label=_("Your words"), max_length=MOST, widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}))
    name = forms.CharField(label=_("Your name, as it is shown"), max_length=120)
    line = forms.CharField(
        label=_("Who you are, in a few words"), max_length=120, required=False, help_text=_("Sound recordist, Nador")
    )
    agree = forms.BooleanField(error_messages={"required": _("Tick the box if you agree; without it nothing is shown.")})

    def __init__(self, *args: Any, consent: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agree"].label = consent


class TranslationForm(forms.Form):
    words = TextsFormField(long=True, max_length=MOST, required=False, label=_("Translations"))

    def __init__(self, *args: Any, row: Testimonial, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = tuple(code for code in CODES if code != row.language)
        self.fields["words"] = TextsFormField(
            long=True, max_length=MOST, required=False, codes=codes, label=_("Translations"), initial=row.words
        )
