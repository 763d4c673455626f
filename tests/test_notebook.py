"""From Python: what `map_articles` returns, `doc._.places`, and the tutorial, executed cell by cell."""

import ast
import io
import json
import subprocess
import sys
from contextlib import redirect_stdout
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy
import polars
import pytest
import spacy

from gazetteer import Gazetteer
from mapper import Article, ConflictMap, MapperError, PublicationPolicy, Withheld, map_articles
from mapper.export.views import COLUMNS, VIEWS, View

ROOT = Path(__file__).parents[1]
TUTORIAL = ROOT / "docs" / "tutorial.ipynb"
RAIN = Article(id="a", text="Rain fell in Kharkiv. Kyiv promised pumps. Novosibirsk was dry.", title="Rain")


@pytest.fixture(scope="module")
def rain(gazetteer: Gazetteer) -> ConflictMap:
    return map_articles([RAIN], gazetteer=gazetteer)


class Frames(HTMLParser):
    """The attributes of each iframe."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "iframe":
            self.found.append(dict(attrs))


def test_a_notebook_gets_the_page_in_a_sandboxed_frame(rain: ConflictMap) -> None:
    """One iframe with the whole page as its srcdoc, that may run scripts and nothing else."""
    (frame,) = Frames(rain._repr_html_()).found
    assert frame["sandbox"] == "allow-scripts"
    assert frame["srcdoc"] == rain.html


def test_what_is_on_the_page_can_be_saved(rain: ConflictMap, tmp_path: Path) -> None:
    """The file is the page."""
    rain.save(tmp_path / "map.html")
    assert (tmp_path / "map.html").read_text("utf-8") == rain.html


@pytest.mark.parametrize("by", VIEWS)
def test_the_data_come_as_geojson_and_as_a_data_frame(rain: ConflictMap, by: View) -> None:
    """As many features as rows, with the columns that an export has."""
    collection, frame = rain.to_geojson(by=by), rain.to_dataframe(by=by)
    assert collection["type"] == "FeatureCollection"
    assert isinstance(frame, polars.DataFrame)
    assert frame.columns == list(COLUMNS[by])
    assert len(frame) == len(collection["features"]) > 0
    names = [feature["properties"].get("name") for feature in collection["features"]]
    assert frame["name"].to_list() == names


def test_a_data_frame_without_rows_has_its_columns(gazetteer: Gazetteer) -> None:
    """An article without a place gives an empty table, not an error."""
    empty = map_articles([Article(text="Nothing happened.")], gazetteer=gazetteer).to_dataframe()
    assert (len(empty), empty.columns) == (0, list(COLUMNS["mention"]))


def test_where_there_is_no_library_of_data_frames_a_sentence_says_so() -> None:
    """Neither pandas nor polars is needed for anything else."""
    code = """if True:
        import sys
        sys.modules["pandas"] = sys.modules["polars"] = None
        from mapper import Article, MapperError, map_articles
        made = map_articles([Article(text="Rain fell in Kharkiv.")])
        try:
            made.to_dataframe()
        except MapperError as error:
            print(error)"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout == (
        "a data frame needs pandas or polars, and neither is installed; install one with: pip install polars\n"
    )


def test_care_holds_in_python_too(gazetteer: Gazetteer) -> None:
    """What is withheld is neither in the page nor in the data; a title may not name it."""
    care = PublicationPolicy(withhold=Withheld(places=("Kharkiv",)))
    made = map_articles([RAIN], care=care, gazetteer=gazetteer)
    assert "Kharkiv" not in made.html + json.dumps(made.to_geojson()) + str(made.to_dataframe().to_dicts())
    assert '"publication":{' in made.html
    with pytest.raises(MapperError, match="title 'Kharkiv' names what is withheld"):
        map_articles([RAIN], title="Kharkiv", care=care, gazetteer=gazetteer)


