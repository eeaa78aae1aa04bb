"""The one route of this floor outside the language prefix."""

from django.urls import path

from programmes.agenda import views

urlpatterns = [path("feeds/agenda/<str:token>.ics", views.feed, name="feed")]
