"""All addresses of the site. Pages for readers are there once in every language: `/towns/`, `/ar/towns/`."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", include("conflictmap.desk.urls")),
    path("admin/", admin.site.urls),
    path("", include("conflictmap.opendata.urls")),
    path("", include("conflictmap.atlas.file_urls")),
    *i18n_patterns(path("", include("conflictmap.atlas.urls")), prefix_default_language=False),
]
