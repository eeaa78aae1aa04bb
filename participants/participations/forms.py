"""Places in a cohort, invitations, projects."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib.places import country_choices, language_choices
from incubator.web.widgets import Segments
from participants.participations.models import Participation, Project
from participants.participations.states import Creation
from programmes.editions.models import Group
from programmes.sites.models import Site


def countries() -> list[tuple[str, str]]:
    return [("", "–"), *country_choices()]


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), help_text=_("They are asked by mail, and in when they say yes."))
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    country = forms.ChoiceField(label=_("Country"), choices=countries, required=False)


class PlaceForm(forms.Form):
    """The desk's part of a participation."""

    site = forms.ModelChoiceField(label=_("Site"), queryset=Site.objects.none(), required=False)
    groups = forms.ModelMultipleChoiceField(
        label=_("Groups"), queryset=Group.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    country = forms.ChoiceField(label=_("Country"), choices=countries, required=False)
    languages = forms.MultipleChoiceField(label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, place: Participation, groups: Any, sites: Any, wanted: Sequence[str], **more: Any) -> None:
        initial = {"site": place.site, "groups": place.groups.all(), "country": place.country, "languages": place.languages}
        more.setdefault("initial", initial)
        super().__init__(*args, **more)
        for name, rows in (("groups", groups), ("site", sites)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows
        languages = self.fields["languages"]
        assert isinstance(languages, forms.MultipleChoiceField)
        offered = {*wanted, *place.languages}
        languages.choices = [(code, name) for code, name in language_choices() if code in offered]


class LeaveForm(forms.Form):
    reason = forms.CharField(label=_("Reason, for the log"), max_length=300, required=False)


class ProjectForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(label=_("In a few sentences"), max_length=2000, required=False, widget=forms.Textarea)
    discipline = forms.ChoiceField(label=_("Discipline"), required=False)
    stage = forms.ChoiceField(label=_("Stage of creation"), choices=Creation.choices, widget=Segments)

    def __init__(self, *args: Any, project: Project | None, disciplines: Sequence[tuple[str, str]], **more: Any) -> None:
        names = ("title", "summary", "discipline", "stage")
        initial = {name: getattr(project, name) for name in names} if project else {"stage": Creation.IDEA}
        more.setdefault("initial", initial)
        super().__init__(*args, **more)
        field = self.fields["discipline"]
        assert isinstance(field, forms.ChoiceField)
        known = dict(disciplines)
        if project and project.discipline and project.discipline not in known:
            known[project.discipline] = project.discipline
        field.choices = [("", "–"), *known.items()]
        if not known:
            del self.fields["discipline"]


class TeamForm(ProjectForm):
    """On the desk: with the people who develop it."""

    members = forms.ModelMultipleChoiceField(
        label=_("Members"), queryset=Participation.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: Any, project: Project | None, **more: Any) -> None:
        super().__init__(*args, project=project, **more)
        field = self.fields["members"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = people
        if project:
            self.initial["members"] = project.members.all()
