"""Late passes: given, used, taken back."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from incubator.accounts.models import User
from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotLawful, Refused
from incubator.outbox import post
from incubator.web.components.dates import moment, zone_name
from programmes.calls.checklist import languages_of
from programmes.calls.models import Call, LatePass
from programmes.calls.states import State

MOST_USES = 500


class PassRefused(Refused):
    """A pass that cannot be given so; `field` names what is wrong."""

    def __init__(self, message: Any, field: str) -> None:
        self.field = field
        super().__init__(message)


class PassTaken(Refused):
    """Nobody can be let in with it any more."""

    message = _("This late pass lets nobody in any more: its uses are taken, its time is over, or it was taken back.")


@action
def give_pass(call: Call, until: datetime, *, by: User | None, email: str = "", uses: int = 1, note: str = "") -> LatePass:
    """Let in after the deadline, until a moment: the person of an address, who gets it by mail, or whoever has the link.

    A pass of a person is used once.
    """
    row = locked(call)
    if row.state != State.PUBLISHED:
        raise NotLawful
    if until <= max(timezone.now(), row.accepts_until):
        raise PassRefused(_("A late pass must last longer than the deadline, and longer than now."), "until")
    email = email.strip().lower()
    if email and LatePass.objects.running().filter(call=row, email=email).exists():
        raise PassRefused(_("A pass for this address is running already. Take it back first, then give another."), "email")
    if not 1 <= uses <= MOST_USES:
        raise PassRefused(_("A pass is used once at least, and at most %(most)s times.") % {"most": MOST_USES}, "uses")
    late_pass = LatePass.objects.create(call=row, email=email, uses=1 if email else uses, note=note.strip(), until=until)
    detail = {"until": until.isoformat(), "uses": late_pass.uses, "personal": bool(email)}
    record(by=by, verb="programmes.give_pass", on=row, organisation=call.organisation, detail=detail | {"pass": late_pass.pk})
    if email:
        _tell(late_pass, "application_late_pass")
    return late_pass


@action
def revoke_pass(late_pass: LatePass, *, by: User | None) -> LatePass:
    """From now on it lets nobody in, nor send what was begun with it; what was sent stands. Twice is once."""
    row = locked(late_pass)
    if row.revoked is not None:
        return row
    told = bool(row.email) and row.runs
    row.revoked = timezone.now()
    row.save(update_fields=["revoked"])
    record(by=by, verb="programmes.revoke_pass", on=row.call, organisation=row.organisation, detail={"pass": row.pk})
    if told:
        _tell(row, "application_pass_revoked")
    return row


def take_pass(late_pass: LatePass) -> None:
    """Count one use, inside the caller's transaction. Raises PassTaken; of two who take the last use one gets it."""
    free = LatePass.objects.filter(pk=late_pass.pk, revoked=None, until__gt=timezone.now(), used__lt=F("uses"))
    if not free.update(used=F("used") + 1):
        raise PassTaken


def _tell(late_pass: LatePass, kind: str) -> None:
    call = late_pass.call
    person = User.objects.filter(email=late_pass.email, is_active=True).first()
    language = person.language if person else languages_of(call)[0]
    with override(language):
        until = f"{moment(late_pass.until, call.time_zone)} ({zone_name(call.time_zone)})"
    post.tell(
        person, kind, key=f"{kind}:{late_pass.pk}", address=late_pass.email, language=language,
        context={"call": call.title.best(language)[0], "until": until}, organisation=call.organisation,
        within=call.cohort,
        link=f"/calls/{call.slug}/pass/{late_pass.token}/" if kind == "application_late_pass" else "",
    )  # fmt: skip
