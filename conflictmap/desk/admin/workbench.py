"""The workbench: why a text is read as it is. Nothing that is pasted here is stored."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from conflictmap.articles.models import Article
from conflictmap.articles.reading import Defaults, Document, UnreadableDocumentError, read_fields
from conflictmap.desk.marked_text import mark
from conflictmap.desk.workbench import read_at_the_workbench

MAX_CHARACTERS = 100_000
"""The longest text shown. A newspaper article has a few thousand characters."""


class WorkbenchForm(forms.Form):
    """A pasted text and its day, under the limits of an article and those of a page that people can read."""

    text = forms.CharField(strip=False, widget=forms.Textarea(attrs={"rows": 10, "cols": 90, "dir": "auto"}))
    published = forms.DateField(
        required=False,
        label="Day of publication",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Needed unless the text begins with a dateline.",
    )

    document: Document

    def clean_text(self) -> str:
        """The text with the line ends of a file: browsers send carriage returns."""
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        if len(text) > MAX_CHARACTERS:
            raise ValidationError(
                f"The text has {len(text):,} characters, the workbench shows up to {MAX_CHARACTERS:,}. "
                "Paste the part that you want to look at."
            )
        return text

    def clean(self) -> dict[str, Any]:
        """Read the document as one that is added, or say what it lacks."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        day = cleaned["published"]
        fields = {"text": cleaned["text"], "published": day.isoformat() if day else None}
        try:
            self.document = read_fields(fields, Defaults(source="the workbench"))
        except UnreadableDocumentError as error:
            reason = str(error).replace(", or give --date.", ", or fill in the day of publication.")
            raise ValidationError(f"The text {reason}") from None
        return cleaned


def workbench_view(request: HttpRequest) -> HttpResponse:
    """The page: a form, and once a text is sent or an article named (`?article=ID`), how it is read."""
    article = _article(request)
    if request.method == "POST":
        form = WorkbenchForm(request.POST)
    elif article is not None:
        form = WorkbenchForm({"text": article.text, "published": article.published.isoformat()})
    else:
        form = WorkbenchForm()
    read: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        workbench = read_at_the_workbench(form.document.text, form.document.published)
        read = {"workbench": workbench, "marked": mark(workbench.explanation)}
    context = {**admin.site.each_context(request), "title": "Workbench", "form": form, "article": article, **read}
    return TemplateResponse(request, "admin/workbench.html", context)


def _article(request: HttpRequest) -> Article | None:
    """The stored article that the address names. Raises PermissionDenied, Http404."""
    named = request.GET.get("article", "")
    if not named or request.method == "POST":
        return None
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    key = int(named) if named.isdecimal() and len(named) < 19 else 0
    return get_object_or_404(Article.objects.select_related("source"), pk=key)
