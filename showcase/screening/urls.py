"""Routes of screening rooms. The desk's begin with screenings/rooms/: a cohort could be called "screenings"."""

from django.urls import path

from showcase.screening import views

ROOMS = "<slug:organisation>/<slug:programme>/screenings/rooms/"
ONE = ROOMS + "<int:screening>/"

public = [
    path("screening/kept/<str:token>/", views.screening_kept, name="screening_kept"),
    path("screening/<str:token>/", views.screening, name="screening"),
    path("screening/<str:token>/<slug:slug>/", views.screened, name="screened"),
    path("screening/<str:token>/<slug:slug>/played/", views.played, name="screening_played"),
]
member = [
    path("me/screenings/", views.my_screenings, name="my_screenings"),
    path("me/screenings/<int:entry>/", views.answer_screening, name="answer_screening"),
]
desk = [
    path(ROOMS, views.desk_screenings, name="desk_screenings"),
    path(ONE, views.desk_screening, name="desk_screening"),
    path(ONE + "works/", views.screening_works, name="screening_works"),
    path(ONE + "invite/", views.screening_invite, name="screening_invite"),
    path(ONE + "guests/<int:guest>/erase/", views.screening_forget, name="screening_forget"),
    path(ONE + "guests/<int:guest>/revoke/", views.screening_revoke, name="screening_revoke"),
]
