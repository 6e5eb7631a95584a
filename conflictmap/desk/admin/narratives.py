"""Stories: written chapter by chapter, each with a day and a view copied from the map."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from simple_history.admin import SimpleHistoryAdmin

from conflictmap.narratives.map_links import read_map_link
from conflictmap.narratives.models import Chapter, Narrative


class ChapterForm(forms.ModelForm[Chapter]):
    """A chapter; a link of the map gives its day and its view at once."""

    map_link = forms.CharField(
        required=False,
        label="Link of the map",
        help_text="Show the map as readers should see it, copy its address and paste it here: it sets day and view.",
        widget=forms.TextInput(attrs={"size": 80}),
    )

    class Meta:
        model = Chapter
        fields = ("position", "heading", "text", "map_link", "day", "latitude", "longitude", "zoom", "towns")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The link may give it.
        self.fields["day"].required = False

    def clean(self) -> dict[str, Any]:
        """Read the link. A chapter needs a day from it or from its own box."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if link := cleaned.get("map_link"):
            try:
                cleaned |= {name: value for name, value in read_map_link(link).items() if value is not None}
            except ValueError as error:
                self.add_error("map_link", ValidationError(str(error)))
        if not cleaned.get("day") and "day" not in self.errors and "map_link" not in self.errors:
            self.add_error("day", ValidationError("Say on which day the map stands, or paste a link that has one."))
        return cleaned


class ChapterInline(admin.StackedInline[Chapter, Narrative]):
    """The chapters of one story, in order."""

    model = Chapter
    form = ChapterForm
    extra = 1
    autocomplete_fields = ("towns",)
    fields = (("position", "heading"), "text", "map_link", ("day", "latitude", "longitude", "zoom"), "towns")


@admin.register(Narrative)
class NarrativeAdmin(SimpleHistoryAdmin, admin.ModelAdmin[Narrative]):  # type: ignore[misc]
    """Stories with their chapters, a preview, and who changed what."""

    list_display = ("title", "language", "is_published", "preview")
    list_filter = ("language", "is_published")
    search_fields = ("title", "slug")
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("preview",)
    fields = (("title", "slug"), ("language", "is_published"), "lead", "preview")
    inlines = (ChapterInline,)

    @admin.display(description="Page")
    def preview(self, narrative: Narrative) -> SafeString | str:
        """A link to the page as it was last saved; before it is published, editors alone can open it."""
        if not narrative.pk:
            return "after the first saving"
        address = reverse("atlas:story", args=[narrative.slug])
        prefix = "" if narrative.language == "en" else f"/{narrative.language}"
        return format_html('<a href="{}{}">Open</a>', prefix, address)
