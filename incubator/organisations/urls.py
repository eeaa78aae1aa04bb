"""Routes of organisations."""

from django.urls import path

from incubator.organisations.views import approvals, members, records
from incubator.organisations.views import desk as own

public = [
    path("invitations/<str:token>/", members.invitation, name="invitation"),
]
member = [
    path("me/organisations/new/", own.new, name="new_organisation"),
    path("me/organisations/<int:membership>/shown/", members.show, name="show_member"),
]
desk = [
    path("", own.desk, name="desk"),
    path("approvals/", approvals.approvals, name="desk_approvals"),
    path("approvals/<slug:organisation>/approve/", approvals.approve, name="approve_organisation"),
    path("approvals/<slug:organisation>/refuse/", approvals.refuse, name="refuse_organisation"),
    path("<slug:organisation>/", own.organisation, name="desk_organisation"),
    path("<slug:organisation>/settings/", own.settings, name="organisation_settings"),
    path("<slug:organisation>/members/", members.members, name="organisation_members"),
    path("<slug:organisation>/members/<int:membership>/role/", members.change_role, name="change_role"),
    path("<slug:organisation>/members/<int:membership>/remove/", members.remove, name="remove_member"),
    path("<slug:organisation>/invitations/<int:invitation>/withdraw/", members.withdraw, name="withdraw_invitation"),
    path("<slug:organisation>/messages/", records.messages, name="organisation_messages"),
    path("<slug:organisation>/messages/resend/", records.resend_failed, name="resend_failed"),
    path("<slug:organisation>/log/", records.log, name="organisation_log"),
]
