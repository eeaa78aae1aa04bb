"""Routes of partners."""

from django.urls import path

from programmes.partners import views

HERE = "<slug:organisation>/<slug:programme>/partners/"
ONE = HERE + "<int:partnership>/"

desk = [
    path(HERE, views.partners, name="desk_partners"),
    path(HERE + "order/", views.order, name="order_partners"),
    path(ONE, views.partner, name="desk_partner"),
    path(ONE + "out/", views.out, name="leave_partner"),
    path(ONE + "back/", views.back, name="return_partner"),
]
