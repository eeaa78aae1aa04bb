"""Who is answered how on the routes of participants."""

from tests.house.matrix.row import Row, coordinators, row, signed_in

CALL = {"call": "call.slug"}
# What the desk of the organisation may see, but is the applicant's alone to do.
APPLICANTS = {"visitor": 302, "coordinator": 403, "owner": 403, "dual": 403, "rest": 404}
# The applicant and the team know their own application, but its desk is not theirs.
DESK = {"applicant": 403, "team_member": 403, "editor": 404}
# Rows of the team are its own: the desk reads of them on the application only.
TEAM = {"visitor": 302, "rest": 404}

# What only coordinators see, the editor does not know.
OF_THE_DESK = {"editor": 404}
# An export is its coordinator's alone; colleagues do not know of it. A shared view they see, and may not change.
OWN_OF_THE_DESK = {"owner": 404, "dual": 404, **OF_THE_DESK}
KEPT = {"owner": 403, "dual": 403, **OF_THE_DESK}

# Who applied to the call (dual) leaves reading and deciding to colleagues.
JUDGES = {"dual": 403}
# Rows that only coordinators see: the editor does not know them.
ROWS_OF_THE_PANEL = {"dual": 403, "editor": 404}
INTERVIEWED = {"stage": "interview_stage.pk"}
SCREENED = {"stage": "screening_stage.pk"}
READ = {"application": "read_application.pk"}
# A participant knows their own place, project, outcome, and their mentor knows the first two; the desk's part is not theirs.
FACT = {"participant": 403, "editor": 404}
PLACE = FACT | {"mentor": 403}

