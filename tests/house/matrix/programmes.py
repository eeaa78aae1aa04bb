"""Who is answered how on the routes of programmes."""

from tests.house.matrix.row import Row, coordinators, everyone, row, signed_in

TEAM = {"coordinator": 200, "owner": 200, "dual": 200, "editor": 200}
SITE = {"site": "site.pk", "space": "space.pk"}
WORKSHOP = {"workshop": "workshop.slug", "session": "session.pk"}
EVENT = {"event": "event.slug"}
THE_CALL = {"slug": "call.slug"}
QUESTION = {"question": "question.pk"}
STAGE = {"stage": "stage.pk"}


def team(status: int = 200, **more: object) -> Row:
    """Everyone with a role in the organisation; nobody else knows of the thing."""
    return row(visitor=302, rest=404, **(dict.fromkeys(TEAM, status) | more))  # type: ignore[arg-type]


def of_organisation(status: int = 200, **more: object) -> Row:
    """As `team`, on the organisation itself, which platform admins see without working there."""
    return team(status, **({"admin": 403} | more))


def of_coordinators(status: int = 200, **more: object) -> Row:
    return coordinators(status, **({"admin": 403} | more))


ROWS: dict[str, Row] = {
    # the public face
    "programmes:programmes": everyone(),
    "programmes:programme": everyone(arguments={"slug": "programme.slug"}),
    "programmes:organisations": everyone(),
    "programmes:organisation": everyone(arguments={"slug": "organisation.slug"}),
    "programmes:events": everyone(),
    "programmes:event": everyone(arguments={"slug": "event.slug"}),
    "programmes:event_file": everyone(arguments={"slug": "event.slug"}),
    "feed": everyone(arguments={"token": "feed.token"}),
    # one's own
    "programmes:my_agenda": signed_in(),
    "programmes:renew_feed": signed_in(302, method="post"),
    # places and partners
    "programmes:sites": of_organisation(),
    "programmes:new_site": of_coordinators(),
    "programmes:edit_site": coordinators(arguments=SITE),
    "programmes:new_space": coordinators(arguments=SITE),
    "programmes:edit_space": coordinators(arguments=SITE),
    "programmes:desk_partners": coordinators(),
    "programmes:desk_partner": coordinators(),
    "programmes:order_partners": coordinators(302, method="post"),
    "programmes:leave_partner": coordinators(302, method="post"),
    "programmes:return_partner": coordinators(302, method="post"),
    # programmes and cohorts
    "programmes:new_programme": of_coordinators(),
    "programmes:desk_programme": team(),
    "programmes:edit_programme": coordinators(),
    "programmes:list_programme": team(302, method="post", data={"listed": "1"}),
    "programmes:new_cohort": coordinators(),
    "programmes:desk_cohort": team(),
    "programmes:edit_cohort": coordinators(),
    "programmes:desk_messages": coordinators(),
    "programmes:new_phase": coordinators(),
    "programmes:edit_phase": coordinators(arguments={"pk": "phase.pk"}),
    "programmes:new_group": coordinators(),
    "programmes:edit_group": coordinators(arguments={"pk": "group.pk"}),
    # workshops and events
    "programmes:desk_workshops": team(),
    "programmes:new_workshop": coordinators(),
    "programmes:new_facilitator": coordinators(),
    "programmes:desk_workshop": team(arguments=WORKSHOP),
    "programmes:edit_workshop": coordinators(arguments=WORKSHOP),
    "programmes:publish_workshop": coordinators(302, method="post", arguments=WORKSHOP),
    "programmes:new_session": coordinators(arguments=WORKSHOP),
    "programmes:edit_session": coordinators(arguments=WORKSHOP, facilitator=403),
    "programmes:desk_events": team(),
    "programmes:new_event": team(),
    "programmes:edit_event": team(arguments=EVENT),
    "programmes:publish_event": team(302, method="post", arguments=EVENT),
    # figures
    "programmes:desk_indicators": team(),
    "programmes:export_indicators": team(),
    "programmes:new_indicator": coordinators(),
    "programmes:edit_indicator": coordinators(arguments={"indicator": "indicator.pk"}),
    "programmes:show_indicator": coordinators(302, method="post", arguments={"indicator": "indicator.pk"}, data={"shown": "0"}),
    "programmes:order_indicators": coordinators(302, method="post"),
    # calls: the public ones
    "programmes:calls": everyone(),
    "programmes:call": everyone(arguments=THE_CALL),
    "programmes:call_check": everyone(arguments=THE_CALL, query="?birth=2000-01-01&country=TN"),
    "programmes:late_pass": everyone(arguments=THE_CALL | {"token": "late_pass.token"}),
    # calls on the desk
    "programmes:desk_calls": coordinators(query="?all"),
    "programmes:desk_call_new": coordinators(),
    "programmes:desk_call_copy": coordinators(302, method="post"),
    "programmes:desk_call": coordinators(),
    "programmes:desk_call_edit": coordinators(),
    "programmes:desk_call_extend": coordinators(302, method="post"),
    "programmes:desk_condition_new": coordinators(),
    "programmes:desk_condition": coordinators(arguments={"question": "condition.pk"}),
    "programmes:desk_call_passes": coordinators(),
    "programmes:desk_pass_revoke": coordinators(302, method="post", arguments={"late": "late_pass.pk"}, editor=404),
    "programmes:desk_call_preview": coordinators(),
    "programmes:desk_call_step": coordinators(),
    "programmes:desk_call_form": coordinators(),
    "programmes:desk_call_starter": coordinators(302, method="post"),
    "programmes:desk_call_move": coordinators(404, method="post"),  # nothing named to move
    "programmes:desk_section_new": coordinators(),
    "programmes:desk_section": coordinators(arguments={"section": "section.pk"}),
    "programmes:desk_question_new": coordinators(),
    "programmes:desk_question": coordinators(arguments=QUESTION),
    "programmes:desk_question_duplicate": coordinators(302, method="post", arguments=QUESTION),
    "programmes:desk_question_remove": coordinators(302, method="post", arguments=QUESTION),
    "programmes:desk_question_restore": coordinators(302, method="post", arguments=QUESTION),
    "programmes:desk_set_keep": coordinators(arguments={"section": "section.pk"}),
    "programmes:desk_set_insert": coordinators(302, method="post"),  # nothing named to put in: said on the form
    "programmes:question_sets": of_coordinators(),
    "programmes:question_set": coordinators(arguments={"question_set": "question_set.pk"}),
    "programmes:desk_call_stages": coordinators(),
    "programmes:desk_stage_starter": coordinators(302, method="post"),
    "programmes:desk_stages_take": coordinators(404, method="post"),
    "programmes:desk_criterion_restore": coordinators(302, method="post", arguments={"criterion": "criterion.pk"}),
    "programmes:desk_stage_move": coordinators(404, method="post"),
    "programmes:desk_stage_new": coordinators(),
    "programmes:desk_stage": coordinators(arguments=STAGE),
    "programmes:desk_criterion_new": coordinators(arguments=STAGE),
    "programmes:desk_criterion": coordinators(arguments={"criterion": "criterion.pk"}),
}
