"""Routes of creators."""

from django.urls import path

from showcase.creators import views

public = [
    path("creators/", views.creators, name="creators"),
    path("creators/<slug:slug>/", views.creator, name="creator"),
]
member = [
    path("me/creator/", views.my_creator, name="my_creator"),
    path("me/creator/switch/", views.switch_creator, name="switch_creator"),
    path("me/creator/collectives/<int:belonging>/", views.answer_collective, name="answer_collective"),
]
