"""Day and view from a link of the map page, as an editor copies it from the address bar."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

from conflictmap.core.days import parse_day

MapLink = dict[str, date | float | None]


def read_map_link(link: str) -> MapLink:
    """`day`, `latitude`, `longitude` and `zoom` of a link such as "…/?date=2017-09-22&view=34.8,41.2,6.5".

    The view is ``None`` three times where the link shows the whole story. Raises ValueError with a sentence for people.
    """
    query = parse_qs(urlsplit(link.strip()).query)
    if "date" not in query:
        raise ValueError("This is not a link of the map: it has no date.")
    day = parse_day(query["date"][0])
    if "view" not in query:
        return {"day": day, "latitude": None, "longitude": None, "zoom": None}
    parts = query["view"][0].split(",")
    try:
        latitude, longitude, zoom = (float(part) for part in parts)
    except ValueError:
        raise ValueError(f"“{query['view'][0][:40]}” is not a view: it is written as in 34.8,41.2,6.5.") from None
    return {"day": day, "latitude": latitude, "longitude": longitude, "zoom": zoom}
