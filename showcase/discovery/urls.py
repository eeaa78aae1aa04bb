"""Addresses outside the language prefix."""

from django.urls import path

from showcase.discovery import views

app_name = "discovery"
urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap-pages.xml", views.sitemap_pages, name="sitemap_pages"),
    path("sitemap-works-<int:part>.xml", views.sitemap_works, name="sitemap_works"),
    path("oembed/", views.oembed, name="oembed"),
    path("feeds/works/<slug:language>/", views.feed, name="feed"),
]
