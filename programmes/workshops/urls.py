"""Routes of workshops."""

from django.urls import path

from incubator.web.routes import COHORT
from programmes.workshops import views

ONE = COHORT + "workshops/<slug:workshop>/"
desk = [
    path(COHORT + "workshops/", views.workshops, name="desk_workshops"),
    path(COHORT + "workshops/+new/", views.new, name="new_workshop"),
    path(COHORT + "workshops/+facilitator/", views.new_facilitator, name="new_facilitator"),
    path(ONE, views.workshop, name="desk_workshop"),
    path(ONE + "edit/", views.edit, name="edit_workshop"),
    path(ONE + "publish/", views.publish, name="publish_workshop"),
    path(ONE + "sessions/new/", views.new_session, name="new_session"),
    path(ONE + "sessions/<int:session>/", views.edit_session, name="edit_session"),
]
