"""Routes of preferences and matching."""

from django.urls import path

from incubator.web.routes import COHORT
from mentoring.matching.views import desk as on_desk
from mentoring.matching.views import member as own

HERE = COHORT + "mentoring/matching/"
RUN = HERE + "<int:matching>/"

member = [
    path("me/cohort/" + COHORT + "mentors/", own.my_mentors, name="my_mentors"),
    path("mentoring/cohorts/<int:engagement>/", own.rank_participants, name="rank_participants"),
]
desk = [
    path(COHORT + "mentoring/preferences/", on_desk.desk_preferences, name="desk_preferences"),
    path(HERE, on_desk.desk_matching, name="desk_matching"),
    path(HERE + "run/", on_desk.run_matching, name="run_matching"),
    path(RUN, on_desk.desk_run, name="desk_run"),
    path(RUN + "pin/", on_desk.instruct_pair, {"word": "pin"}, name="pin_pair"),
    path(RUN + "forbid/", on_desk.instruct_pair, {"word": "forbid"}, name="forbid_pair"),
    path(RUN + "clear/", on_desk.instruct_pair, {"word": "clear"}, name="clear_pair"),
    path(RUN + "publish/", on_desk.publish_matching, name="publish_matching"),
]
