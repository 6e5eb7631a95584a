"""Django's registration of the `articles` app."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Names the app and its key type."""

    name = "conflictmap.articles"
    label = "articles"
    default_auto_field = "django.db.models.BigAutoField"
