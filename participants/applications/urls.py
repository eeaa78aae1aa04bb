"""Routes of applications."""

from django.urls import path

from participants.applications.desk_urls import LIST, keeping
from participants.applications.views import (
    apply,
    document,
    dossier,
    invitation,
    mine,
    opening,
    opening_desk,
    paper,
    reminders,
    sending,
    team,
)
from participants.applications.views import desk as pages

APPLY = "calls/<slug:call>/apply/"
OWN = "me/applications/<int:application>/"
TEAM = OWN + "team/"
MEMBER = TEAM + "<int:member>/"

public = [
    path(APPLY, apply.apply, name="apply"),
    path(APPLY + "files/", apply.file, name="application_file"),
    path(APPLY + "files/<int:attachment>/", sending.see_file, name="see_application_file"),
    path(APPLY + "review/", sending.review, name="review_application"),
    path(APPLY + "address/", sending.address, name="application_address"),
    path("reminders/<str:token>/", reminders.stop, name="stop_reminders"),
    path("reminders/<str:token>/now/", reminders.stop_now, name="stop_reminders_now"),
    path("invitation/<str:token>/", invitation.invitation, name="team_invitation"),
]
member = [
    path("me/applications/", mine.mine, name="my_applications"),
    path(OWN, mine.one, name="my_application"),
    path(OWN + "sent/", mine.sent, name="application_sent"),
    path(OWN + "more/", opening.opened, name="opened_application"),
    path(OWN + "more/files/", opening.file, name="opened_application_file"),
    path(OWN + "more/review/", opening.review, name="review_opening"),
    path(OWN + "application.pdf", document.own, name="my_application_pdf"),
    path(OWN + "withdraw/", mine.withdraw, name="withdraw_application"),
    path(TEAM, team.page, name="team"),
    path(TEAM + "invite/", team.invite, name="invite_member"),
    path(TEAM + "lead/", team.take_lead, name="take_lead"),
    path(TEAM + "leave/", team.leave, name="leave_team"),
    path(MEMBER, team.edit, name="edit_member"),
    path(MEMBER + "again/", team.remind, name="remind_member"),
    path(MEMBER + "remove/", team.remove, name="remove_member"),
    path(MEMBER + "lead/", team.offer_lead, name="offer_lead"),
]
ONE = LIST + "<str:reference>/"
desk = [
    path(LIST, pages.desk, name="desk_applications"),
    path(LIST + "export.csv", pages.export, name="export_applications"),
    *keeping,
    path(LIST + "exclude/", pages.exclude, name="exclude_applications"),
    path(LIST + "paper/", paper.enter, name="enter_application"),
    path(LIST + "open/", opening_desk.open_many, name="open_applications"),
    path(ONE + "open/", opening_desk.open_one, name="open_application"),
    path(ONE + "open/<int:opening>/", opening_desk.change, name="change_opening"),
    path(ONE + "application.pdf", document.desk, name="application_pdf"),
    path(ONE, dossier.dossier, name="desk_application"),
    path(ONE + "exclude/", dossier.exclude_one, name="exclude_application"),
    path(ONE + "restore/", dossier.restore, name="restore_application"),
]
