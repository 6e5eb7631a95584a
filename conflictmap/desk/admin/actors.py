"""Actors with their aliases and colours."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from conflictmap.actors.drawing import check_colours
from conflictmap.actors.models import Actor, ActorAlias
from conflictmap.control.rebuild import next_revision


class ActorForm(forms.ModelForm[Actor]):
    """An actor whose colours can be told from all others, also by colour-blind readers."""

    class Meta:
        model = Actor
        fields = "__all__"  # noqa: DJ007 (the admin's fieldsets say which)

    def clean(self) -> dict[str, Any]:
        """Refuse colours that a reader could take for another actor's, or that vanish on the map."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        # Django's form field makes nothing of an empty box; the column wants no names.
        cleaned["names"] = cleaned.get("names") or {}
        if not self.errors:
            for field, value in cleaned.items():
                setattr(self.instance, field, value)
            check_colours(self.instance)
        return cleaned


class ActorAliasInline(admin.TabularInline[ActorAlias, Actor]):
    """The names of one actor, with where and when they mean it."""

    model = ActorAlias
    extra = 1


@admin.register(Actor)
class ActorAdmin(admin.ModelAdmin[Actor]):
    """Actors: name, colours for the light and the dark map, engraving, aliases."""

    form = ActorForm
    list_display = ("name", "short_name", "canonical", "colours", "engraving")
    search_fields = ("name", "short_name", "canonical", "aliases__text")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (ActorAliasInline,)
    fieldsets = (
        (None, {"fields": ("name", "short_name", "names", "slug", "canonical", "countries")}),
        (
            "Drawing",
            {
                "fields": (("fill_light", "line_light"), ("fill_dark", "line_dark"), "engraving"),
                "description": "Colours as #rrggbb. Leave all four empty to draw the actor without colour.",
            },
        ),
    )

    def save_model(self, request: HttpRequest, obj: Actor, form: forms.ModelForm[Actor], change: bool) -> None:
        """Save the actor and move the revision on: maps in readers' browsers carry its name and colours."""
        super().save_model(request, obj, form, change)
        next_revision()

    @admin.display(description="Light, dark")
    def colours(self, actor: Actor) -> SafeString | str:
        """Two swatches: the fill in the line, light and dark."""
        if not actor.fill_light:
            return "none"
        return format_html(
            '<svg width="44" height="16" role="img" aria-label="{} {}">'
            '<rect x="1" y="1" width="18" height="14" fill="{}" stroke="{}" stroke-width="2"/>'
            '<rect x="24" y="1" width="18" height="14" fill="{}" stroke="{}" stroke-width="2"/></svg>',
            actor.fill_light,
            actor.fill_dark,
            actor.fill_light,
            actor.line_light,
            actor.fill_dark,
            actor.line_dark,
        )
