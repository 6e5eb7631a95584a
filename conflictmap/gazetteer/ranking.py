"""Which of several places an article means: pure rules over matches, no database.

A match counts for how well it is spelled, whether it lies in the article's theatre (the countries of its
actors and of its other places), how near it is to the other places named or whether it lies in a division that is
named, and how many people live there.
Only a match that is sure enough, and clearly ahead of every rival elsewhere, is placed. All else waits for
an editor: a town left open is seen and mended, a wrong one is believed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from conflictmap.core.claims import PlaceKind
from conflictmap.gazetteer.candidates import Candidate, Match, Placement, PlaceMention
from conflictmap.gazetteer.cities500 import ARABIC_SPEAKING
from conflictmap.gazetteer.folding import fold, plain
from conflictmap.gazetteer.mentions import known_areas, read_name, says_district, says_village

EARTH_RADIUS_KM = 6371.0088

# How sure a match must be (likeness of the spelling, times trust in its country), and its lead over a rival.
SURE = 0.75
LEAD = 0.08
THEATRE_UNKNOWN = 0.9
OUTSIDE_THEATRE = 0.5
OTHER_KIND = 0.82
# How much better a well-known city abroad must be spelled to cast doubt on a place in the theatre.
BETTER_SPELLED = 0.1
# Two entries this near to each other are one place entered twice.
SAME_PLACE_KM = 3.0
# The distance to the nearest other place at which nearness counts half.
NEAR_KM = 100.0
# A city that readers know, even when the article is about another country.
WELL_KNOWN = 100_000
# No village has so many people: one of that name is meant that the gazetteer lacks.
NO_VILLAGE = 25_000
# A name that so many places have is that of more, of which the gazetteer lacks most; a city is meant all the same.
COMMON = 3
COMMON_CITY = 50_000
# How the folded key of an Arabic name ends that is made of another name: -iyah, -iya, -iyyeh.
CALLED_AFTER = "ia"
# A village: the files we load lack most of them, so that one they have is likely another of its name.
VILLAGE = 5_000
# How many times more people a well-known city has than a namesake that nobody thinks of first.
KNOWN_RATHER = 20
# Where nothing else speaks for a place, something of the article must be as near as this.
NEARBY_KM = 100.0
# A place of few people, so far from all others that an article names, is likely another of its name.
FAR_KM = NEARBY_KM
# The same for one that is in our overlay files, because the news names it.
FAR_KM_OF_OURS = 300.0
FEW_PEOPLE = 20_000
OTHERS_NEEDED = 2
CANDIDATES_KEPT = 10
_CAMP = {"camp", "مخيم"}

Point = tuple[float, float]


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance in kilometres between two (lon, lat) points in degrees, by the haversine formula."""
    lon_a, lat_a, lon_b, lat_b = map(math.radians, (*a, *b))
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def fitting(mention: PlaceMention, matches: Sequence[Match]) -> list[Match]:
    """The matches of a kind that the mention can mean.

    A named district or facility is never its town; a region has no point. What a text calls a town may be
    entered as a district (a suburb, a camp), and is placed on it when it is spelled just so; a facility of that
    name is only offered to the editor. A camp reads like a facility, yet people live there: it may be entered as a
    district of just that name (Yarmouk camp). No other facility is a district, and no district a facility.
    """
    if mention.place_kind is PlaceKind.REGION:
        return []
    if mention.place_kind is PlaceKind.TOWN:
        # "Hawija district" is not the town of Hawija, whatever kind it was read as.
        return [match for match in matches if match.place_kind is PlaceKind.DISTRICT or not says_district(mention.text)]
    camp = mention.place_kind is PlaceKind.FACILITY and not _CAMP.isdisjoint(plain(mention.text).split())
    return [
        match
        for match in matches
        if match.place_kind is mention.place_kind
        or (camp and match.reason == "exact" and match.place_kind is PlaceKind.DISTRICT)
    ]


def theatre_of(found: Sequence[Sequence[Match]], countries: Collection[str] = ()) -> frozenset[str]:
    """The countries that the article is about.

    `found` are the matches of each different place it names. To the given `countries` come those in which
    well-spelled places lie that exist nowhere else: one such place is enough when no country is given, two
    are needed beside given ones.
    """
    votes: Counter[str] = Counter()
    for matches in found:
        only = {match.country for match in matches if match.likeness >= 0.9}
        if len(only) == 1:
            votes.update(only)
    needed = 2 if countries else 1
    return frozenset(countries) | {country for country, count in votes.items() if count >= needed}


@dataclass(frozen=True, slots=True)
class Context:
    """What an article says beside a mention.

    `theatre` are the countries it is about, `others` the (lon, lat) points of its other places that are already
    certain, `divisions` the folded names of the provinces and governorates that it names. `first_look` tells that
    the others are not known yet: villages, which only their company makes certain, may then keep each other company.
    """

    theatre: frozenset[str] = frozenset()
    others: tuple[Point, ...] = ()
    divisions: frozenset[str] = frozenset()
    first_look: bool = False


