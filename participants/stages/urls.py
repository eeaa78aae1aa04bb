"""Routes of stages."""

from django.urls import path

from incubator.web.routes import COHORT
from participants.stages.views import moving_on, screening

STAGE = COHORT + "reviews/stages/<int:stage>/"

desk = [
    path(STAGE + "moving-on/", moving_on.page, name="moving_on"),
    path(COHORT + "reviews/cuts/<int:cut>/undo/", moving_on.undo, name="undo_cut"),
    path(STAGE + "screening/", screening.listing, name="screening"),
    path(STAGE + "screening/several/", screening.many, name="screen_many"),
    path(STAGE + "screening/not-eligible/", screening.rule_out, name="rule_out"),
    path(STAGE + "screening/<int:application>/", screening.one, name="screen"),
]
