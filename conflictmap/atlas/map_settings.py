"""What a page with a map tells its script."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from conflictmap.atlas.actor_styles import safe_colours_of_holders
from conflictmap.atlas.first_ground import first_ground
from conflictmap.control.story import Story


def map_settings(story: Story, day: date | None) -> dict[str, Any]:
    """What the map's script must know before it fetches anything: addresses, days (ISO), tiles, credits."""
    tiles = settings.BASEMAP_TILES_URL
    ground = first_ground(story.revision)
    return {
        "timeline_url": reverse("files:timeline", args=[story.revision]),
        "names_url": reverse("files:names", args=["DIGEST"]),
        "town_url": reverse("files:town"),
        "panel_url": reverse("atlas:town_panel", args=["SLUG"]),
        "sources_url": reverse("atlas:sources"),
        "safe_colours": safe_colours_of_holders(),
        "search_url": reverse("atlas:search_found"),
        "desk_url": reverse("admin:articles_article_add"),
        "date": day.isoformat() if day else None,
        "first": story.first.isoformat() if story.first else None,
        "last": story.last.isoformat() if story.last else None,
        "basemap": {
            "first": ground.first,
            "world": static("basemap/world.json"),
            "details": [static(f"basemap/{name}.json") for name in ground.details],
        },
        "embed_origins": settings.EMBED_ORIGINS,
        "attribution": settings.DATA_ATTRIBUTION,
        "tiles": {"url": tiles, "attribution": settings.BASEMAP_TILES_ATTRIBUTION} if tiles else None,
    }


def first_files(told: dict[str, Any], *, is_standard: bool) -> list[str]:
    """The files that a map asks for first, so that a page can name them before its script runs."""
    ground = told["basemap"]
    files = ground["details"] if ground["first"] == "details" else [ground["world"]]
    return [*([told["timeline_url"]] if is_standard else []), *files]
