"""Adding a claim that no extractor read: the article on the left, what it says on the right."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from conflictmap.articles.models import Article
from conflictmap.claims.models import Claim
from conflictmap.desk.decisions import add_claim


class MissedClaimForm(forms.ModelForm[Claim]):
    """What the article says, in the editor's reading. The quote and the place must stand in its text."""

    reason = forms.CharField(
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Kept with the claim, for example why it counts.",
    )

    class Meta:
        model = Claim
        fields = (
            "quote",
            "place_text",
            "town",
            "place_kind",
            "relation",
            "actor",
            "kind",
            "share",
            "against",
            "modality",
            "date_from",
            "date_to",
            "precision",
        )
        labels = {"place_text": "Place as the text names it"}
        help_texts = {
            "quote": "The shortest passage with the party, the verb and the place, word for word.",
            "share": "From 0 to 1, where the text tells how much of the place.",
            "against": "The other party, where the text names one.",
            "date_from": "Inclusive days. Leave an end empty when the text leaves it open.",
        }
        widgets = {
            "quote": forms.Textarea(attrs={"rows": 3, "cols": 60}),
            "date_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "date_to": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, article: Article, site: AdminSite, data: QueryDict | None) -> None:
        super().__init__(data, instance=Claim(article=article, date_to=article.published))
        for name in ("town", "actor", "against"):
            chosen = cast(forms.ModelChoiceField[Any], self.fields[name])
            chosen.widget = AutocompleteSelect(Claim._meta.get_field(name), site, choices=chosen.choices)

    def clean_quote(self) -> str:
        """The quote, found in the article; what stands there several times must be told apart by more words."""
        quote: str = self.cleaned_data["quote"].replace("\r\n", "\n")
        text = self.instance.article.text
        found = text.count(quote)
        if found == 0:
            raise ValidationError("The article does not have these exact words. Copy the quote from the text.")
        if found > 1:
            raise ValidationError(f"The article has these words {found} times. Quote more of the sentence.")
        self.instance.start = text.index(quote)
        self.instance.end = self.instance.start + len(quote)
        return quote

    def clean_place_text(self) -> str:
        """The place, as the article names it somewhere."""
        place: str = self.cleaned_data["place_text"]
        if place not in self.instance.article.text:
            raise ValidationError("The article does not name this place so. Copy the name from the text.")
        return place


def missed_claim_view(site: AdminSite, request: HttpRequest, pk: int) -> HttpResponse:
    """The page for a missed claim of one article: asks, stores it as accepted, and goes back to the article."""
    article = get_object_or_404(Article.objects.select_related("source"), pk=pk)
    by = request.user
    if not isinstance(by, User) or not by.has_perm("claims.add_claim"):
        raise PermissionDenied
    form = MissedClaimForm(article, site, request.POST or None)
    back = reverse("admin:articles_article_change", args=[article.pk])
    if request.method == "POST" and form.is_valid():
        try:
            claim = add_claim(form.instance, by, form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            shown = format_html('<a href="{}">{}</a>', reverse("admin:claims_claim_change", args=[claim.pk]), claim)
            messages.success(request, format_html("Added and accepted: {}.", shown))
            return HttpResponseRedirect(back)
    context = {
        **site.each_context(request),
        "title": "Add a claim that was missed",
        "article": article,
        "form": form,
        "media": form.media,
        "back": back,
    }
    return TemplateResponse(request, "admin/articles/article/missed_claim.html", context)
