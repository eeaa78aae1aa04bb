"""Routes of press kits."""

from django.urls import path

from showcase.press import views

public = [path("works/<slug:slug>/press.zip", views.press_kit, name="press_kit")]
