"""Routes of programmes and cohorts."""

from django.urls import path

from incubator.web.routes import COHORT
from programmes.editions import views as on_desk

desk = [
    path("<slug:organisation>/programmes/new/", on_desk.new_programme, name="new_programme"),
    path("<slug:organisation>/<slug:programme>/", on_desk.programme, name="desk_programme"),
    path("<slug:organisation>/<slug:programme>/edit/", on_desk.edit_programme, name="edit_programme"),
    path("<slug:organisation>/<slug:programme>/list/", on_desk.list_programme, name="list_programme"),
    path("<slug:organisation>/<slug:programme>/new/", on_desk.new_cohort, name="new_cohort"),
    path(COHORT, on_desk.cohort, name="desk_cohort"),
    path(COHORT + "messages/", on_desk.messages, name="desk_messages"),
    path(COHORT + "edit/", on_desk.edit_cohort, name="edit_cohort"),
    path(COHORT + "phases/new/", on_desk.new_part, {"part": "phases"}, name="new_phase"),
    path(COHORT + "phases/<int:pk>/", on_desk.edit_part, {"part": "phases"}, name="edit_phase"),
    path(COHORT + "groups/new/", on_desk.new_part, {"part": "groups"}, name="new_group"),
    path(COHORT + "groups/<int:pk>/", on_desk.edit_part, {"part": "groups"}, name="edit_group"),
]
