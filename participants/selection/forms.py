"""Decisions, letters, the word that publishes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.web.texts import TextsFormField
from participants.selection.models import Selection
from participants.selection.states import Verdict


class DecisionForm(forms.Form):
    verdict = forms.ChoiceField(choices=[("", "–"), *Verdict.choices], required=False)
    version = forms.IntegerField(min_value=0)
    note = forms.CharField(label=_("Note of the committee"), max_length=3000, required=False, widget=forms.Textarea)


class LettersForm(forms.Form):
    """The three letters; where one is empty a standing letter goes."""

    accepted = TextsFormField(label=_("To those accepted"), long=True, max_length=4000, required=False)
    waitlisted = TextsFormField(label=_("To the waiting list"), long=True, max_length=4000, required=False)
    declined = TextsFormField(label=_("To those declined"), long=True, max_length=4000, required=False)
    reply_by = forms.DateField(
        label=_("Answer expected by"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Until the end of this day, in the call's time zone."),
    )  # fmt: skip
    share_comments = forms.BooleanField(label=_("Send what readers wrote for the applicant, without names"), required=False)

    def __init__(self, *args: Any, selection: Selection, **more: Any) -> None:
        initial = {
            "accepted": selection.accepted_letter,
            "waitlisted": selection.waitlisted_letter,
            "declined": selection.declined_letter,
            "reply_by": selection.reply_by,
            "share_comments": selection.share_comments,
        }
        more.setdefault("initial", initial)
        super().__init__(*args, **more)


class PublishForm(forms.Form):
    """Cannot be taken back: asked for by writing the cohort's name."""

    name = forms.CharField(label=_("Name of the cohort"), max_length=200)

    def __init__(self, *args: Any, selection: Selection, **more: Any) -> None:
        self.wanted = str(selection.call.cohort.name)
        super().__init__(*args, **more)
        self.fields["name"].help_text = _("Write “%(name)s” to publish.") % {"name": self.wanted}

    def clean_name(self) -> str:
        written: str = self.cleaned_data["name"]
        if " ".join(written.split()).casefold() != " ".join(self.wanted.split()).casefold():
            raise forms.ValidationError(_("This is not the name of the cohort. Nothing was published."))
        return written


class ReplyForm(forms.Form):
    reply_by = forms.DateField(label=_("Answer expected by"), widget=forms.DateInput(attrs={"type": "date"}))


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note of the committee"), max_length=3000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Colleagues of this desk read it, and it stands in the minutes. Applicants never see it."),
    )  # fmt: skip
