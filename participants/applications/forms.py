"""What an applicant's and the desk's forms hand over."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.lib.numbers import whole
from incubator.web.components.dates import zone_name
from participants.applications.content import Content
from participants.applications.models import Application, TeamMember
from participants.applications.states import Edits, Why
from programmes.calls import answers as reading
from programmes.calls.forms.zoned import Day, day_field, hour_field, local_parts, read_moment
from programmes.calls.models import Call
from programmes.calls.queries import sections_of
from programmes.calls.states import Step


def versions_in(data: Any) -> dict[int, int]:
    """The questions of the page with the version of the answer it showed, from "12:1,13:0"."""
    found = {}
    for pair in data.get("versions", "").split(","):
        pk, _colon, version = map(whole, pair.partition(":"))
        if pk is not None and version is not None:
            found[pk] = version
    return found


def answers_in(data: Any, content: Content, versions: dict[int, int]) -> dict[int, Any]:
    """The raw answers to those questions that the page says it holds."""
    return {
        question.pk: reading.read(question, data, f"q-{question.pk}")
        for question in content.asked
        if not question.takes_files and question.pk in versions
    }


class SendForm(forms.Form):
    """The last look before sending."""

    language = forms.ChoiceField(
        label=_("Language you wrote in"),
        choices=settings.LANGUAGES,
        help_text=_("Your application is given to people who read this language."),
    )


class AddressForm(forms.Form):
    """Where the code goes."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "dir": "ltr"}),
        help_text=_("We send a code to it: no password needed. With it you go on from any device, and our answer reaches you."),
    )


class ExcludeForm(forms.Form):
    """Why applications do not meet the rules of the call."""

    reason = forms.CharField(
        label=_("Why it is not eligible"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence, as the applicant will read it. Each gets it in a mail at once."),
    )


class UntilForm(forms.Form):
    """A moment in the call's zone."""

    closes_day = day_field(_("Until"))
    closes_time = hour_field(_("at"), initial="23:59")

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.call = call
        self.fields["closes_day"].help_text = _("Hour of %(zone)s.") % {"zone": zone_name(call.time_zone)}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["closes"] = read_moment(self, "closes", self.call.time_zone)
        if data["closes"] is not None and data["closes"] <= timezone.now():
            self.add_error("closes_day", _("Choose a moment that is still to come."))
        return data


class OpeningForm(UntilForm):
    """Which sections are open again, why, until when. The second step is offered where the form has one."""

    why = forms.ChoiceField(label=_("What for"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What you write to the applicant"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Each gets it in a mail at once. Needed where you ask for more information."),
    )
    sections = forms.MultipleChoiceField(
        label=_("Sections to open"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("For more information. The second step opens all of its sections."),
    )  # fmt: skip
    field_order = ("why", "text", "sections", "closes_day", "closes_time")

    def __init__(self, *args: Any, call: Call, rows: Sequence[Application], **kwargs: Any) -> None:
        parts = list(sections_of(call))
        second = any(part.step == Step.SECOND for part in parts)
        step = max((row.step for row in rows), default=Step.FIRST)
        invites = second and any(row.step == Step.FIRST for row in rows)
        kwargs["initial"] = {
            "why": Why.SECOND if invites else Why.MORE, "closes_time": "23:59",
            **(local_parts(call.second_closes, call.time_zone, "closes") if invites else {}),
        }  # fmt: skip
        super().__init__(*args, call=call, **kwargs)
        why: Any = self.fields["why"]
        why.choices = [
            (Why.MORE, _("to ask for more information")),
            *([(Why.SECOND, _("to invite to the second step"))] if invites else []),
        ]
        sections: Any = self.fields["sections"]
        sections.choices = [(part.pk, str(part.title)) for part in parts if part.step <= step]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("why") == Why.MORE:
            if not data.get("sections"):
                self.add_error("sections", _("Choose the sections to open."))
            if not data.get("text"):
                self.add_error("text", _("Say what you would like to know: the applicant reads it."))
        return data

    def given(self) -> dict[str, Any]:
        """What `open_again` takes."""
        data = self.cleaned_data
        return {
            "why": data["why"],
            "text": data["text"],
            "closes": data["closes"],
            "sections": [int(pk) for pk in data["sections"]],
        }


class PaperForm(forms.Form):
    """Who filled a paper form, when and where; the scan; that consents stand on it."""

    name = forms.CharField(label=_("Name of the person"), max_length=120)
    email = forms.EmailField(
        label=_("Their e-mail address"), required=False, help_text=_("Empty where they have none."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )  # fmt: skip
    paper_date = forms.DateField(label=_("Date on the paper"), widget=Day())
    place = forms.CharField(
        label=_("Place"), max_length=120, help_text=_("Such as the café-debate or the market where it was filled in.")
    )
    language = forms.ChoiceField(label=_("Language it is written in"), choices=settings.LANGUAGES)
    scan = forms.FileField(
        label=_("Scan or photograph of the paper"), required=False, help_text=_("PDF or picture, 20 MB at most."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/*"}),
    )  # fmt: skip
    consent = forms.BooleanField(
        label=_("The consents of this call were read out or shown, and given on the paper by signature"),
    )

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        kwargs["initial"] = {"language": (call.cohort.programme.languages or ["fr"])[0]}
        super().__init__(*args, **kwargs)

    def clean_paper_date(self) -> Any:
        day = self.cleaned_data["paper_date"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day


class MemberForm(forms.Form):
    """What somebody of the team does and may change."""

    role = forms.CharField(
        label=_("Part in the project"), max_length=120, required=False, help_text=_("For example: camera, writing, production.")
    )
    edits = forms.ChoiceField(label=_("May change in the form"), choices=Edits.choices, widget=forms.RadioSelect)
    sections = forms.TypedMultipleChoiceField(
        label=_("These sections"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Only where you chose “some sections”."),
    )  # fmt: skip

    def __init__(self, *args: Any, call: Call, member: TeamMember | None = None, **kwargs: Any) -> None:
        given = {"role": member.role, "edits": member.edits, "sections": member.sections} if member else {"edits": Edits.ALL}
        kwargs["initial"] = given | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["sections"].choices = [(section.pk, str(section.title)) for section in call.sections.all()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("edits") == Edits.SOME and not data.get("sections"):
            self.add_error("sections", _("Choose at least one section."))
        return data


class InviteForm(MemberForm):
    """Whom to ask into the team."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email", "dir": "ltr"})
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES)
    field_order = ("name", "email", "role", "language", "edits", "sections")


class JoinForm(forms.Form):
    """How one wants to be named in the team."""

    name = forms.CharField(label=_("Your name, as the organisation will read it"), max_length=120)
