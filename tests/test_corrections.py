"""What people put right stays right: through the commands, a rebuild, an edit of the article, and undo."""

import csv
import json
import os
import random
import signal
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self

import pytest
from click.testing import CliRunner, Result

from gazetteer import Gazetteer
from mapper.calls import locate
from mapper.cli import main
from mapper.confirmed import Confirmed
from mapper.correct.corrections_file import append, read_corrections
from mapper.correct.quotes import quote
from mapper.errors import InputError
from mapper.reason import reason
from mapper.records import Article, LocatedArticle, Resolution

TEXT = (
    "Strikes on the coast\n\nShells hit Odessa and the hamlet of Zelenyi Yar on Monday. Paris promised help. "
    "Jordan, a nurse of 31, was wounded in Kherson.\n"
)
ARTICLE = Article(text=TEXT, id="a1", title="Strikes on the coast", url="https://example.org/a1")
ODESSA_TX, ODESA = "geonames:5527554", "geonames:698740"
YAR = {"name": "Zelenyi Yar", "lat": 46.61, "lon": 30.91, "kind": "village", "country": "UA"}


def on(word: str, text: str = TEXT, **says: Any) -> dict[str, Any]:
    """A line that corrects the first mention of a word."""
    start = text.index(word)
    return {"article": "a1", "target": quote(text, start, start + len(word)).to_dict()} | says


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a folder of its own, with one article in it."""
    monkeypatch.chdir(tmp_path)
    write_article(TEXT)


def write_article(text: str, **fields: str) -> None:
    row = ARTICLE.to_dict() | {"text": text} | fields
    Path("news.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")


def write(rows: Iterable[dict[str, Any]]) -> None:
    Path("corrections.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def mapper(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def corrected(*rows: dict[str, Any]) -> tuple[dict[str, Resolution], Result]:
    """The resolutions by their words, and how the command ended."""
    write(rows)
    result = mapper("locate", "news.jsonl", "--corrections", "corrections.jsonl", "-o", "located.jsonl")
    assert result.exit_code in (0, 1), result.output
    item = LocatedArticle.from_dict(json.loads(Path("located.jsonl").read_text(encoding="utf-8")))
    return {r.mention.text: r for r in item.resolutions}, result


def open_rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path("located.uncorrected.jsonl").read_text(encoding="utf-8").splitlines()]


def test_each_sort_of_correction_is_done() -> None:
    """Another place, an own point for a name that was missed, no place, a role; who, when and why are recorded."""
    at = "2026-11-01T09:00:00Z"
    found, result = corrected(
        on("Odessa", place=ODESSA_TX, by="Ann", at=at, why="the article is about Texas"),
        on("Zelenyi Yar", place=YAR, role="site", by="Ann"),
        on("Jordan", place=None),
        on("Paris", role="context", by="Ben"),
    )
    assert found["Odessa"].place
    assert found["Odessa"].place.id == ODESSA_TX
    assert found["Odessa"].confidence == 1
    assert found["Odessa"].confirmed == Confirmed(place=True, by="Ann", at=at, why="the article is about Texas")
    why = reason("editor_why", why="the article is about Texas")
    assert found["Odessa"].because == (reason("editor_put", place="Odessa"), why)
    yar = found["Zelenyi Yar"]
    assert yar.place
    assert (yar.place.id, yar.place.lat, yar.role) == ("point:46.61000,30.91000", 46.61, "site")
    assert "Jordan" not in found or (found["Jordan"].place is None and found["Jordan"].confirmed)
    assert found["Paris"].role == "context"
    assert found["Paris"].confirmed == Confirmed(role=True, by="Ben")
    assert found["Paris"].confidence < 1
    assert found["Kherson"].confirmed is None
    assert "Corrections: 4 hold" in result.stderr
    assert not Path("located.uncorrected.jsonl").exists()


def test_corrections_outlive_an_edit_and_a_new_id() -> None:
    """Sentences moved, words changed, another id: by address, or by title where the id was that of the content."""
    rows = [on("Odessa", place=ODESSA_TX, url=ARTICLE.url), on("Zelenyi Yar", place=YAR, url=ARTICLE.url)]
    moved = "Strikes on the coast\n\nParis promised help. Heavy shells hit Odessa and a hamlet, Zelenyi Yar, at dawn.\n"
    write_article(moved, id="a1-second-edition")
    found, result = corrected(*rows)
    assert found["Odessa"].place
    assert found["Odessa"].place.id == ODESSA_TX
    assert found["Zelenyi Yar"].confirmed
    assert "2 hold" in result.stderr
    Path("news.jsonl").write_text(json.dumps({"title": ARTICLE.title, "text": moved}), encoding="utf-8")
    found, _ = corrected(*({**row, "article": "sha256:0123456789abcdef", "title": ARTICLE.title} for row in rows))
    assert found["Odessa"].place
    assert found["Odessa"].place.id == ODESSA_TX


def test_a_line_by_hand_needs_no_article() -> None:
    """Words that name no article are looked for in all; marks that are no words do no harm."""
    found, _ = corrected({"target": {"exact": "Zelenyi Yar"}, "place": YAR}, {"target": {"exact": "—"}, "place": None})
    assert found["Zelenyi Yar"].confirmed
    assert [row["problem"] for row in open_rows()] == ["elsewhere"]


def test_a_name_is_one_place_everywhere_unless_its_mention_says_otherwise() -> None:
    """A rule of a name holds for each mention of it; a correction of one mention stands above it."""
    write_article(TEXT + "\nOdessa, they said, is calm. A band from Odessa played.")
    text = json.loads(Path("news.jsonl").read_text(encoding="utf-8"))["text"]
    start = text.index("Odessa played")
    mine = {"article": "a1", "target": quote(text, start, start + 6).to_dict(), "place": ODESA}
    write([mine, {"name": "ODESSA", "place": ODESSA_TX, "by": "Ann"}])
    mapper("locate", "news.jsonl", "--corrections", "corrections.jsonl", "-o", "located.jsonl")
    item = LocatedArticle.from_dict(json.loads(Path("located.jsonl").read_text(encoding="utf-8")))
    ids = [r.place.id for r in item.resolutions if r.place and r.mention.text == "Odessa"]
    assert ids == [ODESSA_TX, ODESSA_TX, ODESA]


def test_what_does_not_hold_is_said_and_listed() -> None:
    """A conflict, words that are gone, another article: in the summary and, each with its line, in a file."""
    rows = [
        on("Odessa", place=ODESA, by="Ann", at="2026-11-02T00:00:00Z", id="ann"),
        on("Odessa", place=ODESSA_TX, by="Ben", at="2026-11-01T00:00:00Z", id="ben"),
        on("Gone", text="The village of Gone burned.", place=YAR, id="gone"),
        on("Odessa", place=ODESA, id="far") | {"article": "b2"},
        {"name": "Timbuktu", "place": None, "id": "name"},
    ]
    found, result = corrected(*rows)
    assert found["Odessa"].place
    assert found["Odessa"].place.id == ODESA, "the later by its time, not by its line"
    listed = open_rows()
    assert [(r["problem"], r["id"]) for r in listed] == [
        ("conflict", "ben"), ("orphan", "gone"), ("elsewhere", "far"), ("elsewhere", "name"),
    ]  # fmt: skip
    assert listed[0]["later"] == "ann"
    assert rows[1].items() <= listed[0].items(), "nothing of the line is lost"
    said = "Corrections: 2 hold, 1 overruled by a later one, 1 not found in their articles, 2 of articles that are not"
    assert said in result.stderr
    assert result.exit_code == 0
    corrected(rows[0])
    assert not Path("located.uncorrected.jsonl").exists(), "a list of no truth any more goes"


def test_who_thinks_again_is_in_no_conflict_and_may_withdraw() -> None:
    """The same editor's later word holds in silence; a withdrawal takes a line back."""
    first = on("Odessa", place=ODESSA_TX, by="Ann", id="1")
    found, result = corrected(first, on("Odessa", place=ODESA, by="Ann", id="2"))
    assert found["Odessa"].place
    assert found["Odessa"].place.id == ODESA
    assert "overruled" not in result.stderr
    found, _ = corrected(first, on("Odessa", place=ODESA, by="Ann", id="2"), {"withdraws": "2"})
    assert found["Odessa"].place
    assert found["Odessa"].place.id == ODESSA_TX


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"place": ODESA}, "one of 'target' and 'name'"),
        (on("Odessa"), "'place' is missing, and so is 'role'"),
        (on("Odessa", role="victim"), "role 'victim' is not one of"),
        (on("Odessa", place="geonames:1"), "the gazetteer has no place 'geonames:1'"),
        (on("Odessa", place={"lat": 91, "lon": 0}), "no point on Earth"),
        (on("Odessa", place={"lat": 1}), "'lon' is missing"),
        (on("Odessa", place=ODESA, at="yesterday"), "'at' must be a time"),
        ({"article": "a1", "target": {"exact": ""}, "place": None}, "'exact' is empty"),
        ({"article": "a1", "target": "Odessa", "place": None}, "'target' must be an object"),
        (on("Odessa", place=ODESA, by=5), "'by' must be a string"),
    ],
)
def test_a_line_that_cannot_be_used_costs_only_itself(row: dict[str, Any], why: str) -> None:
    """It is said with file, line and reason, and the others hold."""
    found, result = corrected(row, on("Zelenyi Yar", place=YAR))
    assert result.exit_code == 1
    assert "corrections.jsonl:1: " in result.stderr
    assert why in result.stderr
    assert found["Zelenyi Yar"].confirmed


