"""Routes of mentors."""

from django.urls import path

from incubator.web.routes import COHORT
from mentoring.mentors import views

member = [path("mentoring/profile/", views.profile, name="mentor_profile")]
desk = [
    path(COHORT + "mentoring/", views.desk_mentoring, name="desk_mentoring"),
    path(COHORT + "mentoring/mentors/new/", views.engage_mentor, name="engage_mentor"),
    path(COHORT + "mentoring/mentors/<int:engagement>/", views.desk_mentor, name="desk_mentor"),
    path(COHORT + "mentoring/mentors/<int:engagement>/remove/", views.disengage_mentor, name="disengage_mentor"),
]
