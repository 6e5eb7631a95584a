"""Which content encoding to send (RFC 9110, 12.5.3)."""

from __future__ import annotations

from collections.abc import Iterable


def best_encoding(accepted: str, available: Iterable[str]) -> str:
    """The first of `available` that the Accept-Encoding header `accepted` names with a weight above 0.

    `available` is in order of preference. Answers "identity" when none is named.
    """
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        try:
            weights[name.strip()] = float(parameter.strip().removeprefix("q=") or 1)
        except ValueError:
            weights[name.strip()] = 0
    return next((name for name in available if weights.get(name, 0) > 0), "identity")
