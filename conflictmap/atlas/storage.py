"""Static files under names that carry their content's hash, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Also rewrites the imports between ES modules, and serves plain names before any `collectstatic`."""

    support_js_module_import_aggregation = True
    manifest_strict = True

    def stored_name(self, name: str) -> str:
        """The hashed name of a file; its plain name while nothing has been collected yet.

        Raises ValueError when files were collected but this one is not among them.
        """
        if not self.hashed_files:
            return name
        return str(super().stored_name(name))
