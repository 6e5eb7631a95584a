"""The lexicons: YAML files read once into look-up tables, and the version they give the extractor.

General English lies beside, one theatre pack a file lies in ``theatres/``. Adding a theatre is adding
a file (``docs/extraction.md``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from conflictmap.core.claims import Kind
from conflictmap.extraction.lexicon_files import FOLDER, LINKS, SCORER, digest, lexicon_paths, read_yaml
from conflictmap.extraction.patterns import Pattern, inflect, keys_of, parse_pattern
from conflictmap.extraction.theatre_packs import Identity, TheatrePacks
from conflictmap.extraction.trie import Trie

CODE_VERSION = "36"


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
    actor_names: Trie[tuple[Identity, ...]]
    roles: Trie[str]
    head_phrases: Trie[str]
    connectors: Trie[str]
    nationalities: Trie[str]
    country_names: Trie[str]
    capitals: Trie[str]
    place_names: Trie[str]
    theatres: TheatrePacks
    relative_days: Trie[str]
    date_words: frozenset[str]
    dates: Mapping[str, Any]
    common: frozenset[str]


def _plural(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"


def _verbs(triggers: dict[str, Any], irregular: Mapping[str, list[str]]) -> dict[str, tuple[VerbForm, ...]]:
    table: dict[str, list[VerbForm]] = defaultdict(list)
    for entry in triggers["verbs"]:
        for phrase in entry["forms"]:
            first, _, rest = phrase.partition(" ")
            pattern = parse_pattern(rest, triggers["sets"])
            for verb in first.split("|"):
                for form, word in verb_forms(verb, irregular):
                    keys = keys_of(word)
                    whole = (*parse_pattern(" ".join(keys[1:]), {}), *pattern)
                    table[keys[0]].append(VerbForm(entry["id"], entry["frame"], Kind(entry["kind"]), form, whole))
    return {key: tuple(forms) for key, forms in table.items()}


def verb_forms(verb: str, irregular: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    """The forms of a verb, each with its name; "be" has its plurals too."""
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
    phrases = (phrase for role in files["actors"]["roles"].values() for phrase in role["words"])
    roles = {key for phrase in phrases for key in keys_of(phrase)}
    return frozenset().union(*(sets[name] for name in (*kept, *more))) | frozenset(files["places"]["shares"]) | roles


@cache
def _grammar() -> dict[str, list[str]]:
    words: dict[str, list[str]] = read_yaml(FOLDER / "grammar.yaml")
    return words


def grammar(name: str) -> frozenset[str]:
    """A small set of words that one stage asks for by name (``lexicons/grammar.yaml``)."""
    return frozenset(_grammar()[name])


@cache
def any_of(*names: str) -> frozenset[str]:
    """The words of several sets of the lexicon together, for a question asked of every token; made once a process."""
    return frozenset().union(*(load().words[name] for name in names))


@cache
def beginnings_of(*tables: str) -> frozenset[str]:
    """The keys that the phrases of several tables of the lexicon begin with: one look passes over most tokens."""
    return frozenset().union(*(getattr(load(), name).entries for name in tables))


@cache
def load() -> Lexicon:
    """Read the lexicon files; once a process."""
    paths = lexicon_paths()
    files = {path.stem: read_yaml(path) for path in paths if path.parent == FOLDER}
    words, actors, triggers = files["words"], files["actors"], files["triggers"]
    packs = TheatrePacks.of(
        [read_yaml(path) for path in paths if path.parent != FOLDER],
        actors["roles"],
        actors["spellings"],
    )
    tries: dict[str, Trie[str]] = {name: Trie() for name in ("roles", "heads", "connectors", "days")}
    for name, role in actors["roles"].items():
        for phrase in role["words"]:
            tries["roles"].add(phrase, name)
    for phrase in actors["head_phrases"]:
        tries["heads"].add(phrase, "")
    for phrase in actors["connectors"]:
        tries["connectors"].add(phrase, phrase)
    for name, shift in (("same_day", 0), ("next_day", 1), ("previous_day", -1)):
        for phrase in files["dates"][name]:
            tries["days"].add(phrase, str(shift))
    return Lexicon(
        version=f"{CODE_VERSION}+{digest([*paths, LINKS, SCORER])}",
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
        actor_names=packs.names,
        roles=tries["roles"],
        head_phrases=tries["heads"],
        connectors=tries["connectors"],
        nationalities=packs.nations,
        country_names=packs.countries,
        capitals=packs.capitals,
        place_names=packs.places,
        theatres=packs,
        relative_days=tries["days"],
        date_words=frozenset({*files["dates"]["months"], *files["dates"]["weekdays"]})
        | frozenset(files["dates"]["beginnings"])
        | set(tries["days"].entries)
        | set(words["numbers"]),
        dates=files["dates"],
        common=frozenset(_verbs(triggers, words["irregular"])) | frozenset(_nouns(triggers)) | _everyday(files),
    )
