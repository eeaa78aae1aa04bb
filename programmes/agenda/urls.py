"""Routes of agendas; the feed itself stands outside the languages, in incubator/urls.py."""

from django.urls import path

from programmes.agenda import views

member = [
    path("me/agenda/", views.my_agenda, name="my_agenda"),
    path("me/agenda/renew/", views.renew_feed, name="renew_feed"),
]
