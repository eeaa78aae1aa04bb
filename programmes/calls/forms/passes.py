"""A late pass: for whom, until when, how often."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.web.widgets import Segments
from programmes.calls.actions.passes import MOST_USES
from programmes.calls.forms.zoned import day_field, hour_field, local_parts, read_moment
from programmes.calls.models import Call

PERSON, LINK = "person", "link"


class PassForm(forms.Form):
    """`given()` is what the action `give_pass` takes."""

    kind = forms.ChoiceField(
        label=_("For whom"),
        choices=[(PERSON, _("one person")), (LINK, _("whoever has the link"))],
        initial=PERSON,
        widget=Segments,
    )
    email = forms.EmailField(
        label=_("Their e-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email", "dir": "ltr"}),
        help_text=_("The one they apply with. The pass goes there by mail, in their language."),
    )
    uses = forms.IntegerField(
        label=_("How many people the link lets in"), min_value=1, max_value=MOST_USES, required=False, initial=5
    )
    until_day = day_field(_("Lets in until"))
    until_time = hour_field(_("at"))
    note = forms.CharField(
        label=_("Why"), max_length=200, required=False, help_text=_("For you and your colleagues; applicants do not see it.")
    )

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        after = max(call.closes, timezone.now()) + timedelta(days=3)
        kwargs["initial"] = local_parts(after, call.time_zone, "until")
        super().__init__(*args, **kwargs)
        self.call = call

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["until"] = read_moment(self, "until", self.call.time_zone)
        if data.get("kind") == PERSON and not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("Whose pass is it? Give their address."))
        if data.get("kind") == LINK and not data.get("uses") and "uses" not in self.errors:
            self.add_error("uses", _("Say how many people the link lets in."))
        return data

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        personal = data["kind"] == PERSON
        return {"email": data["email"] if personal else "", "uses": 1 if personal else data["uses"], "note": data["note"]}
