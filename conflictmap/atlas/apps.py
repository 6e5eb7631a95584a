"""Django's registration of the `atlas` app."""

from django.apps import AppConfig


class AtlasConfig(AppConfig):
    """Names the app and its key type."""

    name = "conflictmap.atlas"
    label = "atlas"
    default_auto_field = "django.db.models.BigAutoField"
