"""Batches: several processes give what one gives, and a kill at any moment loses and doubles nothing."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gazetteer import Gazetteer
from gazetteer.errors import GazetteerInvalid
from mapper.calls import locate
from mapper.cli import main
from mapper.commands.options.locating import LocateOptions
from mapper.errors import ModelError
from mapper.many.batch import head_of, locate_lines
from mapper.many.resume import continuing
from mapper.pipeline import Steps
from mapper.recognise.tagger import Tagger
from mapper.records import Article, LocatedArticle

ROOT = Path(__file__).parents[1]
ENV = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
TOWNS = ("Kharkiv", "Odesa", "Djibo", "Rafah", "Tripoli", "Homs", "El Fasher", "Sittwe")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test has a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def articles(count: int, *, sentences: int = 1) -> list[Article]:
    draw = random.Random(5)  # noqa: S311 -- repeatable, not secret
    return [
        Article(
            id=f"{i}\u2028\U0001f600" if i % 7 == 0 else str(i),
            text=" ".join(f"Shells hit {draw.choice(TOWNS)} on day {i}, officials said." for _ in range(sentences)),
        )
        for i in range(count)
    ]  # fmt: skip


def put(path: str, count: int, *, bad: bool = False, sentences: int = 1) -> None:
    """Rows of articles, every tenth of them bad where asked for."""
    with Path(path).open("w", encoding="utf-8") as file:
        for i, article in enumerate(articles(count, sentences=sentences)):
            if bad and i % 10 == 3:
                file.write('{"title": "no text"}\n')
            file.write(json.dumps(article.to_dict()) + "\n")


def size_of(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def mapper(*args: str) -> Result:
    result = CliRunner().invoke(main, args)
    assert "Traceback" not in result.stderr
    return result


def test_two_processes_give_what_one_gives(gazetteer: Gazetteer) -> None:
    """The same lines in the order of the inputs; and they are the lines of `locate`."""
    given = articles(100)
    one, two = (
        [line.text for line in locate_lines(given, Steps(gazetteer=gazetteer).load, jobs=jobs)] for jobs in (1, 2)
    )
    assert one == two
    assert [json.loads(text) for text in one] == [item.to_dict() for item in locate(given, gazetteer=gazetteer)]
    assert all(text.startswith(head_of(article)) for text, article in zip(one, given, strict=True))


def test_lines_stream(gazetteer: Gazetteer) -> None:
    """Only a few chunks are taken ahead of what is written, however many articles there are."""
    taken = 0

    def endless() -> Any:
        nonlocal taken
        while True:
            taken += 1
            yield Article(text=f"Shells hit Odesa {taken}.")

    lines = locate_lines(endless(), Steps(gazetteer=gazetteer).load, jobs=2)
    for _ in range(50):
        next(lines)
    lines.close()
    assert taken <= 50 + 16 * 8


def test_an_article_that_breaks_the_locating_costs_only_itself(
    gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is kept without places and with the reason; those beside it have theirs."""
    from mapper import pipeline

    real = pipeline.resolve

    def fragile(article: Article, *args: Any) -> Any:
        if article.id == "1":
            raise ZeroDivisionError("one too many")
        return real(article, *args)

    monkeypatch.setattr(pipeline, "resolve", fragile)
    lines = list(locate_lines(articles(3), Steps(gazetteer=gazetteer).load))
    assert [line.mentions for line in lines] == [1, 0, 1]
    assert lines[1].error.startswith("article 1: could not be located (ZeroDivisionError: one too many)")
    assert json.loads(lines[1].text)["error"] == lines[1].error


@pytest.mark.parametrize("error", [ModelError("model.onnx: is damaged"), GazetteerInvalid("g.sqlite is damaged")])
@pytest.mark.parametrize("count", [1, 40])
def test_a_damaged_model_or_gazetteer_ends_the_run_at_once(error: Exception, count: int) -> None:
    """No article is to blame for it, and each would be written without places."""

    def damaged(chunk: Iterable[Article]) -> Iterator[LocatedArticle]:
        raise error

    with pytest.raises(type(error), match="is damaged"):
        next(locate_lines(articles(count), lambda: damaged))


