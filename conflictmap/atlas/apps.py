"""Django's registration of the `atlas` app."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class AtlasConfig(AppConfig):
    """Names the app and its key type, and registers its check."""

    name = "conflictmap.atlas"
    label = "atlas"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let Django check what the operator has set."""
        from conflictmap.atlas.embedding import check_origins

        register(check_origins, Tags.security)
