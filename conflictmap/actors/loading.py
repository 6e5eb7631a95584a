"""The actors that come with conflictmap, from ``actors.yaml`` into the database."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from conflictmap.actors.drawing import check_colours
from conflictmap.actors.models import Actor, ActorAlias, Engraving

ACTORS = Path(__file__).with_name("actors.yaml")


@dataclass(frozen=True, slots=True)
class LoadResult:
    """How many actors were added, brought back to the file, and left as they were."""

    added: int
    updated: int
    kept: int


@transaction.atomic
def load_actors(path: Path = ACTORS, *, update: bool = False) -> LoadResult:
    """Add the actors of a YAML file that the database lacks; an actor is known by its canonical name.

    Actors that are there already stay exactly as they are, with their aliases: editors may have changed
    them. With `update` their names, colours and countries become those of the file again, and aliases that
    they lack are added; aliases that editors added stay. Raises ValueError, naming the actor and the field,
    when an entry cannot be used; then nothing is changed.
    """
    known = {actor.canonical: actor for actor in Actor.objects.all()}
    counts = {"added": 0, "updated": 0, "kept": 0}
    for number, entry in enumerate(yaml.safe_load(path.read_text())["actors"], start=1):
        where = f"{path.name}, actor {number} ({entry.get('name', 'without a name')})"
        actor = known.get(entry.get("canonical", ""))
        if actor is not None and not update:
            counts["kept"] += 1
            continue
        counts["added" if actor is None else "updated"] += 1
        try:
            _save(actor or Actor(), entry)
        except (ValidationError, KeyError, TypeError) as error:
            raise ValueError(f"{where}: {_explained(error)}") from error
    return LoadResult(**counts)


def _save(actor: Actor, entry: dict[str, Any]) -> None:
    actor.name, actor.canonical = entry["name"], entry["canonical"]
    actor.short_name = entry.get("short_name", "")
    actor.names = entry.get("names", {})
    actor.slug = actor.slug or slugify(actor.name)
    actor.countries = entry.get("countries", [])
    actor.fill_light, actor.line_light = entry.get("light", ["", ""])
    actor.fill_dark, actor.line_dark = entry.get("dark", ["", ""])
    actor.engraving = entry.get("engraving", Engraving.SOLID)
    actor.full_clean()
    check_colours(actor)
    actor.save()
    for alias in entry.get("aliases", []):
        values = {"text": alias} if isinstance(alias, str) else alias
        scope = {"country": "", "first_day": None, "last_day": None, **values}
        language = scope.pop("language", "en")
        if not actor.aliases.filter(**scope).exists():
            new = ActorAlias(actor=actor, language=language, **scope)
            new.full_clean()
            new.save()


def _explained(error: Exception) -> str:
    if isinstance(error, ValidationError):
        if hasattr(error, "message_dict"):
            return "; ".join(f"{field}: {' '.join(messages)}" for field, messages in error.message_dict.items())
        return " ".join(error.messages)
    if isinstance(error, KeyError):
        return f"the field {error} is missing"
    return str(error)
