"""Mentors are asked into a cohort, say what they can give, and leave it."""

from collections.abc import Mapping
from typing import Any, TypedDict, Unpack

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.accounts.actions import person_for
from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotYours, Refused
from incubator.outbox import post
from incubator.web.texts import Texts
from mentoring.mentors.models import Engagement, Mentor
from programmes.editions.models import Cohort

PROFILE_ADDRESS = "/mentoring/profile/"


class Profile(TypedDict, total=False):
    """What a mentor says of themself; what is left out stays as it is."""

    headline: Texts | dict[str, str] | str
    about: Texts | dict[str, str] | str
    skills: list[str]
    stages: list[str]
    languages: list[str]
    country: str
    time_zone: str
    available: list[str]
    may_be_named: bool


@action
def engage(
    cohort: Cohort, *, by: Any, person: Any = None, email: str = "", name: str = "", capacity: int = 2
) -> Engagement:  # fmt: skip
    """Ask somebody to be mentor in the cohort, for `capacity` participants at most; who was one before is asked again."""
    person = person or person_for(email, name=name, language=by.language)
    mentor, _made = Mentor.objects.get_or_create(
        person=person, defaults={"country": person.country, "time_zone": person.time_zone, "languages": [person.language]}
    )
    engagement = Engagement.objects.select_for_update().filter(mentor=mentor, cohort=cohort).first()
    if engagement is None:
        engagement = Engagement(mentor=mentor, cohort=cohort)
    elif engagement.active:
        raise Refused(_("%(name)s is a mentor of this cohort already.") % {"name": person})
    engagement.capacity, engagement.active, engagement.answered = capacity, True, None
    engagement.save()
    record(by=by, verb="mentoring.engage_mentor", on=engagement, organisation=cohort.organisation)
    post.tell(
        person,
        "invitation_mentor",
        key=f"invitation_mentor:{engagement.pk}:{timezone.now().isoformat()}",
        context={
            "cohort": cohort.name,
            "programme": cohort.programme.name,
            "organisation_name": cohort.organisation.name,
            "capacity": capacity,
        },
        organisation=cohort.organisation,
        within=cohort,
        link=PROFILE_ADDRESS,
    )
    return engagement


@action
def state(engagement: Engagement, *, by: Any, capacity: int | None = None, **profile: Unpack[Profile]) -> Engagement:
    """What a mentor can give in a cohort. By the mentor, or for them by a coordinator; then the ledger says so.

    Only the mentor can agree to be named in public.
    """
    engagement = locked(engagement)
    own = engagement.mentor.person_id == by.pk
    if not own and not by.may_in(engagement.organisation_id, "coordinator"):
        raise NotYours(_("Only the mentor or a coordinator can state this."))
    if not own and profile.get("may_be_named"):
        raise NotYours(_("Only the mentor can agree to be named."))
    _describe(engagement.mentor, profile)
    _answer(engagement, capacity, by=by, detail={} if own else {"on_behalf_of": str(engagement.mentor.person)})
    return engagement


@action
def describe(mentor: Mentor, *, by: Any, capacities: Mapping[int, int] | None = None, **profile: Unpack[Profile]) -> Mentor:
    """The mentor's own page: the profile once, and the capacity for each engagement (by its id)."""
    if mentor.person_id != by.pk:
        raise NotYours
    mentor = locked(mentor)
    _describe(mentor, profile)
    for engagement in Engagement.objects.select_for_update().filter(mentor=mentor, active=True, pk__in=capacities or {}):
        _answer(engagement, (capacities or {})[engagement.pk], by=by, detail={})
    return mentor


@action
def disengage(engagement: Engagement, *, by: Any) -> Engagement:
    """The mentor takes no part in the cohort any more. Who still follows somebody stays until that has ended."""
    engagement = locked(engagement)
    following = engagement.mentorships.exclude(state="ended").count()
    if following:
        raise Refused(
            _("%(name)s still accompanies %(count)s people here. End these mentorships first.")
            % {"name": engagement, "count": following}
        )
    if engagement.active:
        engagement.active = False
        engagement.save(update_fields=["active"])
        record(by=by, verb="mentoring.disengage_mentor", on=engagement, organisation=engagement.organisation)
    return engagement


def _describe(mentor: Mentor, profile: Profile) -> None:
    if profile:
        for name, value in profile.items():
            setattr(mentor, name, value)
        mentor.save(update_fields=list(profile))


def _answer(engagement: Engagement, capacity: int | None, *, by: Any, detail: dict[str, Any]) -> None:
    if capacity is not None:
        engagement.capacity = capacity
    engagement.answered = engagement.answered or timezone.now()
    engagement.save(update_fields=["capacity", "answered"])
    record(by=by, verb="mentoring.state_engagement", on=engagement, organisation=engagement.organisation, detail=detail)
