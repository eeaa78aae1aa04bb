"""What the reviews' desk asks: how to assign, whom to move a review to, a panel as a table, a reminder."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib.places import language_name
from incubator.web.widgets import Segments
from participants.reviews.models import Reviewer
from participants.reviews.panel_table import MOST_BYTES
from participants.reviews.states import Mode, Scope
from programmes.calls.models import Stage

RULES = 3


class AssignForm(forms.Form):
    """`given`: reviews are out already, so that there is something to keep."""

    scope = forms.ChoiceField(
        label=_("What may change"), choices=Scope.choices, widget=Segments, required=False,
        help_text=_("Reviews begun, submitted or pinned stay in either case."),
    )  # fmt: skip
    mode = forms.ChoiceField(
        label=_("Fairness"), choices=Mode.choices, initial=Mode.WORST_OFF, widget=Segments,
        help_text=_("Protecting the worst-off makes the least fitting pair as fitting as can be, before the sum counts."),
    )  # fmt: skip
    each = forms.IntegerField(label=_("Reviews per application"), min_value=1, max_value=20)

    def __init__(self, *args: Any, stage: Stage, given: bool = True, **more: Any) -> None:
        scope = Scope.TOP_UP if given else Scope.ANEW
        more.setdefault("initial", {"each": stage.reviews_each, "mode": Mode.WORST_OFF, "scope": scope})
        super().__init__(*args, **more)
        if not given:
            del self.fields["scope"]

    def clean_scope(self) -> str:
        return self.cleaned_data["scope"] or Scope.ANEW


class WholeForm(forms.Form):
    """One rule by whole discipline or language; empty where none is meant."""

    what = forms.ChoiceField(label=_("All of"), required=False)
    reviewers = forms.ModelMultipleChoiceField(
        label=_("goes to"), queryset=Reviewer.objects.none(), required=False,
        widget=forms.SelectMultiple(attrs={"size": 5}),
    )  # fmt: skip
    how = forms.ChoiceField(
        label=_("How"), required=False, initial="each",
        choices=[("each", _("each of them reads all of it")), ("among", _("shared out among them alone"))],
    )  # fmt: skip

    def __init__(
        self, *args: Any, reviewers: Any, disciplines: Sequence[tuple[str, str]], languages: Sequence[str], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        what, people = self.fields["what"], self.fields["reviewers"]
        assert isinstance(what, forms.ChoiceField)
        assert isinstance(people, forms.ModelMultipleChoiceField)
        offered: list[Any] = [("", _("no rule"))]
        if disciplines:
            offered.append((_("Disciplines"), [(f"topic:{code}", label) for code, label in disciplines]))
        offered.append((_("Languages"), [(f"language:{code}", language_name(code)) for code in languages]))
        what.choices = offered
        people.queryset = reviewers

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if clean.get("what") and not clean.get("reviewers"):
            self.add_error("reviewers", _("Choose who reads it."))
        return clean

    @property
    def rule(self) -> dict[str, Any] | None:
        if not self.cleaned_data.get("what"):
            return None
        kind, _colon, code = self.cleaned_data["what"].partition(":")
        people = sorted(one.pk for one in self.cleaned_data["reviewers"])
        return {kind: code, "reviewers": people, "everyone": self.cleaned_data["how"] != "among"}


class TableForm(forms.Form):
    """A table as a file or as text; the file is read into the text, which then travels with the page."""

    file = forms.FileField(label=_("A CSV file"), required=False, help_text=_("Save your spreadsheet as CSV (UTF-8)."))
    text = forms.CharField(
        label=_("Or the table itself"), required=False, max_length=MOST_BYTES, widget=forms.Textarea, strip=False
    )

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        given = clean.get("file")
        if given:
            clean["text"] = self._read(given)
        if not (clean.get("text") or "").strip() and not self.errors:
            raise forms.ValidationError(_("Choose a file, or put the table into the field."))
        return clean

    def _read(self, given: Any) -> str:
        if given.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large for a panel."))
        raw = given.read()
        try:
            return str(raw.decode("utf-8-sig"))
        except UnicodeDecodeError:
            # what spreadsheets of older machines write
            return str(raw.decode("cp1252", errors="replace"))


class RemindForm(forms.Form):
    note = forms.CharField(
        label=_("A few words of yours"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("They stand in the message as you write them."),
    )  # fmt: skip
