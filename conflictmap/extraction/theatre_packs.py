"""The theatre packs: parties and their names, countries and who plays which part there, each within its time.

One YAML file a theatre (``docs/adding-a-theatre.md``). A name may be heard everywhere, or only where the
text is about certain countries, or only in certain years; so may the parts that parties play.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from conflictmap.extraction.patterns import keys_of
from conflictmap.extraction.trie import Trie


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a name means: the canonical party, in texts about `countries` (anywhere when empty), from `since` to `until`.

    `home`: the countries at war of the pack that says so; they win over the other meanings of the name.
    `fights_in`: the one country where the party plays a role, if it is one.
    """

    canonical: str
    countries: frozenset[str]
    home: frozenset[str]
    since: date = date.min
    until: date = date.max
    fights_in: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Country:
    """A country of a theatre (the name of its pack): whose government, and who the generic roles are there."""

    name: str
    theatre: str
    government: str
    roles: Mapping[str, str]
    backed: Mapping[str, str]
    allies: Mapping[str, str]
    at_war: bool
    since: int
    substitutes: Mapping[str, str]

    def party(self, role: str) -> str | None:
        """The party that plays a role here, or the role that stands in for it ("the paramilitaries": government)."""
        while role not in self.roles and role in self.substitutes:
            role = self.substitutes[role]
        return self.roles.get(role)


@dataclass(slots=True)
class TheatrePacks:
    """All packs as look-up tables.

    `state_roles`: the roles that any state fills. `fillers`: roles that count only where no other word tells who it is.
    `places`: the country of each, "" for namesakes that several packs list. `capital_of`: each country's capital.
    `governments`: the parties that are some country's government at some time. `regions`: the keys of the places that
    are no towns ("Darfur"). `cities`: the keys of those that nobody calls a town or a village ("Aleppo", "Damascus").
    """

    names: Trie[tuple[Identity, ...]] = field(default_factory=Trie)
    nations: Trie[str] = field(default_factory=Trie)
    countries: Trie[str] = field(default_factory=Trie)
    capitals: Trie[str] = field(default_factory=Trie)
    capital_of: dict[str, str] = field(default_factory=dict)
    places: Trie[str] = field(default_factory=Trie)
    regions: set[tuple[str, ...]] = field(default_factory=set)
    cities: set[tuple[str, ...]] = field(default_factory=set)
    cues: dict[str, str] = field(default_factory=dict)
    state_roles: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()
    governments: frozenset[str] = frozenset()
    _turns: list[date] = field(default_factory=lambda: [date.min])
    _by_turn: list[dict[str, Country]] = field(default_factory=list)

    def countries_on(self, day: date) -> Mapping[str, Country]:
        """The countries as they are on a day."""
        return self._by_turn[bisect_right(self._turns, day) - 1]

    @classmethod
    def of(cls, theatres: Iterable[Mapping[str, Any]], roles: Mapping[str, Any], spellings: Any) -> TheatrePacks:
        """Read the packs; `roles` as in ``actors.yaml``, `spellings` pairs of variants."""
        substitutes = {name: role["else"] for name, role in roles.items() if "else" in role}
        packs = cls(
            state_roles=_state_roles(substitutes),
            fillers=frozenset(name for name, role in roles.items() if role.get("filler")),
        )
        meanings: dict[tuple[str, ...], list[Identity]] = {}
        written: dict[tuple[str, ...], str] = {}
        entries: dict[str, tuple[Mapping[str, Any], str, int]] = {}
        theatres = list(theatres)
        playing = _countries_of_parties(theatres)
        for theatre in theatres:
            home = frozenset(name for name, entry in theatre["countries"].items() if "roles" in entry)
            for name, identity in _identities(theatre["actors"], home, playing):
                for variant in _variants(name, spellings):
                    written.setdefault(keys_of(variant), variant)
                    meanings.setdefault(keys_of(variant), []).append(identity)
            for name, entry in theatre["countries"].items():
                entries[name] = (entry, theatre["theatre"], theatre.get("since", 0))
                packs._add_words(name, entry)
        packs.governments = frozenset(
            times["government"]
            for entry, _, _ in entries.values()
            for times in (entry, *entry.get("periods", ()))
            if "government" in times
        )
        for keys, identities in meanings.items():
            packs.names.add(written[keys], tuple(identities))
        turns = {
            day for entry, _, _ in entries.values() for period in entry.get("periods", ()) for day in _turns(period)
        }
        packs._turns += sorted(turns)
        packs._by_turn = [
            {name: _country(name, *entry, substitutes, day) for name, entry in entries.items()} for day in packs._turns
        ]
        return packs

    def _add_words(self, name: str, entry: Mapping[str, Any]) -> None:
        self.cues |= {keys_of(cue)[0]: name for cue in entry.get("cues", ())}
        for demonym in entry["demonyms"]:
            self.nations.add(demonym, name)
        for alias in (name, *entry.get("aliases", ())):
            self.countries.add(alias, name)
        if "capital" in entry:
            self.capitals.add(entry["capital"], name)
            self.capital_of[name] = entry["capital"]
            self.places.add(entry["capital"], name)
        for alias in entry.get("capital_aliases", ()):
            self.capitals.add(alias, name)
        regions, cities = entry.get("regions", ()), entry.get("cities", ())
        for place in (*entry["places"], *cities, *regions):
            self.places.add(place, name)
            if self.places.phrases[keys_of(place)] != name:
                self.places.phrases[keys_of(place)] = ""
        self.regions.update(keys_of(region) for region in regions)
        self.cities.update(keys_of(city) for city in (*cities, *([entry["capital"]] if "capital" in entry else [])))