def test_many_processes_and_a_resumed_run_correct_alike() -> None:
    """With --jobs 2 and --resume the output is that of one process, and so is what is said."""
    rows = [{"id": f"a{i}", "text": TEXT.replace("Monday", f"day {i}")} for i in range(40)]
    Path("news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    write(
        [
            {"name": "Odessa", "place": ODESSA_TX},
            on("Kherson", text=str(rows[7]["text"]), role="actor") | {"article": "a7"},
        ]
    )
    common = ("locate", "news.jsonl", "--corrections", "corrections.jsonl", "-o")
    assert "2 hold" in mapper(*common, "one.jsonl").stderr
    result = mapper(*common, "two.jsonl", "--jobs", "2", "--resume")
    assert "Corrections: 2 hold" in result.stderr
    one, two = Path("one.jsonl").read_bytes(), Path("two.jsonl").read_bytes()
    assert one == two
    Path("three.jsonl.part").write_bytes(b"".join(one.splitlines(keepends=True)[:20]))
    assert "Corrections: 2 hold" in mapper(*common, "three.jsonl", "--resume").stderr
    assert Path("three.jsonl").read_bytes() == one


def test_what_was_located_is_drawn_and_exported_corrected() -> None:
    """`draw` and `export` take corrections too, so that nothing needs to be located again."""
    mapper("locate", "news.jsonl", "-o", "located.jsonl")
    write([on("Odessa", place=ODESSA_TX, by="Ann"), on("Gone", text="The village of Gone burned.", place=YAR)])
    result = mapper("draw", "located.jsonl", "-o", "map.html", "--corrections", "corrections.jsonl")
    assert "Corrections: 1 hold, 1 not found in their articles -> map.uncorrected.jsonl" in result.stderr
    assert '"confirmed":[[0,' in Path("map.html").read_text(encoding="utf-8")
    mapper("export", "located.jsonl", "-o", "x.csv", "--corrections", "corrections.jsonl")
    assert ODESSA_TX in Path("x.csv").read_text(encoding="utf-8")
    assert Path("x.uncorrected.jsonl").exists()


