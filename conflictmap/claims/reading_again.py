"""Reading an article again, with a newer version of an extractor: what differs, and putting it in place.

A claim on which an editor ever decided stays as it is, and what the extractor now reads at its words is not
proposed anew. Undecided claims follow the extractor: new ones are added, changed ones changed, and those it no
longer reads deleted; their history stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from simple_history.utils import bulk_update_with_history

from conflictmap.articles.models import Article
from conflictmap.claims.draft import claims_of, store_claims
from conflictmap.claims.models import Claim
from conflictmap.core.claims import ClaimDraft, ReviewState

COMPARED = (
    "start",
    "end",
    "quote",
    "town_id",
    "place_text",
    "place_kind",
    "relation",
    "actor_id",
    "actor_text",
    "actor_canonical",
    "against_id",
    "kind",
    "share",
    "date_from",
    "date_to",
    "precision",
    "modality",
    "confidence",
    "rule",
)
"""The fields that an extractor, the gazetteer and the actors fill in."""

READ = tuple(field for field in COMPARED if field not in {"confidence", "rule"})
"""Those that change what a claim says; confidence and rule alone only say how it was read."""


@dataclass(frozen=True, slots=True)
class Change:
    """An undecided claim as stored, and as it is read now."""

    stored: Claim
    read: Claim

    @property
    def fields(self) -> tuple[str, ...]:
        """Which of `COMPARED` differ."""
        return tuple(field for field in COMPARED if getattr(self.stored, field) != getattr(self.read, field))

    @property
    def says_other(self) -> bool:
        """Whether the claim says something else, not only with another confidence or by another rule."""
        return any(field in READ for field in self.fields)


@dataclass(frozen=True, slots=True)
class Difference:
    """What reading an article again changes.

    `decided` counts claims that stay because an editor decided on them, `known` those not proposed because another
    extractor has read the very same.
    """

    article: Article
    extractor: str
    version: str
    new: tuple[Claim, ...]
    gone: tuple[Claim, ...]
    changed: tuple[Change, ...]
    unchanged: int
    decided: int
    known: int
    refused: tuple[str, ...]

    @property
    def town_ids(self) -> set[int]:
        """Primary keys of the towns whose claims differ."""
        touched = [*self.new, *self.gone, *(c.stored for c in self.changed), *(c.read for c in self.changed)]
        return {claim.town_id for claim in touched if claim.town_id is not None}

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.changed)


def difference(
    article: Article, drafts: Sequence[ClaimDraft], extractor: str, version: str, refused: Sequence[str] = ()
) -> Difference:
    """How `drafts`, as the extractor reads the article now, differ from the claims stored. Changes nothing."""
    read = claims_of(article, drafts, extractor, version)
    of_this = Q(extractor__startswith=f"{extractor} ")
    stored = [*article.claims.filter(of_this).order_by("pk")]
    of_others = [*article.claims.exclude(of_this).order_by("pk")]
    touched_by_editors = {
        *Claim.history.filter(id__in=[claim.pk for claim in stored], history_user__isnull=False).values_list(
            "id", flat=True
        )
    }
    decided = [
        claim for claim in stored if claim.pk in touched_by_editors or claim.review_state != ReviewState.PROPOSED
    ]
    undecided = [claim for claim in stored if claim not in decided]

    spoken_for = _pairs(decided, read, _same_words_and_party_or_kind)
    read_by_others = {n for n, claim in enumerate(read) if any(_same_claim(other, claim) for other in of_others)}
    read_by_others -= spoken_for.keys()
    new = [claim for n, claim in enumerate(read) if n not in spoken_for and n not in read_by_others]
    pairs: list[Change] = []
    for alike in (_same_reading, _same_words_and_place):
        found = _pairs(undecided, new, alike)
        pairs += [Change(undecided[at], new[n]) for n, at in found.items()]
        undecided = [claim for at, claim in enumerate(undecided) if at not in found.values()]
        new = [claim for n, claim in enumerate(new) if n not in found]
    changed = [pair for pair in pairs if pair.fields]
    return Difference(
        article,
        extractor,
        version,
        tuple(new),
        tuple(undecided),
        tuple(changed),
        len(pairs) - len(changed),
        len(decided),
        len(read_by_others),
        tuple(refused),
    )


def put_in_place(found: Difference) -> None:
    """Store the difference. The caller rebuilds `found.town_ids`, in the same transaction."""
    reason = f"Read again by the extractor {found.extractor}, version {found.version}"
    for claim in found.gone:
        claim._change_reason = reason  # type: ignore[attr-defined]
        claim.delete()
    for change in found.changed:
        change.read.pk = change.stored.pk
    fields = [*(field.removesuffix("_id") for field in COMPARED), "candidates", "extractor"]
    bulk_update_with_history(
        [change.read for change in found.changed], Claim, fields, batch_size=500, default_change_reason=reason
    )
    store_claims(found.article, found.new, found.extractor, found.version, found.refused)


def _pairs(stored: Sequence[Claim], read: Iterable[Claim], alike: Callable[[Claim, Claim], bool]) -> dict[int, int]:
    """Pairs of alike claims, each claim in one pair at most: position in `read` to position in `stored`."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for n, claim in enumerate(read):
        for at, other in enumerate(stored):
            if at not in taken and alike(other, claim):
                pairs[n] = at
                taken.add(at)
                break
    return pairs


def _overlap(one: Claim, other: Claim) -> bool:
    return one.start < other.end and other.start < one.end


def _same_reading(one: Claim, other: Claim) -> bool:
    """The same words say the same of the same place and party."""
    return (one.start, one.end, one.place_text, one.kind, one.actor_canonical) == (
        other.start,
        other.end,
        other.place_text,
        other.kind,
        other.actor_canonical,
    )


def _same_claim(one: Claim, other: Claim) -> bool:
    """Overlapping words say the same of the same place and party, whoever read them."""
    same = (one.town_id, one.place_text, one.kind, one.actor_id, one.modality) == (
        other.town_id,
        other.place_text,
        other.kind,
        other.actor_id,
        other.modality,
    )
    return same and _overlap(one, other)


def _same_words_and_place(one: Claim, other: Claim) -> bool:
    """Overlapping words say of one place what one party did, or do the same to it."""
    alike = one.kind == other.kind or one.actor_canonical == other.actor_canonical
    return one.place_text == other.place_text and alike and _overlap(one, other)


def _same_words_and_party_or_kind(decided: Claim, claim: Claim) -> bool:
    """Whether an editor's decision speaks for the claim: as first read, or as corrected, it says the like.

    An editor may have moved the quote or changed the kind; the first entry of the history knows what was read.
    """
    first = decided.history.earliest()
    return _same_words_and_place(decided, claim) or _same_words_and_place(first, claim)
