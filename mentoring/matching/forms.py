"""Rankings of both sides, weights of a run, a pair to ask about."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.web.widgets import RankingField
from mentoring.matching.actions import MOST_RANKED
from mentoring.matching.phrases import COMPONENTS
from mentoring.matching.states import Mode
from mentoring.matching.terms import WEIGHTS, Component
from mentoring.mentors.forms import spoken_languages
from mentoring.mentors.models import Engagement
from mentoring.mentors.states import SKILLS
from mentoring.mentors.widgets import HalfDaysField
from participants.participations.models import Participation


class WishForm(forms.Form):
    """What a participant looks for, and whom they would most like to have."""

    needs = forms.MultipleChoiceField(
        label=_("I look for help with"), choices=SKILLS, required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "many"}),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("I am most at ease in"), choices=spoken_languages)
    languages = forms.MultipleChoiceField(
        label=_("I can also work in"), choices=spoken_languages, required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "many"}),
    )  # fmt: skip
    available = HalfDaysField(label=_("Usually free"), required=False, help_text=_("Half-days of an ordinary week."))

    def __init__(self, *args: Any, mentors: Sequence[Engagement], spoken: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        useful, fields = set(spoken), self.fields
        languages: Any = (fields["language"], fields["languages"])
        for field in languages:
            field.choices = [pair for pair in spoken_languages() if pair[0] in useful]
        self.mentors = {str(row.pk): row for row in mentors}
        self.fields["order"] = RankingField(
            [(row.pk, str(row)) for row in mentors], places=MOST_RANKED, label=_("My order"), required=False
        )

    def spoken(self) -> list[str]:
        """Languages, the easiest first."""
        return list(dict.fromkeys([self.cleaned_data["language"], *self.cleaned_data["languages"]]))

    def chosen(self) -> list[Engagement]:
        return [self.mentors[key] for key in self.cleaned_data["order"]]


class ChoiceForm(forms.Form):
    """Whom a mentor would most like to accompany."""

    def __init__(self, *args: Any, people: Sequence[Participation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(row.pk): row for row in people}
        self.fields["order"] = RankingField(
            [(row.pk, str(row)) for row in people], places=MOST_RANKED, label=_("My order"), required=False
        )

    def chosen(self) -> list[Participation]:
        return [self.people[key] for key in self.cleaned_data["order"]]


class RunForm(forms.Form):
    """The aim of a run, and how much each criterion weighs (only their proportions count)."""

    mode = forms.ChoiceField(choices=Mode.choices, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, weights: Mapping[str, int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for component in Component:
            self.fields[component.value] = forms.IntegerField(
                label=COMPONENTS[component], min_value=0, max_value=100,
                initial=(weights or {}).get(component.value, WEIGHTS[component]),
            )  # fmt: skip

    @property
    def weight_fields(self) -> list[forms.BoundField]:
        return [self[component.value] for component in Component]

    def weights(self) -> dict[str, int]:
        return {component.value: self.cleaned_data[component.value] for component in Component}


class PairForm(forms.Form):
    """A participant and a mentor of a run."""

    participation = forms.TypedChoiceField(label=_("Participant"), coerce=int)
    engagement = forms.TypedChoiceField(label=_("Mentor"), coerce=int)

    def __init__(self, *args: Any, people: Mapping[int, str], mentors: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["participation"].choices = list(people.items())
        fields["engagement"].choices = list(mentors.items())
