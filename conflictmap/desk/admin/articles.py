"""Sources and articles: adding a text, and seeing what was read in it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString

from conflictmap.articles.models import Article, Source
from conflictmap.articles.reading import Defaults, Document, UnreadableDocumentError, read_fields
from conflictmap.claims.models import Claim
from conflictmap.control.rebuild import rebuild_towns
from conflictmap.core.claims import ReviewState
from conflictmap.desk.admin.missed_claims import missed_claim_view
from conflictmap.desk.intake import take_in
from conflictmap.desk.reading_again import read_with_others

DOCUMENT_FIELDS = ("text", "source", "published", "title", "url", "reference", "language")


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin[Source]):
    """Sources with their weight and side."""

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_display = ("name", "kind", "weight", "partisan_of", "article_count")
    list_filter = ("kind", "partisan_of")
    search_fields = ("name", "slug")
    autocomplete_fields = ("partisan_of",)
    prepopulated_fields = {"slug": ("name",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        """Sources with the number of their articles."""
        return super().get_queryset(request).annotate(articles_found=Count("articles"))

    def save_model(self, request: HttpRequest, obj: Source, form: forms.ModelForm[Source], change: bool) -> None:
        """Save the source; its weight and side count in the timeline of every town it speaks of."""
        super().save_model(request, obj, form, change)
        if change:
            towns = Claim.objects.filter(article__source=obj, town__isnull=False).values_list("town_id", flat=True)
            rebuild_towns(towns.distinct())

    @admin.display(description="Articles", ordering="articles_found")
    def article_count(self, source: Source) -> int:
        """How many articles of this source were taken in."""
        return getattr(source, "articles_found", 0)


class AddArticleForm(forms.Form):
    """A pasted text. Date and source may be left to the text's own dateline."""

    text = forms.CharField(
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "cols": 90, "dir": "auto"}),
        help_text='Paste the text as published. A dateline such as "date 2017-09-22 AFP, BAGHDAD" is understood.',
    )
    source = forms.CharField(
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "sources", "class": "vTextField"}),
        help_text="Who published it. Needed unless the text says it.",
    )
    published = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="The day of publication. Needed unless the text says it.",
    )
    title = forms.CharField(max_length=300, required=False, widget=forms.TextInput(attrs={"class": "vTextField"}))
    url = forms.URLField(
        max_length=1000, required=False, assume_scheme="https", widget=forms.URLInput(attrs={"class": "vTextField"})
    )
    reference = forms.CharField(max_length=500, required=False, widget=forms.TextInput(attrs={"class": "vTextField"}))
    language = forms.CharField(max_length=35, initial="en", help_text="BCP 47, as in en or ar.")

    document: Document

    def clean_text(self) -> str:
        """The text with the line ends of a file: browsers send carriage returns."""
        text: str = self.cleaned_data["text"]
        return text.replace("\r\n", "\n")

    def clean(self) -> dict[str, Any]:
        """Read the document, or say what it lacks."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        fields = {name: cleaned[name] for name in DOCUMENT_FIELDS if name != "published"}
        published = cleaned["published"].isoformat() if cleaned["published"] else None
        try:
            self.document = read_fields({**fields, "published": published}, Defaults())
        except UnreadableDocumentError as error:
            reason = str(error).replace(", or give --date.", ", or fill in the day of publication.")
            raise ValidationError(
                f"The text {reason.replace(', or give --source.', ', or fill in the source.')}"
            ) from None
        return cleaned


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin[Article]):
    """Articles: pasted here or taken in by the `ingest` command. Their text never changes."""

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_display = ("__str__", "source", "published", "claim_count", "waiting_count", "received")
    list_filter = ("source", "language")
    list_select_related = ("source",)
    date_hierarchy = "published"
    search_fields = ("title", "text", "reference")
    fields = ("source", "published", "title", "url", "reference", "language", "text_as_received", "claims_read")
    readonly_fields = ("source", "published", "text_as_received", "claims_read")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Articles with the number of their claims, and of those undecided."""
        undecided = Count("claims", filter=Q(claims__review_state=ReviewState.PROPOSED))
        return super().get_queryset(request).annotate(claims_found=Count("claims"), claims_waiting=undecided)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """An article stays: periods may rest on its claims. Reject the claims instead."""
        return False

    @admin.display(description="Claims", ordering="claims_found")
    def claim_count(self, article: Article) -> int:
        """How many claims were read in the article."""
        return getattr(article, "claims_found", 0)

    @admin.display(description="Undecided", ordering="claims_waiting")
    def waiting_count(self, article: Article) -> int:
        """How many of them nobody has decided on."""
        return getattr(article, "claims_waiting", 0)

    def get_urls(self) -> list[URLPattern]:
        """The admin's own pages, and the one on which an editor adds a claim that nobody read."""
        missed = path(
            "<int:pk>/claim/",
            self.admin_site.admin_view(partial(missed_claim_view, self.admin_site)),
            name="articles_article_missed_claim",
        )
        return [missed, *super().get_urls()]

    @admin.display(description="Text")
    def text_as_received(self, article: Article) -> SafeString:
        """The text, unchanged since it was read."""
        return render_to_string("desk/article_text.html", {"article": article})

    @admin.display(description="Claims")
    def claims_read(self, article: Article, link: bool = True) -> SafeString:
        """The claims read in the text, each with a link to decide on it."""
        claims = article.claims.select_related("town", "actor").order_by("start", "pk")
        return render_to_string("desk/claims_read.html", {"claims": claims, "link": link, "article": article})

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Paste a text, see what would be read in it, then add it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = AddArticleForm(request.POST or None)
        preview: dict[str, Any] = {}
        if request.method == "POST" and form.is_valid():
            try:
                with transaction.atomic():
                    intake = take_in(form.document)
                    if "_read" in request.POST:
                        # Rendered inside the transaction that is taken back: the very claims that adding would store.
                        preview = {
                            "article": intake.article,
                            "known": intake.known,
                            "claims_read": self.claims_read(intake.article, link=False),
                        }
                        transaction.set_rollback(True)
            except ValidationError as error:
                for field, texts in getattr(error, "message_dict", {None: error.messages}).items():
                    form.add_error(field if field in form.fields else None, texts)
            else:
                if not preview:
                    return self._added(request, intake.article, known=intake.known, claims=len(intake.claims))
        context = {
            **self.admin_site.each_context(request),
            "title": "Add article",
            "opts": self.opts,
            "form": form,
            "preview": preview,
            "source_names": Source.objects.values_list("name", flat=True),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/articles/article/add_form.html", context)

    def _added(self, request: HttpRequest, article: Article, *, known: bool, claims: int) -> HttpResponse:
        if not known:
            for warning in read_with_others([article]):
                messages.warning(request, warning)
        if known:
            messages.warning(request, "This article was taken in before. Here it is.")
        else:
            self.log_addition(request, article, [{"added": {}}])
            messages.success(request, f"Added, with {claims} {'claim' if claims == 1 else 'claims'} read in it.")
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
