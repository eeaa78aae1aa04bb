"""Who is answered how on the routes of incubator."""

from tests.house.matrix.row import Row, coordinators, everyone, row, signed_in

MESSAGE = {"message": "message.pk"}
MEMBERSHIP = {"membership": "membership.pk"}
INVITATION = {"invitation": "invitation.pk"}
NEWCOMER = {"organisation": "newcomer.slug"}
INSIDE = {"coordinator": 403, "dual": 403, "editor": 403}

ROWS: dict[str, Row] = {
    "healthz": everyone(),
    "readyz": everyone(),
    "files:private": row(visitor=302, applicant=200, rest=404, arguments={"token": "stored_file.token"}),
    "files:rendition": everyone(),
    "incubator:uploads": everyone(204, method="options"),
    "incubator:upload": row(applicant=200, rest=404, arguments={"key": "upload.key"}),
    "incubator:components": row(rest=404, admin=200),
    "incubator:continue": row(visitor=200, rest=302),
    "incubator:sign_in_here": everyone(422, method="post"),
    "incubator:sign_in_as_another": everyone(302, method="post"),
    "incubator:landing": signed_in(302),
    "incubator:me": signed_in(),
    "incubator:preferences": everyone(302, method="post"),
    # one's own account, data and messages
    "incubator:settings": signed_in(),
    "incubator:my_data": signed_in(),
    "incubator:export_my_data": signed_in(method="post"),
    "incubator:erase_me": signed_in(422, method="post"),
    "incubator:inbox": signed_in(),
    "incubator:read_all_messages": signed_in(302, method="post"),
    "incubator:my_message": row(visitor=302, applicant=200, rest=404, arguments=MESSAGE),
    "incubator:open_message": row(visitor=302, applicant=302, rest=404, method="post", arguments=MESSAGE),
    # organisations
    "incubator:invitation": everyone(arguments={"token": "invitation.token"}),
    "incubator:new_organisation": signed_in(),
    "incubator:show_member": row(visitor=302, editor=302, rest=404, method="post", arguments=MEMBERSHIP),
    "incubator:desk": row(visitor=302, coordinator=200, owner=200, dual=200, editor=200, elsewhere=200, admin=200, rest=403),
    "incubator:desk_organisation": row(visitor=302, coordinator=200, owner=200, dual=200, editor=200, admin=200, rest=404),
    "incubator:organisation_settings": row(visitor=302, owner=200, admin=403, rest=404, **INSIDE),
    "incubator:organisation_members": row(visitor=302, owner=200, admin=403, rest=404, **INSIDE),
    "incubator:change_role": row(visitor=302, owner=302, rest=404, **INSIDE, method="post", arguments=MEMBERSHIP),
    "incubator:remove_member": row(
        visitor=302, owner=302, rest=404, **INSIDE | {"editor": 302}, method="post", arguments=MEMBERSHIP
    ),
    "incubator:withdraw_invitation": row(visitor=302, owner=302, rest=404, **INSIDE, method="post", arguments=INVITATION),
    "incubator:organisation_messages": coordinators(admin=403),
    "incubator:resend_failed": coordinators(302, admin=403, method="post"),
    "incubator:desk_message": coordinators(arguments=MESSAGE, editor=404, applicant=403),
    "incubator:resend_message": coordinators(302, arguments=MESSAGE, editor=404, applicant=403, method="post"),
    "incubator:organisation_log": coordinators(admin=403),
    # the platform's admins
    "incubator:desk_approvals": row(visitor=302, admin=200, rest=403),
    "incubator:approve_organisation": row(visitor=302, admin=302, rest=404, method="post", arguments=NEWCOMER),
    "incubator:refuse_organisation": row(visitor=302, admin=200, rest=404, arguments=NEWCOMER),
}