def test_a_model_that_is_missing_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 2, no output, and nobody is asked to report it."""
    from mapper.recognise import articles

    monkeypatch.setattr(articles, "Tagger", partial(Tagger, Path("nowhere")))
    put("in.jsonl", 3)
    result = mapper("locate", "in.jsonl", "-o", "located.jsonl")
    assert (result.exit_code, sorted(p.name for p in Path().iterdir())) == (2, ["in.jsonl"])
    assert (
        result.stderr
        == "nowhere/model.json: is missing; install conflict-mapper again, or name a folder with a model\n"
    )


def test_what_cannot_be_read_is_listed_beside_the_output() -> None:
    """located.rejected.jsonl has each bad input with its reason; the next run without any removes it."""
    put("in.jsonl", 20, bad=True)
    result = mapper("locate", "in.jsonl", "no.txt", "-o", "located.jsonl", "-q")
    assert result.exit_code == 1
    rejected = [json.loads(line) for line in Path("located.rejected.jsonl").read_text("utf-8").splitlines()]
    assert [row["input"] for row in rejected] == ["in.jsonl:4", "in.jsonl:15", "no.txt"]
    assert rejected[0]["reason"] == "'text' is missing; mend the row or leave it out"
    put("in.jsonl", 2)
    assert mapper("locate", "in.jsonl", "-o", "located.jsonl").exit_code == 0
    assert sorted(p.name for p in Path().iterdir()) == ["in.jsonl", "located.jsonl", "located.provenance.json"]


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_that_was_killed_goes_on_with_nothing_lost_or_doubled(jobs: str) -> None:
    """After eleven kills, most amid the output, it is byte for byte that of a run left alone, and so is the list."""
    put("in.jsonl", 500, bad=True, sentences=12)
    alone = [sys.executable, "-m", "mapper", "locate", "in.jsonl", "-q", "--jobs", "2", "-o", "alone.jsonl"]
    assert subprocess.run(alone, env=ENV, stderr=subprocess.DEVNULL, check=False).returncode == 1
    command = [*alone[:-3], jobs, "-o", "out.jsonl", "--resume"]
    # A point is how much has been written, not a time: a fast machine would be done before the kill.
    whole, draw = Path("alone.jsonl").stat().st_size, random.Random(int(jobs))  # noqa: S311 -- repeatable, not secret
    points, sizes, part = sorted(draw.uniform(-0.1, 0.6) * whole for _ in range(11)), [], Path("out.jsonl.part")
    for point in points:
        running = subprocess.Popen(command, env=ENV, stderr=subprocess.DEVNULL)
        time.sleep(draw.uniform(0.0, 0.2))
        while running.poll() is None and size_of(part) < point:
            time.sleep(0.002)
        time.sleep(draw.uniform(0.0, 0.05))  # anywhere, and not only where a line has just ended
        assert running.poll() is None
        running.kill()
        running.wait()
        sizes.append(size_of(part))
    assert sizes == sorted(sizes)
    assert sum(0 < size < whole for size in sizes) >= 8
    assert len(set(sizes)) >= 5
    assert sizes[-1] > whole / 3
    assert not Path("out.jsonl").exists()
    assert subprocess.run(command, env=ENV, stderr=subprocess.DEVNULL, check=False).returncode == 1
    assert Path("out.jsonl").read_bytes() == Path("alone.jsonl").read_bytes()
    assert Path("out.rejected.jsonl").read_bytes() == Path("alone.rejected.jsonl").read_bytes()
    assert len(list(Path().iterdir())) == 7  # each output with its provenance and its rejected


def asked(**more: Any) -> str:
    """What the command's settings come to, unless said otherwise."""
    options = dict.fromkeys(("gazetteer", "add_places", "online_geocoder", "model", "corrections"))
    with Gazetteer.open() as store:
        return LocateOptions(**{**options, "lean": "", "min_confidence": 0.3, "given_mentions": False, **more}).asked(
            store
        )


def begun(found: list[Article], lines: list[str], **more: Any) -> bytes:
    """What a run that was broken off after these lines has left in out.jsonl.part."""
    with suppress(KeyboardInterrupt), continuing("out.jsonl", asked(**more)) as kept:
        list(kept.rest(found, lambda _: None))
        for line in lines:
            kept.write(line)
        raise KeyboardInterrupt
    return Path("out.jsonl.part").read_bytes()


@pytest.fixture
def alone() -> list[str]:
    """The lines of a run of in.jsonl that was left alone."""
    put("in.jsonl", 40)
    assert mapper("locate", "in.jsonl", "-o", "alone.jsonl").exit_code == 0
    return Path("alone.jsonl").read_text("utf-8").split("\n")[:-1]


@pytest.mark.parametrize("cut", [0, 1, 40, 100, 5_000, 10**9])
def test_a_half_line_is_written_again(alone: list[str], cut: int) -> None:
    """Wherever a write was cut off, the output of the next run is whole."""
    whole = begun(articles(40), alone)
    Path("out.jsonl.part").write_bytes(whole[:cut])
    result = mapper("locate", "in.jsonl", "-o", "out.jsonl", "--resume")
    assert result.exit_code == 0
    assert Path("out.jsonl").read_bytes() == Path("alone.jsonl").read_bytes()
    kept = whole[:cut].count(b"\n")
    assert result.stderr.startswith(f"{kept} done before; " if kept else "40 articles, ")
    assert not Path("out.jsonl.part").exists()


