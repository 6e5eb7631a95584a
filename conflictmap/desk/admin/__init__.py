"""The admin pages of editors, one module for each kind of thing they edit."""

from django.contrib import admin

from conflictmap.desk.admin import actors, articles, claims, narratives, towns

admin.site.site_header = "conflictmap desk"
admin.site.site_title = "conflictmap desk"
admin.site.index_title = "Desk"
# Lists of claims need the width.
admin.site.enable_nav_sidebar = False

__all__ = ["actors", "articles", "claims", "narratives", "towns"]
