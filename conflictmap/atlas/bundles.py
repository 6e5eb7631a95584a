"""Joins the ES modules of a page into one file, and the style sheets likewise (docs/decisions/0009).

The sources are plain modules that a browser can run as they are. As they are it would ask for eighty files, find out
about most of them from others, and pay headers for each; compressed alone, none of them learns from another's words.

A module becomes a function that is called once, after those it imports, and answers with what it exports:

    const $atlas_story_days = (() => {
    const { locale } = $atlas_translation;
    function longDate(day) { ... }
    return { longDate };
    })();

What is imported on demand is a bundle of its own, which takes what its page has loaded already from there; a worker is
one, too. Read are the forms that our own modules use. Any other is an error, so that none is joined wrongly.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

IMPORT = re.compile(r'^import \{ ([^}]*) \} from "(\.[^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const)\*? (\w+))", re.MULTILINE)
HANDED_ON = re.compile(r'^export (\{[^}]*\}) from ("\.[^"]+";\n)', re.MULTILINE)
EXPORT_LIST = re.compile(r"^export \{([^}]*)\};\n", re.MULTILINE)
ON_DEMAND = re.compile(r'\bimport\("(\.[^"]+)"\)')
BESIDE = re.compile(r'\bnew URL\("(\.[^"]+)", import\.meta\.url\)')
UNREAD = re.compile(r"^(?:import\b|export\b)(?!\().*", re.MULTILINE)
STYLE_IMPORT = re.compile(r'^@import url\("([^"]+)"\);\n', re.MULTILINE)
STYLE_URL = re.compile(r"""url\((["']?)(?![a-z]+:|/|#)([^"')]+)\1\)""")


class BundleError(ValueError):
    """A module is written in a form that cannot be joined; the message names file and line."""


@dataclass(slots=True)
class Module:
    """What the joining must know of a module. Paths are those of the static files: "atlas/story/days.js"."""

    path: str
    code: str
    imports: list[tuple[str, str]] = field(default_factory=list)
    """Path and what is taken from it, as written between the braces."""
    exports: list[str] = field(default_factory=list)

    @property
    def variable(self) -> str:
        """The name that what it exports has inside a bundle."""
        return "$" + re.sub(r"\W", "_", self.path.removesuffix(".js"))

    def beside(self, address: str) -> str:
        """The path of a file that this one names by its place beside it."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.path), address))

    @property
    def on_demand(self) -> list[str]:
        """The modules that it imports when they are asked for."""
        return [self.beside(address) for address in ON_DEMAND.findall(self.code)]

    @property
    def named_files(self) -> list[str]:
        """The workers and other files that it names by their place beside it."""
        return [self.beside(address) for address in BESIDE.findall(self.code)]


def read_module(path: str, code: str) -> Module:
    """A module without its import lines. Raises BundleError at an import or export of another form."""
    code = HANDED_ON.sub(r"import \1 from \2export \1;\n", code)
    module = Module(path, code)
    for names, address in IMPORT.findall(code):
        module.imports.append((module.beside(address), names))
    module.code = IMPORT.sub("", code)
    module.exports = EXPORT.findall(module.code)
    for names in EXPORT_LIST.findall(module.code):
        module.exports.extend(name.strip() for name in names.split(",") if name.strip())
    unread = UNREAD.search(EXPORT_LIST.sub("", EXPORT.sub("", module.code)))
    if unread or any(" as " in name for name in module.exports):
        line = unread[0] if unread else "export { ... as ... }"
        raise BundleError(f'{path}: "{line}" cannot be joined; write import {{ ... }} from "./..."; on one line')
    return module


def bundle_pages(sources: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The bundles of each page: by the path of its script, their texts by their paths.

    A module that no other one names belongs to a page, and its bundle has its path; the bundles that it loads on demand
    lie in a folder beside it. `sources` are all modules by their paths, without comments. Raises BundleError.
    """
    modules = {path: read_module(path, code) for path, code in sources.items()}
    named = {path for module in modules.values() for path in (*module.on_demand, *module.named_files)}
    named.update(path for module in modules.values() for path, _ in module.imports)
    pages: dict[str, dict[str, str]] = {}
    for path in sorted(modules.keys() - named):
        page = PageBundles(path, modules)
        page.join(path, path, {})
        pages[path] = page.texts
    return pages


class PageBundles:
    """The bundles of one page while they are joined."""

    def __init__(self, page: str, modules: Mapping[str, Module]) -> None:
        self.page = page
        self.modules = modules
        self.texts: dict[str, str] = {}

    def join(self, entry: str, bundle: str, loaded: Mapping[str, str]) -> set[str]:
        """Write the bundle of a module and those it leads to; answer which loaded modules they need.

        `loaded` gives the bundle of each module that the page has before this one. Raises BundleError.
        """
        if bundle in self.texts:
            raise BundleError(f"{entry} is loaded on demand from two places of {self.page}")
        self.texts[bundle] = ""
        order = self.in_order(entry, loaded)
        here = dict.fromkeys(order, bundle)
        asked: set[str] = set()
        for path in order:
            module = self.modules[path]
            for target in module.on_demand:
                if target in here or target in loaded:
                    raise BundleError(f"{path} loads {target} on demand, but it is imported as well")
                asked |= self.join(target, self.place(target), {**loaded, **here})
            for target in module.named_files:
                if target in self.modules and self.place(target) not in self.texts:
                    self.join(target, self.place(target), {})
        needed = asked | {path for name in order for path, _ in self.modules[name].imports}
        self.texts[bundle] = self.text(order, bundle, loaded, needed & loaded.keys(), asked & here.keys())
        return needed & loaded.keys()

    def place(self, target: str) -> str:
        """The path of the bundle of a module that the page loads on demand, or as a worker."""
        return f"{self.page.removesuffix('.js')}/{target}"

    def in_order(self, entry: str, loaded: Mapping[str, str]) -> list[str]:
        """A module and those it needs, each after those it imports. Raises BundleError where they go in circles."""
        order: list[str] = []

        def visit(path: str, way: tuple[str, ...]) -> None:
            if path in order or path in loaded:
                return
            if path in way:
                raise BundleError(f"modules import each other in a circle: {' > '.join((*way, path))}")
            if path not in self.modules:
                raise BundleError(f"{way[-1]} imports {path}, which is not there")
            for target, _ in self.modules[path].imports:
                visit(target, (*way, path))
            order.append(path)

        visit(entry, ())
        return order

    def text(
        self, order: list[str], bundle: str, loaded: Mapping[str, str], taken: Iterable[str], given: Iterable[str]
    ) -> str:
        """The bundle: what it takes from others, its modules, and what it gives to others."""
        parts = []
        for path in sorted(taken):
            address = relative(loaded[path], bundle)
            parts.append(f'import {{ {self.modules[path].variable} }} from "{address}";\n')
        for path in order[:-1]:
            module = self.modules[path]
            code = EXPORT_LIST.sub("", EXPORT.sub("", self.code(path, bundle)))
            answer = f"return {{ {', '.join(module.exports)} }};"
            parts.append(f"const {module.variable} = (() => {{\n{code}{answer}\n}})();\n")
        entry = self.modules[order[-1]]
        parts.append(self.code(entry.path, bundle))
        if entry.path in given:
            parts.append(f"const {entry.variable} = {{ {', '.join(entry.exports)} }};\n")
        if given:
            parts.append(f"export {{ {', '.join(self.modules[path].variable for path in sorted(given))} }};\n")
        return "".join(parts)

    def code(self, path: str, bundle: str) -> str:
        """A module's code as it stands in a bundle."""
        module = self.modules[path]
        imports = [
            f"const {{ {names.replace(' as ', ': ')} }} = {self.modules[target].variable};\n"
            for target, names in module.imports
        ]

        def loads(match: re.Match[str]) -> str:
            return f'import("{relative(self.place(module.beside(match[1])), bundle)}")'

        def names_file(match: re.Match[str]) -> str:
            target = module.beside(match[1])
            there = self.place(target) if target in self.modules else target
            return f'new URL("{relative(there, bundle)}", import.meta.url)'

        code = BESIDE.sub(names_file, ON_DEMAND.sub(loads, module.code))
        return "".join(imports) + code.lstrip("\n").rstrip("\n") + "\n"


def relative(path: str, place: str) -> str:
    """The address of a file as one at `place` names it: "./page/connect.js"."""
    address = posixpath.relpath(path, posixpath.dirname(place))
    return address if address.startswith(".") else f"./{address}"


def join_styles(path: str, sources: Mapping[str, str]) -> str:
    """A style sheet with those it imports in their places, and addresses as seen from it.

    Raises BundleError when one of them is missing.
    """

    def joined(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), match[1]))
        if target not in sources:
            raise BundleError(f"{path} imports {target}, which is not there")
        text = join_styles(target, sources)
        folder = posixpath.dirname(target)
        return STYLE_URL.sub(lambda url: f'url("{relative(posixpath.join(folder, url[2]), path)}")', text)

    return STYLE_IMPORT.sub(joined, sources[path])