def rank(mention: PlaceMention, matches: Sequence[Match], context: Context) -> Placement:
    """Order the matches of one mention and decide whether the best is placed."""
    if mention.place_kind is PlaceKind.REGION:
        return Placement(None, (), "A region is not placed on a point.")
    matches = fitting(mention, matches)
    if not matches:
        return Placement(None, (), f"The gazetteer has no {mention.place_kind} spelled like “{mention.text}”.")
    if known_areas(read_name(mention.text).qualifier):
        # "Tripoli, Lebanon" is told in so many words, whatever else the article is about.
        context = replace(context, theatre=context.theatre | {match.country for match in matches})
    largest = max(match.population for match in matches)
    scored = sorted(
        ((_score(match, mention, context, largest), match) for match in matches),
        key=lambda pair: (-pair[0], -pair[1].population, pair[1].town),
    )
    candidates = tuple(_candidate(match, score) for score, match in scored[:CANDIDATES_KEPT])
    best_score, best = scored[0]
    why_not = _doubt(mention, best, best_score, scored[1:], context)
    if why_not:
        return Placement(None, candidates, why_not)
    return Placement(best.town, candidates, _grounds(best, context.theatre))


def certain_points(placements: Mapping[PlaceMention, Placement]) -> dict[PlaceMention, Point]:
    """The (lon, lat) of each mention that was placed."""
    return {
        mention: (placement.candidates[0].lon, placement.candidates[0].lat)
        for mention, placement in placements.items()
        if placement.town is not None
    }


def _trust(match: Match, mention: PlaceMention, theatre: Collection[str]) -> float:
    """How far the spelling, the kind and the country speak for the match, in 0..1."""
    place = THEATRE_UNKNOWN if not theatre else 1.0 if match.country in theatre else OUTSIDE_THEATRE
    return match.likeness * place * (1.0 if match.place_kind is mention.place_kind else OTHER_KIND)


def _score(match: Match, mention: PlaceMention, context: Context, largest: int) -> float:
    # Ten people stand for an unknown number, so that a hundredfold population makes the lead.
    people = math.log10(match.population + 10) / math.log10(largest + 10)
    return _trust(match, mention, context.theatre) * (0.6 + 0.2 * people + 0.2 * _nearness(match, context))


def _nearness(match: Match, context: Context) -> float:
    """How near the match is to what else the article names, in 0..1."""
    if match.region and fold(match.region) in context.divisions:
        return 1.0
    nearest = min((distance_km((match.lon, match.lat), other) for other in context.others), default=math.inf)
    return 1 / (1 + nearest / NEAR_KM)


def _doubt(
    mention: PlaceMention, best: Match, best_score: float, rest: list[tuple[float, Match]], context: Context
) -> str:
    """Why the best match must wait for an editor, empty when it need not."""
    theatre = context.theatre
    elsewhere = [(score, match) for score, match in rest if _apart(best, match)]
    if theatre and best.country not in theatre:
        return f"Every place spelled like “{mention.text}” lies outside {_listed(theatre)}, which the article is about."
    if best.place_kind is PlaceKind.FACILITY is not mention.place_kind:
        return f"{_where(best)} is a facility, and “{mention.text}” is read as a town."
    if _trust(best, mention, theatre) < SURE:
        return f"The nearest spelling, {best.name}, is not near enough."
    if says_village(mention.text) and best.population >= NO_VILLAGE:
        return f"{_where(best)} has {best.population:,} people, and the text speaks of a village."
    if _is_astray(mention, best, context):
        return (
            f"{_where(best)} lies more than {_far(mention, best):.0f} km from every other place that the article names."
        )
    if _is_given_often(mention, best) and not _has_company(best, context):
        return f"Many places have a name such as “{mention.text}”, and the article names nothing near {_where(best)}."
    if not best.is_ours and not _has_company(best, context):
        if best.population < COMMON_CITY and _is_common(best, elsewhere, context):
            return f"Many places have the name of {_where(best)}, and the article names nothing near it."
        if best.reason != "exact" and not best.of_its_name:
            return f"“{mention.text}” is like a second name of {_where(best)}, and the article names nothing near it."
        if _is_loosely_met(best) and not (best.is_listed or context.first_look):
            return f"“{mention.text}” is not spelled just like {_where(best)}, and the article names nothing near it."
        if 0 < best.population < VILLAGE and not (best.is_listed or context.first_look):
            return f"{_where(best)} is a village, villages share their names, and the article names nothing near it."
    if not theatre:
        abroad = {match.country for _, match in elsewhere if match.likeness >= best.likeness - LEAD} - {best.country}
        if abroad:
            return f"Places of this name lie in {_listed({best.country, *abroad})} and nothing says which is meant."
    for score, rival in elsewhere:
        if _is_known_rather(best, rival, context):
            continue
        if best_score - score < LEAD or _only_larger(best, rival, context):
            return f"{_where(best)} and {_where(rival)} fit about equally well."
        if (
            rival.country not in theatre
            and rival.population >= max(WELL_KNOWN, best.population)
            and rival.likeness - best.likeness >= BETTER_SPELLED
        ):
            return f"{_where(rival)} is spelled more like it than {_where(best)}."
    return ""


