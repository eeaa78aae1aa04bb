"""Routes of the accounts room; sign-in itself is allauth's, under the same accounts/."""

from django.urls import path

from incubator.accounts import views

public = [
    path("accounts/continue/", views.continue_with_code, name="continue"),
    path("accounts/here/", views.sign_in_here, name="sign_in_here"),
    path("accounts/another/", views.as_another, name="sign_in_as_another"),
]
member = [
    path("me/preferences/", views.settings, name="settings"),
    path("me/data/", views.data, name="my_data"),
    path("me/data/export/", views.export, name="export_my_data"),
    path("me/data/erase/", views.erase, name="erase_me"),
]
