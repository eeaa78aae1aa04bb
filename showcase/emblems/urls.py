"""Routes of marks. The organisation’s has four words: three name a cohort."""

from django.urls import path

from showcase.emblems import views

desk = [
    path("<slug:organisation>/settings/marks/logo/", views.organisation_mark, name="organisation_mark"),
    path("<slug:organisation>/<slug:programme>/partners/<int:partnership>/logo/", views.partner_mark, name="partner_mark"),
]
