"""Django's registration of the `actors` app."""

from django.apps import AppConfig


class ActorsConfig(AppConfig):
    """Names the app and its key type."""

    name = "conflictmap.actors"
    label = "actors"
    default_auto_field = "django.db.models.BigAutoField"
