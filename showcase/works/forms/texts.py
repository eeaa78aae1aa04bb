"""Texts and facts of a work."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib.places import country_choices, country_name, language_choices, language_name
from incubator.web.texts import TextsFormField
from participants.participations.models import Project
from programmes.editions.states import DISCIPLINES
from showcase.works.models import Work
from showcase.works.queries import workshops_of
from showcase.works.states import ACCESS, NOTES, Kind

FIRST_YEAR = 1950


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


def several(label: Any, choices: Any) -> forms.MultipleChoiceField:
    """Boxes for some of a few; gives a list of codes."""
    boxes = forms.CheckboxSelectMultiple(attrs={"class": "many"})
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=boxes)


class WorkForm(forms.ModelForm):
    """All texts and facts. `likely` codes come from the programme, so that one rarely needs the long lists."""

    discipline = forms.ChoiceField(label=_("Discipline"), choices=[("", "–"), *DISCIPLINES], required=False)
    link = forms.URLField(
        label=_("Link"), required=False, assume_scheme="https", help_text=_("Where it can be seen, heard or used in full.")
    )

    disciplines = several(_("Other disciplines"), DISCIPLINES)
    access = several(_("Who can follow it"), ACCESS)
    notes = several(_("What people may want to be warned of"), NOTES)

    class Meta:
        model = Work
        fields = [
            "title", "summary", "kind", "discipline", "disciplines", "year", "minutes", "extent", "link", "text", "statement",
            "rights", "rights_note", "workshop", "age", "notes", "notes_text", "access",
        ]  # fmt: skip

    def __init__(self, *args: Any, cohort: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programme, work = cohort.programme, self.instance
        self._codes("countries", _("Countries"), [*programme.countries, *(work.countries or [])])
        self._codes("languages", _("Languages spoken, sung or written"), [*programme.languages, *(work.languages or [])])
        self._codes("subtitles", _("Languages of the subtitles"), [*programme.publication_languages, *(work.subtitles or [])])
        workshops: Any = self.fields["workshop"]
        workshops.queryset = workshops_of(cohort)
        workshops.label, workshops.empty_label = _("Made in the workshop"), "–"
        self.fields["summary"].help_text = _("What people read first, under the picture.")
        self.fields["extent"].help_text = _("Only where minutes do not say it: “6 episodes”, “18 images”.")
        self.fields["notes_text"].help_text = _("Only where the boxes do not say it.")
        self.fields["disciplines"].help_text = _("Only if the work truly belongs to several.")

    def _codes(self, name: str, label: Any, likely: list[str]) -> None:
        if name == "countries":
            every, called, other = country_choices(), country_name, _("Another country")
        else:
            every, called, other = language_choices(), language_name, _("Another language")
        few = [(code, called(code)) for code in dict.fromkeys(likely)]
        self.fields[name] = FewOrOther(
            likely=few, every=every, other=other, label=label, required=False, initial=getattr(self.instance, name) or []
        )

    def clean_disciplines(self) -> list[str]:
        return [one for one in self.cleaned_data["disciplines"] if one != self.cleaned_data.get("discipline")]

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
