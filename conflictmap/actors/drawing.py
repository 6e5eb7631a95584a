"""Checking an actor's colours against those of all others before they are saved."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from conflictmap.actors.colours import SURFACES, ActorColours, fill_faults, line_faults
from conflictmap.actors.models import HEX_COLOUR, Actor


def check_colours(actor: Actor) -> None:
    """Raise ValidationError when the colours of `actor`, saved or not, cannot be seen or told from another's.

    An actor without any colour passes: the map draws it without. One query.
    """
    colours = [actor.fill_light, actor.line_light, actor.fill_dark, actor.line_dark]
    if not any(colours):
        return
    if not all(colours):
        raise ValidationError("Give all four colours, or none: fill and line, for the light and the dark map.")
    for colour in colours:
        HEX_COLOUR(colour)
    others = list(Actor.objects.exclude(pk=actor.pk).exclude(fill_light="").exclude(fill_dark=""))
    faults = []
    for theme in SURFACES:
        drawn = colours_of(actor, theme)
        faults += line_faults(drawn, theme) + fill_faults(drawn, (colours_of(other, theme) for other in others), theme)
    if faults:
        raise ValidationError(faults)


def colours_of(actor: Actor, theme: str) -> ActorColours:
    """The colours of an actor on the "light" or the "dark" map."""
    if theme == "light":
        return ActorColours(actor.name, actor.fill_light, actor.line_light)
    return ActorColours(actor.name, actor.fill_dark, actor.line_dark)