def test_corrections_in_a_folder_of_articles_are_no_articles() -> None:
    """A project may lie in one folder: what people corrected, and what did not hold, is not read as news."""
    write([on("Gone", text="The village of Gone burned.", place=YAR)])
    for _ in range(2):
        result = mapper("map", ".", "--corrections", "corrections.jsonl", "-o", "map.html")
        assert result.exit_code == 0
        assert "1 article, " in result.stderr
        assert Path("map.uncorrected.jsonl").exists()
        Path("map.html").unlink()


def test_exports_say_who_confirmed() -> None:
    """A row of a mention has what, who, when and why; one of a place or day how many; a note has creator and time."""
    corrected(on("Odessa", place=ODESSA_TX, role="site", by="Ann", at="2026-11-01T09:00:00Z", why="=1+1"))
    mapper("export", "located.jsonl", "-o", "x.csv", "--by", "mention")
    assert "place and role,Ann,2026-11-01T09:00:00Z,'=1+1" in Path("x.csv").read_text(encoding="utf-8")
    for view in ("place", "day"):
        mapper("export", "located.jsonl", "-o", "y.csv", "--by", view)
        with Path("y.csv").open(encoding="utf-8", newline="") as file:
            counts = {row["place"]: int(row["confirmed"]) for row in csv.DictReader(file)}
        assert counts.pop(ODESSA_TX) == 1
        assert set(counts.values()) == {0}
    mapper("export", "located.jsonl", "-o", "x.jsonld")
    notes = json.loads(Path("x.jsonld").read_text(encoding="utf-8"))
    (note,) = [n for n in notes if "creator" in n]
    assert (note["creator"]["name"], note["created"]) == ("Ann", "2026-11-01T09:00:00Z")


