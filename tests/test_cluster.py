"""A corpus on a cluster: parts, what is done and not done again, what fails, and processes that are killed."""

import errno
import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from mapper import Article, read_located
from mapper.cli import main
from mapper.many import engine, parts
from mapper.many.parts import Job, work
from mapper.many.settings import Settings, program_digest
from mapper.read.files import files_of
from mapper.read.pieces import How, Piece

ROOT = Path(__file__).parents[1]
ENV = {**os.environ, "PYTHONPATH": str(ROOT)}
TOWNS = ("Kharkiv", "Odesa", "Djibo", "Rafah", "Tripoli", "Homs", "El Fasher", "Sittwe")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test has a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler with two workers in this process, on loopback, which end with the tests."""
    import distributed

    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, protocol="tcp", host="127.0.0.1",
        dashboard_address="127.0.0.1:0", silence_logs=50,
    ) as cluster:  # fmt: skip
        yield cluster.scheduler_address


def mapper(*args: str) -> Result:
    result = CliRunner().invoke(main, args)
    assert "Traceback" not in result.stderr
    return result


def rows(count: int, *, longer: int = 1) -> list[dict[str, Any]]:
    """Articles whose mentions are given, so that locating them takes no network."""
    found = []
    for n in range(count):
        article = Article(
            id=str(n), text=f"Shells hit {TOWNS[n % 8]} on day {n}, officials said. {'Rain fell. ' * 9 * longer}"
        )
        end = article.text.index(" on day")
        found.append(article.to_dict() | {"mentions": [article.mention(11, end).to_dict()]})
    return found


def put(name: str, given: list[dict[str, Any]], *, bad: bool = False) -> None:
    lines = [json.dumps(row) + "\n" for row in given]
    if bad:
        lines[10:10] = ['{"id": "nothing"}\n']
    Path(name).write_text("".join(lines), encoding="utf-8")


GIVEN = ("--given-mentions", "--keep-duplicates", "-q")


def test_a_corpus_becomes_a_folder_of_parts(address: str) -> None:
    """Inputs of several kinds, cut and whole: the parts hold what one process gives, in its order."""
    given = rows(600)
    Path("in").mkdir()
    put("in/a.jsonl", given[:400], bad=True)
    pq.write_table(pa.Table.from_pylist(given[400:500]), "in/b.parquet", row_group_size=30)
    Path("in/c.jsonl.gz").write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in given[500:]).encode()))
    result = mapper(
        "locate", "in", "-o", "out", "--cluster", address, "--part-mb", "1", "--progress", "p.jsonl", *GIVEN,
    )  # fmt: skip
    assert result.exit_code == 1, result.stderr
    assert mapper("locate", "in", "-o", "alone.jsonl", *GIVEN).exit_code == 1
    assert [*read_located("out")] == [*read_located("alone.jsonl")]
    manifest = json.loads(Path("out/manifest.json").read_text("utf-8"))
    assert (manifest["articles"], manifest["skipped"], manifest["is_whole"]) == (600, 1, True)
    told = [json.loads(line) for line in Path("p.jsonl").read_text("utf-8").splitlines()]
    assert len(told) == len(manifest["parts"]) == told[-1]["of"]
    assert told[-1].keys() >= {"parts", "articles", "rate", "seconds_left", "skipped", "workers"}
    (listed,) = (json.loads(path.read_text("utf-8")) for path in Path("out/rejected").iterdir())
    assert listed["reason"] == "'text' is missing; mend the row or leave it out"
    assert sorted({path.name[:4] for path in Path("out").iterdir()}) == ["mani", "part", "reje"]


def test_parts_and_how_they_were_made_lie_at_addresses_too(address: str) -> None:
    """A folder of parts at an address has its provenance beside it; what is drawn from there says it."""
    import fsspec

    put("a.jsonl", rows(8))
    corpus = "memory://corpus/located"
    command = ["locate", "a.jsonl", "-o", corpus, "--cluster", address, "--lean", "UA", "--reproducible", *GIVEN]
    assert mapper(*command).exit_code == 0
    said = json.loads(fsspec.filesystem("memory").cat("/corpus/located.provenance.json"))
    assert said["options"]["lean"] == "UA"
    assert len([*read_located(corpus)]) == 8
    assert mapper("draw", corpus, "-o", "map.html", "-q").exit_code == 0
    assert said["gazetteer"]["digest"] in Path("map.html").read_text("utf-8")


def test_what_is_done_is_not_done_again(address: str) -> None:
    """Only what is missing or has changed; other settings are refused."""
    for name in "ab":
        put(f"{name}.jsonl", rows(20))
    command = ["locate", "a.jsonl", "b.jsonl", "-o", "out", "--cluster", address, *GIVEN[:2]]
    assert mapper(*command).exit_code == 0
    there = {path.name: path.stat().st_mtime_ns for path in Path("out").glob("part-*")}
    first, second = sorted(there)
    Path("out", second).unlink()
    assert mapper(*command).stderr.startswith("1 part done before; 40 articles, ")
    assert Path("out", first).stat().st_mtime_ns == there[first]
    put("b.jsonl", rows(21))
    assert mapper(*command).stderr.startswith("1 part done before; 41 articles, ")
    assert len([*Path("out").glob("part-*")]) == 2
    result = mapper(*command, "--min-confidence", "0.9")
    assert (result.exit_code, "were located with other settings" in result.stderr) == (2, True)


def test_an_input_that_cannot_be_read_costs_itself(address: str) -> None:
    """It is named, and the others are there."""
    put("a.jsonl", rows(5))
    Path("b.parquet").write_bytes(b"PAR1 and no more")
    result = mapper("locate", "a.jsonl", "b.parquet", "no.jsonl", "-o", "out", "--cluster", address, *GIVEN)
    assert result.exit_code == 1
    assert "no.jsonl: there is no such file" in result.stderr or "no.jsonl: No such file" in result.stderr
    assert len([*read_located("out")]) == 5
    told = "".join(path.read_text("utf-8") for path in Path("out/rejected").iterdir())
    assert "b.parquet" in told
    pq.write_table(pa.Table.from_pylist(rows(3)), "b.parquet")
    assert mapper("locate", "a.jsonl", "b.parquet", "-o", "out", "--cluster", address, *GIVEN).exit_code == 0
    assert not [*Path("out/rejected").iterdir()]


def test_an_error_that_cannot_be_packed_comes_back(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run would wait for it without end; it is told, and costs its piece."""
    put("a.jsonl", rows(2))

    def deep(*given: object) -> object:
        return deep(*given)

    monkeypatch.setattr(engine, "work", deep)
    result = mapper("locate", "a.jsonl", "-o", "out", "--cluster", address, *GIVEN)
    assert result.exit_code == 1
    assert "failed 3 times: RecursionError: maximum recursion depth exceeded" in result.stderr


