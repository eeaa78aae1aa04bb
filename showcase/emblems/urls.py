"""Routes of marks."""

from django.urls import path

from showcase.emblems import views

desk = [
    path("<slug:organisation>/logo/", views.organisation_mark, name="organisation_mark"),
    path("<slug:organisation>/<slug:programme>/partners/<int:partnership>/logo/", views.partner_mark, name="partner_mark"),
]
