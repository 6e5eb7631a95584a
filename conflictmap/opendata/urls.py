"""Addresses of the exports."""

from django.urls import path

from conflictmap.opendata import views

app_name = "opendata"

urlpatterns = [
    path("control.geojson", views.control, name="control"),
    path("timeline.geojson", views.timeline, name="timeline"),
]
