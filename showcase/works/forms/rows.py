"""What a work has several of: credits, needs, recognitions; each a page of rows."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from incubator.lib.numbers import whole
from incubator.lib.places import country_choices
from incubator.web.texts import TextsFormField
from programmes.calls.forms.zoned import Day
from showcase.creators.models import Creator
from showcase.works.models import Credit, Work
from showcase.works.queries import linkable_to
from showcase.works.roles import in_all_languages
from showcase.works.states import Honour, Need

BLANK_CREDITS = 4
MOST_NEEDS = 4


class CreditForm(forms.Form):
    role = forms.CharField(label=_("Role"), max_length=80, required=False, widget=forms.TextInput(attrs={"list": "roles"}))
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    author = forms.BooleanField(label=_("author"), required=False)
    creator = forms.ChoiceField(label=_("Page"), required=False)
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, linkable: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pages = {one.slug: one for one in linkable}
        pages = [("", _("plain name")), *((slug, one.name) for slug, one in self.pages.items())]
        self.fields["creator"].choices = pages  # type: ignore[attr-defined]

    def clean_creator(self) -> Creator | None:
        return self.pages.get(self.cleaned_data["creator"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("name") and not cleaned.get("role"):
            self.add_error("role", _("Say what this person did."))
        if cleaned.get("role") and not cleaned.get("name"):
            self.add_error("name", _("Write the name, or empty the row."))
        return cleaned


CreditFormSet: Any = forms.formset_factory(CreditForm, extra=BLANK_CREDITS)


def credit_formset(work: Work, before: list[Credit], data: Any = None) -> Any:
    initial = [
        {"role": str(one.role), "name": one.name, "author": one.author, "pk": one.pk, "creator": one.creator and one.creator.slug}
        for one in before
    ]
    return CreditFormSet(data, initial=initial, form_kwargs={"linkable": linkable_to(work)})


def credit_rows(formset: Any, before: list[Credit]) -> list[dict[str, Any]]:
    """The rows as the action takes them; a role that was not touched keeps its other languages."""
    known = {credit.pk: credit for credit in before}
    language = get_language() or settings.LANGUAGE_CODE
    rows = []
    for data in formset.cleaned_data:
        if not data.get("name"):
            continue
        old = known.get(data.get("pk") or 0)
        role = old.role if old and str(old.role) == data["role"] else None
        shown = role or in_all_languages(data["role"], language, old.role if old else None)
        rows.append({"role": shown, "name": data["name"], "author": data["author"], "creator": data.get("creator")})
    return rows


def moved(rows: list[Any], data: Any) -> list[Any]:
    """Rows after a press on "earlier" or "later", whose value is the row's place."""
    for name, step in (("up", -1), ("down", 1)):
        place = whole(data.get(name))
        if place is not None and place < len(rows):
            to = min(max(place + step, 0), len(rows) - 1)
            rows.insert(to, rows.pop(place))
    return rows


class NeedForm(forms.Form):
    what = forms.ChoiceField(label=_("Is looking for"), choices=Need.choices, required=False)
    state = TextsFormField(
        label=_("Where it stands"), max_length=120, required=False, help_text=_("“Shot, 60 % financed”, “before 30 March” …")
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("state") and not cleaned.get("what"):
            self.add_error("what", _("Say what it is looking for, or empty the row."))
        return cleaned


class _NeedFormSet(forms.BaseFormSet):
    def clean(self) -> None:
        wanted = [form.cleaned_data.get("what") for form in self.forms if form.cleaned_data.get("what")]
        if len(wanted) != len(set(wanted)):
            raise forms.ValidationError(_("One row for each thing it is looking for, please."))


NeedFormSet: Any = forms.formset_factory(NeedForm, formset=_NeedFormSet, extra=1, max_num=MOST_NEEDS)


class RecognitionForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Honour.choices)
    title = forms.CharField(label=_("Festival, prize or place"), max_length=200, required=False)
    place = forms.CharField(label=_("City"), max_length=80, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    date = forms.DateField(label=_("Date"), widget=Day(), required=False)
    proof = forms.URLField(
        label=_("Proof"), required=False, assume_scheme="https", help_text=_("A link to where the festival says so.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", "–"), *country_choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("title") and not cleaned.get("date") and "date" not in self.errors:
            self.add_error("date", _("Say when; the first day is enough."))
        if not cleaned.get("title") and (cleaned.get("date") or cleaned.get("place")):
            self.add_error("title", _("Write the name, or empty the row."))
        return cleaned


RecognitionFormSet: Any = forms.formset_factory(RecognitionForm, extra=2)
