"""What search engines may list: every page in every language, each with its twins."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from conflictmap.actors.models import Actor
from conflictmap.articles.models import Article, Source
from conflictmap.atlas.timeline import towns_with_periods
from conflictmap.control.models import PeriodHolder
from conflictmap.narratives.models import Narrative


class PageSitemap(Sitemap[Any]):
    """Pages of one sort. `page` is the name of their address, `key` what it needs of each item."""

    i18n = True
    alternates = True
    x_default = True
    limit = 20_000
    page: ClassVar[str]
    key: ClassVar[str] = "slug"

    def location(self, item: Any) -> str:
        """Where the page of an item is."""
        return reverse(f"atlas:{self.page}", args=[getattr(item, self.key)])


class ListSitemap(PageSitemap):
    """The map, and the lists."""

    def items(self) -> list[str]:
        """Names of addresses."""
        return ["map", "stories", "towns", "actors", "source_list", "articles", "method"]

    def location(self, item: Any) -> str:
        """Where a list is."""
        return reverse(f"atlas:{item}")


class TownSitemap(PageSitemap):
    """Towns of which the map knows anything."""

    page = "town"

    def items(self) -> QuerySet[Any]:
        """Towns with a timeline."""
        return towns_with_periods().only("slug")


class ActorSitemap(PageSitemap):
    """Actors that hold or held a town."""

    page = "actor"

    def items(self) -> QuerySet[Any]:
        """Actors with a period."""
        return Actor.objects.filter(pk__in=PeriodHolder.objects.values("actor")).order_by("pk")


class ArticleSitemap(PageSitemap):
    """Articles."""

    page = "article"
    key = "pk"

    def items(self) -> QuerySet[Any]:
        """All articles."""
        return Article.objects.order_by("pk").only("pk")


class SourceSitemap(PageSitemap):
    """Sources."""

    page = "source"

    def items(self) -> QuerySet[Any]:
        """All sources."""
        return Source.objects.order_by("pk")


class StorySitemap(PageSitemap):
    """Stories."""

    page = "story"

    def items(self) -> list[Any]:
        """One of each published story."""
        return Narrative.objects.published().in_language("")


SITEMAPS: dict[str, type[Sitemap[Any]]] = {
    "lists": ListSitemap,
    "towns": TownSitemap,
    "actors": ActorSitemap,
    "sources": SourceSitemap,
    "articles": ArticleSitemap,
    "stories": StorySitemap,
}
