"""Who is answered how on the routes of programmes."""

from tests.house.matrix.row import Row, coordinators, everyone, row

EDITORS = {"coordinator": 200, "owner": 200, "dual": 200, "editor": 200}
SITE = {"site": "site.pk"}
THE_CALL = {"slug": "call.slug"}
QUESTION = {"question": "question.pk"}
STAGE = {"stage": "stage.pk"}

ROWS: dict[str, Row] = {
    # public
    "programmes:programmes": everyone(),
    "programmes:programme": everyone(arguments={"slug": "programme.slug"}),
    # programmes and cohorts on the desk
    "programmes:new_programme": coordinators(admin=403),  # an admin sees every organisation, and runs none
    "programmes:desk_programme": row(visitor=302, rest=404, **EDITORS),
    "programmes:edit_programme": coordinators(),
    "programmes:list_programme": row(visitor=302, rest=404, **dict.fromkeys(EDITORS, 302), method="post"),
    "programmes:new_cohort": coordinators(),
    "programmes:desk_cohort": row(visitor=302, rest=404, **EDITORS),
    "programmes:edit_cohort": coordinators(),
    "programmes:new_phase": coordinators(),
    "programmes:edit_phase": coordinators(arguments={"pk": "phase.pk"}),
    "programmes:new_group": coordinators(),
    "programmes:edit_group": coordinators(arguments={"pk": "group.pk"}),
    # partners, places
    "programmes:desk_partners": coordinators(),
    "programmes:sites": row(visitor=302, admin=403, rest=404, **EDITORS),
    "programmes:new_site": coordinators(admin=403),
    "programmes:edit_site": coordinators(arguments=SITE),
    "programmes:new_space": coordinators(arguments=SITE),
    "programmes:edit_space": coordinators(arguments=SITE | {"space": "space.pk"}),
    # indicators
    "programmes:desk_indicators": row(visitor=302, rest=404, **EDITORS),
    "programmes:export_indicators": row(visitor=302, rest=404, **EDITORS),
    "programmes:new_indicator": coordinators(),
    "programmes:edit_indicator": coordinators(arguments={"indicator": "indicator.pk"}),
    # calls: the public ones
    "programmes:calls": everyone(),
    "programmes:call": everyone(arguments=THE_CALL),
    "programmes:call_check": everyone(arguments=THE_CALL, query="?birth=2000-01-01&country=TN"),
    # calls on the desk
    "programmes:desk_calls": coordinators(query="?all"),
    "programmes:desk_call_new": coordinators(),
    "programmes:desk_call_copy": coordinators(302, method="post"),
    "programmes:desk_call": coordinators(),
    "programmes:desk_call_edit": coordinators(),
    "programmes:desk_call_extend": coordinators(302, method="post"),
    "programmes:desk_call_preview": coordinators(),
    "programmes:desk_call_step": coordinators(),
    "programmes:desk_call_form": coordinators(),
    "programmes:desk_call_starter": coordinators(302, method="post"),
    "programmes:desk_call_move": coordinators(404, method="post"),  # nothing named to move
    "programmes:desk_section_new": coordinators(),
    "programmes:desk_section": coordinators(arguments={"section": "section.pk"}),
    "programmes:desk_question_new": coordinators(),
    "programmes:desk_question": coordinators(arguments=QUESTION),
    "programmes:desk_question_remove": coordinators(302, method="post", arguments=QUESTION),
    "programmes:desk_question_restore": coordinators(302, method="post", arguments=QUESTION),
    "programmes:desk_call_stages": coordinators(),
    "programmes:desk_stage_starter": coordinators(302, method="post"),
    "programmes:desk_stage_move": coordinators(404, method="post"),
    "programmes:desk_stage_new": coordinators(),
    "programmes:desk_stage": coordinators(arguments=STAGE),
    "programmes:desk_criterion_new": coordinators(arguments=STAGE),
    "programmes:desk_criterion": coordinators(arguments={"criterion": "criterion.pk"}),
}
