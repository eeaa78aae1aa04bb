"""What a mentor fills in, and how a coordinator asks one."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from incubator.lib.clock import zone_choices
from incubator.lib.places import country_choices, language_choices
from mentoring.mentors.models import Engagement, Mentor
from mentoring.mentors.states import SKILLS
from mentoring.mentors.widgets import HalfDaysField
from participants.participations.states import Creation

MOST_PEOPLE = 20


def spoken_languages() -> list[tuple[str, str]]:
    """Every language by name, those the product speaks before the others."""
    ours = [code for code, _name in settings.LANGUAGES]
    return sorted(language_choices(), key=lambda pair: ours.index(pair[0]) if pair[0] in ours else len(ours))


def _ticks() -> forms.CheckboxSelectMultiple:
    return forms.CheckboxSelectMultiple(attrs={"class": "many"})


def _places(label: Any, initial: int = 2) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_PEOPLE, initial=initial)


class EngageForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), help_text=_("An invitation goes there."))
    capacity = _places(_("Participants at most"))


class ProfileForm(forms.ModelForm):
    """The profile, with a capacity for each engagement (`capacity_<id>`); `mine` is off where a coordinator fills it in."""

    skills = forms.MultipleChoiceField(label=_("What I know about"), choices=SKILLS, widget=_ticks(), required=False)
    stages = forms.MultipleChoiceField(
        label=_("I like to accompany projects that are at"), choices=Creation.choices, widget=_ticks(), required=False
    )
    languages = forms.MultipleChoiceField(label=_("Languages I can work in"), choices=spoken_languages, widget=_ticks())
    country = forms.ChoiceField(label=_("Country"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)
    available = HalfDaysField(
        label=_("Usually free"), required=False, help_text=_("Half-days of an ordinary week, in your own time zone.")
    )

    class Meta:
        model = Mentor
        fields = ["headline", "about", "skills", "stages", "languages", "country", "time_zone", "available", "may_be_named"]
        labels: ClassVar = {
            "headline": _("In one line"),
            "about": _("About me"),
            "may_be_named": _("I may be named on the pages of works"),
        }

    def __init__(self, *args: Any, engagements: list[Engagement], mine: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country: Any = self.fields["country"]
        country.choices = [("", "–"), *country_choices()]
        self.engagements = engagements
        if not mine:
            del self.fields["may_be_named"]
        for row in engagements:
            label = _("Participants at most in %(cohort)s") % {"cohort": row.cohort}
            self.fields[f"capacity_{row.pk}"] = _places(label, row.capacity)

    @property
    def capacity_fields(self) -> list[forms.BoundField]:
        return [self[f"capacity_{row.pk}"] for row in self.engagements]

    def profile(self) -> dict[str, Any]:
        """What was said, without the capacities."""
        return {name: value for name, value in self.cleaned_data.items() if not name.startswith("capacity_")}

    def capacities(self) -> dict[int, int]:
        return {row.pk: self.cleaned_data[f"capacity_{row.pk}"] for row in self.engagements}
