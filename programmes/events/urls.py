"""Routes of events."""

from django.urls import path

from incubator.web.routes import COHORT
from programmes.events import views

public = [
    path("events/", views.events, name="events"),
    path("events/<slug:slug>/", views.event, name="event"),
    path("events/<slug:slug>/calendar.ics", views.event_file, name="event_file"),
]
desk = [
    path(COHORT + "events/", views.desk_events, name="desk_events"),
    path(COHORT + "events/+new/", views.new, name="new_event"),
    path(COHORT + "events/<slug:event>/", views.edit, name="edit_event"),
    path(COHORT + "events/<slug:event>/publish/", views.publish, name="publish_event"),
]
