"""Routes of calls."""

from django.urls import path

from incubator.web.routes import COHORT
from programmes.calls.views import conditions as on_conditions
from programmes.calls.views import desk as on_desk
from programmes.calls.views import form as on_form
from programmes.calls.views import passes as on_passes
from programmes.calls.views import preview as on_preview
from programmes.calls.views import public as in_public
from programmes.calls.views import sets as on_sets
from programmes.calls.views import stages as on_stages

CALL = COHORT + "call/<slug:call>/"

public = [
    path("calls/", in_public.listing, name="calls"),
    path("calls/<slug:slug>/", in_public.page, name="call"),
    path("calls/<slug:slug>/check/", in_public.check, name="call_check"),
    path("calls/<slug:slug>/pass/<str:token>/", on_passes.opened, name="late_pass"),
]
desk = [
    path(COHORT + "call/", on_desk.listing, name="desk_calls"),
    path(COHORT + "call/new/", on_desk.new, name="desk_call_new"),
    path(COHORT + "call/copy/", on_desk.copy, name="desk_call_copy"),
    path(CALL, on_desk.overview, name="desk_call"),
    path(CALL + "edit/", on_desk.edit, name="desk_call_edit"),
    path(CALL + "conditions/new/", on_conditions.condition, name="desk_condition_new"),
    path(CALL + "conditions/<int:question>/", on_conditions.condition, name="desk_condition"),
    path(CALL + "extend/", on_desk.extend, name="desk_call_extend"),
    path(CALL + "passes/", on_passes.listing, name="desk_call_passes"),
    path(CALL + "passes/<int:late>/revoke/", on_passes.revoke, name="desk_pass_revoke"),
    path(CALL + "preview/", on_preview.preview, name="desk_call_preview"),
    path(CALL + "step/<slug:step>/", on_desk.step, name="desk_call_step"),
    path(CALL + "form/", on_form.editor, name="desk_call_form"),
    path(CALL + "form/starter/", on_form.starter, name="desk_call_starter"),
    path(CALL + "form/move/", on_form.move, name="desk_call_move"),
    path(CALL + "sections/new/", on_form.section, name="desk_section_new"),
    path(CALL + "sections/<int:section>/", on_form.section, name="desk_section"),
    path(CALL + "questions/new/", on_form.question, name="desk_question_new"),
    path(CALL + "questions/<int:question>/", on_form.question, name="desk_question"),
    path(CALL + "questions/<int:question>/duplicate/", on_form.duplicate, name="desk_question_duplicate"),
    path(CALL + "questions/<int:question>/remove/", on_form.remove, name="desk_question_remove"),
    path(CALL + "questions/<int:question>/restore/", on_form.restore, name="desk_question_restore"),
    path(CALL + "sections/<int:section>/keep/", on_sets.keep, name="desk_set_keep"),
    path(CALL + "form/insert/", on_sets.insert, name="desk_set_insert"),
    path("<slug:organisation>/question-sets/", on_sets.sets, name="question_sets"),
    path("<slug:organisation>/question-sets/<int:question_set>/", on_sets.question_set, name="question_set"),
    path(CALL + "stages/", on_stages.listing, name="desk_call_stages"),
    path(CALL + "stages/starter/", on_stages.starter, name="desk_stage_starter"),
    path(CALL + "stages/take/", on_stages.take, name="desk_stages_take"),
    path(CALL + "stages/move/", on_stages.move, name="desk_stage_move"),
    path(CALL + "stages/new/", on_stages.stage, name="desk_stage_new"),
    path(CALL + "stages/<int:stage>/", on_stages.stage, name="desk_stage"),
    path(CALL + "stages/<int:stage>/criteria/new/", on_stages.criterion, name="desk_criterion_new"),
    path(CALL + "criteria/<int:criterion>/", on_stages.criterion, name="desk_criterion"),
    path(CALL + "criteria/<int:criterion>/restore/", on_stages.restore, name="desk_criterion_restore"),
]