DIFFERING = {
    "another text": lambda rows, whole: ([*rows[:9], replace(rows[9], text="Rain in Sumy."), *rows[10:]], whole, 9),
    "another order": lambda rows, whole: (rows[::-1], whole, 0),
    "one more before": lambda rows, whole: ([Article(id="x", text="Rain fell in Sumy."), *rows], whole, 0),
    "fewer": lambda rows, whole: (rows[:5], whole, 5),
    "a damaged line": lambda rows, whole: (rows, whole.replace(b"on day 12", b"on day 21"), 12),
    "a line of an older version": lambda rows, whole: (rows, whole.replace(b"\t", b" "), 0),
}  # fmt: skip


@pytest.mark.parametrize("what", DIFFERING)
def test_what_differs_is_done_anew_and_said(alone: list[str], what: str) -> None:
    """Other texts, another order, a damaged line: the output is that of a run left alone, and what fits is kept."""
    rows, whole, kept = DIFFERING[what](articles(40), begun(articles(40), alone))
    Path("out.jsonl.part").write_bytes(whole)
    Path("in.jsonl").write_text("".join(json.dumps(row.to_dict()) + "\n" for row in rows), encoding="utf-8")
    result = mapper("locate", "in.jsonl", "-o", "out.jsonl", "--resume")
    assert result.exit_code == 0
    assert "out.jsonl.part: some of it is of other texts or settings, or damaged; that is done anew" in result.stderr
    assert f"{kept} done before; " in result.stderr or not kept
    assert mapper("locate", "in.jsonl", "-o", "alone.jsonl").exit_code == 0
    assert Path("out.jsonl").read_bytes() == Path("alone.jsonl").read_bytes()


def test_a_run_with_other_settings_keeps_nothing(alone: list[str]) -> None:
    """Half a file by each would be of no truth."""
    begun(articles(40), alone[:20], min_confidence=0.9)
    assert mapper("locate", "in.jsonl", "-o", "out.jsonl", "--resume").stderr.count("done before") == 0
    begun(articles(40), alone[:20])
    assert "20 done before" in mapper("locate", "in.jsonl", "-o", "out.jsonl", "--resume").stderr


def test_an_error_of_an_earlier_run_is_said_again() -> None:
    """An article that could not be located stays in the list of the rejected after a resume."""
    put("in.jsonl", 2)
    rows = [{"id": a.id, "error": "article x: why", "text": a.text, "mentions": []} for a in articles(2)]
    begun(articles(2), [json.dumps(rows[0], ensure_ascii=False)])
    assert mapper("locate", "in.jsonl", "-o", "out.jsonl", "--resume").exit_code == 1
    assert json.loads(Path("out.rejected.jsonl").read_text("utf-8")) == {"input": "article x", "reason": "why"}


def test_two_runs_cannot_write_to_one_file() -> None:
    """The second is told so, and the first goes on."""
    put("in.jsonl", 2)
    with continuing("out.jsonl", "") as kept:
        result = mapper("locate", "in.jsonl", "-o", "out.jsonl", "--resume")
        assert (result.exit_code, "another run is writing there" in result.stderr) == (2, True)
        list(kept.rest(articles(1), lambda _: None))
        kept.write("x\n")
    assert Path("out.jsonl").read_text("utf-8") == "x\n"


def test_standard_output_cannot_be_resumed() -> None:
    """Nothing of it is left to go on from."""
    put("in.jsonl", 2)
    result = mapper("locate", "in.jsonl", "--resume")
    assert (result.exit_code, result.stderr) == (2, "-: only a file can be resumed; name one with -o\n")


@pytest.mark.slow
def test_no_process_outlives_a_killed_run() -> None:
    """The processes that locate end when the one that started them is killed."""
    put("in.jsonl", 3000, sentences=12)
    command = [sys.executable, "-m", "mapper", "locate", "in.jsonl", "--jobs", "2", "-o", "out.jsonl"]
    running = subprocess.Popen(command, env=ENV, stderr=subprocess.DEVNULL)
    children: list[str] = []
    wait_until(lambda: len(children_of(running.pid)) >= 2)
    children = children_of(running.pid)
    time.sleep(1.0)
    running.kill()
    running.wait()
    wait_until(lambda: not any(Path(f"/proc/{child}").exists() for child in children))


@pytest.mark.slow
def test_a_killed_worker_is_one_sentence() -> None:
    """Exit code 2, and what to do."""
    put("in.jsonl", 3000, sentences=12)
    command = [sys.executable, "-m", "mapper", "locate", "in.jsonl", "--jobs", "2", "-o", "out.jsonl"]
    running = subprocess.Popen(command, env=ENV, stderr=subprocess.PIPE, text=True)
    wait_until(lambda: len(workers_of(running.pid)) == 2)
    time.sleep(1.0)
    os.kill(int(workers_of(running.pid)[0]), signal.SIGKILL)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 2
    assert said == "a process that locates was killed, as happens where memory is short; run again with fewer --jobs\n"


def children_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()


def workers_of(pid: int) -> list[str]:
    """Not the process that keeps count of shared resources."""
    return [child for child in children_of(pid) if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def wait_until(true: Any) -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)