def test_an_output_that_cannot_be_written_is_a_sentence(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk ends the run with what to do, and the same command goes on."""
    put("a.jsonl", rows(5))
    command = ("locate", "a.jsonl", "-o", "out", "--cluster", address, *GIVEN)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        result = mapper(*command)
    assert (result.exit_code, "No space left on device; what is done is kept" in result.stderr) == (2, True)
    assert mapper(*command).exit_code == 0
    assert len([*read_located("out")]) == 5


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["-o", "out.jsonl", "--cluster", "local"], "--cluster writes a folder of parts"),
        (["-o", "out", "--cluster", "local", "--resume"], "--cluster keeps what is done by itself"),
        (["-o", "out", "--cluster", "local", "--columns", "txt"], "--columns: there is no column 'txt'"),
        (["-o", "out", "--cluster", "127.0.0.1:9"], "--cluster 127.0.0.1:9: no scheduler answers there"),
        (["-o", "full", "--cluster", "local"], "full: has files that are no parts of a run"),
    ],
)
def test_what_cannot_be_is_a_sentence(args: list[str], said: str) -> None:
    """Before anything is located."""
    put("in.jsonl", rows(1))
    Path("full").mkdir()
    Path("full/a.txt").write_text("x", encoding="utf-8")
    result = mapper("locate", "in.jsonl", *args, "--given-mentions")
    assert (result.exit_code, said in result.stderr.replace("\n", "")) == (2, True), result.stderr


def job(**more: Any) -> tuple[Piece, Job]:
    (file,) = files_of(["in.jsonl"])
    settings = Settings(given_mentions=True, columns=more.get("columns", ""))
    made = Job(settings=settings, how=How(), out="out", digest="d", program=more.get("program", program_digest()))
    assert not isinstance(file, Exception)
    return Piece(file=file), made


def test_an_article_that_ends_its_process_is_found_and_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each process that is given it dies; after three such ends it is named, and the others are located."""
    put("in.jsonl", rows(60))
    real = parts.located_each

    def fragile(chunk: list[Article], locator: Any) -> Any:
        if any(article.id == "37" for article in chunk):
            os._exit(9)
        return real(chunk, locator)

    monkeypatch.setattr(parts, "located_each", fragile)
    piece, made = job()
    deaths = 0
    while (pid := os.fork()) and deaths < 9:
        if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0:
            break
        deaths += 1
    if pid == 0:
        work(piece, 0, made)
        os._exit(0)
    assert 3 <= deaths <= 5
    items = [*read_located("out")]
    assert [item.article.id for item in items if not item.resolutions] == ["37"]
    assert len(items) == 60
    (listed,) = Path("out/rejected").iterdir()
    assert "article 37" in listed.read_text("utf-8")


def test_a_worker_of_another_version_takes_no_part() -> None:
    """It says so, and writes nothing."""
    put("in.jsonl", rows(3))
    piece, made = job(program="another")
    with pytest.raises(RuntimeError, match="a worker has another version of mapper"):
        work(piece, 0, made)
    assert not Path("out").exists()


def test_the_same_piece_gives_the_same_bytes() -> None:
    """Whenever, and by whichever process: two that did one piece leave one part."""
    put("in.jsonl", rows(50))
    piece, made = job(columns="-text,-candidates")
    done = work(piece, 0, made)
    first = Path("out", done.name).read_bytes()
    assert work(piece, 0, made).name == done.name
    assert Path("out", done.name).read_bytes() == first
    assert "text" not in pq.read_schema(Path("out", done.name)).names


def started(*args: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, *args], env=ENV, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def wait_until(true: Any, seconds: float = 240) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_kills_lose_and_double_nothing() -> None:
    """A worker, the scheduler and the client are killed amid a run; the parts are those of one process."""
    given = rows(1500, longer=12)
    put("in.jsonl", given)
    command = ("-m", "mapper", "locate", "in.jsonl", "-o", "out", "--cluster", "s.json", "--part-mb", "1", *GIVEN)
    scheduler = ("-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
                 "--scheduler-file", "s.json")  # fmt: skip
    worker = ("-m", "distributed.cli.dask_worker", "--scheduler-file", "s.json", "--nthreads", "1", "--no-nanny",
              "--no-dashboard", "--death-timeout", "5")  # fmt: skip
    running = [started(*scheduler)]
    try:
        wait_until(Path("s.json").exists)
        running += [started(*worker)]
        client = started(*command)
        running += [client]
        wait_until(lambda: any(Path("out").glob("_work/*")))
        running[1].kill()
        running += [started(*worker)]
        wait_until(lambda: any(Path("out").glob("part-*")))
        client.kill()
        client.wait(10)
        assert mapper(*command[2:]).exit_code == 0
    finally:
        for process in running:
            process.send_signal(signal.SIGKILL)
            process.wait(10)
    assert [item.article.id for item in read_located("out")] == [row["id"] for row in given]
