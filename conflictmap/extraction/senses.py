"""Words that may tell of control, wherever they stand: verbs, nouns, and adjectives behind a hyphen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from conflictmap.core.claims import Kind
from conflictmap.extraction.lexicon import grammar, verb_forms
from conflictmap.extraction.lexicon_files import FOLDER, read_yaml
from conflictmap.extraction.nominal_events import nominal_group
from conflictmap.extraction.patterns import Pattern, keys_of, match_pattern, parse_pattern
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.verb_groups import VerbGroup, verb_group


@dataclass(frozen=True, slots=True)
class SenseForm:
    """One form of a word: what it may mean, what must follow; `form` is that of a verb, "noun" or "adjective"."""

    sense: str
    lemma: str
    kinds: tuple[Kind, ...]
    form: str
    rest: Pattern


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word of a sentence that may tell of control, as the verb group it heads or stands for."""

    sense: str
    lemma: str
    kinds: tuple[Kind, ...]
    group: VerbGroup


@cache
def _forms() -> Mapping[str, tuple[SenseForm, ...]]:
    """Every form by its first key, the longest first."""
    sets = read_yaml(FOLDER / "triggers.yaml")["sets"]
    irregular = read_yaml(FOLDER / "words.yaml")["irregular"]
    table: dict[str, list[SenseForm]] = defaultdict(list)
    for sense, entry in read_yaml(FOLDER / "senses.yaml").items():
        kinds = tuple(Kind(kind) for kind in entry["kinds"])
        for phrase in entry.get("verbs", ()):
            first, _, rest = phrase.partition(" ")
            pattern = parse_pattern(rest, sets)
            for verb in first.split("|"):
                for form, word in verb_forms(verb, irregular):
                    keys = keys_of(word)
                    whole = (*parse_pattern(" ".join(keys[1:]), {}), *pattern)
                    table[keys[0]].append(SenseForm(sense, verb, kinds, form, whole))
        for form in ("noun", "adjective"):
            for phrase in entry.get(f"{form}s", ()):
                keys = keys_of(phrase)
                rest_of = parse_pattern(" ".join(keys[1:]), {})
                table[keys[0]].append(SenseForm(sense, phrase, kinds, form, rest_of))
    return {key: tuple(sorted(forms, key=lambda f: -len(f.rest))) for key, forms in table.items()}


_NO_FIGHTERS = grammar("no_fighters")
_CIVIL_DEEDS = frozenset({"withdraw", "enter", "lose"})
_PLACES_TAKEN = grammar("listed_places") | {
    "town",
    "village",
    "city",
    "hills",
    "posts",
    "checkpoints",
    "outposts",
    "percent",
    "%",
    "per",
    "strongholds",
}
_FALLS_SHORT = frozenset({"short", "ill", "silent", "asleep", "apart", "behind", "victim", "foul", "flat", "sick"})
_UNDER_ATTACK = frozenset(
    {"attack", "attacks", "fire", "shelling", "bombardment", "assault", "pressure", "siege", "airstrikes", "criticism"}
)
_STATES_LEFT = frozenset({"ruins", "ruin", "rubble", "flames", "ashes", "tatters", "shambles", "darkness", "disarray"})


def find_triggers(reading: Reading) -> list[Trigger]:
    """The words of a sentence that may tell of control, in order, not overlapping."""
    s, table = reading.sentence, _forms()
    found: list[Trigger] = []
    covered = 0
    for i, key in enumerate(s.keys):
        forms = table.get(key)
        if not forms or i < covered:
            continue
        trigger = _trigger(reading, i, forms)
        if trigger is not None:
            found.append(trigger)
            covered = trigger.group.end
    return found


