"""Routes of applications."""

from django.urls import path

from participants.applications.views import apply, mine, sending

APPLY = "calls/<slug:call>/apply/"
OWN = "me/applications/<int:application>/"

public = [
    path(APPLY, apply.apply, name="apply"),
    path(APPLY + "files/", apply.file, name="application_file"),
    path(APPLY + "files/<int:attachment>/", sending.see_file, name="see_application_file"),
    path(APPLY + "review/", sending.review, name="review_application"),
    path(APPLY + "address/", sending.address, name="application_address"),
]
member = [
    path("me/applications/", mine.mine, name="my_applications"),
    path(OWN, mine.one, name="my_application"),
    path(OWN + "sent/", mine.sent, name="application_sent"),
    path(OWN + "withdraw/", mine.withdraw, name="withdraw_application"),
]
