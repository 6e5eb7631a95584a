"""Addresses of the pages: map, towns, articles, and the files that browsers ask every site for."""

from django.urls import path

from conflictmap.atlas import views

app_name = "atlas"

urlpatterns = [
    path("", views.map_page, name="map"),
    path("atlas/timeline-<int:revision>.json", views.timeline, name="timeline"),
    path("atlas/actors.css", views.actor_styles, name="actor_styles"),
    path("towns/", views.towns, name="towns"),
    path("towns/<slug:slug>/", views.town, name="town"),
    path("towns/<slug:slug>/panel/", views.town_panel, name="town_panel"),
    path("articles/", views.articles, name="articles"),
    path("articles/<int:pk>/", views.article, name="article"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
]
