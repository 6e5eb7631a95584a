"""Addresses that are the same in every language: the map's data, and the files that browsers ask every site for."""

from django.contrib.sitemaps import views as sitemap_views
from django.urls import path

from conflictmap.atlas import language, timeline_serving, views
from conflictmap.atlas.cards import serving
from conflictmap.atlas.sitemaps import SITEMAPS

app_name = "files"

urlpatterns = [
    path("atlas/timeline-<int:revision>.bin", timeline_serving.timeline, name="timeline"),
    path("atlas/names-<slug:digest>.bin", timeline_serving.names, name="names"),
    path("atlas/town.json", timeline_serving.town, name="town"),
    path("atlas/card-<int:revision>.png", serving.card, name="card"),
    path("atlas/actors.css", views.actor_styles, name="actor_styles"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path(
        "sitemap.xml",
        sitemap_views.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "files:sitemap"},
        name="sitemaps",
    ),
    path("sitemap-<section>.xml", sitemap_views.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("en/", language.without_prefix, {"path": ""}),
    path("en/<path:path>", language.without_prefix),
]
