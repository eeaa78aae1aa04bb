"""Routes of selection."""

from django.urls import path

from incubator.web.routes import COHORT
from participants.selection.views import desk as desks
from participants.selection.views import member as own
from participants.selection.views import notes, ranking

DESK = COHORT + "selection/"

member = [path("me/applications/<int:application>/answer/", own.answer, name="answer_offer")]
desk = [
    path(DESK, desks.home, name="desk_selection"),
    path(DESK + "decide/", desks.decide_many, name="decide_many"),
    path(DESK + "decide/<int:application>/", desks.decide, name="decide"),
    path(DESK + "compare/", ranking.compare, name="compare_applications"),
    path(DESK + "reviewers/", ranking.reviewers, name="ranking_reviewers"),
    path(DESK + "notes/", notes.notes, name="selection_notes"),
    path(DESK + "notes/<int:note>/", notes.edit, name="edit_note"),
    path(DESK + "letters/", desks.letters, name="letters"),
    path(DESK + "freeze/", desks.freeze, name="freeze_selection"),
    path(DESK + "publish/", desks.publish, name="publish_selection"),
    path(DESK + "promote/", desks.promote, name="promote_next"),
    path(DESK + "reply-by/", desks.extend, name="extend_reply"),
]
