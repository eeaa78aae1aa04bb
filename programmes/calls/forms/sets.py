"""Keeping questions as a set."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.calls.models import Question


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name of the set"), max_length=120)


class KeepForm(NameForm):
    """All questions of the section come ticked."""

    questions = forms.MultipleChoiceField(label=_("Questions"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        self.rows = {str(question.pk): question for question in questions}
        kwargs["initial"] = {"questions": list(self.rows)} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["questions"].choices = [(pk, str(question)) for pk, question in self.rows.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[Question]:
        """In the order they are asked."""
        return [self.rows[pk] for pk in self.rows if pk in self.cleaned_data["questions"]]
