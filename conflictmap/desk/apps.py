"""Django's registration of the `desk` app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Names the app and its key type."""

    name = "conflictmap.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
