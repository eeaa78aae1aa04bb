"""What programmes adds to the world."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from programmes.agenda import actions as agenda
from programmes.calls import actions as calls
from programmes.editions import actions as editions
from programmes.events import actions as events
from programmes.indicators import actions as indicators
from programmes.partners import actions as partners
from programmes.sites import actions as sites
from programmes.workshops import actions as workshops

if TYPE_CHECKING:
    from tests.worlds import WholeWorld


def lay(world: WholeWorld) -> None:
    """Put things into `world.things`, and what stands for an argument of an address into `world.arguments`."""
    by, cohort = world.coordinator, world.cohort
    first, last = date(2026, 3, 2), date(2026, 3, 13)
    site = sites.add_site(world.organisation, by=by, name="Ribat", city="Tunis", country="TN", time_zone="Africa/Tunis")
    workshop = workshops.create(cohort, by=by, slug="tunis", title={"fr": "Tunis"}, starts=first, ends=last, sites=[site])
    expert = workshops.add_facilitator(world.organisation, by=by, name="Fatou Ndoye", person=world.facilitator)
    slot = {"starts": datetime(2026, 3, 2, 9, tzinfo=UTC), "ends": datetime(2026, 3, 2, 11, tzinfo=UTC)}
    event = events.create(cohort, by=by, slug="open-evening", kind="weekend", title={"fr": "Soirée ouverte"}, **slot)
    partner = partners.add_partner(world.organisation, by=by, name="FIDADOC", country="MA", kind="cultural-technical")
    world.things |= {
        "partnership": partners.join(world.programme, partner, by=by),
        "site": site,
        "space": sites.add_space(site, by=by, name="Studio", capacity=12),
        "workshop": workshop,
        "session": workshops.add_session(workshop, by=by, title={"fr": "Montage"}, facilitators=[expert], **slot),
        "event": events.publish(event, by=by),
        "phase": editions.add_phase(cohort, by=by, name={"fr": "Conception"}, starts=first, ends=last),
        "group": editions.add_group(cohort, by=by, name={"fr": "Tunisie"}, kind="country"),
        "indicator": indicators.add(cohort, by=by, name={"fr": "Personnes formées"}, target=15),
        "feed": agenda.open_feed(by=world.participant),
    } | of_the_call(world)
    world.arguments |= {"call": world.call.slug, "step": "close", "partnership": world.things["partnership"].pk}


def of_the_call(world: WholeWorld) -> dict[str, Any]:
    question = world.questions["picture"]
    # not required: what others lay here is sent without an answer to it
    first_film = calls.add_condition(world.call, by=world.coordinator, label={"fr": "Premier film ?"}, soft=True)
    until = world.call.closes + timedelta(days=5)
    return {
        "question": question, "section": question.section, "criterion": world.stage.criteria.first(),
        "condition": calls.edit_question(first_film, by=world.coordinator, required=False),
        "late_pass": calls.give_pass(world.call, until, by=world.coordinator, uses=3),
        "question_set": calls.save_set(question.section, by=world.coordinator, name="Pictures", questions=[question]),
    }  # fmt: skip
