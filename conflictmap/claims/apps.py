"""Django's registration of the `claims` app."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """Names the app and its key type."""

    name = "conflictmap.claims"
    label = "claims"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the check of the setting EXTRACTORS."""
        from conflictmap.claims.extractors import configured  # noqa: F401
