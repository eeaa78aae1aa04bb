"""A person's or collective's public page: made, changed and switched by its owner."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.access.stamps import touch
from incubator.audit.actions import action, change, locked, record
from incubator.lib.addresses import unused_slug
from incubator.lib.errors import NotYours, Refused
from participants.participations.models import Participation
from showcase.creators.models import Belonging, Creator


@action
def create(person: Any, *, by: Any, name: str = "", **fields: Any) -> Creator:
    """The person's page, switched off until they want it seen; asking twice gives the one there is."""
    if found := Creator.objects.filter(person=person).first():
        return found
    name = name.strip() or str(person)
    slug = unused_slug([name], lambda slug: Creator.objects.filter(slug=slug).exists(), fallback="creator", longest=70)
    fields.setdefault("country", getattr(person, "country", ""))
    creator = Creator.objects.create(slug=slug, person=person, name=name, **fields)
    creator.participations.set(Participation.objects.filter(person=person))
    record(by=by, verb="showcase.create_creator", on=creator)
    return creator


@action
def edit(creator: Creator, *, by: Any, **fields: Any) -> Creator:
    creator = change(creator, by=by, verb="showcase.edit_creator", **fields)
    if creator.listed:
        touch()
    return creator


@action
def switch(creator: Creator, listed: bool, *, by: Any) -> Creator:
    """On: found by everyone, named with a link in credits. Off: the page is gone, the credits keep the plain name."""
    creator = locked(creator)
    if listed and not creator.name.strip():
        raise Refused(_("Write the name under which you want to be found."))
    creator = change(creator, by=by, verb="showcase.switch_creator", listed=listed)
    touch()
    return creator


@action
def name_members(collective: Creator, members: Iterable[Creator], *, by: Any) -> None:
    """Who belongs to the collective. Each is asked; those who said yes and are still named stay."""
    collective = locked(collective)
    wanted = {one.pk: one for one in members if one.pk != collective.pk}
    collective.belongings.exclude(member__in=wanted).delete()
    known = set(collective.belongings.values_list("member", flat=True))
    Belonging.objects.bulk_create(Belonging(collective=collective, member=one) for pk, one in wanted.items() if pk not in known)
    record(by=by, verb="showcase.name_members", on=collective, detail={"members": len(wanted)})
    touch()


@action
def answer(belonging: Belonging, agrees: bool, *, by: Any) -> None:
    """The one named says yes, or no; no also takes back an earlier yes. Only for oneself."""
    belonging = locked(belonging)
    if belonging.member.person_id != by.pk:
        raise NotYours
    record(by=by, verb="showcase.answer_collective", on=belonging.collective, detail={"agrees": agrees})
    if agrees:
        belonging.agreed = timezone.now()
        belonging.save(update_fields=["agreed"])
    else:
        belonging.delete()
    touch()
