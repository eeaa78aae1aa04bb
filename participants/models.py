"""The rows of this floor's rooms."""

from participants.applications.desk_models import Export, Mailing, SavedView
from participants.applications.models import Answer, Application, Attachment, Opening, OpeningAnswer, OpeningFile, TeamMember
from participants.interviews.models import Interview, Slot
from participants.outcomes.models import Outcome
from participants.participations.models import Participation, Project
from participants.reviews.models import AssignmentRun, Conflict, Review, Reviewer, Round, Score
from participants.selection.models import Decision, Selection
from participants.stages.models import Check, Cut, Passage, Screening

__all__ = [
    "Answer", "Application", "AssignmentRun", "Attachment", "Check", "Conflict", "Cut", "Decision", "Export", "Interview",
    "Mailing", "Opening", "OpeningAnswer", "OpeningFile", "Outcome", "Participation", "Passage", "Project", "Review", "Reviewer",
    "Round", "SavedView", "Score", "Screening", "Selection", "Slot", "TeamMember",
]  # fmt: skip
