"""Routes of files; outside the language prefix."""

from django.urls import path

from incubator.files import views

app_name = "files"
urlpatterns = [
    path("files/<uuid:token>/", views.private, name="private"),
    path("media/<path:path>", views.rendition, name="rendition"),
]
