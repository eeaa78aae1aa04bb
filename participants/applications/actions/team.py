"""The team of an application: asked in by its lead, each says yes for themself, leaves, takes over the lead."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from incubator.accounts.queries import known
from incubator.audit.actions import action, locked, record
from incubator.lib import states
from incubator.lib.errors import NotLawful, NotYours, Refused, TooLate
from incubator.outbox import post
from participants.applications.errors import Stranger
from participants.applications.models import Application, TeamMember, invitation_token
from participants.applications.states import (
    CHANGEABLE,
    COUNTED,
    JOINABLE,
    MEMBER_MOVES,
    Edits,
    MemberState,
    State,
)

LASTS = timedelta(days=14)
"""How long an invitation can be answered."""
MAILS = 3
"""Mails one address may get about one application: nobody is pestered through us."""
PAUSE = timedelta(hours=1)
"""Between two mails to one address about one application."""
DAY = timedelta(days=1)
A_DAY = 20
"""Invitations one lead may send in a day, over all their applications."""
TO_ADDRESS = 5
"""Invitations one address may get in a day, whoever sends them."""
TRIES = 3
"""Addresses that may be asked for one application, for each place of its team."""
LONGEST_QUOTE = 80
LINKS = re.compile(r"\S*(?:://|www\.|@)\S*|\b[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?:/\S*)?")


def fenced(text: str) -> str:
    """What a person typed, fit to stand between quotation marks in a mail to a stranger: one short line, without addresses."""
    line = LINKS.sub("…", " ".join("".join(one if one.isprintable() else " " for one in text).split()))
    line = line.translate(str.maketrans(dict.fromkeys('«»“”„"')))
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1].rstrip()}…"


def address(application: Application) -> str:
    return f"/me/applications/{application.pk}/team/"


def led(application: Application, by: Any) -> Application:
    """The row, locked, for its lead. The application is always locked before its members, or two steps could wait for each other."""
    call = application.call
    application = locked(application)
    application.call = call
    if application.applicant_id is None or application.applicant_id != by.pk:
        raise Stranger
    return application


def member_led(member: TeamMember, *, by: Any) -> TeamMember:
    """A member of one's own application, both locked."""
    application = led(member.application, by)
    member = locked(member)
    member.application = application
    return member


def can_invite(application: Application) -> bool:
    """Whether people can be asked in now: as long as the application can still be changed."""
    call = application.call
    open_still = application.state == State.DRAFT or (application.state == State.SUBMITTED and call.edit_after_submit)
    return bool(call.team_max and open_still and application.accepts)


def _must_take(application: Application) -> None:
    if not application.call.team_max:
        raise Refused(_("This call takes applications of one person only."))
    if not can_invite(application):
        raise TooLate(_("The team cannot grow any more: the application cannot be changed now."))


def _places(application: Application) -> None:
    taken = TeamMember.objects.filter(application=application, state__in=COUNTED).count()
    most = application.call.team_max
    if taken >= most:
        said = ngettext_lazy(
            "This call takes a team of %(most)s person besides its lead, and they are asked already.",
            "This call takes a team of %(most)s people besides its lead, and they are asked already.",
            most,
        )
        raise Refused(said % {"most": most})


def _not_too_many(application: Application, email: str, by: Any) -> None:
    """Our mail is no tool to write to strangers with."""
    since = timezone.now() - DAY
    if TeamMember.objects.filter(application__applicant=by, asked__gte=since).count() >= A_DAY:
        raise Refused(_("You sent many invitations today. Go on tomorrow; what you typed is kept on this page."))
    if TeamMember.objects.filter(email=email, asked__gte=since).count() >= TO_ADDRESS:
        raise Refused(_("This address got several invitations today. Try again tomorrow."))
    if TeamMember.objects.filter(application=application).count() >= TRIES * application.call.team_max:
        raise Refused(_("Too many addresses were asked for this application."))


