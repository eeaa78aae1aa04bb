"""Routes of partners."""

from django.urls import path

from programmes.partners import views

desk = [path("<slug:organisation>/<slug:programme>/partners/", views.partners, name="desk_partners")]
