"""Check the lexicon files: ``python -m conflictmap.extraction.check_lexicons [FOLDER]``.

Each file is held against its JSON Schema in ``lexicons/schemas/``; then the names that files use of each other
must exist. One line a fault: file, entry, field, what is wrong. The exit status is 1 when there is any.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, FormatChecker

from conflictmap.extraction.lexicon_files import FOLDER, lexicon_paths, read_yaml
from conflictmap.extraction.verbs import FRAMES


def faults(folder: Path = FOLDER) -> list[str]:
    """What is wrong with the lexicon files of `folder`, one line a fault; empty when nothing is."""
    found: list[str] = []
    files: dict[str, Any] = {}
    for path in lexicon_paths(folder):
        name = str(path.relative_to(folder))
        try:
            content = _plain(read_yaml(path))
        except yaml.YAMLError as error:
            found.append(f"{name}: no valid YAML: {' '.join(str(error).split())}")
            continue
        schema = "theatre" if path.parent.name == "theatres" else path.stem
        broken = [f"{name}: {fault}" for fault in _schema_faults(schema, content)]
        if broken:
            found += broken
        else:
            files[name] = content
    packs = {name: content for name, content in files.items() if name.startswith("theatres/")}
    found += _pack_faults(packs, files.get("actors.yaml", {"roles": {}})["roles"])
    if "triggers.yaml" in files:
        found += _frame_faults(files["triggers.yaml"])
    return found


def _plain(value: Any) -> Any:
    """The same content with days as ISO text, as JSON has them."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _schema_faults(schema: str, content: Any) -> Iterator[str]:
    path = FOLDER / "schemas" / f"{schema}.schema.json"
    if not path.exists():
        yield f"no schema {path.name} for this file"
        return
    validator = Draft202012Validator(json.loads(path.read_text(encoding="utf-8")), format_checker=FormatChecker())
    for error in sorted(validator.iter_errors(content), key=lambda error: [str(step) for step in error.absolute_path]):
        where = " > ".join(str(step) for step in error.absolute_path) or "the file"
        yield f"{where}: {error.message}"


def _pack_faults(packs: Mapping[str, Any], roles: Mapping[str, Any]) -> Iterator[str]:
    """Roles, countries and parties that a pack names and nobody defines; periods whose days are out of order."""
    countries = {name for pack in packs.values() for name in pack["countries"]}
    parties = {name for pack in packs.values() for name in pack["actors"]}
    parties |= {country["government"] for pack in packs.values() for country in pack["countries"].values()}
    for role, entry in roles.items():
        if "else" in entry and entry["else"] not in roles:
            yield f"actors.yaml: roles > {role} > else: no role is called {entry['else']!r}"
    for file, pack in packs.items():
        for party, names in pack["actors"].items():
            for scope in (name for name in names if isinstance(name, dict)):
                where = f"{file}: actors > {party} > {scope['names'][0]}"
                yield from _order_faults(where, scope)
                for country in set(scope.get("only_in", ())) - countries:
                    yield f"{where} > only_in: no pack has a country {country!r}"
        for name, country in pack["countries"].items():
            for times in (country, *country.get("periods", ())):
                where = f"{file}: countries > {name}"
                yield from _order_faults(f"{where} > periods", times)
                for role in set(times.get("roles", ())) - set(roles):
                    yield f"{where} > roles: actors.yaml has no role {role!r}"
                for nation in set(times.get("allies", ())) - countries:
                    yield f"{where} > allies: no pack has a country {nation!r}"
                for field in ("roles", "backed", "allies"):
                    for key, party in times.get(field, {}).items():
                        if party not in parties and not party.startswith("other:"):
                            yield f"{where} > {field} > {key}: no pack has a party {party!r} (new ones: other:NAME)"


def _order_faults(where: str, times: Mapping[str, Any]) -> Iterator[str]:
    if "since" in times and "until" in times and times["since"] > times["until"]:
        yield f"{where}: until {times['until']} lies before since {times['since']}"


def _frame_faults(triggers: Mapping[str, Any]) -> Iterator[str]:
    for entry in triggers["verbs"]:
        if entry["frame"] not in FRAMES:
            yield f"triggers.yaml: verbs > {entry['id']} > frame: no frame is called {entry['frame']!r}"


def main() -> int:
    """Print the faults; the number of files when there are none."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    found = faults(folder)
    for fault in found:
        print(fault)
    if not found:
        print(f"{len(lexicon_paths(folder))} lexicon files are in order.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
