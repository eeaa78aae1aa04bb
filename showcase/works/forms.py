"""Forms with which a work is put together."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from incubator.lib.places import country_choices, country_name, language_choices, language_name
from incubator.web.texts import TextsFormField
from participants.participations.models import Project
from programmes.editions.states import DISCIPLINES
from showcase.media.models import Asset
from showcase.works.models import Credit, Work
from showcase.works.queries import workshops_of
from showcase.works.roles import in_all_languages
from showcase.works.states import Kind

FIRST_YEAR = 1950
BLANK_CREDITS = 4


class FewOrOther(forms.MultiValueField):
    """Several of a few likely codes as boxes, and one more from the long list. Gives a list of codes."""

    def __init__(self, *, likely: list[tuple[str, str]], every: list[tuple[str, str]], other: Any, **kwargs: Any) -> None:
        boxes = forms.CheckboxSelectMultiple(attrs={"class": "many"}, choices=likely)
        longer = [("", str(other)), *(pair for pair in every if pair[0] not in dict(likely))]
        more = forms.Select(choices=longer, attrs={"aria-label": str(other)})
        fields = (forms.MultipleChoiceField(choices=likely, required=False), forms.ChoiceField(choices=longer, required=False))
        super().__init__(fields, widget=FewOrOtherWidget((boxes, more)), require_all_fields=False, **kwargs)

    def compress(self, data_list: Any) -> list[str]:
        few, other = data_list or ([], "")
        return list(dict.fromkeys([*(few or []), *([other] if other else [])]))


class FewOrOtherWidget(forms.MultiWidget):
    use_fieldset = True

    def decompress(self, value: Any) -> list[Any]:
        return [value or [], ""]


class WorkForm(forms.ModelForm):
    """All texts and facts. `likely` codes come from the programme, so that one rarely needs the long lists."""

    discipline = forms.ChoiceField(label=_("Discipline"), choices=[("", "–"), *DISCIPLINES], required=False)
    link = forms.URLField(
        label=_("Link"), required=False, assume_scheme="https", help_text=_("Where it can be seen, heard or used in full.")
    )

    class Meta:
        model = Work
        fields = [
            "title", "summary", "kind", "discipline", "year", "minutes", "extent", "link", "text", "statement", "rights",
            "rights_note", "need", "need_state", "workshop",
        ]  # fmt: skip

    def __init__(self, *args: Any, cohort: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programme, work = cohort.programme, self.instance
        self._codes("countries", _("Countries"), [*programme.countries, *(work.countries or [])])
        self._codes("languages", _("Languages spoken, sung or written"), [*programme.languages, *(work.languages or [])])
        workshops: Any = self.fields["workshop"]
        workshops.queryset = workshops_of(cohort)
        workshops.label, workshops.empty_label = _("Made in the workshop"), "–"
        self.fields["summary"].help_text = _("What people read first, under the picture.")
        self.fields["extent"].help_text = _("Only where minutes do not say it: “6 episodes”, “18 images”.")
        self.fields["need_state"].help_text = _("“Shot, 60 % financed”, “before 30 March” …")

    def _codes(self, name: str, label: Any, likely: list[str]) -> None:
        if name == "countries":
            every, called, other = country_choices(), country_name, _("Another country")
        else:
            every, called, other = language_choices(), language_name, _("Another language")
        few = [(code, called(code)) for code in dict.fromkeys(likely)]
        self.fields[name] = FewOrOther(
            likely=few, every=every, other=other, label=label, required=False, initial=getattr(self.instance, name) or []
        )

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if not FIRST_YEAR <= year <= date.today().year + 2:  # noqa: DTZ011  a year is enough
            raise forms.ValidationError(_("Write the year in four digits, such as 2026."))
        return year


class NewWorkForm(forms.Form):
    """What a draft begins with; the rest is written on the next pages."""

    project = forms.ModelChoiceField(label=_("Project"), queryset=Project.objects.none(), empty_label=None)
    title = TextsFormField(label=_("Title"), max_length=140)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=2100)

    def __init__(self, *args: Any, projects: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]
        self.fields["year"].initial = date.today().year  # noqa: DTZ011  a year is enough


class CreditForm(forms.Form):
    role = forms.CharField(label=_("Role"), max_length=80, required=False, widget=forms.TextInput(attrs={"list": "roles"}))
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    author = forms.BooleanField(label=_("author"), required=False)
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("name") and not cleaned.get("role"):
            self.add_error("role", _("Say what this person did."))
        if cleaned.get("role") and not cleaned.get("name"):
            self.add_error("name", _("Write the name, or empty the row."))
        return cleaned


CreditFormSet: Any = forms.formset_factory(CreditForm, extra=BLANK_CREDITS)


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
        creator = old.creator if old and old.name == data["name"] else None
        rows.append({"role": shown, "name": data["name"], "author": data["author"], "creator": creator})
    return rows


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once; gives a list."""

    def __init__(self, **kwargs: Any) -> None:
        accept = "image/*,video/*,audio/*,application/pdf"
        super().__init__(widget=ManyFilesInput(attrs={"accept": accept}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(one, initial) for one in files]


class UploadForm(forms.Form):
    upload = ManyFilesField(
        label=_("Pictures, a film, a sound, a PDF"),
        help_text=_("Pictures up to 40 MB, PDF 50 MB, sound 400 MB, film 4 GB. The first picture becomes the cover."),
    )


class AssetForm(forms.ModelForm):
    class Meta:
        model = Asset
        fields = ["alt"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alt"].label = _("In words, for people who do not see it")


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Note to the author"), max_length=1500, widget=forms.Textarea, help_text=_("What to change, and why.")
    )
