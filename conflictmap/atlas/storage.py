"""Static files under names that carry their content's hash, so that browsers may keep them for ever."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from conflictmap.atlas.bundles import BESIDE, bundle_pages, join_styles

OWN_FOLDERS = ("atlas/", "basemap/", "narrative/", "desk/", "pages/")
# Comments that begin a line or are types, and the space before code: a third of what a slow line would wait for.
SCRIPT_COMMENT = re.compile(
    r"^[ \t]*(?:/\*\*(?:(?!\*/).)*\*/[ \t]*\n|//[^\n]*\n)|/\*\* (?:(?!\*/)[^\n])*\*/ ?", re.DOTALL | re.MULTILINE
)
STYLE_COMMENT = re.compile(r"/\*(?:(?!\*/).)*\*/\n*", re.DOTALL)
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
HASH_LENGTH = 12


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Also joins each page's modules and style sheets, and serves plain names before any `collectstatic`."""

    support_js_module_import_aggregation = True
    # Workers and data that a module names by their place beside it, which Django's patterns leave alone.
    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        (
            "*.js",
            (
                (
                    r"""(?P<matched>new URL\(["'](?P<url>\.[^"']+)["'], import\.meta\.url\))""",
                    """new URL("%(url)s", import.meta.url)""",
                ),
            ),
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The bundles of a page name each other, so their names cannot wait for their contents: they share one hash.
        self.bundle_hashes: dict[str, str] = {}
        super().__init__(*args, **kwargs)

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """As Django's, after joining our own modules and style sheets (docs/decisions/0009).

        Raises BundleError when a module or a style sheet cannot be joined.
        """
        if not dry_run:
            paths = self.join(paths)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def join(self, paths: dict[str, Any]) -> dict[str, Any]:
        """Write bundles beside the collected files; answer with what is to be served."""
        own = [path for path in paths if path.startswith(OWN_FOLDERS)]
        scripts = {path: without_comments(text(paths, path)) for path in own if path.endswith(".js")}
        pages = bundle_pages(scripts)
        styles = {path: plain_style(text(paths, path)) for path in paths if path.endswith(".css")}
        written = {path: join_styles(path, styles) for path in own if path.endswith(".css")}
        for bundles in pages.values():
            written.update(bundles)
            shared = version(bundles, paths)
            self.bundle_hashes.update(dict.fromkeys(bundles, shared))
        for path, content in written.items():
            self.delete(path)
            self._save(path, ContentFile(content.encode()))
        served = {path: place for path, place in paths.items() if path not in scripts}
        return served | {path: (self, path) for path in written}

    def file_hash(self, name: str, content: Any = None) -> Any:
        """The hash in a file's name: that of its content, or of all bundles of its page."""
        return self.bundle_hashes.get(name) or super().file_hash(name, content)

    def stored_name(self, name: str) -> str:
        """The hashed name of a file; its plain name while nothing has been collected yet.

        Raises ValueError when files were collected but this one is not among them.
        """
        if not self.hashed_files:
            return name
        return str(super().stored_name(name))


def text(paths: Mapping[str, Any], path: str) -> str:
    """What a static file holds, read where it comes from."""
    return content_of(paths, path).decode("utf-8")


def content_of(paths: Mapping[str, Any], path: str) -> bytes:
    """The bytes of a static file."""
    storage, name = paths[path]
    with storage.open(name) as file:
        content: bytes = file.read()
    return content


def version(bundles: Mapping[str, str], paths: Mapping[str, Any]) -> str:
    """A hash that changes with any bundle of a page, and with the files that they name."""
    digest = hashlib.md5(usedforsecurity=False)
    for path, code in sorted(bundles.items()):
        digest.update(f"{path}\n{code}\n".encode())
        for address in BESIDE.findall(code):
            named = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
            if named in paths:
                digest.update(content_of(paths, named))
    return digest.hexdigest()[:HASH_LENGTH]


def without_comments(code: str) -> str:
    """A module without its comments, and without indents unless a text spans lines."""
    plain = SCRIPT_COMMENT.sub("", code)
    if any(line.count("`") % 2 for line in plain.splitlines()):
        return plain
    return INDENT.sub("", plain)


def plain_style(code: str) -> str:
    """A style sheet without comments and indents."""
    return INDENT.sub("", STYLE_COMMENT.sub("", code))
