"""The content security policy: what a browser may load and run on our pages (CSP level 3).

Article text is untrusted. Templates escape it; should one ever fail to, the browser still runs
nothing, since public pages have no inline scripts or styles and load from this site only.
Django 6 has such a middleware of its own; until we can move to it, this one is all that is needed.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

Policy = dict[str, list[str]]


def tiles_origin(address: str) -> str:
    """The origin that tiles come from, `{s}` in the host standing for any name: "https://*.tiles.example"."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}" if parts.netloc else ""


def public_policy() -> Policy:
    """The policy of public pages: this site only, and the tile server where the operator names one."""
    tiles = tiles_origin(settings.BASEMAP_TILES_URL)
    return {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", *([tiles] if tiles else [])],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }


def admin_policy() -> Policy:
    """The policy of the editors' desk, whose map widget starts with an inline script."""
    inline = ["'self'", "'unsafe-inline'"]
    return public_policy() | {"script-src": inline, "style-src": inline}


def header(policy: Policy) -> str:
    """A policy as the value of its header."""
    return "; ".join(f"{directive} {' '.join(sources)}" for directive, sources in policy.items())


class ContentSecurityPolicyMiddleware:
    """Sends the policy with every answer but Django's own pages for developers, and those that bring their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, and add the policy."""
        response = self.get_response(request)
        if not (settings.DEBUG and response.status_code in (404, 500)):
            inside = request.path.startswith(reverse("admin:index"))
            policy = admin_policy() if inside else public_policy()
            response.headers.setdefault("Content-Security-Policy", header(policy))
        return response
