"""Routes of interviews."""

from django.urls import path

from incubator.web.routes import COHORT
from participants.interviews.views import desk as desks
from participants.interviews.views import member as own

STAGE = COHORT + "reviews/stages/<int:stage>/interviews/"
ONE = COHORT + "reviews/interviews/<int:interview>/"

member = [
    path("me/interviews/<int:interview>/", own.interview, name="own_interview"),
    path("me/interviews/<int:interview>/interview.ics", own.calendar_file, name="interview_file"),
]
desk = [
    path(STAGE, desks.home, name="interviews"),
    path(STAGE + "hours/", desks.hours, name="add_slots"),
    path(STAGE + "invite/", desks.invite, name="invite_interviews"),
    path(COHORT + "reviews/hours/<int:slot>/remove/", desks.remove, name="remove_slot"),
    path(ONE, desks.change, name="change_interview"),
]
