"""Routes of reach."""

from django.urls import path

from showcase.reach import views

public = [path("works/<slug:slug>/played/", views.played, name="played")]
member = [
    path("me/reach/", views.my_reach, name="my_reach"),
    path("me/works/<slug:work>/reach/", views.work_reach, name="work_reach"),
    path("me/works/<slug:work>/reach.csv", views.export, name="work_reach_csv"),
]
