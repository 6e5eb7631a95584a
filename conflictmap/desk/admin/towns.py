"""Towns with their point on a map and their spellings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.forms import BaseModelFormSet, Media, ModelForm, Script
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from leaflet.admin import LeafletAdminWidget, LeafletGeoAdminMixin

from conflictmap.control.rebuild import rebuild_town
from conflictmap.gazetteer.folding import fold
from conflictmap.gazetteer.models import Town, TownName
from conflictmap.gazetteer.spellings import keep_spellings


class TownPointWidget(LeafletAdminWidget):  # type: ignore[misc]
    """Leaflet's point editor over the embedded basemap: no third party is asked for tiles."""

    @property
    def media(self) -> Media:
        """The widget's own files, and the module that puts the basemap under it."""
        media: Media = super().media + Media(js=[Script("desk/town-map.js", type="module")])  # type: ignore[list-item]
        return media


class TownNameInline(admin.TabularInline[TownName, Town]):
    """The spellings of one town."""

    model = TownName
    fields = ("name", "language")
    extra = 1


@admin.register(Town)
class TownAdmin(LeafletGeoAdminMixin, admin.ModelAdmin[Town]):  # type: ignore[misc]
    """Towns, found by any spelling; the point is set on a map."""

    list_display = ("name", "place_kind", "region", "country", "population", "claim_count", "on_the_map")
    list_filter = ("place_kind", "source", "country")
    search_fields = ("name",)
    search_help_text = "Any spelling, in any script"
    autocomplete_fields = ("part_of",)
    prepopulated_fields = {"slug": ("name",)}
    inlines = (TownNameInline,)
    widget = TownPointWidget
    show_full_result_count = False
    fieldsets = (
        (None, {"fields": ("name", "slug", ("place_kind", "part_of"), ("country", "region"), "population")}),
        ("Point", {"fields": ("point",), "description": "Degrees of longitude and latitude, WGS 84."}),
        ("Origin", {"fields": ("geonames_id", "origin", "source")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Town]:
        """Towns with the number of their claims."""
        return super().get_queryset(request).annotate(claims_found=Count("claims", distinct=True))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Town], search_term: str
    ) -> tuple[QuerySet[Town], bool]:
        """Towns with a spelling that begins like `search_term`; closest first, then the most populous."""
        folded = fold(search_term)
        if not folded:
            return queryset.order_by("-population", "name"), False
        spelled = TownName.objects.filter(town=OuterRef("pk"))
        towns = queryset.filter(Exists(spelled.filter(folded__startswith=folded)))
        exact = Exists(spelled.filter(folded=folded))
        return towns.annotate(exact=exact).order_by("-exact", "-population", "name"), False

    @admin.display(description="Claims", ordering="claims_found")
    def claim_count(self, town: Town) -> SafeString | int:
        """How many claims speak of this town, as a link to them."""
        found: int = getattr(town, "claims_found", 0)
        if not found:
            return 0
        address = reverse("admin:claims_claim_changelist")
        return format_html('<a href="{}?town__id__exact={}">{}</a>', address, town.pk, found)

    @admin.display(description="Map")
    def on_the_map(self, town: Town) -> SafeString:
        """A link to the page of the town."""
        return format_html('<a href="{}">Open</a>', reverse("atlas:town", args=[town.slug]))

    def save_related(
        self, request: HttpRequest, form: ModelForm[Town], formsets: Iterable[BaseModelFormSet[Any, Any]], change: bool
    ) -> None:
        """Save the spellings with the keys that the geocoder looks under, and rebuild the town.

        Its kind decides which claims speak of it, and the new revision tells maps of its name and point.
        """
        super().save_related(request, form, formsets, change)
        keep_spellings(form.instance)
        rebuild_town(form.instance)
