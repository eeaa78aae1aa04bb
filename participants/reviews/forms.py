"""The rubric, the panel, the assignment."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.lib.places import language_choices
from incubator.web.widgets import ScaleInput
from participants.reviews.models import Review, Reviewer
from programmes.calls.models import Call, Criterion


class ReviewForm(forms.Form):
    """One scale for each criterion, two comments. Nothing is required to be kept; submitting asks for every score."""

    comment = forms.CharField(
        label=_("For the committee"),
        required=False,
        max_length=6000,
        widget=forms.Textarea,
        help_text=_("Never shown to the applicant."),
    )
    for_applicant = forms.CharField(
        label=_("For the applicant"), required=False, max_length=3000, widget=forms.Textarea,
        help_text=_("May be sent with the decision, without your name. Write it to be read by the person."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, review: Review, criteria: Sequence[Criterion], **more: Any) -> None:
        self.criteria = list(criteria)
        # what was sent stands in the form as it was typed: nothing held is looked up for it
        held = {score.criterion_id: score.value for score in review.scores.all()} if data is None else {}
        initial = {"comment": review.comment, "for_applicant": review.for_applicant, "version": review.version}
        initial |= {f"c-{pk}": value for pk, value in held.items()}
        super().__init__(data, initial=initial, **more)
        scales = {f"c-{criterion.pk}": self._scale(criterion) for criterion in self.criteria}
        self.fields = {**scales, **self.fields}

    @staticmethod
    def _scale(criterion: Criterion) -> forms.Field:
        ends = (criterion.low_end, criterion.high_end)
        widget = ScaleInput(criterion.lowest, criterion.highest, ends=ends)
        return forms.IntegerField(
            label=criterion.name, help_text=criterion.help, required=False, widget=widget,
            min_value=criterion.lowest, max_value=criterion.highest,
        )  # fmt: skip

    def scales(self) -> list[tuple[Criterion, Any]]:
        return [(criterion, self[f"c-{criterion.pk}"]) for criterion in self.criteria]

    @property
    def kept(self) -> dict[str, Any]:
        """Keyword arguments of `save_review`."""
        return {
            "scores": {criterion.pk: self.cleaned_data[f"c-{criterion.pk}"] for criterion in self.criteria},
            "comment": self.cleaned_data["comment"],
            "for_applicant": self.cleaned_data["for_applicant"],
            "version": self.cleaned_data["version"],
        }


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("What ties you to it"), max_length=300, widget=forms.Textarea,
        help_text=_("Coordinators read this: a relative, a colleague, a project you took part in, money."),
    )  # fmt: skip


class ReviewerForm(forms.Form):
    """A seat on the panel; the address only for a new one."""

    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("They are told by mail. An account is made where there is none.")
    )
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    affiliation = forms.CharField(label=_("Organisation"), max_length=120, required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages read"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("They are only given applications in these. None ticked: all."),
    )  # fmt: skip
    disciplines = forms.MultipleChoiceField(label=_("Disciplines known"), required=False, widget=forms.CheckboxSelectMultiple)
    least = forms.IntegerField(label=_("At least"), min_value=0, max_value=500, initial=0)
    most = forms.IntegerField(label=_("At most"), min_value=1, max_value=500, initial=20)

    def __init__(
        self, *args: Any, call: Call, reviewer: Reviewer | None = None, disciplines: Sequence[tuple[str, str]], **more: Any
    ) -> None:
        if reviewer is not None:
            names = ("affiliation", "languages", "disciplines", "least", "most")
            more["initial"] = {name: getattr(reviewer, name) for name in names}
        super().__init__(*args, **more)
        wanted = set(call.cohort.programme.languages or ("fr", "en", "es", "pt", "ar"))
        if reviewer is not None:
            wanted |= set(reviewer.languages)
            del self.fields["email"], self.fields["name"]
        self._offer("languages", [(code, name) for code, name in language_choices() if code in wanted])
        self._offer("disciplines", disciplines)
        if not disciplines:
            del self.fields["disciplines"]

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(choices)


class ConflictForm(forms.Form):
    reference = forms.CharField(label=_("Reference of the application"), max_length=16)
    reviewer = forms.ModelChoiceField(label=_("Reviewer"), queryset=Reviewer.objects.none())
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, reviewers: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["reviewer"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = reviewers


class RemarkForm(forms.Form):
    text = forms.CharField(label=_("Your remark"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3}))


class AmendForm(ReviewForm):
    """The scales alone, with why they change."""

    reason = forms.CharField(
        label=_("Why you change your scores"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The other readers and the coordinators see it beside the old and the new score."),
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["comment"], self.fields["for_applicant"]

    @property
    def kept(self) -> dict[str, Any]:
        """Keyword arguments of `amend_review`."""
        scores = {criterion.pk: self.cleaned_data[f"c-{criterion.pk}"] for criterion in self.criteria}
        return {"scores": scores, "reason": self.cleaned_data["reason"], "version": self.cleaned_data["version"]}