def _is_astray(mention: PlaceMention, best: Match, context: Context) -> bool:
    """Whether a little-known place lies far from all else that the article names; for a village one other will do."""
    needed = 1 if says_village(mention.text) else OTHERS_NEEDED
    if len(context.others) < needed or best.population >= FEW_PEOPLE or _nearness(best, context) == 1.0:
        return False
    return all(distance_km((best.lon, best.lat), other) > _far(mention, best) for other in context.others)


def _far(mention: PlaceMention, best: Match) -> float:
    return FAR_KM_OF_OURS if best.is_ours and not says_village(mention.text) else FAR_KM


def _is_common(best: Match, elsewhere: Sequence[tuple[float, Match]], context: Context) -> bool:
    """Whether so many other places have a name that it tells too little by itself.

    Aziziyah is a town of Wasit, and villages all over Iraq that no file lists. For a small town one namesake that is
    spelled as well is enough: Huliaipole.
    """
    little = 0 < best.population < FEW_PEOPLE and not context.first_look
    if little and any(match.likeness >= best.likeness - LEAD for _, match in elsewhere):
        return True
    return sum(match.reason != "fuzzy" for _, match in elsewhere) >= COMMON - 1


def _is_given_often(mention: PlaceMention, best: Match) -> bool:
    """Whether a name says no more than whose place it was, and is not what the news calls this one by itself.

    Arabic calls places after a man or a tribe by an ending: Hashimiyah is a town of Babil and many a village.
    """
    if (
        best.is_listed
        or best.country not in ARABIC_SPEAKING
        or not fold(read_name(mention.text).name).endswith(CALLED_AFTER)
    ):
        return False
    return best.population < COMMON_CITY if not best.is_ours else not best.of_its_name


def _is_loosely_met(best: Match) -> bool:
    """Whether a little place is not spelled just so, where the key that both meet under hides more than it should.

    The key is made for Arabic, of which Latin spellings differ in vowels; Kodema and Kodyma are two towns of Ukraine.
    """
    little = 0 < best.population < FEW_PEOPLE
    return little and best.reason != "exact" and best.country not in ARABIC_SPEAKING


def _has_company(best: Match, context: Context) -> bool:
    """Whether the article names its province, or another place near it."""
    return _nearness(best, context) >= 1 / (1 + NEARBY_KM / NEAR_KM)


def _is_known_rather(best: Match, rival: Match, context: Context) -> bool:
    """Whether readers think of the best, unless the article is where the rival is.

    So they do of a well-known city of just that name: Chernivtsi is the city of 236,000 people, not the small town of
    that name in another province. And of what the news calls so by our files, rather than a smaller place, or one with
    another name today: Artemovsk is Bakhmut.
    """
    if best.is_ours and not rival.is_ours:
        known = best.population >= rival.population or not rival.of_its_name
    else:
        known = best.population >= max(WELL_KNOWN, KNOWN_RATHER * rival.population) and best.of_its_name
    return (
        known
        and best.reason != "fuzzy"
        and best.country in context.theatre
        and best.likeness >= rival.likeness - LEAD
        and (_has_company(best, context) or not _has_company(rival, context))
    )


def _only_larger(best: Match, rival: Match, context: Context) -> bool:
    """Whether two places have the name as a second name only, and nothing but its size speaks for the best.

    A city of just that name is meant rather than its hamlet; but Husaybah is a second name of al-Qaim and of a
    village near Ramadi, and the larger is not the likelier.
    """
    same = rival.likeness >= best.likeness and (rival.country in context.theatre) == (best.country in context.theatre)
    return same and best.likeness < 1.0 and _nearness(best, context) - _nearness(rival, context) < 2 * LEAD


def _grounds(best: Match, theatre: Collection[str]) -> str:
    spelled = {
        "exact": f"A name of {_where(best)}",
        "folded": f"Another spelling of {_where(best)}",
        "fuzzy": f"A spelling close to {_where(best)}",
    }[best.reason]
    return f"{spelled}, in a country the article is about." if best.country in theatre else f"{spelled}."


def _apart(a: Match, b: Match) -> bool:
    return a.place_kind is not b.place_kind or distance_km((a.lon, a.lat), (b.lon, b.lat)) > SAME_PLACE_KM


def _where(match: Match) -> str:
    return f"{match.name} ({', '.join(part for part in (match.region, match.country) if part)})"


def _listed(countries: Collection[str]) -> str:
    return ", ".join(sorted(countries))


def _candidate(match: Match, score: float) -> Candidate:
    return Candidate(
        match.town, match.name, match.country, match.region, match.lon, match.lat, match.population,
        match.place_kind, round(min(1.0, score), 4), match.reason,
    )  # fmt: skip
