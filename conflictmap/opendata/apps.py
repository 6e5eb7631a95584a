"""Django's registration of the `opendata` app."""

from django.apps import AppConfig


class OpendataConfig(AppConfig):
    """Names the app and its key type."""

    name = "conflictmap.opendata"
    label = "opendata"
    default_auto_field = "django.db.models.BigAutoField"
