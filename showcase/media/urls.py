"""Routes of media."""

from django.urls import path

from showcase.media import views

member = [
    path("me/media/<int:asset>/", views.progress, name="asset"),
    path("me/media/<int:asset>/retry/", views.retry, name="asset_retry"),
    path("me/media/<int:asset>/title/", views.title, name="asset_title"),
    path("me/media/<int:asset>/captions/", views.captions, name="asset_captions"),
    path("me/media/<int:asset>/captions/<int:track>/", views.track, name="asset_track"),
    path("me/media/<int:asset>/transcript/", views.transcript, name="asset_transcript"),
    path("me/media/<int:asset>/description/", views.description, name="asset_description"),
    path("me/media/<int:asset>/around/", views.all_round, name="asset_around"),
    path("me/media/<int:asset>/poster/", views.poster, name="asset_poster"),
]
