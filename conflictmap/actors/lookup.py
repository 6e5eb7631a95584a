"""From what extraction says of an actor to the Actor: by its canonical name, else by an alias in scope."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Lower

from conflictmap.actors.models import Actor, ActorAlias

UNKNOWN = "unknown"
OTHER = "other:"
_BEFORE = re.compile(r"^(?:the|a|an)\s+")
_AFTER = re.compile(r"(?:['’]s|['’])$")


@dataclass(frozen=True, slots=True)
class ActorMention:
    """What a claim says of its actor.

    `canonical` is the extractor's name for it (``unknown`` or ``other:NAME`` when it knows none), `mention`
    the words of the text. `country` (ISO 3166-1 alpha-2, empty when unknown) and `day` say which scoped
    aliases apply: "government forces" are others in Iraq than in Syria.
    """

    canonical: str
    mention: str | None = None
    country: str = ""
    day: date | None = None


def actors_for(mentions: Sequence[ActorMention]) -> list[Actor | None]:
    """The actor of each mention, in the same order; None where none is known or two fit equally well.

    A canonical name decides, unless the words are an alias that `always` means another actor in its scope.
    An alias for the country goes before one for everywhere. An alias with days needs a day. Two queries
    whatever the number of mentions.
    """
    actors = list(Actor.objects.all())
    by_canonical = {actor.canonical: actor for actor in actors}
    by_name: defaultdict[str, set[Actor]] = defaultdict(set)
    for actor in actors:
        for name in {actor.name, actor.short_name} - {""}:
            by_name[_key(name)].add(actor)
    aliases = _aliases({_key(text) for mention in mentions for text in _texts(mention)})
    return [
        _always(mention, aliases)
        or by_canonical.get(mention.canonical)
        or next(
            (found for text in _texts(mention) if (found := _only(_fitting(text, mention, by_name, aliases)))),
            None,
        )
        for mention in mentions
    ]


def _texts(mention: ActorMention) -> list[str]:
    """What may name the actor: the words of the text, then the extractor's own name for a party without one of ours."""
    named = [mention.canonical.removeprefix(OTHER)] if mention.canonical.startswith(OTHER) else []
    return [text for text in [mention.mention or "", *named] if text.strip()]


def _always(mention: ActorMention, aliases: dict[str, list[ActorAlias]]) -> Actor | None:
    found = aliases.get(_key(mention.mention or ""), [])
    return _only({alias.actor for alias in found if alias.always and _applies(alias, mention)})


def _aliases(keys: set[str]) -> dict[str, list[ActorAlias]]:
    found: defaultdict[str, list[ActorAlias]] = defaultdict(list)
    # Stored aliases may begin with an article too.
    wanted = keys | {f"the {key}" for key in keys}
    for alias in ActorAlias.objects.annotate(small=Lower("text")).filter(small__in=wanted).select_related("actor"):
        found[_key(alias.text)].append(alias)
    return found


def _fitting(
    text: str, mention: ActorMention, by_name: dict[str, set[Actor]], aliases: dict[str, list[ActorAlias]]
) -> set[Actor]:
    key = _key(text)
    in_scope = [alias for alias in aliases.get(key, []) if _applies(alias, mention)]
    here = {alias.actor for alias in in_scope if alias.country}
    return here or {alias.actor for alias in in_scope} | by_name.get(key, set())


def _applies(alias: ActorAlias, mention: ActorMention) -> bool:
    if alias.country and alias.country != mention.country:
        return False
    if alias.first_day is None and alias.last_day is None:
        return True
    if mention.day is None:
        return False
    return (alias.first_day or date.min) <= mention.day <= (alias.last_day or date.max)


def _only(actors: set[Actor]) -> Actor | None:
    return next(iter(actors)) if len(actors) == 1 else None


def _key(text: str) -> str:
    """The name in small letters, without an article before or a possessive after it."""
    return _BEFORE.sub("", _AFTER.sub("", " ".join(text.lower().split())))
