"""Reading control claims out of article text. Pure: no Django, no database, no network.

The stages, each a file: ``tokens`` (text to sentences), ``theatre``, ``actors``, ``places``, ``dates``
(mentions), ``clauses`` and ``frames`` and ``nominal`` (who did what where), ``references``,
``modality``, ``dating``, ``confidence``, and ``extract``, which runs them. Words live in ``lexicons/``.
"""

from conflictmap.extraction.extract import EXTRACTOR_VERSION, extract

__all__ = ["EXTRACTOR_VERSION", "extract"]
