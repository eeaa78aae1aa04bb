"""Routes of the accounts room; sign-in itself is allauth's, under the same accounts/."""

from django.urls import path

from incubator.accounts import views

public = [
    path("accounts/continue/", views.continue_with_code, name="continue"),
]
