"""Routes of mentorships and their sessions."""

from django.urls import path

from incubator.web.routes import COHORT
from mentoring.meetings.views import desk as on_desk
from mentoring.meetings.views import member as own

ONE = "mentoring/<int:mentorship>/"
MEETING = "mentoring/sessions/<int:meeting>/"

member = [
    path("mentoring/", own.mentoring, name="mentoring"),
    path(ONE, own.mentorship, name="mentorship"),
    path(ONE + "log/", own.log_meeting, name="log_meeting"),
    path(ONE + "book/", own.book_meeting, name="book_meeting"),
    path(ONE + "goals/", own.set_goals, name="set_goals"),
    path(ONE + "end/", own.end_mentorship, name="end_mentorship"),
    path(MEETING, own.edit_meeting, name="edit_meeting"),
    path(MEETING + "missed/", own.miss_meeting, name="miss_meeting"),
    path(MEETING + "cancel/", own.cancel_meeting, name="cancel_meeting"),
]
desk = [path(COHORT + "mentoring/mentorships/", on_desk.desk_mentorships, name="desk_mentorships")]
