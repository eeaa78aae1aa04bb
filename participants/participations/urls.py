"""Routes of participations."""

from django.urls import path

from incubator.web.routes import COHORT
from participants.participations.views import desk as desks
from participants.participations.views import member as own

SPACE = "me/cohort/" + COHORT
DESK = COHORT + "people/"

member = [
    path(SPACE, own.space, name="cohort_space"),
    path(SPACE + "projects/<int:project>/", own.project, name="own_project"),
    path("me/invitations/<int:participation>/", own.answer, name="answer_invitation"),
]
desk = [
    path(DESK, desks.people, name="desk_people"),
    path(DESK + "invite/", desks.invite, name="invite_participant"),
    path(DESK + "<int:participation>/", desks.person, name="desk_person"),
    path(DESK + "<int:participation>/edit/", desks.edit, name="edit_participation"),
    path(DESK + "<int:participation>/complete/", desks.complete, name="complete_participation"),
    path(DESK + "<int:participation>/leave/", desks.leave, name="leave_cohort"),
    path(DESK + "projects/", desks.projects, name="desk_projects"),
    path(DESK + "projects/new/", desks.new_project, name="new_project"),
    path(DESK + "projects/<int:project>/", desks.edit_project, name="edit_project"),
]
