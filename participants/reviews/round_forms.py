"""The calibration round: which applications, what counts, what was agreed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib.places import country_name, language_name
from incubator.web.widgets import Segments
from participants.applications.models import Application, ApplicationQuerySet
from participants.reviews.states import Counting

MOST_OFFERED = 400


def _counting() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Its scores count"), choices=Counting.choices, initial=Counting.NEEDED, widget=Segments,
        help_text=_("They were given before the panel agreed on its scale; but nobody is left to read these applications afresh."),
    )  # fmt: skip


class RoundForm(forms.Form):
    applications = forms.MultipleChoiceField(
        label=_("Two or three applications that everybody scores first"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Best quite different ones: a strong one, a weak one, one about which people will disagree."),
    )  # fmt: skip
    counting = _counting()

    def __init__(self, *args: Any, rows: ApplicationQuerySet, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["applications"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(row.pk, _label(row)) for row in rows[:MOST_OFFERED]]


def _label(row: Application) -> str:
    parts = (row.title or row.reference or "", country_name(row.country) if row.country else "", language_name(row.language))
    return " · ".join(part for part in parts if part)


class WordsForm(forms.Form):
    counting = _counting()
    words = forms.CharField(
        label=_("What we agreed on"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The whole panel reads this beside the guidance, and with the message that the round is over."),
    )  # fmt: skip