def test_the_library_corrects_too(gazetteer: Gazetteer) -> None:
    """`locate` takes what `read_corrections` gives."""
    write([on("Odessa", place=ODESSA_TX)])
    corrections = read_corrections("corrections.jsonl", gazetteer.get)
    (item,) = locate([ARTICLE], gazetteer=gazetteer, corrections=corrections)
    assert [r.place.id for r in item.resolutions if r.confirmed and r.place] == [ODESSA_TX]


def test_a_file_that_is_not_there_is_said_and_an_empty_one_is_fine(gazetteer: Gazetteer) -> None:
    """A project begins with an empty file."""
    with pytest.raises(InputError, match="no such file"):
        read_corrections("none.jsonl", gazetteer.get)
    Path("empty.jsonl").touch()
    assert not read_corrections("empty.jsonl", gazetteer.get).targeted


def test_a_line_by_hand_without_its_end_is_kept(gazetteer: Gazetteer) -> None:
    """An editor that writes no line's end loses nothing to the next line."""
    Path("c.jsonl").write_text(json.dumps({"name": "Odessa", "place": ODESA}), encoding="utf-8")
    append("c.jsonl", {"name": "Paris", "place": None})
    assert [c.name for c in read_corrections("c.jsonl", gazetteer.get).named] == ["Odessa", "Paris"]


def test_no_kill_loses_what_was_saved(gazetteer: Gazetteer) -> None:
    """Killed with signal 9 after 100 random amounts of bytes: what was saved is there, and the file goes on."""
    rng = random.Random(5)  # noqa: S311 -- repeatable, not secret
    path = Path("c.jsonl")
    saved: list[str] = []
    for life in range(100):
        inside, outside = os.pipe()
        amount = rng.randrange(1, 900)
        child = os.fork()
        if child == 0:
            _write_until_killed(path, life, amount, outside)
        os.close(outside)
        with os.fdopen(inside) as acknowledged:
            saved += acknowledged.read().split()
        assert os.waitpid(child, 0)[1] == signal.SIGKILL
        there = {c.id for c in read_corrections(path, gazetteer.get).named}
        assert there >= set(saved)
    assert len(saved) > 100
    append(path, {"id": "last", "name": "Kyiv", "place": None})
    ids = [c.id for c in read_corrections(path, gazetteer.get).named]
    assert ids[-1] == "last"
    assert len(path.read_bytes().splitlines()) == len(ids), "and no half line is left"


def _write_until_killed(path: Path, life: int, amount: int, acknowledge: int) -> None:
    """Save corrections, tell each that is saved, and die in the write that would go beyond the amount."""
    import mapper.correct.corrections_file as module

    real = module.Path.open
    left = amount

    class Dying:
        def __init__(self, stream: Any) -> None:
            self.stream = stream

        def write(self, data: bytes) -> int:
            nonlocal left
            if len(data) > left:
                self.stream.write(data[:left])
                os.kill(os.getpid(), signal.SIGKILL)
            left -= len(data)
            return int(self.stream.write(data))

        def __getattr__(self, name: str) -> Any:
            return getattr(self.stream, name)

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            self.stream.close()

    module.Path.open = lambda self, *a, **k: Dying(real(self, *a, **k))  # type: ignore[method-assign,assignment]  # this process is about to die
    for number in range(1000):
        name = f"{life}-{number}"
        append(path, {"id": name, "name": f"Name of {name}", "place": None, "why": "x" * (number % 7 * 20)})
        os.write(acknowledge, f"{name}\n".encode())
