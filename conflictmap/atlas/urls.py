"""Addresses of the pages: map, towns, articles. Each is there once in every language (conflictmap/urls.py)."""

from django.urls import path

from conflictmap.atlas import views

app_name = "atlas"

urlpatterns = [
    path("", views.map_page, name="map"),
    path("atlas/sources.json", views.sources, name="sources"),
    path("towns/", views.towns, name="towns"),
    path("towns/<slug:slug>/", views.town, name="town"),
    path("towns/<slug:slug>/panel/", views.town_panel, name="town_panel"),
    path("method/", views.method, name="method"),
    path("articles/", views.articles, name="articles"),
    path("articles/<int:pk>/", views.article, name="article"),
]
