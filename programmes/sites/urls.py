"""Routes of places."""

from django.urls import path

from programmes.sites import views

desk = [
    path("<slug:organisation>/sites/", views.sites, name="sites"),
    path("<slug:organisation>/sites/new/", views.new_site, name="new_site"),
    path("<slug:organisation>/sites/<int:site>/", views.edit_site, name="edit_site"),
    path("<slug:organisation>/sites/<int:site>/rooms/new/", views.new_space, name="new_space"),
    path("<slug:organisation>/sites/<int:site>/rooms/<int:space>/", views.edit_space, name="edit_space"),
]
