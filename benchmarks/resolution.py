"""How fast resolution is, and whether its time grows in step with the number of claims.

    python -m benchmarks.resolution

Prints claims a second for one town with more and more claims, and for 40,000 towns of 3 claims each.
The claims are drawn from a seeded generator: a war over one town with captures, states, parts, losses,
fighting, attacks and sieges by four parties, told by forty sources.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from time import perf_counter

from conflictmap.core.claims import ClaimValue, Kind, Modality, ReviewState
from conflictmap.core.days import Days
from conflictmap.resolution import resolve, resolve_town

START = date(2013, 1, 1)
ACTORS = ("army", "rebels", "clans", "islands")
KINDS = {
    Kind.HOLDS: 30,
    Kind.CAPTURES: 15,
    Kind.ATTACKS: 25,
    Kind.CONTESTS: 12,
    Kind.BESIEGES: 8,
    Kind.PARTLY_HOLDS: 6,
    Kind.LOSES: 4,
}
SOURCES = 40
REPEATS = 3


def claims_of(town: str, count: int, generator: random.Random, days: int) -> Iterator[ClaimValue]:
    """`count` claims of one town within `days` days."""
    for number, kind in enumerate(generator.choices(list(KINDS), list(KINDS.values()), k=count)):
        first = START + timedelta(days=generator.randrange(days))
        source = generator.randrange(SOURCES)
        yield ClaimValue(
            identifier=f"{town}-{number}",
            town=town,
            actor=generator.choice(ACTORS),
            kind=kind,
            days=Days.from_inclusive(first, first + timedelta(days=generator.choice((0, 0, 0, 1, 6, 30)))),
            modality=generator.choice((Modality.ASSERTED, Modality.ATTRIBUTED)),
            confidence=generator.uniform(0.4, 1.0),
            source=f"source {source}",
            published=first + timedelta(days=generator.randrange(3)),
            review=generator.choice((ReviewState.PROPOSED, ReviewState.ACCEPTED)),
            source_weight=0.5 + source % 6 / 10,
            source_partisan_of=ACTORS[source % 4] if source < 8 else None,
        )


def seconds(work: Callable[[], object]) -> float:
    """The shortest of a few runs."""
    times = []
    for _ in range(REPEATS):
        begin = perf_counter()
        work()
        times.append(perf_counter() - begin)
    return min(times)


def main() -> None:
    """Print the figures."""
    for count in (1_250, 2_500, 5_000, 10_000, 20_000):
        town = list(claims_of("town", count, random.Random(1), days=2_500))
        took = seconds(partial(resolve_town, town))
        print(f"one town, {count:>6,} claims in  2,500 days: {took:7.3f} s {count / took:>9,.0f} claims/s")
    for count in (2_500, 10_000):
        town = list(claims_of("town", count, random.Random(1), days=count))
        took = seconds(partial(resolve_town, town))
        print(f"one town, {count:>6,} claims in {count:>6,} days: {took:7.3f} s {count / took:>9,.0f} claims/s")
    for towns in (10_000, 40_000):
        generator = random.Random(2)
        everything = [claim for number in range(towns) for claim in claims_of(f"t{number}", 3, generator, days=2_500)]
        took = seconds(partial(resolve, everything))
        print(f"{towns:>6,} towns of 3 claims: {took:23.3f} s {len(everything) / took:>9,.0f} claims/s")


if __name__ == "__main__":
    main()
