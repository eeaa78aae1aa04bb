"""Routes of the review. The desk's begin with journal/issues/: a cohort could be called "journal"."""

from django.urls import path

from showcase.journal import views

ISSUES = "<slug:organisation>/<slug:programme>/journal/issues/"
ISSUE = ISSUES + "<slug:issue>/"

public = [
    path("journal/", views.journal, name="journal"),
    path("journal/<slug:slug>/card.jpg", views.issue_card, name="issue_card"),
    path("journal/<slug:issue>/<slug:slug>/card.jpg", views.article_card, name="article_card"),
    path("journal/<slug:slug>/", views.issue, name="issue"),
    path("journal/<slug:issue>/<slug:slug>/", views.article, name="article"),
]
desk = [
    path(ISSUES, views.desk_journal, name="desk_journal"),
    path(ISSUES + "new/", views.new_issue, name="new_issue"),
    path(ISSUE, views.desk_issue, name="desk_issue"),
    path(ISSUE + "publish/", views.publish_issue, name="publish_issue"),
    path(ISSUE + "articles/new/", views.new_article, name="new_article"),
    path(ISSUE + "articles/<slug:article>/", views.desk_article, name="desk_article"),
]
