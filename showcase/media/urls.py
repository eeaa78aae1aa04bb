"""Routes of media."""

from django.urls import path

from showcase.media import views

member = [
    path("me/media/<int:asset>/", views.progress, name="asset"),
    path("me/media/<int:asset>/retry/", views.retry, name="asset_retry"),
]
