"""Routes of messages; the list of an organisation's messages is the organisations room's, which knows organisations."""

from django.urls import path

from incubator.outbox import views

member = [
    path("me/messages/", views.inbox, name="inbox"),
    path("me/messages/read/", views.read_all, name="read_all_messages"),
    path("me/messages/<int:message>/", views.my_message, name="my_message"),
    path("me/messages/<int:message>/open/", views.open_message, name="open_message"),
]
desk = [
    path("<slug:organisation>/messages/<int:message>/", views.desk_message, name="desk_message"),
    path("<slug:organisation>/messages/<int:message>/resend/", views.resend, name="resend_message"),
]
