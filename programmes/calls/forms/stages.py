"""Stages of evaluation and their criteria."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.calls.forms.zoned import day_field, hour_field, local_parts, read_moment
from programmes.calls.models import Call, Criterion, Stage
from programmes.calls.states import StageKind


class StageForm(forms.ModelForm):
    opens_day = day_field(_("Reviews from"), required=False)
    opens_time = hour_field(_("at"), required=False)
    closes_day = day_field(_("Reviews until"), required=False)
    closes_time = hour_field(_("at"), required=False)

    class Meta:
        model = Stage
        fields = (
            "name", "kind", "blind", "reviews_each", "guidance", "apart_from",
            "moves_on", "moves_on_count", "moves_on_from", "moves_on_by",
        )  # fmt: skip

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        stage = kwargs.get("instance")
        parts = {"blind": call.blind}
        if stage is not None:
            parts = local_parts(stage.opens, call.time_zone, "opens") | local_parts(stage.closes, call.time_zone, "closes")
        kwargs["initial"] = parts
        super().__init__(*args, **kwargs)
        self.call = call
        reviews: Any = self.fields["reviews_each"]
        reviews.min_value, reviews.widget.attrs["min"] = 1, 1
        self.fields["moves_on"].required = self.fields["moves_on_by"].required = False
        self.fields["apart_from"].required = False
        self.fields["apart_from"].help_text = _(
            "Of 100. On a scale of five steps, 30 is more than one step on every criterion. 0: nobody is asked."
        )
        self.fields["blind"].help_text = _("Reviewers see neither name nor contact, nor answers marked as hidden.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in ("opens", "closes"):
            data[name] = read_moment(self, name, self.call.time_zone, required=False)
        # What is left out stays as it is.
        for name in ("moves_on", "moves_on_by"):
            data[name] = data.get(name) or getattr(self.instance, name)
        if data.get("apart_from") is None:
            data["apart_from"] = self.instance.apart_from
        return data

    def fields_given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*self._meta.fields, "opens", "closes")}  # type: ignore[misc]

    def _post_clean(self) -> None:
        """The row is changed by the action alone."""


class CriterionForm(forms.ModelForm):
    class Meta:
        model = Criterion
        fields = ("name", "help", "weight", "lowest", "highest", "low_end", "high_end")

    def __init__(self, *args: Any, stage: Stage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stage.kind == StageKind.SCREENING:
            # A check is answered with yes or no: it has no scale, and weighs nothing.
            for name in ("weight", "lowest", "highest", "high_end"):
                del self.fields[name]
            self.fields["low_end"].label = _("What applicants are told where the answer is no")
            return
        self.fields["lowest"].label, self.fields["highest"].label = _("Lowest score"), _("Highest score")
        self.fields["weight"].help_text = _("Relative to the other criteria: 2 counts twice as much as 1.")

    def fields_given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields}

    def _post_clean(self) -> None:
        """The row is changed by the action alone."""
