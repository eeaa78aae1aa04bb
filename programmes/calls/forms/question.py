"""A section, a question with the limits of its type, and the answers it offers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from incubator.files.content import Kind
from incubator.lib.folding import fold
from incubator.web.texts import CODES, Texts, TextsFormField
from programmes.calls.forms.zoned import Day
from programmes.calls.models import Question, Section
from programmes.calls.states import Meaning, Type
from programmes.editions.states import DISCIPLINES

KINDS = [
    (Kind.IMAGE, _("pictures")),
    (Kind.DOCUMENT, _("PDF")),
    (Kind.FILM, _("films")),
    (Kind.SOUND, _("sounds")),
]
OFFERS_CHOICES = (Type.CHOICE, Type.SEVERAL)
MOST_ROWS = 60


def _count(label: Any, most: int, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=most, help_text=help_text)


def limit_fields(kind: str) -> dict[str, forms.Field]:
    """The limits one can set on a question of a type, as fields named like the limits."""
    if kind == Type.SHORT:
        return {"characters": _count(_("Most characters"), 200)}
    if kind == Type.LONG:
        return {"characters": _count(_("Most characters"), 20_000), "words": _count(_("Most words"), 4000)}
    if kind == Type.SEVERAL:
        return {"least": _count(_("At least"), 60), "most": _count(_("At most"), 60)}
    if kind == Type.NUMBER:
        return {
            "min": forms.DecimalField(label=_("Smallest"), required=False),
            "max": forms.DecimalField(label=_("Largest"), required=False),
            "decimals": forms.IntegerField(label=_("Decimals"), required=False, min_value=0, max_value=4),
        }
    if kind == Type.DATE:
        return {
            "earliest": forms.DateField(label=_("Not before"), required=False, widget=Day()),
            "latest": forms.DateField(label=_("Not after"), required=False, widget=Day()),
        }
    if kind == Type.FILE:
        kinds = forms.MultipleChoiceField(label=_("Kinds of files"), choices=KINDS, widget=forms.CheckboxSelectMultiple)
        size = _count(_("MB for each file"), 2000, _("On a phone line 20 MB take some minutes."))
        return {"kinds": kinds, "files": _count(_("How many files"), 12), "mb": size}
    return {}


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
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    meaning = forms.ChoiceField(
        label=_("What the answer tells"),
        required=False,
        help_text=_("Answers with a meaning show in lists, filters and quotas, and are held against the rules."),
    )
    section: Any = forms.ModelChoiceField(label=_("Section"), queryset=None, empty_label=None)
    condition = forms.ChoiceField(label=_("Asked"), required=False)
    hidden_when_blind = forms.BooleanField(label=_("Hidden from reviewers of a blind stage"), required=False)

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
                (f"{question.pk}:{option['value']}", _("on the answer “%(answer)s”") % {"answer": Texts(option["label"])})
                for option in question.options
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
        return [self[name] for name in self.limit_names]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for low, high in (("min", "max"), ("least", "most"), ("earliest", "latest")):
            if data.get(low) is not None and data.get(high) is not None and data[high] < data[low]:
                self.add_error(high, _("This must not be below the other limit."))
        return data

    def _limits(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in self.limit_names:
            value: Any = self.cleaned_data.get(name)
            if value in (None, "", []):
                continue
            if name in ("min", "max"):
                value = int(value) if value == value.to_integral_value() else float(value)
            found[name] = value.isoformat() if name in ("earliest", "latest") else value
        return found

    def fields_given(self) -> dict[str, Any]:
        """What `add_question` and `edit_question` take, without the options."""
        data = self.cleaned_data
        on, _colon, value = data["condition"].partition(":")
        plain = {name: data[name] for name in ("label", "help", "required", "meaning", "section", "hidden_when_blind")}
        condition = {"shown_if": self.earlier.get(on), "shown_if_value": value}
        return plain | condition | {"type": self.kind, "limits": self._limits()}


def initial_of(question: Question) -> dict[str, Any]:
    plain = ("label", "help", "required", "meaning", "hidden_when_blind")
    condition = f"{question.shown_if_id}:{question.shown_if_value}" if question.shown_if_id else ""
    limits = {"files": 1, "mb": 20, "kinds": ["image", "document"]} if question.type == Type.FILE else {}
    given = {name: getattr(question, name) for name in plain}
    return given | {"condition": condition, "section": question.section_id} | limits | question.limits


def _discipline(label: Texts) -> str:
    """The code of a discipline that a label names in any language."""
    names = {fold(str(name)): code for code, name in DISCIPLINES} | {fold(code): code for code, _name in DISCIPLINES}
    return next((names[fold(text)] for text in label.values() if fold(text) in names), "")


class OptionRows:
    """The answers a question offers, as rows that one adds, removes and moves by buttons, without script.

    A row's `value` is what answers hold: it stays when labels change. Rows without any label are left out.
    """

    def __init__(self, languages: Sequence[str], rows: list[dict[str, Any]]) -> None:
        used = {code for row in rows for code, text in row["label"].items() if text}
        self.languages = [*languages, *(code for code in CODES if code in used and code not in languages)]
        self.rows = rows

    @classmethod
    def of(cls, languages: Sequence[str], options: Sequence[dict[str, Any]], blank: int = 0) -> "OptionRows":
        rows = [{"value": str(one["value"]), "label": dict(one["label"])} for one in options]
        return cls(languages, rows + [{"value": "", "label": {}} for _ in range(blank)])

    @classmethod
    def posted(cls, languages: Sequence[str], data: Any) -> "OptionRows":
        count = min(int(data.get("options") or 0) if str(data.get("options") or "0").isdigit() else 0, MOST_ROWS)
        rows = []
        for place in range(count):
            label = {code: " ".join(data.get(f"option-{place}-{code}", "").split())[:200] for code in CODES}
            value = data.get(f"option-{place}-value", "")[:80]
            rows.append({"value": value, "label": {code: text for code, text in label.items() if text}})
        return cls(languages, rows)

    def press(self, button: str) -> None:
        """Do what a row's button says: "add", "remove-2", "up-2", "down-2"."""
        act, _dash, number = button.partition("-")
        place = int(number) if number.isdigit() else -1
        if act == "add" and len(self.rows) < MOST_ROWS:
            self.rows.append({"value": "", "label": {}})
        if not 0 <= place < len(self.rows):
            return
        if act == "remove":
            del self.rows[place]
        there = place + {"up": -1, "down": 1}.get(act, 0)
        if act in ("up", "down") and 0 <= there < len(self.rows):
            self.rows[place], self.rows[there] = self.rows[there], self.rows[place]

    def options(self, meaning: str = "") -> list[dict[str, Any]]:
        """As the question keeps them; new rows get a value from their label."""
        kept = [row for row in self.rows if any(row["label"].values())]
        taken = {row["value"] for row in kept if row["value"]}
        found = []
        for row in kept:
            value = row["value"]
            if not value:
                label = Texts(row["label"])
                code = _discipline(label) if meaning == Meaning.DISCIPLINE else ""
                base = code or slugify(label.best("fr")[0])[:36] or "answer"
                value, number = base, 2
                while value in taken:
                    value, number = f"{base}-{number}", number + 1
                taken.add(value)
            found.append({"value": value, "label": row["label"]})
        return found

    def __iter__(self) -> Any:
        """Rows for the page: (place, value, [(language, text)])."""
        for place, row in enumerate(self.rows):
            yield place, row["value"], [(code, row["label"].get(code, "")) for code in self.languages]

    def __len__(self) -> int:
        return len(self.rows)
