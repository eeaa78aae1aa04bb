"""Teams for tests, made by actions."""

from typing import Any

from participants.applications import actions as applications
from participants.applications.models import Application, TeamMember
from programmes.calls.models import Section
from tests.participants.applications.making import draft
from tests.world import World


def shared_draft(world: World, **changed: Any) -> Application:
    """A complete draft of the applicant's in a call that takes teams."""
    world.call.team_max = 3
    world.call.save(update_fields=["team_max"])
    return draft(world, **changed)


def invited(application: Application, email: str = "sefu@people.test", **more: Any) -> TeamMember:
    return applications.invite(application, by=application.applicant, **{"email": email, "name": "Sefu"} | more)


def joined(application: Application, who: Any, **more: Any) -> TeamMember:
    member = invited(application, who.email, **{"name": who.name} | more)
    return applications.join_team(member, member.token, by=who, name=who.name, agreed="What they saw.")


def second_section(world: World) -> Section:
    """A section of its own for the idea and the pictures."""
    section = Section.objects.create(call=world.call, title={"fr": "Le projet", "en": "The project"}, order=1)
    for key in ("idea", "picture"):
        world.questions[key].section = section
        world.questions[key].save(update_fields=["section"])
    return section
