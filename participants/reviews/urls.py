"""Routes of reviews."""

from django.urls import path

from incubator.web.routes import COHORT
from participants.reviews.views import assigning, bringing, rounds, talking, ties
from participants.reviews.views import desk as desks
from participants.reviews.views import given as placed
from participants.reviews.views import member as own

REVIEW = "reviews/<int:review>/"
DESK = COHORT + "reviews/"

member = [
    path("reviews/", own.queue, name="reviews"),
    path("reviews/rounds/<int:stage>/", rounds.own_round, name="own_round"),
    path(REVIEW, own.review, name="review"),
    path(REVIEW + "conflict/", own.conflict, name="review_conflict"),
    path(REVIEW + "discussion/", talking.remark, name="discuss_review"),
    path(REVIEW + "amend/", talking.amend, name="amend_review"),
    path(REVIEW + "files/<int:number>/", own.file, name="review_file"),
    path(REVIEW + "files/<int:number>/pages/<int:page>/", own.file_page, name="review_file_page"),
]
desk = [
    path(DESK, desks.home, name="desk_reviews"),
    path(DESK + "reviewers/new/", desks.new_reviewer, name="new_reviewer"),
    path(DESK + "reviewers/<int:reviewer>/", desks.edit_reviewer, name="edit_reviewer"),
    path(DESK + "conflicts/new/", ties.new_conflict, name="new_conflict"),
    path(DESK + "conflicts/", ties.conflicts, name="conflicts"),
    path(DESK + "conflicts/look/", ties.look, name="look_for_ties"),
    path(DESK + "conflicts/<int:conflict>/", ties.decide, name="decide_conflict"),
    path(DESK + "stages/<int:stage>/assign/", assigning.assign, name="assign_reviews"),
    path(DESK + "stages/<int:stage>/round/", rounds.round_page, name="review_round"),
    path(DESK + "reviewers/table/", bringing.bring, name="bring_panel"),
    path(DESK + "stages/<int:stage>/given/", placed.given, name="given_reviews"),
    path(DESK + "stages/<int:stage>/given/<str:reference>/", placed.place, name="place_review"),
    path(DESK + "stages/<int:stage>/remind/", bringing.remind, name="remind_reviewers"),
    path(DESK + "runs/<int:run>/", assigning.run, name="assignment_run"),
    path(DESK + "runs/<int:run>/decide/", assigning.decide, name="decide_assignment"),
    path(DESK + "applications/<int:application>/", talking.on_desk, name="discuss_application"),
    path(DESK + "given/<int:review>/", desks.change, name="change_review"),
]