def test_a_pipeline_resolves_where_it_is_asked_to() -> None:
    """`doc._.places` has places, roles and reasons; it survives being written; and is empty where nobody asked."""
    nlp = spacy.blank("en")
    nlp.add_pipe("places", config={"resolved": True})
    doc = nlp(RAIN.text)
    found = [(r.mention.text, r.role, r.place and r.place.name) for r in doc._.places]
    assert found[:2] == [("Kharkiv", "site", "Kharkiv"), ("Kyiv", "actor", "Kyiv")]
    assert spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())._.places == doc._.places
    packed = spacy.tokens.DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = spacy.tokens.DocBin().from_bytes(packed).get_docs(nlp.vocab)
    assert again._.places == doc._.places
    plain = spacy.blank("en")
    plain.add_pipe("places")
    assert plain(RAIN.text)._.places == nlp("")._.places == ()
    whole = doc[:].as_doc(copy_user_data=True)
    assert whole._.places == doc._.places
    both = spacy.tokens.Doc.from_docs([doc, doc])
    told = [(r.mention.text, r.mention.start) for r in doc._.places]
    after = len(both.text) - len(doc.text)
    assert [(r.mention.text, r.mention.start) for r in both._.places] == [
        *told, *((text, start + after) for text, start in told)
    ]  # fmt: skip
    part = doc[doc.spans["places"][1].start :].as_doc(copy_user_data=True)
    assert [r.mention.text for r in part._.places] == [text for text, _ in told[1:]]
    assert [span.kb_id_ for span in doc.spans["places"]][:2] == ["geonames:706483", "geonames:703448"]


def test_a_pipeline_knows_what_it_gives() -> None:
    """Labels, what is assigned, a score by `nlp.evaluate`; entities of the labels asked for, the others spans alone."""
    text = "Punjab Police were at Kharkiv Airport. Shells hit Odesa."
    nlp = spacy.blank("en")
    nlp.add_pipe("places", config={"ents": True, "resolved": True})
    assert nlp.pipe_labels["places"] == ["PLACE", "FACILITY", "EMBEDDED"]
    assert {"doc.spans", "doc.ents"} <= set(nlp.get_pipe_meta("places").assigns)
    doc = nlp(text)
    assert {span.label_ for span in doc.spans["places"]} > {"PLACE"}
    assert [(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents] == [("Odesa", "PLACE", "geonames:698740")]
    scores = nlp.evaluate([spacy.training.Example(nlp.make_doc(text), doc)])
    assert (scores["spans_places_p"], scores["spans_places_r"]) == (1, 1)
    every = spacy.blank("en")
    every.add_pipe("places", config={"ents": True, "ent_labels": ["PLACE", "FACILITY", "EMBEDDED"]})
    assert {ent.label_ for ent in every(text).ents} == {span.label_ for span in doc.spans["places"]}
    with pytest.raises(ValueError, match="ent_labels has 'GPE'; the labels are PLACE, FACILITY, EMBEDDED"):
        spacy.blank("en").add_pipe("places", config={"ent_labels": ["GPE"]})


def test_a_pipeline_with_vectors_works_in_several_processes() -> None:
    """`nlp.pipe(n_process=2)` gives what one process gives, places and all, beside vectors."""
    nlp = spacy.blank("en")
    nlp.vocab.set_vector("shells", numpy.ones(8, "float32"))
    nlp.add_pipe("places", config={"resolved": True})
    texts = [RAIN.text, "Shells hit Odesa.", "Nothing."]
    assert [d._.places for d in nlp.pipe(texts, n_process=2, batch_size=1)] == [d._.places for d in nlp.pipe(texts)]


def run_cell(source: str, names: dict[str, Any]) -> tuple[str, Any]:
    """What a cell prints, and the value of its last expression, as Jupyter would show them."""
    tree, printed, value = ast.parse(source), io.StringIO(), None
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    with redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), names)  # noqa: S102 -- our own notebook
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307 -- as above
    return printed.getvalue(), value


def test_the_tutorial_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cell in order; the map is shown as one, the file is written, and each place and table has what it says."""
    monkeypatch.chdir(tmp_path)
    notebook = json.loads(TUTORIAL.read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert all(not cell.get("outputs") for cell in notebook["cells"])
    names: dict[str, Any] = {}
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    (_, shown), (_, saved), (why, _), (_, places), (_, table), (_, spans), (text, _) = [
        run_cell(cell, names) for cell in cells
    ]
    assert "<iframe" in shown._repr_html_()
    assert saved is None
    assert (tmp_path / "map.html").is_file()
    assert "actor" in why
    assert {"Odesa", "Izmail", "Kyiv"} <= set(places)
    assert len(table) >= 4
    assert [word for word, _, _ in spans] == ["Kupiansk", "Kharkiv"]
    assert "The [withheld] in [withheld] was closed." in text or "hospital in [withheld] was closed." in text
