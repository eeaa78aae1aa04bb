"""Routes of what is shared."""

from django.urls import path

from showcase.sharing import views

public = [
    path("works/<slug:slug>/card.jpg", views.work_card, name="work_card"),
    path("works/<slug:slug>/embed/", views.embed, name="embed_work"),
    path("organisations/<slug:slug>/card.jpg", views.organisation_card, name="organisation_card"),
    path("creators/<slug:slug>/card.jpg", views.creator_card, name="creator_card"),
    path("programmes/<slug:slug>/card.jpg", views.programme_card, name="programme_card"),
]
