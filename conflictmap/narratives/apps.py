"""Django's registration of the `narratives` app."""

from django.apps import AppConfig


class NarrativesConfig(AppConfig):
    """Names the app and its key type."""

    name = "conflictmap.narratives"
    label = "narratives"
    default_auto_field = "django.db.models.BigAutoField"
