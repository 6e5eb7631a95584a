"""Django's registration of the `demo` app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Names the app and its key type."""

    name = "conflictmap.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
