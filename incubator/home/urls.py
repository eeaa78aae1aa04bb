"""Routes of the home room."""

from django.urls import path

from incubator.home import views

member = [
    path("me/", views.me, name="me"),
    path("me/landing/", views.landing, name="landing"),
]
