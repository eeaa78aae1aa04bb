"""The rows of this floor's rooms."""

from participants.applications.desk_models import Export, Mailing, SavedView
from participants.applications.models import Answer, Application, Attachment, Opening, OpeningAnswer, OpeningFile, TeamMember
from participants.interviews.models import Interview, Slot
from participants.outcomes.models import Outcome
from participants.participations.models import Participation, Project
from participants.reviews.discussion_models import Amendment, Discussion, Remark
from participants.reviews.models import AssignmentRun, Conflict, Review, Reviewer, Round, Score
from participants.reviews.ranking_models import Placing, Ranking, Temper
from participants.selection.compose_models import Composition, Pin, Quota, QuotaSet
from participants.selection.models import Decision, Selection, Signature
from participants.selection.note_models import Note
from participants.stages.models import Check, Cut, Passage, Screening

__all__ = [
    "Amendment", "Answer", "Application", "AssignmentRun", "Attachment", "Check", "Composition", "Conflict", "Cut", "Decision",
    "Discussion", "Export", "Interview", "Mailing", "Note", "Opening", "OpeningAnswer", "OpeningFile", "Outcome",
    "Participation", "Passage", "Pin", "Placing", "Project", "Quota", "QuotaSet", "Ranking", "Remark", "Review", "Reviewer",
    "Round", "SavedView", "Score", "Screening", "Selection", "Signature", "Slot", "TeamMember", "Temper",
]  # fmt: skip
