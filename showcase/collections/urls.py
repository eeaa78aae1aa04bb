"""Routes of collections. The desk's begin with collections/shelf/: a cohort could be called "collections"."""

from django.urls import path

from showcase.collections import views

SHELF = "<slug:organisation>/<slug:programme>/collections/shelf/"
ONE = SHELF + "<slug:collection>/"

public = [
    path("collections/", views.collections, name="collections"),
    path("collections/<slug:slug>/card.jpg", views.collection_card, name="collection_card"),
    path("collections/<slug:slug>/", views.collection, name="collection"),
]
desk = [
    path(SHELF, views.desk_collections, name="desk_collections"),
    path(SHELF + "new/", views.new_collection, name="new_collection"),
    path(ONE, views.desk_collection, name="desk_collection"),
    path(ONE + "works/", views.collection_works, name="collection_works"),
    path(ONE + "publish/", views.publish_collection, name="publish_collection"),
]
