"""Claims: the quote in its context, and the decision on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from simple_history.admin import SimpleHistoryAdmin

from conflictmap.claims.models import Claim
from conflictmap.claims.review import CORRECTABLE
from conflictmap.core.claims import Modality, ReviewState
from conflictmap.desk.decisions import (
    StaleClaimError,
    accept_claim,
    correct_claim,
    reject_claim,
    reopen_claim,
)
from conflictmap.gazetteer.models import Town

CONTEXT_CHARACTERS = 700


class WaitingFilter(admin.SimpleListFilter):
    """Claims that cannot count until an editor names the town or the actor."""

    title = "waits for"
    parameter_name = "waits"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The two things a claim may lack."""
        return [("town", "a town"), ("actor", "an actor")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        """The waiting claims that lack what was chosen; a region needs no town."""
        if self.value() not in ("town", "actor"):
            return queryset
        return queryset.filter(pk__in=Claim.objects.waiting().values("pk"), **{f"{self.value()}__isnull": True})


class ClaimForm(forms.ModelForm[Claim]):
    """What the claim says, as the editor would have it, and the reason for the decision.

    `quote` is found in the article again when it was changed; `seen` is the version the editor looks at.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Needed to reject; kept with the decision.",
    )

    class Meta:
        model = Claim
        fields = (
            "quote",
            "town",
            "place_kind",
            "relation",
            "actor",
            "against",
            "kind",
            "share",
            "date_from",
            "date_to",
            "precision",
            "modality",
        )
        widgets = {"quote": forms.Textarea(attrs={"rows": 3, "cols": 90})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["seen"].initial = self.instance.version

    def clean_quote(self) -> str:
        """The quote, which must stand in the article word for word."""
        quote: str = self.cleaned_data["quote"].replace("\r\n", "\n")
        if quote == self.initial.get("quote"):
            return quote
        text = self.instance.article.text
        starts = [start for start in range(len(text)) if text.startswith(quote, start)]
        if not starts:
            raise ValidationError("The article does not have these exact words. Copy the quote from the text above.")
        before: int = self.instance.start
        start = min(starts, key=lambda found: abs(found - before))
        self.instance.start, self.instance.end = start, start + len(quote)
        return quote

    def clean(self) -> dict[str, Any]:
        """A rejection needs its reason."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "_reject" in self.data and not cleaned.get("reason"):
            self.add_error("reason", "Give the reason: others will want to know why this claim is out.")
        return cleaned

    def changes(self) -> dict[str, Any]:
        """The corrected fields with their new values, in the words of `conflictmap.claims.review.correct`."""
        changed = {name: self.cleaned_data[name] for name in self.changed_data if name in CORRECTABLE}
        if "quote" in self.changed_data:
            changed |= {"start": self.instance.start, "end": self.instance.end}
        return changed


@admin.register(Claim)
class ClaimAdmin(SimpleHistoryAdmin, admin.ModelAdmin[Claim]):  # type: ignore[misc]
    """Claims are decided here: accepted, corrected or rejected with a reason. The map follows at once."""

    form = ClaimForm
    change_form_template = "admin/claims/claim/change_form.html"
    list_display = ("quote_start", "place", "actor", "says", "dates", "published", "sure", "review_state")
    list_display_links = ("quote_start",)
    list_filter = ("review_state", WaitingFilter, "kind", "modality", "place_kind", "article__source", "actor")
    list_select_related = ("town", "actor", "article__source")
    list_per_page = 50
    search_fields = ("place_text", "quote", "town__names__name", "actor__name")
    search_help_text = "Town in any spelling, actor, or words of the quote"
    date_hierarchy = "article__published"
    ordering = ("-article__published", "article_id", "start")
    autocomplete_fields = ("town", "actor", "against")
    actions = ("accept_selected", "reject_selected")
    history_list_display = ("review_state", "changed_fields")
    fieldsets = (
        (None, {"fields": ("quote",)}),
        ("Where", {"fields": ("town", ("place_kind", "relation"))}),
        ("Who and what", {"fields": ("actor", ("kind", "share"), "against", "modality")}),
        (
            "When",
            {
                "fields": (("date_from", "date_to"), "precision"),
                "description": "Inclusive days. Leave an end empty when the text leaves it open.",
            },
        ),
        ("Decision", {"fields": ("reason", "seen")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        """Claims without the texts of their articles, which a list of them never shows and a search would sort."""
        queryset: QuerySet[Claim] = super().get_queryset(request)
        return queryset.defer("article__text")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Claims come from articles."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Claim | None = None) -> bool:
        """A wrong claim is rejected with a reason, so that its history stays."""
        return False

    @admin.display(description="Quote")
    def quote_start(self, claim: Claim) -> str:
        """The first words of the quote."""
        return claim.quote if len(claim.quote) <= 90 else claim.quote[:90].rsplit(" ", 1)[0] + " …"

    @admin.display(description="Town", ordering="town__name")
    def place(self, claim: Claim) -> str:
        """The town, or what the text calls the place while it is not placed."""
        return claim.town.name if claim.town else f"{claim.place_text} (not placed)"

    @admin.display(description="Says", ordering="kind")
    def says(self, claim: Claim) -> str:
        """The kind, and the modality where it is not plain."""
        kind = claim.get_kind_display().lower()
        return kind if claim.modality == Modality.ASSERTED else f"{kind}, {claim.modality}"

    @admin.display(description="Published", ordering="article__published")
    def published(self, claim: Claim) -> str:
        """The source and the day of publication."""
        return f"{claim.article.source}, {claim.article.published}"

    @admin.display(description="Dates", ordering="date_to")
    def dates(self, claim: Claim) -> str:
        """Both days, inclusive."""
        if claim.date_from == claim.date_to and claim.date_to:
            return claim.date_to.isoformat()
        if claim.date_from is None:
            return f"by {claim.date_to}" if claim.date_to else "open"
        return f"{claim.date_from} to {claim.date_to or 'open'}"

    @admin.display(description="Sure", ordering="confidence")
    def sure(self, claim: Claim) -> str:
        """How sure the machine was."""
        return f"{claim.confidence:.0%}"

    @admin.display(description="Changed")
    def changed_fields(self, record: Any) -> SafeString | str:
        """What the decision changed, for the history page."""
        former = record.prev_record
        if former is None:
            return "read from the article"
        changes = record.diff_against(former, excluded_fields=("review_state", "review_reason")).changes
        return ", ".join(f"{change.field}: {change.old} → {change.new}" for change in changes) or "nothing"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Show the claim in its article; a refused decision comes back with the reason."""
        claim = self.get_object(request, object_id) if object_id else None
        context = {**(extra_context or {}), **(self._reading(claim) if claim else {})}
        try:
            return super().changeform_view(request, object_id, form_url, context)
        except (StaleClaimError, ValidationError) as error:
            for text in error.messages if isinstance(error, ValidationError) else [str(error)]:
                messages.error(request, f"Not saved: {text}")
            return HttpResponseRedirect(request.get_full_path())

    def _reading(self, claim: Claim) -> dict[str, Any]:
        """What the page shows beside the form: the quote in its context, and what the machine read."""
        text = claim.article.text
        first = max(0, claim.start - CONTEXT_CHARACTERS)
        undecided = Claim.objects.filter(review_state=ReviewState.PROPOSED).exclude(pk=claim.pk)
        return {
            "claim": claim,
            "before": ("… " if first else "") + text[first : claim.start],
            "after": text[claim.end : claim.end + CONTEXT_CHARACTERS]
            + (" …" if claim.end + CONTEXT_CHARACTERS < len(text) else ""),
            "next_claim": undecided.filter(article=claim.article, start__gte=claim.start)
            .order_by("start", "pk")
            .first()
            or undecided.order_by("-article__published", "article_id", "start").first(),
            "candidates": self._candidates(claim),
        }

    @staticmethod
    def _candidates(claim: Claim) -> list[tuple[Town, dict[str, Any]]]:
        """The towns that the geocoder offered, with its scores and reasons."""
        offered = {candidate["town"]: candidate for candidate in claim.candidates}
        towns = Town.objects.in_bulk(list(offered))
        return [(towns[pk], candidate) for pk, candidate in offered.items() if pk in towns]

    def save_model(self, request: HttpRequest, obj: Claim, form: Any, change: bool) -> None:
        """Carry out the decision that the pressed button names."""
        by = request.user
        if not isinstance(by, User):
            raise PermissionDenied
        reason, seen = form.cleaned_data["reason"], form.cleaned_data["seen"]
        if "_reject" in request.POST:
            reject_claim(obj, by, reason, seen=seen)
        elif "_reopen" in request.POST:
            reopen_claim(obj, by, reason, seen=seen)
        elif form.changes():
            correct_claim(obj, form.changes(), by, reason, seen=seen)
        else:
            accept_claim(obj, by, reason, seen=seen)

    def response_change(self, request: HttpRequest, obj: Claim) -> HttpResponse:
        """Say what was decided and go on to the next claim that waits, or stay."""
        obj.refresh_from_db()
        where = (
            format_html(' <a href="{}">{} on the map</a>', reverse("atlas:town", args=[obj.town.slug]), obj.town.name)
            if obj.town
            else ""
        )
        messages.success(request, format_html("{}: {}.{}", obj, obj.get_review_state_display().lower(), where))
        following = request.POST.get("_next_claim")
        if "_stay" not in request.POST and following and following.isdigit():
            return HttpResponseRedirect(reverse("admin:claims_claim_change", args=[following]))
        return HttpResponseRedirect(reverse("admin:claims_claim_change", args=[obj.pk]))

    @admin.action(description="Accept the chosen claims")
    def accept_selected(self, request: HttpRequest, queryset: QuerySet[Claim]) -> None:
        """Accept each chosen claim; those that cannot be accepted are named."""
        self._decide_each(request, queryset, "accepted", accept_claim, "")

    @admin.action(description="Reject the chosen claims")
    def reject_selected(self, request: HttpRequest, queryset: QuerySet[Claim]) -> TemplateResponse | None:
        """Ask for the reason, then reject each chosen claim."""
        reason = request.POST.get("reason", "").strip()
        if not reason:
            return TemplateResponse(
                request,
                "admin/claims/claim/reject_selected.html",
                {
                    **self.admin_site.each_context(request),
                    "title": "Reject claims",
                    "claims": queryset,
                    "opts": self.opts,
                    "asked": "confirm" in request.POST,
                },
            )
        self._decide_each(request, queryset, "rejected", reject_claim, reason)
        return None

    def _decide_each(self, request: HttpRequest, claims: QuerySet[Claim], done: str, decide: Any, reason: str) -> None:
        count = 0
        for claim in claims:
            try:
                decide(claim, request.user, reason, seen=claim.version)
                count += 1
            except (StaleClaimError, ValidationError) as error:
                text = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
                messages.error(request, f"{claim}: not {done}. {text}")
        if count:
            messages.success(request, f"{count} {'claim' if count == 1 else 'claims'} {done}.")
