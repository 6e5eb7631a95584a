"""The lexicons: YAML files read once into look-up tables, and the version they give the extractor.

General English lies beside, one theatre pack a file lies in ``theatres/``. Adding a theatre is adding
a file (``docs/extraction.md``).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from conflictmap.core.claims import Kind
from conflictmap.extraction.patterns import Pattern, inflect, keys_of, parse_pattern

FOLDER = Path(__file__).parent / "lexicons"
SCORER = Path(__file__).with_name("scorer.json")
"""The coefficients of `conflictmap.extraction.scorer`; part of the version, as the word lists are."""
CODE_VERSION = "6"


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One inflected verb that may report control: what must follow it, and what it then means."""

    rule: str
    frame: str
    kind: Kind
    form: str
    rest: Pattern


@dataclass(frozen=True, slots=True)
class NounForm:
    """One noun that may name an event of control ("the capture of ...")."""

    rule: str
    kind: Kind
    rest: Pattern
    prepositions: tuple[Pattern, ...]
    by: bool
    to: bool
    of_actor: bool
    sides: bool


@dataclass(frozen=True, slots=True)
class StateForm:
    """Words around a holder: "in (the) hands of X", "under X control"."""

    rule: str
    kind: Kind
    before: Pattern
    after: frozenset[str]


@dataclass(frozen=True, slots=True)
class Country:
    """A country of a theatre: whose government, and who the generic roles are there."""

    name: str
    government: str
    roles: Mapping[str, str]
    backed: Mapping[str, str]
    allies: Mapping[str, str]
    at_war: bool
    since: int


@dataclass(slots=True)
class Trie:
    """Phrases by their first key; the longest match wins."""

    entries: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, phrase: str, value: str) -> None:
        """Store `value` under the keys of `phrase`."""
        keys = keys_of(phrase)
        self.entries[keys[0]].append((keys, value))

    def freeze(self) -> None:
        """Order each first key's phrases so that the longest comes first."""
        for phrases in self.entries.values():
            phrases.sort(key=lambda entry: (-len(entry[0]), entry[0]))

    def match(self, keys: tuple[str, ...], i: int) -> tuple[int, str] | None:
        """The end and the value of the longest phrase at token `i`."""
        for phrase, value in self.entries.get(keys[i], ()):
            if keys[i : i + len(phrase)] == phrase:
                return i + len(phrase), value
        return None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every table that the stages use."""

    version: str
    words: Mapping[str, frozenset[str]]
    numbers: Mapping[str, int]
    shares: Mapping[str, float | None]
    verbs: Mapping[str, tuple[VerbForm, ...]]
    nouns: Mapping[str, tuple[NounForm, ...]]
    states: tuple[StateForm, ...]
    under_siege: Pattern
    actor_names: Trie
    roles: Trie
    head_phrases: Trie
    connectors: Trie
    nationalities: Trie
    country_names: Trie
    capitals: Trie
    place_names: Trie
    cues: Mapping[str, str]
    countries: Mapping[str, Country]
    relative_days: Trie
    date_words: frozenset[str]
    dates: Mapping[str, Any]
    common: frozenset[str]


def _plural(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"


class _Loader(yaml.SafeLoader):
    """YAML in which only true and false are booleans: "on", "no" and "off" are words here."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506, a SafeLoader
    return loaded


