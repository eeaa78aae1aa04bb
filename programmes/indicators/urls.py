"""Routes of indicators."""

from django.urls import path

from incubator.web.routes import COHORT
from programmes.indicators import views

desk = [
    path(COHORT + "indicators/", views.indicators, name="desk_indicators"),
    path(COHORT + "indicators/export/", views.export, name="export_indicators"),
    path(COHORT + "indicators/new/", views.new, name="new_indicator"),
    path(COHORT + "indicators/order/", views.order, name="order_indicators"),
    path(COHORT + "indicators/<int:indicator>/show/", views.show, name="show_indicator"),
    path(COHORT + "indicators/<int:indicator>/", views.edit, name="edit_indicator"),
]
