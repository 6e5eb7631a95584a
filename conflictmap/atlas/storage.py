"""Static files under names that carry their content's hash, so that browsers may keep them for ever."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

OWN_FOLDERS = ("atlas/", "basemap/", "narrative/", "desk/")
# Comments on lines of their own, and the space before code: a third of what a reader on a slow line would wait for.
OWN_LINE_COMMENT = re.compile(r"^[ \t]*(?:/\*\*(?:(?!\*/).)*\*/[ \t]*\n|//[^\n]*\n)", re.DOTALL | re.MULTILINE)
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Also rewrites the imports between ES modules, and serves plain names before any `collectstatic`."""

    support_js_module_import_aggregation = True
    # A module's name changes with those of the modules it imports, one pass for each link of the longest chain.
    max_post_process_passes = 30
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

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """As Django's, after taking comments and indents out of our own modules; sources stay as they are."""
        if not dry_run:
            for path in paths:
                if path.endswith(".js") and path.startswith(OWN_FOLDERS) and self.exists(path):
                    file = Path(self.path(path))
                    file.write_text(without_comments(file.read_text(encoding="utf-8")), encoding="utf-8")
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def stored_name(self, name: str) -> str:
        """The hashed name of a file; its plain name while nothing has been collected yet.

        Raises ValueError when files were collected but this one is not among them.
        """
        if not self.hashed_files:
            return name
        return str(super().stored_name(name))

    def url_converter(self, name: str, *args: Any, **kwargs: Any) -> Callable[[re.Match[str]], str]:
        """As Django's, but leaves comments alone: JSDoc imports types from packages, and in circles."""
        convert = super().url_converter(name, *args, **kwargs)

        def convert_code(match: re.Match[str]) -> str:
            before = match.string[: match.start()]
            in_comment = before.rfind("/*") > before.rfind("*/")
            return match["matched"] if in_comment else str(convert(match))

        return convert_code


def without_comments(code: str) -> str:
    """A module without comments on lines of their own and without indents; left alone where a text spans lines."""
    plain = OWN_LINE_COMMENT.sub("", code)
    if any(line.count("`") % 2 for line in plain.splitlines()):
        return code
    return INDENT.sub("", plain)
