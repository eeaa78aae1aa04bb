"""What every step leaves behind: its messages, delivered, and its lines in the log."""

from incubator.audit.models import LogEntry
from incubator.outbox.models import Message
from tests.thread.cast import Thread

TOLD = {
    "offering": {"organisation_waiting", "organisation_approved", "invitation_organisation"},
    "applying": {"account_login_code", "application_received"},
    "assigning": {"invitation_panel", "reviews_assigned"},
    "choosing": {"decision_accepted", "decision_waitlisted", "decision_declined"},
    "accompanying": {"invitation_mentor", "mentorship_begun", "meeting_logged"},
    "gathering": {"workshop_published"},
    "showing": {"work_submitted", "work_published"},
}
LOGGED = {
    "offering": {"incubator.create_organisation", "programmes.create_programme", "programmes.create_cohort"},
    "applying": {"participants.submit_application", "participants.claim_application"},
    "assigning": {"participants.add_reviewer", "participants.assign_reviews"},
    "reading": {"participants.submit_review"},
    "choosing": {"participants.decide_application", "participants.freeze_selection", "participants.publish_selection"},
    "confirming": {"participants.join_cohort"},
    "accompanying": {"mentoring.engage_mentor", "mentoring.rank_mentors", "mentoring.run_matching", "mentoring.publish_matching"},
    "gathering": {"programmes.add_session", "programmes.edit_session", "programmes.publish_workshop"},
    "showing": {"showcase.submit_work", "showcase.publish_work"},
}


def see_records(thread: Thread) -> None:
    thread.eventually(lambda: not Message.objects.exclude(state="sent").exists())
    kinds = set(Message.objects.values_list("kind", flat=True))
    verbs = set(LogEntry.objects.values_list("verb", flat=True))
    for wanted, found in ((TOLD, kinds), (LOGGED, verbs)):
        missing = {step: names - found for step, names in wanted.items() if names - found}
        assert missing == {}, missing
    desk = thread.chedly
    desk.go("/fr/desk/ateliers/log/")
    desk.see("Chedly Mansour")
    desk.go("/fr/desk/ateliers/messages/")
    assert desk.all("main a[href*='/desk/ateliers/messages/']").count() > 10
