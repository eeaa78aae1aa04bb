"""Routes of selection."""

from django.urls import path

from incubator.web.routes import COHORT
from participants.selection.views import answers, composing, notes, preparing, ranking
from participants.selection.views import desk as desks
from participants.selection.views import member as own
from participants.selection.views import story as stories

DESK = COHORT + "selection/"

member = [path("me/applications/<int:application>/answer/", own.answer, name="answer_offer")]
desk = [
    path(DESK, desks.home, name="desk_selection"),
    path(DESK + "decide/", desks.decide_many, name="decide_many"),
    path(DESK + "decide/<int:application>/", desks.decide, name="decide"),
    path(DESK + "compose/", composing.compose, name="compose"),
    path(DESK + "compose/pin/<int:application>/", composing.pin, name="pin_application"),
    path(DESK + "compose/quotas/", composing.new_quota, name="new_quota"),
    path(DESK + "compose/quotas/<int:quota>/", composing.edit_quota, name="edit_quota"),
    path(DESK + "compose/template/", composing.use_template, name="use_quota_template"),
    path(DESK + "compose/template/keep/", composing.keep_template, name="keep_quota_template"),
    path(DESK + "compose/<int:composition>/", composing.progress, name="composition"),
    path(DESK + "compose/<int:composition>/stop/", composing.stop, name="stop_composition"),
    path(DESK + "compose/<int:composition>/accept/", composing.accept, name="accept_composition"),
    path(DESK + "compare/", ranking.compare, name="compare_applications"),
    path(DESK + "reviewers/", ranking.reviewers, name="ranking_reviewers"),
    path(DESK + "notes/", notes.notes, name="selection_notes"),
    path(DESK + "notes/<int:note>/", notes.edit, name="edit_note"),
    path(DESK + "letters/", preparing.letters, name="letters"),
    path(DESK + "feedback/", preparing.feedback, name="feedback"),
    path(DESK + "feedback/<int:application>/", preparing.edit_feedback, name="edit_feedback"),
    path(DESK + "freeze/", preparing.freeze, name="freeze_selection"),
    path(DESK + "sign/", preparing.sign, name="sign_selection"),
    path(DESK + "publish/", preparing.publish, name="publish_selection"),
    path(DESK + "answers/", answers.home, name="answers"),
    path(DESK + "answers/settings/", answers.settings, name="offer_settings"),
    path(DESK + "answers/close/", answers.close, name="close_waiting"),
    path(DESK + "answers/<int:application>/", answers.offer, name="offer"),
    path(DESK + "answers/<int:application>/letter.pdf", answers.letter, name="decision_letter"),
    path(DESK + "promote/", answers.promote, name="promote_next"),
    path(DESK + "reply-by/", answers.extend, name="extend_reply"),
    path(DESK + "log/", stories.log, name="selection_log"),
    path(DESK + "minutes.pdf", stories.paper, name="minutes"),
]
