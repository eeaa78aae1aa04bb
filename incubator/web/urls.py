"""Routes of the web room."""

from django.urls import path

from incubator.web import views

public = [
    path("preferences/", views.preferences, name="preferences"),
    path("components/", views.components, name="components"),
]
