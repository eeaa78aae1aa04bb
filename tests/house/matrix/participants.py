"""Who is answered how on the routes of participants."""

from tests.house.matrix.row import Row, coordinators, row, signed_in

CALL = {"call": "call.slug"}
# What the desk of the organisation may see, but is the applicant's alone to do.
APPLICANTS = {"visitor": 302, "coordinator": 403, "owner": 403, "dual": 403, "rest": 404}
# The applicant knows their own application, but its desk is not theirs.
DESK = {"applicant": 403, "editor": 404}

ROWS: dict[str, Row] = {
    # applying: the applicant has a draft, dual has sent the one that the call takes from a person
    "participants:apply": row(rest=200, dual=302, arguments=CALL),
    "participants:application_file": row(rest=404, method="post", arguments=CALL),
    "participants:see_application_file": row(rest=404, applicant=200, arguments=CALL | {"attachment": "draft_file.pk"}),
    "participants:review_application": row(rest=404, applicant=200, arguments=CALL),
    "participants:application_address": row(rest=302, visitor=404, arguments=CALL),
    # one's own
    "participants:my_applications": signed_in(),
    "participants:my_application": row(applicant=200, **APPLICANTS),
    "participants:application_sent": row(applicant=200, **APPLICANTS),
    "participants:withdraw_application": row(applicant=200, **APPLICANTS),
    # the desk
    "participants:desk_applications": coordinators(),
    "participants:export_applications": coordinators(),
    "participants:application_figures": coordinators(),
    "participants:exclude_applications": coordinators(method="post"),
    "participants:desk_application": coordinators(**DESK),
    "participants:exclude_application": coordinators(422, method="post", **DESK),
    "participants:restore_application": coordinators(302, method="post", **DESK),
}
