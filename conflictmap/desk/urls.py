"""Addresses of the desk beside those of the admin, under `/admin/`. Staff only."""

from __future__ import annotations

from django.contrib import admin
from django.urls import path

from conflictmap.desk.admin.workbench import workbench_view

app_name = "desk"

urlpatterns = [path("workbench/", admin.site.admin_view(workbench_view), name="workbench")]
