"""Routes of files: outside the language prefix, except uploads, which say why they are refused."""

from django.urls import path

from incubator.files import views
from incubator.files.resumable import views as resumable

app_name = "files"
urlpatterns = [
    path("files/<uuid:token>/", views.private, name="private"),
    path("media/<path:path>", views.rendition, name="rendition"),
]
public = [
    path("uploads/", resumable.uploads, name="uploads"),
    path("uploads/<str:key>/", resumable.upload, name="upload"),
]
