"""Addresses of the pages: map, towns, articles. Each is there once in every language (conflictmap/urls.py)."""

from django.urls import path

from conflictmap.atlas import reference_pages, story_pages, views

app_name = "atlas"

urlpatterns = [
    path("", views.map_page, name="map"),
    path("atlas/sources.json", views.sources, name="sources"),
    path("compare/", views.compare_page, name="compare"),
    path("towns/", views.towns, name="towns"),
    path("towns/<slug:slug>/", views.town, name="town"),
    path("towns/<slug:slug>/panel/", views.town_panel, name="town_panel"),
    path("method/", views.method, name="method"),
    path("search/", reference_pages.search_page, name="search"),
    path("search/found.json", reference_pages.search_found, name="search_found"),
    path("actors/", reference_pages.actors, name="actors"),
    path("actors/<slug:slug>/", reference_pages.actor, name="actor"),
    path("sources/", reference_pages.sources, name="source_list"),
    path("sources/<slug:slug>/", reference_pages.source, name="source"),
    path("stories/", story_pages.stories, name="stories"),
    path("stories/<slug:slug>/", story_pages.story, name="story"),
    path("articles/", views.articles, name="articles"),
    path("articles/<int:pk>/", views.article, name="article"),
]
