"""The rows of this floor's rooms."""

from participants.applications.desk_models import Export, Mailing, SavedView
from participants.applications.models import Answer, Application, Attachment, Opening, OpeningAnswer, OpeningFile, TeamMember
from participants.outcomes.models import Outcome
from participants.participations.models import Participation, Project
from participants.reviews.models import AssignmentRun, Conflict, Review, Reviewer, Score
from participants.selection.models import Decision, Selection

__all__ = [
    "Answer", "Application", "AssignmentRun", "Attachment", "Conflict", "Decision", "Export", "Mailing", "Opening", "OpeningAnswer",
    "OpeningFile", "Outcome", "Participation", "Project", "Review", "Reviewer", "SavedView", "Score", "Selection",
    "TeamMember",
]  # fmt: skip
