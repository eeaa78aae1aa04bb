"""A section, a question with the limits of its type."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from incubator.web.texts import TextsFormField
from programmes.calls.answers import conditions_of
from programmes.calls.forms.limits import ORDERED, defaults_of, kept, limit_fields
from programmes.calls.models import Question, Section
from programmes.calls.states import Meaning, Type

AUDIENCES = [
    ("", _("everyone who reads the application")),
    ("not_blind", _("not reviewers of a blind stage")),
    ("private", _("coordinators only, never a reviewer")),
]


class SectionForm(forms.ModelForm):
    class Meta:
        model = Section
        fields = ("title", "help", "step")

    def fields_given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    def _post_clean(self) -> None:
        """The row is changed by the action alone."""


class QuestionForm(forms.Form):
    """Of one type; `limits` are that type's. `earlier` are questions that can be a condition."""

    type = forms.ChoiceField(label=_("Type of answer"), choices=Type.choices)
    label = TextsFormField(label=_("Question"), max_length=300)
    help = TextsFormField(label=_("Help"), max_length=600, required=False)
    example = TextsFormField(
        label=_("Example"), max_length=600, required=False, help_text=_("A good answer, as somebody might give it.")
    )
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    meaning = forms.ChoiceField(
        label=_("What the answer tells"),
        required=False,
        help_text=_("Answers with a meaning show in lists, filters and quotas, and are held against the rules."),
    )
    section: Any = forms.ModelChoiceField(label=_("Section"), queryset=None, empty_label=None)
    condition = forms.ChoiceField(label=_("Asked"), required=False)
    audience = forms.ChoiceField(label=_("Who reads the answer"), choices=AUDIENCES, required=False)

    def __init__(
        self, *args: Any, kind: str, fits: Sequence[str], sections: Any, earlier: Sequence[Question], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        names = dict(Meaning.choices)
        meaning, section, condition = (self.fields[name] for name in ("meaning", "section", "condition"))
        meaning.choices = [("", names[""]), *((one, names[one]) for one in fits)]  # type: ignore[attr-defined]
        section.queryset = sections  # type: ignore[attr-defined]
        offered: list[Any] = [("", _("always"))]
        for question in earlier:
            pairs = [
                (f"{question.pk}:{value}", _("on the answer “%(answer)s”") % {"answer": said})
                for value, said in conditions_of(question)
            ]
            offered.append((str(question), pairs))
        condition.choices = offered  # type: ignore[attr-defined]
        self.earlier = {str(question.pk): question for question in earlier}
        self.limit_names = list(limits := limit_fields(kind))
        self.fields.update(limits)

    def unjudged(self) -> "QuestionForm":
        """What was typed, without a word about it yet."""
        self._errors = ErrorDict()
        return self

    @property
    def limit_controls(self) -> list[Any]:
        """Those that fit side by side."""
        return [self[name] for name in self.limit_names if name not in self._wide]

    @property
    def wide_controls(self) -> list[Any]:
        """Texts in several languages and long lists, each a row of its own."""
        return [self[name] for name in self.limit_names if name in self._wide]

    @property
    def _wide(self) -> set[str]:
        wide = TextsFormField | forms.MultipleChoiceField | forms.BooleanField
        return {name for name in self.limit_names if isinstance(self.fields[name], wide)}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for low, high in ORDERED:
            if data.get(low) not in (None, "") and data.get(high) not in (None, "") and data[high] < data[low]:
                self.add_error(high, _("This must not be below the other limit."))
        return data

    def _limits(self) -> dict[str, Any]:
        found = {name: kept(name, self.cleaned_data.get(name)) for name in self.limit_names}
        return {name: value for name, value in found.items() if value is not None}

    def fields_given(self) -> dict[str, Any]:
        """What `add_question` and `edit_question` take, without the options."""
        data = self.cleaned_data
        on, _colon, value = data["condition"].partition(":")
        plain = {name: data[name] for name in ("label", "help", "example", "required", "meaning", "section")}
        condition = {"shown_if": self.earlier.get(on), "shown_if_value": value}
        readers = {"hidden_when_blind": data["audience"] != "", "private": data["audience"] == "private"}
        return plain | condition | readers | {"type": self.kind, "limits": self._limits()}


def initial_of(question: Question) -> dict[str, Any]:
    plain = ("label", "help", "example", "required", "meaning")
    condition = f"{question.shown_if_id}:{question.shown_if_value}" if question.shown_if_id else ""
    given = {name: getattr(question, name) for name in plain}
    readers = "private" if question.private else "not_blind" if question.hidden_when_blind else ""
    here = {"condition": condition, "section": question.section_id, "audience": readers}
    return given | here | defaults_of(question.type) | question.limits
