"""Decisions, letters, the word that publishes, answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.web.texts import TextsFormField
from participants.selection.models import Selection
from participants.selection.states import Promotion, Verdict


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
        label=_("Answer expected by"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
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


def day_field(**more: Any) -> forms.DateField:
    return forms.DateField(
        label=_("Answer expected by"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **more
    )


class ReplyForm(forms.Form):
    reply_by = day_field(help_text=_("Until the end of this day, in the call's time zone."))


class FeedbackForm(forms.Form):
    """What goes beside one letter: each text of a reviewer, edited or left out, and one of the committee's own.

    `texts` are those shown first, with whether they are chosen.
    """

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, texts: list[tuple[str, bool]], version: int, **more: Any) -> None:
        super().__init__(data, initial={"version": version}, **more)
        for number, (text, chosen) in enumerate([*texts, ("", True)]):
            last = number == len(texts)
            label = _("In the committee's own words") if last else _("From a reviewer")
            widget = forms.Textarea(attrs={"rows": 4, "dir": "auto"})
            self.fields[f"text{number}"] = forms.CharField(
                label=label, initial=text, max_length=3000, required=False, widget=widget
            )
            if not last:
                self.fields[f"send{number}"] = forms.BooleanField(label=_("Send this"), initial=chosen, required=False)
        self.count = len(texts)

    def texts(self) -> list[str]:
        clean = self.cleaned_data
        chosen = [clean[f"text{number}"] for number in range(self.count) if clean[f"send{number}"]]
        return [text for text in (*chosen, clean[f"text{self.count}"]) if text.strip()]


class OffersForm(forms.Form):
    """How the waiting list moves, and the letters that go later."""

    promotion = forms.ChoiceField(
        label=_("A free place goes to the waiting list"), choices=Promotion.choices, widget=forms.RadioSelect
    )
    reply_days = forms.IntegerField(
        label=_("Days to answer for who is offered a place later"), min_value=1, max_value=90,
        help_text=_("Counted from the day of the offer, until the end of the last one."),
    )  # fmt: skip
    reminder = TextsFormField(
        label=_("Reminder of an offer"), long=True, max_length=4000, required=False,
        help_text=_("Goes three days and one day before the date to who has not answered, by day where they are."),
    )  # fmt: skip
    closing = TextsFormField(
        label=_("When the waiting list closes"), long=True, max_length=4000, required=False,
        help_text=_("You send it yourself, once the places are taken."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, selection: Selection, **more: Any) -> None:
        initial = {
            "promotion": selection.promotion,
            "reply_days": selection.reply_days,
            "reminder": selection.reminder_letter,
            "closing": selection.closing_letter,
        }
        super().__init__(data, initial=initial, **more)


class HowForm(forms.Form):
    """A sentence that the ledger keeps: how an answer came, or why an offer is taken back."""

    how = forms.CharField(label=_("How it was said"), max_length=300, help_text=_("For example: by phone on 3 March."))


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea, help_text=_("The applicant reads it."))


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note of the committee"), max_length=3000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Colleagues of this desk read it, and it stands in the minutes. Applicants never see it."),
    )  # fmt: skip
