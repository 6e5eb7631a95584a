"""Django's registration of the `gazetteer` app."""

from django.apps import AppConfig


class GazetteerConfig(AppConfig):
    """Names the app and its key type."""

    name = "conflictmap.gazetteer"
    label = "gazetteer"
    default_auto_field = "django.db.models.BigAutoField"
