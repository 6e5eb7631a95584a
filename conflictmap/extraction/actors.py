"""Mentions of parties: named, by nationality, by sponsor ("US-backed fighters") or by role ("the rebels")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from conflictmap.extraction.lexicon import Lexicon, grammar
from conflictmap.extraction.theatre import Theatre
from conflictmap.extraction.tokens import Sentence

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Actor:
    """A mention of a party: tokens `start` to `end`, and who it is.

    `adjective`: a bare nationality ("Russian"), which cannot be a subject. `country`: a bare country
    name, which may be a place. `named`: the identity comes from a name, not from a role in the theatre.
    """

    start: int
    end: int
    canonical: str
    adjective: bool = False
    country: bool = False
    named: bool = False
    organisation: bool = False
    antecedent: str | None = None


_BUILDINGS = grammar("buildings")


@dataclass(slots=True)
class _Run:
    """The words of one mention while it is read."""

    name: str | None = None
    nation: str | None = None
    nation_plural: bool = False
    country: str | None = None
    role: str | None = None
    head: bool = False
    weak: bool = True
    sponsor: str | None = None
    led: bool = False
    end: int = 0


def find_actors(sentence: Sentence, number: int, lexicon: Lexicon, theatre: Theatre) -> list[Actor]:
    """The parties mentioned in a sentence, in order, not overlapping."""
    found: list[Actor] = []
    i = 0
    while i < len(sentence):
        actor = _read(sentence, i, number, lexicon, theatre)
        if actor is None:
            i += 1
            continue
        joined = _join(sentence, actor, number, lexicon, theatre)
        found.append(joined)
        i = joined.end
    return found


def resolve_groups(sentence: Sentence, actors: list[Actor], earlier: list[Actor], text: str) -> list[Actor]:
    """Tell who "the group" is: the organisation named last in the paragraph, else the only one named so far.

    `earlier` holds the organisations named so far, each with its text as `antecedent`, and is added to;
    it is emptied of all but one of a kind when a new paragraph begins.
    """
    resolved = []
    for actor in actors:
        if actor.organisation:
            earlier.append(replace(actor, antecedent=text[sentence.starts[actor.start] : sentence.ends[actor.end - 1]]))
        generic = (
            actor.canonical == UNKNOWN
            and actor.end - actor.start == 1
            and sentence.key(actor.start) in {"group", "organisation", "organization"}
        )
        if generic and earlier and sentence.key(actor.start - 1) == "the":
            found = earlier[-1]
            actor = replace(actor, canonical=found.canonical, named=True, antecedent=found.antecedent)
        resolved.append(actor)
    return resolved


def _join(sentence: Sentence, actor: Actor, number: int, lexicon: Lexicon, theatre: Theatre) -> Actor:
    """ "fighters of the Islamic State", "forces loyal to Baghdad": the name behind tells who it is."""
    if actor.named or actor.country:
        return actor
    connector = lexicon.connectors.match(sentence.keys, actor.end) if actor.end < len(sentence) else None
    if connector is None or sentence.key(connector[0] - 1) == "under":
        return actor
    at = connector[0] + (sentence.key(connector[0]) == "the")
    if at >= len(sentence):
        return actor
    capital = lexicon.capitals.match(sentence.keys, at)
    if capital and connector[1].startswith(("loyal", "allied", "aligned")):
        return Actor(actor.start, capital[0], lexicon.countries[capital[1]].government, named=True)
    behind = _read(sentence, at, number, lexicon, theatre)
    if behind is None or behind.adjective or (behind.country and actor.canonical != UNKNOWN):
        return actor
    if actor.canonical != UNKNOWN and not behind.named:
        return actor
    if connector[1] in {"under", "backing", "supporting"}:
        return actor
    return Actor(actor.start, behind.end, behind.canonical, named=behind.named)


def _pieces(sentence: Sentence, i: int, lexicon: Lexicon) -> Iterator[tuple[str, str, int]]:
    """The next piece of a mention at token `i`: (what it is, its value, its end)."""
    keys = sentence.keys
    capital = sentence.capitals[i]
    key = keys[i]
    if capital or key in {"al", "the"}:
        for what, trie in (
            ("name", lexicon.actor_names),
            ("nation", lexicon.nationalities),
            ("country", lexicon.country_names),
        ):
            found = trie.match(keys, i)
            if found and (what != "name" or key != "the"):
                yield what, found[1], found[0]
                return
    role = lexicon.roles.match(keys, i)
    head = lexicon.head_phrases.match(keys, i)
    if head and (not role or head[0] > role[0]):
        yield "head", "", head[0]
    elif role:
        yield "role", role[1], role[0]
    elif key in lexicon.words["heads"] or key in lexicon.words["weak_heads"]:
        yield "head", "", i + 1
    elif key in lexicon.words["modifiers"]:
        yield "modifier", key, i + 1
    elif key in {"pro", "anti"} and sentence.key(i + 1) == "-":
        yield "prefix", key, i + 2


def _read(sentence: Sentence, i: int, number: int, lexicon: Lexicon, theatre: Theatre) -> Actor | None:
    keys, words = sentence.keys, lexicon.words
    run = _Run()
    at = i
    while at < len(sentence) and at - i < 14:
        piece = next(_pieces(sentence, at, lexicon), None)
        if piece is None and (run.nation or run.name) and (titled := _titled(sentence, at, lexicon)):
            at = titled
            continue
        if piece is None:
            if keys[at] == "s" or sentence.words[at] == "'s":
                follow = next(_pieces(sentence, at + 1, lexicon), None) if at + 1 < len(sentence) else None
                if (
                    (run.country or run.nation)
                    and not run.head
                    and follow
                    and follow[0] in {"head", "role", "modifier"}
                ):
                    at += 1
                    continue
            break
        what, value, end = piece
        if sentence.key(end) == "-" and sentence.key(end + 1) in {
            "based",
            "born",
            "made",
            "speaking",
            "supplied",
            "language",
        }:
            return None
        sponsor_end = _sponsorship(sentence, end, words)
        if sponsor_end and what in {"name", "nation", "country", "modifier", "role"}:
            run.sponsor = keys[at] if what != "name" else value
            run.led = sentence.key(end + 1) in words["led"]
            linked = what == "name" and sentence.key(end + 1) in {"linked", "affiliated", "inspired"}
            if (run.led and what != "modifier") or linked:
                _take(run, what, value, keys[at])
            at = sponsor_end
            continue
        if what == "prefix":
            inner = next(_pieces(sentence, end, lexicon), None) if end < len(sentence) else None
            if inner is None:
                break
            if value == "pro" and not (run.name or run.nation):
                _take(run, inner[0], inner[1], keys[end])
                run.nation_plural = False
            at = inner[2]
            continue
        if what in {"name", "country"} and run.head and at > i:
            break
        if (
            what == "head"
            and run.end
            and keys[at] in lexicon.verbs
            and not sentence.capitals[at]
            and keys[at - 1].endswith("s")
        ):
            break  # a verb in the plural: "fighters advance"
        if what in {"role", "head"} and not (run.name or run.nation) and sentence.key(end) in _BUILDINGS:
            break
        if what == "country" and (run.name or run.nation or run.role):
            break
        if what == "nation" and (run.name or run.head or run.nation):
            break
        if what == "modifier" and run.head and value.endswith(("ing", "ed")):
            break
        _take(run, what, value, keys[at])
        run.weak = run.weak and not (what == "role" or (what == "head" and keys[at] not in words["weak_heads"]))
        if what != "modifier":
            run.end = end
        at = end
    capital = None if run.end or not sentence.capitals[i] else lexicon.capitals.match(keys, i)
    if capital:
        return _capital(sentence, i, capital, lexicon)
    if not run.end:
        return None
    return _decide(run, i, number, lexicon, theatre)


_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})


def _titled(sentence: Sentence, i: int, lexicon: Lexicon) -> int:
    """ "Ukrainian 95th Air Assault Brigade": the head that unit names end in, up to four words on; or 0."""
    for at in range(i, min(i + 6, len(sentence))):
        piece = next(_pieces(sentence, at, lexicon), None)
        if piece and piece[0] in {"head", "role"} and sentence.capitals[at] and at > i:
            return at
        ordinal = sentence.words[at][0].isdecimal() or (sentence.key(at) in _ORDINAL_ENDS and sentence.joined(at))
        if not (sentence.capitals[at] or ordinal) or (piece and piece[0] != "modifier"):
            return 0
    return 0


def _capital(sentence: Sentence, i: int, capital: tuple[int, str], lexicon: Lexicon) -> Actor | None:
    """ "Baghdad's forces", "Kyiv said": a capital that stands for its government."""
    end, name = capital
    government = lexicon.countries[name].government
    if sentence.words[end : end + 1] == ("'s",) and end + 1 < len(sentence):
        head = next(_pieces(sentence, end + 1, lexicon), None)
        return Actor(i, head[2], government, named=True) if head and head[0] in {"head", "role"} else None
    at = end + (sentence.key(end) in {"has", "had", "also", "later"})
    if (
        sentence.key(at) in lexicon.words["subject_of_report"]
        and sentence.key(i - 1) not in lexicon.words["prepositions"]
    ):
        return Actor(i, end, government, named=True)
    return None


def _sponsorship(sentence: Sentence, i: int, words: Mapping[str, frozenset[str]]) -> int:
    """The token after "-backed", "-led", "-aligned" at `i`, or 0."""
    if sentence.key(i) != "-":
        return 0
    key = sentence.key(i + 1)
    return i + 2 if any(key in words[name] for name in ("backed", "led", "aligned")) else 0


def _take(run: _Run, what: str, value: str, key: str) -> None:
    if what == "name":
        run.name = value
    elif what == "nation":
        run.nation, run.nation_plural = value, key.endswith("s") and key not in {"us"}
    elif what == "country":
        run.country = value
    elif what == "role":
        if run.role is None or run.role == "government" or value == "kurds":
            run.role = value
        run.head = True
    elif what == "head":
        run.head = True


def _decide(run: _Run, start: int, number: int, lexicon: Lexicon, theatre: Theatre) -> Actor | None:
    """Who the words of a mention name: a name beats a role, a role beats a nationality, a sponsor comes last."""
    if run.name:
        return Actor(start, run.end, run.name, named=True, organisation=True)
    nation = run.nation or run.country
    sponsor = run.sponsor.lower() if run.sponsor else None
    if sponsor and run.led and not run.role:
        if nation:
            return Actor(start, run.end, lexicon.countries[nation].government, named=True)
        if sponsor == "kurdish":
            return Actor(start, run.end, theatre.role("kurds", number))
    if run.role and run.role not in {"government"}:
        if run.role == "kurds" and nation:
            canonical = lexicon.countries[nation].roles.get("kurds", UNKNOWN)
        elif nation and run.role in lexicon.countries[nation].roles:
            canonical = lexicon.countries[nation].roles[run.role]
        else:
            canonical = theatre.role(run.role, number)
        if sponsor and run.role in {"rebels", "militants"} and not nation:
            canonical = (theatre.backed(sponsor, number) if sponsor not in {"us", "american"} else None) or canonical
        return Actor(start, run.end, canonical)
    if nation:
        country = lexicon.countries[nation]
        canonical = theatre.ally(nation.lower(), number) or country.government
        if run.head:
            return Actor(start, run.end, canonical, named=True)
        return Actor(
            start, run.end, canonical, adjective=bool(run.nation) and not run.nation_plural, country=not run.nation
        )
    if sponsor:
        canonical = theatre.backed(sponsor, number) or theatre.backed(sponsor.replace("-", ""), number) or UNKNOWN
        if canonical != UNKNOWN or not run.role:
            return Actor(start, run.end, canonical)
    if run.role:
        return Actor(start, run.end, theatre.role("government", number))
    return Actor(start, run.end, UNKNOWN) if run.head and not run.weak else None
