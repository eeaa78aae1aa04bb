"""The log of a session, a booking, the goals."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.web.widgets import Segments
from mentoring.meetings.models import Meeting, Mentorship
from mentoring.meetings.states import Mode

LENGTHS = (30, 45, 60, 90)


class Moment(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def _lengths(chosen: int = 60) -> list[tuple[int, Any]]:
    return [(minutes, _("%(count)s min") % {"count": minutes}) for minutes in sorted({*LENGTHS, chosen})]


def _length_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=_("How long"), choices=_lengths, coerce=int, widget=Segments, initial=60)


def _mode_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("How"), choices=Mode.choices, widget=Segments, initial=Mode.VIDEO)


def _text(label: Any, longest: int, rows: int, help_text: Any = "") -> forms.CharField:
    box = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, max_length=longest, required=False, widget=box, help_text=help_text)


class LogForm(forms.Form):
    """What took place. Times are in the zone that is active."""

    at = forms.DateTimeField(label=_("Began"), widget=Moment())
    minutes = _length_field()
    mode = _mode_field()
    shared_notes = _text(_("Shared notes"), 6000, 5, _("You both read them; so do the coordinators."))
    next_steps = _text(_("Next steps"), 2000, 3, _("One in a line. They stand first in the participant’s space."))
    private_notes = _text(_("Private notes"), 6000, 3, _("Only you read them: not the participant, not the coordinators."))

    def __init__(self, *args: Any, meeting: Meeting | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {**started(meeting), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        if meeting is not None:
            minutes: Any = self.fields["minutes"]
            minutes.choices = _lengths(meeting.minutes)


def started(meeting: Meeting | None) -> dict[str, Any]:
    """What the log says before anyone typed: the session itself, or an hour that has just ended."""
    if meeting is not None:
        names = ("at", "minutes", "mode", "shared_notes", "next_steps", "private_notes")
        return {name: getattr(meeting, name) for name in names}
    return {"at": quarter(timezone.now() - timedelta(hours=1))}


def quarter(moment: datetime) -> datetime:
    """The quarter of an hour that a moment lies in."""
    return moment.replace(minute=moment.minute - moment.minute % 15, second=0, microsecond=0)


class BookForm(forms.Form):
    at = forms.DateTimeField(label=_("When"), widget=Moment())
    minutes = _length_field()
    mode = _mode_field()
    place = forms.CharField(
        label=_("Place or link"), max_length=300, required=False, help_text=_("Where you meet, or the address of the call.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        tomorrow = timezone.localtime() + timedelta(days=1)
        kwargs["initial"] = {"at": tomorrow.replace(hour=10, minute=0, second=0, microsecond=0), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class GoalsForm(forms.ModelForm):
    class Meta:
        model = Mentorship
        fields = ["goals"]
        widgets = {"goals": forms.Textarea(attrs={"rows": 5, "dir": "auto"})}
