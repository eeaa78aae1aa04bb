"""What participants adds to the world."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from incubator.files.content import Kind
from incubator.files.resumable import Terms
from incubator.files.resumable import actions as uploads
from participants.applications import actions as applications
from participants.applications.actions.reminding import stop_links
from participants.applications.models import Application
from participants.applications.queries import holder_of
from participants.interviews import actions as interviews
from participants.outcomes import actions as outcomes
from participants.participations import actions as participations
from participants.reviews import actions as reviews
from participants.selection import actions as selections
from participants.stages import actions as stages
from programmes.calls import actions as calls
from tests.participants.applications.making import GOOD, png

if TYPE_CHECKING:
    from tests.worlds import WholeWorld


def lay(world: WholeWorld) -> None:
    """Put things into `world.things`, and what stands for an argument of an address into `world.arguments`."""
    lay_applications(world)
    lay_desk(world)
    lay_reviews(world)
    lay_stages(world)
    lay_selection(world)
    lay_people(world)


def lay_applications(world: WholeWorld) -> None:
    """One sent with a team and one being written by the applicant, and one sent by somebody of the desk."""
    world.call.team_max = 3
    world.call.save(update_fields=["team_max"])
    draft = written(world, world.applicant)
    world.things["draft"] = draft
    world.things["draft_file"] = applications.attach(draft, world.questions["picture"], png(), by=world.applicant)
    terms = Terms(holder_of(draft), str(world.questions["picture"].pk), {Kind.IMAGE: 1_000}, world.applicant)
    world.things["upload"] = uploads.begin(terms, to="answer", size=1_000, name="half.png")
    shared = written(world, world.applicant)
    world.things["member"] = joined(world, shared, world.team_member)
    applications.offer_lead(world.member, by=world.applicant)
    world.things["asked_member"] = applications.invite(shared, by=world.applicant, email="asked@people.test", name="Asked")
    sent = applications.submit(shared, by=world.applicant)
    world.things["application"] = sent
    section = world.questions["idea"].section_id
    opening = applications.open_again(
        sent, by=world.coordinator, why="more", sections=[section], text="Combien ?", closes=timezone.now() + timedelta(days=5)
    )
    world.arguments["opening"] = opening.pk
    world.arguments["token"] = stop_links(sent, "fr")[0].rstrip("/").rpartition("/")[2]
    world.things["dual_application"] = applications.submit(written(world, world.dual), by=world.dual)
    world.arguments |= {"application": sent.pk, "reference": sent.reference, "member": world.member.pk}


def joined(world: WholeWorld, application: Application, who: Any) -> Any:
    """A confirmed member of the application's team."""
    member = applications.invite(application, by=application.applicant, email=who.email, name=who.name)
    return applications.join_team(member, member.token, by=who, name=who.name, agreed="")


def lay_desk(world: WholeWorld) -> None:
    """A view that colleagues share, an export that waits, a mailing that is being written."""
    view = applications.keep_view(world.programme, by=world.coordinator, name="Sénégal", query="country=SN", shared=True)
    export = applications.request_export(world.call, by=world.coordinator, kind="zip", query="", language="fr")
    mailing = applications.begin_mailing(world.call, by=world.coordinator, audience="list")
    world.arguments |= {"view": view.pk, "export": export.pk, "mailing": mailing.pk}


def written(world: WholeWorld, by: Any) -> Application:
    application = applications.begin(world.call, by=by, language="fr")
    raw = {world.questions[key].pk: value for key, value in GOOD.items()}
    return applications.save_answers(application, raw, by=by).application


def lay_reviews(world: WholeWorld) -> None:
    """A panel of one, who reads the team member's application; an assignment that waits to be run."""
    read = applications.submit(written(world, world.team_member), by=world.team_member)
    reviewer = reviews.add_reviewer(world.call, by=world.coordinator, person=world.reviewer, languages=["fr"])
    world.things["reader"] = reviewer
    world.things["review"] = reviews.add_review(world.stage, read, reviewer, by=world.coordinator)
    world.things["read_application"] = read
    conflict = reviews.add_conflict(world.application, reviewer, by=world.coordinator, reason="Cousins")
    world.arguments["conflict"] = conflict.pk
    run = reviews.request_assignment(world.stage, by=world.coordinator, each=1)
    world.arguments |= {"review": world.review.pk, "reviewer": reviewer.pk, "run": run.pk, "number": 1, "page": 1}
    world.arguments |= {"stage": world.stage.pk}


def lay_stages(world: WholeWorld) -> None:
    """A screening behind the panel, to which the application that is read moved on."""
    name = {"fr": "Recevabilité", "en": "Screening"}
    screening = calls.add_stage(world.call, by=world.coordinator, name=name, kind="screening", blind=False)
    calls.add_criterion(screening, by=world.coordinator, name={"fr": "Complet", "en": "Complete"})
    world.things["screening_stage"] = screening
    cut = stages.move_on(world.stage, by=world.coordinator, otherwise={world.read_application.pk})
    interviewing = calls.add_stage(world.call, by=world.coordinator, name={"fr": "Entretien"}, kind="interview", blind=False)
    stages.screen_many(screening, [world.read_application], "eligible", by=world.coordinator)
    stages.move_on(screening, by=world.coordinator)
    interviewing.call = world.call
    first = timezone.now() + timedelta(days=5)
    slots = interviews.add_slots(interviewing, by=world.coordinator, first=first, panel=[world.reader], count=2, place="Tunis")
    (interview,) = interviews.invite(interviewing, [world.read_application.pk], by=world.coordinator)
    world.things["interview_stage"] = interviewing
    world.arguments |= {"cut": cut.pk, "slot": slots[1].pk, "interview": interview.pk}


def lay_selection(world: WholeWorld) -> None:
    """Decisions in preparation, a note of the committee; one application that was offered a place."""
    selections.decide(world.read_application, "waitlisted", by=world.coordinator)
    selection = selections.open_selection(world.call, by=world.coordinator)
    note = selections.add_note(selection, by=world.coordinator, text="À relire.", application=world.read_application)
    world.arguments["note"] = note.pk
    quota = selections.add_quota(selection, by=world.coordinator, dimension="country", values=["KE"])
    composition = selections.request_composition(selection, by=world.coordinator)
    world.arguments |= {"quota": quota.pk, "composition": composition.pk}
    offered = applications.submit(written(world, world.professional), by=world.professional)
    world.things["offered_application"] = applications.accept(offered, by=world.coordinator)


def lay_people(world: WholeWorld) -> None:
    """The participant with a project and an outcome; somebody who is asked in."""
    place = participations.invite(world.cohort, by=world.coordinator, person=world.participant, country="KE")
    place = participations.accept_invitation(place, by=world.participant)
    project = participations.create_project(world.cohort, by=world.coordinator, title="Matatu Opera", members=[place])
    today = timezone.localdate()
    outcome = outcomes.declare(place, by=world.participant, kind="prize", title="Premier prix", date=today)
    asked = participations.invite(world.cohort, by=world.coordinator, person=world.stranger)
    world.things |= {"participation": place, "project": project, "outcome": outcome, "asked": asked}
    world.arguments |= {"participation": place.pk, "project": project.pk, "outcome": outcome.pk}