def _trigger(reading: Reading, i: int, forms: tuple[SenseForm, ...]) -> Trigger | None:
    s = reading.sentence
    behind_hyphen = s.key(i - 1) == "-" and s.joined(i)
    if s.capitals[i] and i > 0 and not s.shouting and s.words[i - 1].isalpha() and s.capitals[i - 1]:
        return None  # a word of a name
    for form in forms:
        if (form.form == "adjective") is not behind_hyphen:
            continue
        end = match_pattern(form.rest, s.keys, i + 1)
        if end < 0:
            continue
        if form.form == "adjective":
            return Trigger(form.sense, form.lemma, form.kinds, nominal_group(i, end, "adjective"))
        if form.form == "noun":
            if s.keys[i].endswith("ing") and s.key(i - 1) == "that":
                continue  # "said that taking P was a matter of time"
            if i not in reading.reader.inside_actor:
                return Trigger(form.sense, form.lemma, form.kinds, nominal_group(i, end))
            continue
        if i in reading.reader.inside_actor or _is_noun(reading, i, form, forms):
            continue
        group = verb_group(reading, i, end, form.form)
        if any(
            case(reading, form, end) for case in (_lays_waste, _is_figure_of_speech, _takes_people_out, _loses_people)
        ):
            continue
        if group is not None and form.sense in _CIVIL_DEEDS and _by_civilians(reading, group):
            continue
        if group is not None and not (group.voice == "gerund" and s.key(i - 1) == "that"):
            return Trigger(form.sense, form.lemma, form.kinds, group)
    return None


def _lays_waste(reading: Reading, form: SenseForm, end: int) -> bool:
    """Whether a place is not left but left in some state: "left Rawa in ruins"."""
    s = reading.sentence
    return form.lemma == "leave" and any(s.key(n) == "in" and s.key(n + 1) in _STATES_LEFT for n in range(end, end + 6))


def _is_figure_of_speech(reading: Reading, form: SenseForm, end: int) -> bool:
    """Whether something falls or comes that is no place: "fell on deaf ears", "came under heavy fire"."""
    s = reading.sentence
    if form.sense != "fall":
        return False
    if s.key(end) in _FALLS_SHORT or (s.key(end) == "on" and s.key(end + 1) == "deaf"):
        return True
    return s.key(end) == "under" and not _UNDER_ATTACK.isdisjoint(s.keys[end + 1 : end + 4])


def _loses_people(reading: Reading, form: SenseForm, end: int) -> bool:
    """Whether soldiers or weapons are lost, no place: "lost 36 soldiers in P", "lost dozens of tanks"."""
    if form.lemma != "lose":
        return False
    s = reading.sentence
    at = end + 2 * (s.key(end) in {"at", "more"} and s.key(end + 1) in {"least", "than"})
    counted = s.key(at) in reading.lexicon.numbers or s.key(at).isdecimal()
    return counted and not _PLACES_TAKEN & set(s.keys[at + 1 : at + 5])


def _takes_people_out(reading: Reading, form: SenseForm, end: int) -> bool:
    """Whether people are brought out, not a place left: "evacuated 1,500 civilians from P"."""
    return form.lemma == "evacuate" and not _NO_FIGHTERS.isdisjoint(reading.sentence.keys[end : end + 6])


def _by_civilians(reading: Reading, group: VerbGroup) -> bool:
    """Whether the subject right before a verb is people who fight for nobody: "20,000 civilians left P"."""
    s, words = reading.sentence, reading.lexicon.words
    at = group.start - 1
    while at >= 0 and (s.key(at) in words["adverbs"] or s.key(at) in {"who", "that", "have", "had"}):
        at -= 1
    return s.key(at) in _NO_FIGHTERS


def _is_noun(reading: Reading, i: int, form: SenseForm, forms: tuple[SenseForm, ...]) -> bool:
    """Whether a word that may be either stands where a noun does: "the control", "under rebel control"."""
    s, words = reading.sentence, reading.lexicon.words
    before = s.key(i - 1)
    if (before in words["determiners"] and before not in {"that", "this", "both"}) or s.words[i - 1] == "'s":
        return True
    if form.form != "base" or not any(other.form == "noun" for other in forms):
        return False
    verbal = before == "to" or before in words["modals"] or before in words["do"] or before in words["negations"]
    return not (verbal or before.endswith("s"))
