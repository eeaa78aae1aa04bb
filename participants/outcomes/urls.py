"""Routes of outcomes."""

from django.urls import path

from incubator.web.routes import COHORT
from participants.outcomes import views

DESK = COHORT + "people/outcomes/"

member = [path("me/cohort/" + COHORT + "outcomes/new/", views.declare, name="declare_outcome")]
desk = [
    path(DESK, views.desk, name="desk_outcomes"),
    path(DESK + "<int:outcome>/verify/", views.verify, name="verify_outcome"),
    path(DESK + "<int:outcome>/refuse/", views.refuse, name="refuse_outcome"),
    path(COHORT + "people/<int:participation>/outcomes/new/", views.declare_for, name="declare_outcome_for"),
]