def _post(member: TeamMember, by: Any) -> None:
    """Mail the invitation. To an address, not to an account: nobody learns whether there is one."""
    application = member.application
    now = timezone.now()
    if member.mails >= MAILS:
        raise Refused(_("%(email)s was asked several times already and gets no further mail.") % {"email": member.email})
    if member.mails and member.asked > now - PAUSE:
        raise Refused(_("The last mail went out less than an hour ago. Wait a little before you send another."))
    member.token, member.expires, member.asked = invitation_token(), now + LASTS, now
    member.mails += 1
    member.save(update_fields=["token", "expires", "asked", "mails"])
    title, _language = application.call.title.best(member.language)
    context = {
        "lead": fenced(by.name or application.name) or by.email,
        "title": fenced(application.title),
        "call": title,
        "days": LASTS.days,
    }
    post.tell(
        None, "team_invitation", key=f"team_invitation:{member.pk}:{member.mails}", context=context, address=member.email,
        language=member.language, link=f"/{member.language}/invitation/{member.token}/",
    )  # fmt: skip


def _rights(application: Application, edits: str, sections: Iterable[int]) -> dict[str, Any]:
    own = set(application.call.sections.values_list("pk", flat=True))
    if edits not in Edits.values:
        raise NotLawful
    return {"edits": edits, "sections": sorted(own & set(sections)) if edits == Edits.SOME else []}


@action
def invite(
    application: Application, *, by: Any, email: str, name: str, role: str = "", language: str = "", edits: str = Edits.ALL,
    sections: Iterable[int] = (),
) -> TeamMember:  # fmt: skip
    """Ask somebody into the team; they are in when they say yes. Who said no, left or was taken out can be asked again.

    Raises Refused where the team is full, the person is in it already, or too many mails were sent.
    """
    application = led(application, by)
    _must_take(application)
    email = email.strip().lower()
    person = known(email)
    if email == by.email.lower() or (person is not None and person.pk == by.pk):
        raise Refused(_("You lead this application: you need no invitation."))
    member = TeamMember.objects.select_for_update().filter(application=application, email=email).first()
    if member is not None and member.state in COUNTED:
        raise Refused(_("%(email)s is asked or in the team already.") % {"email": email})
    if person is not None and TeamMember.objects.of(person).filter(application=application).exists():
        raise Refused(_("%(email)s is asked or in the team already.") % {"email": email})
    _places(application)
    now = timezone.now()
    if member is None:
        _not_too_many(application, email, by)
        member = TeamMember(application=application, email=email, asked=now, expires=now + LASTS)
    member.application = application
    member.name, member.role, member.language = name.strip()[:120], role.strip()[:120], language or application.language
    for field, value in _rights(application, edits, sections).items():
        setattr(member, field, value)
    if member.pk:
        states.move(member, MemberState.INVITED, MEMBER_MOVES, fields=("name", "role", "language", "edits", "sections"))
    else:
        member.save()
    if not application.shared:
        application.shared = True
        application.save(update_fields=["shared"])
    _post(member, by)
    record(by=by, verb="participants.invite_member", on=application, organisation=application.organisation)
    return member


@action
def remind_member(member: TeamMember, *, by: Any) -> TeamMember:
    """Send the invitation again, with a new address; the old one opens nothing any more."""
    member = member_led(member, by=by)
    if member.state != MemberState.INVITED:
        raise NotLawful(_("This person has answered already."))
    _must_take(member.application)
    _post(member, by)
    record(by=by, verb="participants.invite_member", on=member.application, organisation=member.organisation)
    return member


@action
def edit_member(
    member: TeamMember, *, by: Any, role: str = "", edits: str = Edits.ALL, sections: Iterable[int] = ()
) -> TeamMember:  # fmt: skip
    """What somebody does in the project, and what they may change in the form; holds from their next request on."""
    member = member_led(member, by=by)
    if member.state not in COUNTED:
        raise NotLawful
    member.role = role.strip()[:120]
    for field, value in _rights(member.application, edits, sections).items():
        setattr(member, field, value)
    member.save(update_fields=["role", "edits", "sections"])
    record(by=by, verb="participants.edit_member", on=member.application, organisation=member.organisation)
    return member


