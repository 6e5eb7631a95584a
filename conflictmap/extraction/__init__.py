"""Reading control claims out of article text. Pure: no Django, no database, no network.

The stages, each a file: ``tokens`` (text to sentences), ``theatre``, ``actors``, ``places``, ``dates``
(mentions), ``clauses`` and ``frames`` and ``nominal`` (who did what where), ``references``,
``modality``, ``dating``, ``confidence``, and ``extract``, which runs them. Words live in ``lexicons/``.
"""

from conflictmap.extraction.builds import use_build

COMPILED = use_build(__path__)
"""Whether compiled stages read: the same claims in less time. Asked before any stage is imported."""

from conflictmap.extraction.extract import EXTRACTOR_VERSION, extract  # noqa: E402

__all__ = ["COMPILED", "EXTRACTOR_VERSION", "extract"]
