"""Django's registration of the `control` app."""

from django.apps import AppConfig


class ControlConfig(AppConfig):
    """Names the app and its key type."""

    name = "conflictmap.control"
    label = "control"
    default_auto_field = "django.db.models.BigAutoField"
