"""Routes of testimonials. The desk's begin with testimonials/words/: a cohort could be called "testimonials"."""

from django.urls import path

from showcase.testimonials import views

WORDS = "<slug:organisation>/<slug:programme>/testimonials/words/"
ONE = WORDS + "<int:testimonial>/"

public = [
    path("testimonials/<str:token>/", views.testimonial, name="testimonial"),
    path("testimonials/<str:token>/withdraw/", views.withdraw, name="withdraw_testimonial"),
]
desk = [
    path(WORDS, views.testimonials, name="desk_testimonials"),
    path(WORDS + "order/", views.order, name="order_testimonials"),
    path(ONE, views.translate, name="desk_testimonial"),
    path(ONE + "publish/", views.publish, name="publish_testimonial"),
    path(ONE + "remove/", views.remove, name="remove_testimonial"),
]