def _state_roles(substitutes: Mapping[str, str]) -> frozenset[str]:
    """The roles that fall back to the government where nobody plays them, and the government."""
    found = {"government"}
    while more := {role for role, other in substitutes.items() if other in found} - found:
        found |= more
    return frozenset(found)


def _countries_of_parties(theatres: Iterable[Mapping[str, Any]]) -> dict[str, set[str]]:
    """The countries in which each party plays a role at any time."""
    found: dict[str, set[str]] = {}
    for theatre in theatres:
        for name, entry in theatre["countries"].items():
            for times in (entry, *entry.get("periods", ())):
                for canonical in (times.get("government"), *times.get("roles", {}).values()):
                    if canonical:
                        found.setdefault(canonical, set()).add(name)
    return found


def _identities(
    actors: Mapping[str, list[Any]], home: frozenset[str], playing: Mapping[str, set[str]]
) -> Iterator[tuple[str, Identity]]:
    for canonical, names in actors.items():
        countries = frozenset(playing.get(canonical, home))
        fights_in = countries if len(countries) == 1 else frozenset()
        for entry in names:
            if isinstance(entry, str):
                yield entry, Identity(canonical, frozenset(), home, fights_in=fights_in)
                continue
            identity = Identity(
                canonical,
                frozenset(entry.get("only_in", ())),
                home,
                entry.get("since", date.min),
                entry.get("until", date.max),
                fights_in,
            )
            for name in entry["names"]:
                yield name, identity


def _variants(name: str, spellings: Iterable[Sequence[str]]) -> set[str]:
    """A name, its British and American spellings, and "al Nusra" beside "al-Nusra"."""
    found = {name}
    for one, other in spellings:
        found |= {variant.replace(one, other) for variant in found} | {variant.replace(other, one) for variant in found}
    for article in ("al", "Al", "el", "El", "ul", "ad", "ar", "as", "ash", "al"):
        found |= {variant.replace(f"{article}-", f"{article} ") for variant in found if f"{article}-" in variant}
    return found


def _turns(period: Mapping[str, Any]) -> Iterator[date]:
    if "since" in period:
        yield period["since"]
    if "until" in period:
        yield date.fromordinal(period["until"].toordinal() + 1)


def _country(
    name: str, entry: Mapping[str, Any], theatre: str, since: int, substitutes: Mapping[str, str], day: date
) -> Country:
    country = Country(
        name,
        theatre,
        entry["government"],
        entry.get("roles", {"government": entry["government"]}),
        entry.get("backed", {}),
        entry.get("allies", {}),
        "roles" in entry,
        since,
        substitutes,
    )
    for period in entry.get("periods", ()):
        if period.get("since", date.min) <= day <= period.get("until", date.max):
            country = replace(
                country,
                government=period.get("government", country.government),
                roles={**country.roles, **period.get("roles", {})},
                backed={**country.backed, **period.get("backed", {})},
                allies={**country.allies, **period.get("allies", {})},
            )
    return country