def _version(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return f"{CODE_VERSION}+{digest.hexdigest()[:12]}"


def _verbs(triggers: dict[str, Any], irregular: Mapping[str, list[str]]) -> dict[str, tuple[VerbForm, ...]]:
    table: dict[str, list[VerbForm]] = defaultdict(list)
    for entry in triggers["verbs"]:
        for phrase in entry["forms"]:
            first, _, rest = phrase.partition(" ")
            pattern = parse_pattern(rest, triggers["sets"])
            for verb in first.split("|"):
                for form, word in _forms(verb, irregular):
                    keys = keys_of(word)
                    whole = (*parse_pattern(" ".join(keys[1:]), {}), *pattern)
                    table[keys[0]].append(VerbForm(entry["id"], entry["frame"], Kind(entry["kind"]), form, whole))
    return {key: tuple(forms) for key, forms in table.items()}


def _forms(verb: str, irregular: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    plural = [("third", "are"), ("past", "were")] if verb == "be" else []
    return [*inflect(verb, irregular).items(), *plural]


def _nouns(triggers: dict[str, Any]) -> dict[str, tuple[NounForm, ...]]:
    table: dict[str, list[NounForm]] = defaultdict(list)
    for entry in triggers["nouns"]:
        prepositions = tuple(parse_pattern(p, {}) for p in entry["prep"])
        for phrase in entry["forms"]:
            keys = keys_of(phrase)
            flags = (bool(entry.get(name)) for name in ("by", "to", "of_actor", "sides"))
            rest = parse_pattern(" ".join(keys[1:]), {})
            table[keys[0]].append(NounForm(entry["id"], Kind(entry["kind"]), rest, prepositions, *flags))
    return {key: tuple(forms) for key, forms in table.items()}


def _word_sets(*files: dict[str, Any]) -> dict[str, frozenset[str]]:
    sets: dict[str, frozenset[str]] = {}
    for file in files:
        for name, values in file.items():
            if isinstance(values, list) and all(isinstance(v, str) for v in values):
                sets[name] = frozenset(key for value in values for key in keys_of(value)[:1])
    for name in ("settlement", "district", "facility", "region", "part", "unnamed", "stronghold", "part_only"):
        sets[name] |= frozenset(_plural(word) for word in sets[name])
    sets["settlement"] |= sets["settlement_extra"]
    sets["settlement_plural"] = frozenset(_plural(word) for word in sets["settlement"])
    return sets


def _everyday(files: Mapping[str, dict[str, Any]]) -> frozenset[str]:
    """Words that are no names, whatever their capitals."""
    sets = _word_sets(files["words"], files["places"], files["actors"])
    kept = ("settlement", "district", "facility", "part", "stronghold", "heads", "prepositions", "determiners")
    more = ("conjunctions", "adverbs", "be", "have", "modals", "directions", "titles")
    roles = {key for phrases in files["actors"]["roles"].values() for phrase in phrases for key in keys_of(phrase)}
    return frozenset().union(*(sets[name] for name in (*kept, *more))) | frozenset(files["places"]["shares"]) | roles


@cache
def _grammar() -> dict[str, list[str]]:
    return _read(FOLDER / "grammar.yaml")


def grammar(name: str) -> frozenset[str]:
    """A small set of words that one stage asks for by name (``lexicons/grammar.yaml``)."""
    return frozenset(_grammar()[name])


@cache
def load() -> Lexicon:
    """Read the lexicon files; once a process."""
    paths = [*sorted(FOLDER.glob("*.yaml")), *sorted(FOLDER.glob("theatres/*.yaml"))]
    files = {path.stem: _read(path) for path in paths if path.parent == FOLDER}
    theatres = [_read(path) for path in paths if path.parent != FOLDER]
    words, actors, triggers = files["words"], files["actors"], files["triggers"]
    tries = {
        name: Trie() for name in ("names", "roles", "heads", "connectors", "nations", "countries", "capitals", "days")
    }
    places = Trie()
    countries: dict[str, Country] = {}
    cues: dict[str, str] = {}
    for theatre in theatres:
        for canonical, names in theatre["actors"].items():
            for name in names:
                tries["names"].add(name, canonical)
        for name, entry in theatre["countries"].items():
            countries[name] = Country(
                name,
                entry["government"],
                entry.get("roles", {"government": entry["government"]}),
                entry.get("backed", {}),
                entry.get("allies", {}),
                "roles" in entry,
                theatre.get("since", 0),
            )
            cues |= {keys_of(cue)[0]: name for cue in entry.get("cues", ())}
            for demonym in entry["demonyms"]:
                tries["nations"].add(demonym, name)
            for alias in (name, *entry.get("aliases", ())):
                tries["countries"].add(alias, name)
            if "capital" in entry:
                tries["capitals"].add(entry["capital"], name)
                places.add(entry["capital"], name)
            for place in entry["places"]:
                places.add(place, name)
    for role, phrases in actors["roles"].items():
        for phrase in phrases:
            tries["roles"].add(phrase, role)
    for phrase in actors["head_phrases"]:
        tries["heads"].add(phrase, "")
    for phrase in actors["connectors"]:
        tries["connectors"].add(phrase, phrase)
    for name, shift in (("same_day", 0), ("next_day", 1), ("previous_day", -1)):
        for phrase in files["dates"][name]:
            tries["days"].add(phrase, str(shift))
    for trie in (*tries.values(), places):
        trie.freeze()
    return Lexicon(
        version=_version([*paths, SCORER]),
        words=_word_sets(words, files["places"], actors, files["modality"], {"held": triggers["held"]})
        | {"besieged": frozenset(triggers["besieged_adjectives"])},
        numbers=words["numbers"],
        shares=files["places"]["shares"],
        verbs=_verbs(triggers, words["irregular"]),
        nouns=_nouns(triggers),
        states=tuple(
            StateForm(
                s["id"], Kind(s["kind"]), parse_pattern(s["before"], triggers["sets"]), frozenset(s["after"].split("|"))
            )
            for s in triggers["states"]
        ),
        under_siege=parse_pattern(triggers["under_siege"], triggers["sets"]),
        actor_names=tries["names"],
        roles=tries["roles"],
        head_phrases=tries["heads"],
        connectors=tries["connectors"],
        nationalities=tries["nations"],
        country_names=tries["countries"],
        capitals=tries["capitals"],
        place_names=places,
        cues=cues,
        countries=countries,
        relative_days=tries["days"],
        date_words=frozenset(
            {
                "yesterday",
                "today",
                "tonight",
                "last",
                "first",
                "next",
                "following",
                *files["dates"]["months"],
                *files["dates"]["weekdays"],
            }
            | set(tries["days"].entries)
            | set(words["numbers"])
        ),
        dates=files["dates"],
        common=frozenset(_verbs(triggers, words["irregular"])) | frozenset(_nouns(triggers)) | _everyday(files),
    )