@action
def remove_member(member: TeamMember, *, by: Any) -> TeamMember:
    """Take somebody out, or an invitation back. What they wrote stays; their sight ends with their next request."""
    member = member_led(member, by=by)
    if member.application.state not in CHANGEABLE:
        raise NotLawful(_("The team stays as it is now: this application was decided."))
    was_in = member.is_in
    member.offered = None
    states.move(member, MemberState.REMOVED, MEMBER_MOVES, fields=("offered",))
    record(by=by, verb="participants.remove_member", on=member.application, organisation=member.organisation)
    if was_in and member.person is not None:
        tell(member.person, "team_removed", member.application, key=f"{member.pk}:{timezone.now().isoformat()}")
    return member


def tell(person: Any, kind: str, application: Application, *, key: str, link: str = "", **more: Any) -> None:
    """A message about the team, in the reader's language."""
    title, _language = application.call.title.best(person.language)
    words = {"title": application.title or title, "call": title, "reference": application.reference or "", **more}
    post.tell(
        person, kind, key=f"{kind}:{key}", context=words, link=link,
        organisation=application.organisation if application.is_sent else None,
        within=application.call.cohort if application.is_sent else None,
    )  # fmt: skip


def _answerable(member: TeamMember) -> TeamMember:
    """The invitation with its application, both locked, while it can be answered."""
    application = locked(member.application)
    application.call = member.application.call
    member = locked(member)
    member.application = application
    if member.state != MemberState.INVITED:
        raise NotLawful(_("This invitation was answered or taken back."))
    return member


@action
def join_team(member: TeamMember, token: str, *, by: Any, name: str, agreed: str) -> TeamMember:
    """The person asked says yes: signed in with the address that was asked, with the token of the last mail.

    `agreed` is what they were shown of what this means. Raises NotYours for anybody else, TooLate after its time.
    """
    member = _answerable(member)
    if by.email.lower() != member.email or token != member.token:
        raise NotYours(_("This invitation was sent to another address. Sign in with that one."))
    application = member.application
    if member.expires < timezone.now() or application.state not in JOINABLE:
        raise TooLate(_("This invitation has run out. Ask who sent it for a new one."))
    if application.applicant_id is None or application.applicant_id == by.pk:
        raise NotLawful
    member.person, member.name = by, name.strip()[:120] or member.name
    member.agreed, member.confirmed = agreed, timezone.now()
    states.move(member, MemberState.CONFIRMED, MEMBER_MOVES, fields=("person", "name", "agreed", "confirmed"))
    record(by=by, verb="participants.join_team", on=application, organisation=application.organisation)
    tell(
        application.applicant, "team_joined", application, key=f"{member.pk}:{member.mails}", link=address(application),
        name=member.name,
    )  # fmt: skip
    return member


@action
def refuse_team(member: TeamMember, token: str) -> TeamMember:
    """The person asked says no; the token alone is enough, so that nobody needs an account to be left in peace."""
    member = _answerable(member)
    if token != member.token:
        raise NotYours
    application = member.application
    states.move(member, MemberState.DECLINED, MEMBER_MOVES)
    record(by=None, verb="participants.refuse_team", on=application, organisation=application.organisation)
    if application.applicant is not None:
        tell(
            application.applicant, "team_refused", application, key=f"{member.pk}:{member.mails}", link=address(application),
            name=member.name,
        )  # fmt: skip
    return member


def own_place(application: Application, by: Any) -> TeamMember:
    """One's own place in the team, with the application locked before it."""
    call = application.call
    application = locked(application)
    application.call = call
    member = TeamMember.objects.of(by).select_for_update(of=("self",)).filter(application=application).first()
    if member is None:
        raise Stranger
    member.application = application
    return member


@action
def leave_team(application: Application, *, by: Any) -> TeamMember:
    """A member goes, for themself. What they wrote stays with the application."""
    member = own_place(application, by)
    application = member.application
    if application.state not in CHANGEABLE:
        raise NotLawful(_("The team stays as it is now: this application was decided."))
    member.offered = None
    states.move(member, MemberState.LEFT, MEMBER_MOVES, fields=("offered",))
    record(by=by, verb="participants.leave_team", on=application, organisation=application.organisation)
    if application.applicant is not None:
        key = f"{member.pk}:{timezone.now().isoformat()}"
        tell(application.applicant, "team_left", application, key=key, link=address(application), name=member.name)
    return member