ROWS: dict[str, Row] = {
    # applying: the applicant has a draft; dual, team member and professional have sent the one that the call takes
    "participants:apply": row(rest=200, dual=302, team_member=302, professional=302, arguments=CALL),
    "participants:application_file": row(rest=404, method="post", arguments=CALL),
    "participants:see_application_file": row(rest=404, applicant=200, arguments=CALL | {"attachment": "draft_file.pk"}),
    "participants:review_application": row(rest=404, applicant=200, dual=302, team_member=302, professional=302, arguments=CALL),
    "participants:application_address": row(rest=302, visitor=404, arguments=CALL),
    "participants:stop_reminders": row(rest=200),
    "participants:stop_reminders_now": row(rest=204, method="post"),
    # one's own
    "participants:my_applications": signed_in(),
    "participants:my_application_pdf": row(applicant=200, team_member=200, **APPLICANTS),
    "participants:my_application": row(applicant=200, team_member=200, **APPLICANTS),
    "participants:application_sent": row(applicant=200, team_member=200, **APPLICANTS),
    "participants:withdraw_application": row(applicant=200, team_member=403, **APPLICANTS),
    # what is opened again is the lead's to answer
    "participants:opened_application": row(applicant=200, team_member=403, **APPLICANTS),
    "participants:opened_application_file": row(applicant=404, method="post", team_member=403, **APPLICANTS),
    "participants:review_opening": row(applicant=200, team_member=403, **APPLICANTS),
    # the team: the lead invites and lets go, a member reads, leaves, takes the lead that is offered
    "participants:team_invitation": row(rest=200, arguments={"token": "asked_member.token"}),
    "participants:team": row(applicant=200, team_member=200, **APPLICANTS),
    "participants:invite_member": row(applicant=422, method="post", team_member=403, **APPLICANTS),
    "participants:take_lead": row(applicant=403, team_member=200, **APPLICANTS),
    "participants:leave_team": row(applicant=403, team_member=200, **APPLICANTS),
    "participants:edit_member": row(applicant=200, team_member=403, **TEAM),
    "participants:remind_member": row(applicant=302, method="post", team_member=403, **TEAM),
    "participants:remove_member": row(applicant=200, team_member=403, **TEAM),
    "participants:offer_lead": row(applicant=200, team_member=403, **TEAM),
    # the desk
    "participants:desk_applications": coordinators(),
    "participants:export_applications": coordinators(),
    "participants:application_figures": coordinators(),
    "participants:exclude_applications": coordinators(method="post"),
    "participants:enter_application": coordinators(),
    "participants:open_applications": coordinators(method="post"),
    "participants:open_application": coordinators(**DESK),
    "participants:change_opening": coordinators(302, method="post", **DESK),
    "participants:application_pdf": coordinators(**DESK),
    "participants:keep_view": coordinators(422, method="post"),
    "participants:change_view": coordinators(302, method="post", **KEPT),
    "participants:exports": coordinators(),
    "participants:make_export": coordinators(302, method="post", data={"kind": "xlsx"}),
    "participants:export_progress": coordinators(302, **OWN_OF_THE_DESK),
    "participants:fetch_export": coordinators(302, **OWN_OF_THE_DESK),
    "participants:cancel_export": coordinators(302, method="post", **OWN_OF_THE_DESK),
    "participants:mailings": coordinators(),
    "participants:begin_mailing": coordinators(302, method="post"),
    "participants:mailing": coordinators(302, **OF_THE_DESK),
    "participants:write_mailing": coordinators(**OF_THE_DESK),
    "participants:preview_mailing": coordinators(**OF_THE_DESK),
    "participants:send_mailing": coordinators(302, method="post", **OF_THE_DESK),
    "participants:stop_mailing": coordinators(302, method="post", **OF_THE_DESK),
    "participants:forget_mailing": coordinators(302, method="post", **OF_THE_DESK),
    "participants:desk_application": coordinators(**DESK),
    "participants:exclude_application": coordinators(422, method="post", **DESK),
    "participants:restore_application": coordinators(302, method="post", **DESK),
    # reading
    "participants:reviews": signed_in(),
    "participants:review": row(reviewer=200, **APPLICANTS),
    "participants:review_conflict": row(reviewer=200, **APPLICANTS),
    "participants:review_file": row(reviewer=404, **APPLICANTS),
    "participants:review_file_page": row(reviewer=404, **APPLICANTS),
    # nobody discusses it yet
    "participants:discuss_review": row(reviewer=404, method="post", **APPLICANTS),
    "participants:amend_review": row(reviewer=404, **APPLICANTS),
    # the reviews' desk
    "participants:discuss_application": coordinators(
        302, method="post", arguments=READ, data={"step": "discuss"}, team_member=403, **ROWS_OF_THE_PANEL
    ),
    "participants:desk_reviews": coordinators(**JUDGES),
    "participants:new_reviewer": coordinators(**JUDGES),
    "participants:new_conflict": coordinators(**JUDGES),
    "participants:edit_reviewer": coordinators(**ROWS_OF_THE_PANEL),
    "participants:assign_reviews": coordinators(**JUDGES),
    "participants:assignment_run": coordinators(**ROWS_OF_THE_PANEL),
    "participants:decide_assignment": coordinators(302, method="post", data={"step": "cancel"}, **ROWS_OF_THE_PANEL),
    "participants:bring_panel": coordinators(**JUDGES),
    "participants:given_reviews": coordinators(**JUDGES),
    "participants:place_review": coordinators(**JUDGES),
    "participants:remind_reviewers": coordinators(**JUDGES),
    "participants:conflicts": coordinators(**JUDGES),
    "participants:look_for_ties": coordinators(302, method="post", **JUDGES),
    "participants:decide_conflict": coordinators(302, method="post", data={"step": "confirm"}, **ROWS_OF_THE_PANEL),
    "participants:change_review": coordinators(302, method="post", data={"step": "pin"}, reviewer=403, **ROWS_OF_THE_PANEL),
    "participants:review_round": coordinators(**JUDGES),
    "participants:own_round": row(visitor=302, rest=404),
    # stages: screening, who moves on
    "participants:moving_on": coordinators(**JUDGES),
    "participants:undo_cut": coordinators(302, method="post", **ROWS_OF_THE_PANEL),
    "participants:screening": coordinators(arguments=SCREENED, **JUDGES),
    "participants:screen_many": coordinators(302, method="post", data={"finding": "query"}, arguments=SCREENED, **JUDGES),
    "participants:rule_out": coordinators(arguments=SCREENED, **JUDGES),
    "participants:screen": coordinators(arguments=SCREENED | READ, **JUDGES),
    # interviews: the candidate alone answers
    "participants:interviews": coordinators(arguments=INTERVIEWED, **JUDGES),
    "participants:add_slots": coordinators(arguments=INTERVIEWED, **JUDGES),
    "participants:invite_interviews": coordinators(302, method="post", arguments=INTERVIEWED, **JUDGES),
    "participants:remove_slot": coordinators(302, method="post", **ROWS_OF_THE_PANEL),
    "participants:change_interview": coordinators(
        302, method="post", data={"step": "held"}, team_member=403, **ROWS_OF_THE_PANEL
    ),
    "participants:own_interview": row(team_member=200, **APPLICANTS),
    "participants:interview_file": row(team_member=404, **APPLICANTS),
    # selection
    "participants:desk_selection": coordinators(**JUDGES),
    "participants:decide_many": coordinators(302, method="post", **JUDGES),
    "participants:decide": coordinators(
        302, method="post", data={"verdict": "accepted", "version": 1}, arguments=READ, team_member=403, **ROWS_OF_THE_PANEL
    ),
    "participants:compose": coordinators(**JUDGES),
    "participants:pin_application": coordinators(
        302, method="post", data={"stay": "in"}, arguments=READ, team_member=403, **ROWS_OF_THE_PANEL
    ),
    "participants:new_quota": coordinators(**JUDGES),
    "participants:edit_quota": coordinators(**ROWS_OF_THE_PANEL),
    "participants:use_quota_template": coordinators(302, method="post", data={"template": "young"}, **JUDGES),
    "participants:keep_quota_template": coordinators(302, method="post", data={"name": "Ours"}, **JUDGES),
    "participants:composition": coordinators(302, **ROWS_OF_THE_PANEL),
    "participants:stop_composition": coordinators(302, method="post", **ROWS_OF_THE_PANEL),
    "participants:accept_composition": coordinators(302, method="post", **ROWS_OF_THE_PANEL),
    "participants:compare_applications": coordinators(**JUDGES),
    "participants:ranking_reviewers": coordinators(**JUDGES),
    "participants:selection_notes": coordinators(**JUDGES),
    "participants:edit_note": coordinators(**ROWS_OF_THE_PANEL),
    "participants:letters": coordinators(**JUDGES),
    "participants:feedback": coordinators(**JUDGES),
    "participants:edit_feedback": coordinators(arguments=READ, team_member=403, **ROWS_OF_THE_PANEL),
    "participants:freeze_selection": coordinators(302, method="post", **JUDGES),
    "participants:sign_selection": coordinators(302, method="post", **JUDGES),
    "participants:publish_selection": coordinators(**JUDGES),
    # nothing is published in the world of the matrix: the pages on answers lead back, single offers are not there
    "participants:answers": coordinators(302, **JUDGES),
    "participants:offer_settings": coordinators(**JUDGES),
    "participants:close_waiting": coordinators(302, **JUDGES),
    "participants:selection_log": coordinators(**JUDGES),
    "participants:minutes": coordinators(**JUDGES),
    "participants:offer": coordinators(404, arguments=READ, team_member=403, **ROWS_OF_THE_PANEL),
    "participants:decision_letter": coordinators(404, arguments=READ, team_member=403, **ROWS_OF_THE_PANEL),
    "participants:promote_next": coordinators(302, method="post", **JUDGES),
    "participants:extend_reply": coordinators(302, method="post", **JUDGES),
    "participants:answer_offer": row(professional=200, **APPLICANTS, arguments={"application": "offered_application.pk"}),
    # people
    # the editor is a participant too: somebody has to propose the works of their world
    "participants:cohort_space": row(visitor=302, participant=200, stranger=200, editor=200, rest=404),
    "participants:own_project": row(participant=200, editor=403, mentor=403, **APPLICANTS),
    "participants:answer_invitation": row(
        stranger=302, method="post", data={"answer": "yes"}, arguments={"participation": "asked.pk"}, **APPLICANTS
    ),
    "participants:desk_people": coordinators(),
    "participants:invite_participant": coordinators(),
    "participants:desk_person": coordinators(**PLACE),
    "participants:edit_participation": coordinators(**PLACE),
    "participants:complete_participation": coordinators(302, method="post", **PLACE),
    "participants:leave_cohort": coordinators(**PLACE),
    "participants:desk_projects": coordinators(),
    "participants:new_project": coordinators(),
    "participants:edit_project": coordinators(participant=403, mentor=403),
    # outcomes
    "participants:declare_outcome": row(visitor=302, participant=200, editor=200, rest=404),
    "participants:desk_outcomes": coordinators(),
    "participants:verify_outcome": coordinators(302, method="post", **FACT),
    "participants:refuse_outcome": coordinators(**FACT),
    "participants:declare_outcome_for": coordinators(**PLACE),
}
