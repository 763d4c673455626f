"""Inputs cut into pieces, shards of a run, and one output made of them."""

import gzip
import io
import json
from itertools import chain
from pathlib import Path
from typing import Any, ClassVar

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from mapper import Article, read_located
from mapper.cli import main
from mapper.errors import InputError
from mapper.many.merge import merged_name, shard_name
from mapper.read.files import File, Folder, files_of
from mapper.read.pieces import How, Piece, articles_of, cut, shard

WIRE = (
    "Shelling damaged {n} houses in Kharkiv on Monday, the governor of the region said. Rescuers pulled two people "
    "from the rubble of a school on Pushkin Street, and the power was out in three districts until the evening. Trains "
    "from Kyiv were late by {n} hours, and the railway promised buses to Poltava for those who had missed theirs."
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test has a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def mapper(*args: str) -> Result:
    result = CliRunner().invoke(main, args)
    assert "Traceback" not in result.stderr
    return result


def raises(error: Exception) -> None:
    raise error


def found(*sources: str) -> list[File]:
    return [one for one in files_of(sources) if isinstance(one, File)]


ROWS = [{"id": str(n), "text": f"{'é' * (n % 5)}Rain fell in town {n}." + "x" * (n * 37 % 200)} for n in range(60)]


def put_lines(name: str, *, end: bytes = b"\n") -> None:
    lines = [json.dumps(row, ensure_ascii=n % 2 == 0).encode() for n, row in enumerate(ROWS)]
    Path(name).write_bytes(b"\n".join(lines) + end)


def put_parquet(name: str) -> None:
    pq.write_table(pa.Table.from_pylist(ROWS), name, row_group_size=7)


def ids(pieces: Any) -> list[str]:
    return [article.id for piece in pieces for article in articles_of(piece, How(), raises)]


@pytest.mark.parametrize("size", [5, 17, 100, 1000, 10**9])
@pytest.mark.parametrize("end", [b"\n", b"", b"\r\n\n"])
def test_the_pieces_of_lines_have_each_row_once(size: int, end: bytes) -> None:
    """Wherever the cuts fall: amid a character, a line, at its end."""
    put_lines("in.jsonl", end=end)
    (file,) = found("in.jsonl")
    pieces = cut(file, How(), size)
    assert ids(pieces) == [row["id"] for row in ROWS]
    assert len(pieces) == max(1, -(-file.size // size))


def test_parquet_is_cut_between_row_groups() -> None:
    """Each group is in one piece, and a piece has as many as its size holds."""
    put_parquet("in.parquet")
    (file,) = found("in.parquet")
    for size in (1, 700, 10**9):
        assert ids(cut(file, How(), size)) == [row["id"] for row in ROWS]
    assert len(cut(file, How(), 1)) == 9
    assert len(cut(file, How(), 10**9)) == 1


def test_given_mentions_are_read_from_parquet_too() -> None:
    """As from lines; a column of that name that holds something else is no matter of ours."""
    article = Article(id="1", text="Shells hit Kharkiv, officials said.")
    marks = [{"start": 11, "end": 18, "role": None}]
    for name, given in (("a.parquet", marks), ("b.parquet", ["@someone"]), ("c.parquet", 3)):
        pq.write_table(pa.Table.from_pylist([{"id": "1", "text": article.text, "mentions": given}]), name)
        (read,) = articles_of(Piece(file=found(name)[0]), How(), raises)
        assert [mention.text for mention in read.mentions or ()] == (["Kharkiv"] if given is marks else [])


def test_what_is_packed_or_has_a_head_is_one_piece() -> None:
    """A gzip, a table of CSV; and dates that only the whole column explains keep a file whole."""
    put_lines("a.jsonl")
    Path("a.jsonl.gz").write_bytes(gzip.compress(Path("a.jsonl").read_bytes()))
    Path("b.csv").write_text("id,text\n" + "".join(f'{n},"Rain in\nOdesa {n}."\n' for n in range(50)), "utf-8")
    Path("c.jsonl").write_text("".join(f'{{"text": "Rain {n}.", "date": "3/4/2024"}}\n' for n in range(50)), "utf-8")
    packed, table, slashed = (found(name)[0] for name in ("a.jsonl.gz", "b.csv", "c.jsonl"))
    assert [len(cut(file, How(), 50)) for file in (packed, table, slashed)] == [1, 1, 1]
    assert len(cut(slashed, How(date_format="dmy"), 50)) > 10
    assert ids(cut(packed, How(), 50)) == [row["id"] for row in ROWS]
    assert len(ids(cut(table, How(), 50))) == 50


@pytest.mark.parametrize("count", [1, 2, 3, 7, 200])
def test_shards_are_the_inputs_in_order(count: int) -> None:
    """Shard after shard has each row once, however many there are and whatever the files."""
    put_lines("a.jsonl")
    put_parquet("b.parquet")
    Path("c.csv").write_text("id,text\n1,Rain.\n", "utf-8")
    Path("d.jsonl").write_text('{"id": "last", "text": "Rain."}\n', "utf-8")
    files = found(".")
    assert [file.address for file in files] == ["a.jsonl", "b.parquet", "c.csv", "d.jsonl"]
    each = [ids(shard(files, How(), number, count)) for number in range(1, count + 1)]
    assert [*chain(*each)] == [*(row["id"] for row in ROWS), *(row["id"] for row in ROWS), "1", "last"]
    if count < 8:
        assert all(each)


def test_a_bad_row_is_told_by_the_byte_its_piece_begins_at() -> None:
    """A piece does not know how many lines are before it."""
    Path("in.jsonl").write_text('{"text": "Rain."}\n' * 20 + '{"id": "nothing"}\n' + '{"text": "Rain."}\n', "utf-8")
    (file,) = found("in.jsonl")
    told: list[str] = []
    for piece in cut(file, How(), 180):
        list(articles_of(piece, How(), lambda error: told.append(str(error))))
    assert told == ["in.jsonl+264:6: 'text' is missing; mend the row or leave it out"]


def test_files_lie_at_addresses_too() -> None:
    """Folders, patterns and files by fsspec, here in memory; and a folder for outputs there."""
    import fsspec

    memory = fsspec.filesystem("memory")
    for name in ("/news/a.jsonl", "/news/deep/b.jsonl", "/news/c.png"):
        memory.pipe(name, b'{"text": "Rain fell."}\n')
    assert [file.address for file in found("memory://news")] == ["memory://news/a.jsonl", "memory://news/deep/b.jsonl"]
    assert [file.size for file in found("memory://news/*.jsonl", "memory://news/deep/b.jsonl")] == [23, 23]
    assert len(ids(cut(found("memory://news/a.jsonl")[0], How(), 9))) == 1
    assert all(isinstance(one, InputError) for one in files_of(["memory://none", "none/*.jsonl"]))
    out = Folder("memory://out")
    with out.writing("a.bin", "_work/x") as stream:
        stream.write(b"1234")
        assert out.names() == {}
    assert (out.names(), out.read("a.bin"), out.read("none")) == ({"a.bin": 4}, b"1234", None)
    out.remove("_work")
    memory.rm("/news", recursive=True)
    memory.rm("/out", recursive=True)


def test_a_store_that_gives_only_ranges_of_bytes_is_read() -> None:
    """As s3:// and https:// do: packed, cut, in row groups. A read that fails is no damaged file, whatever reads it."""
    import fsspec
    from fsspec.implementations.memory import MemoryFileSystem
    from fsspec.spec import AbstractBufferedFile

    class Ranges(AbstractBufferedFile):
        def _fetch_range(self, start: int, end: int) -> bytes:
            if "lost" in self.path:
                raise LookupError("no key for it")
            return bytes(self.fs.cat_file(self.path, start, end))

    class Store(MemoryFileSystem):
        protocol = "store"
        store: ClassVar[dict[str, Any]] = {}

        @classmethod
        def _strip_protocol(cls, path: str) -> str:
            return super()._strip_protocol(path.replace("store://", "memory://"))  # type: ignore[no-any-return]  # fsspec says nothing of types

        def _open(self, path: str, mode: str = "rb", **kwargs: Any) -> Any:
            asked = {"block_size": kwargs["block_size"]}
            return Ranges(self, path, mode, **asked) if mode == "rb" else super()._open(path, mode, **kwargs)

    fsspec.register_implementation("store", Store, clobber=True)
    put_lines("a.jsonl")
    put_parquet("b.parquet")
    Path("c.jsonl.gz").write_bytes(gzip.compress(Path("a.jsonl").read_bytes()))
    for name in ("a.jsonl", "b.parquet", "c.jsonl.gz"):
        for put in (name, f"lost-{name}"):
            fsspec.filesystem("store").pipe(f"/in/{put}", Path(name).read_bytes())
    files = found("store://in")
    pieces = [piece for file in files[:3] for piece in cut(file, How(date_format="%Y"), file.size // 3)]
    assert len(pieces) > 6
    assert ids(pieces) == 3 * [row["id"] for row in ROWS]
    for file in files[3:]:
        with pytest.raises(OSError, match=r"lost-.*: LookupError: no key for it"):
            ids([Piece(file=file)])


def test_names_of_shards_and_back() -> None:
    """They sort in their order."""
    assert shard_name("out/located.jsonl", 3, 100) == "out/located-003-of-100.jsonl"
    assert merged_name("out/located-003-of-100.jsonl") == "out/located.jsonl"
    assert merged_name("located.jsonl") == "located.jsonl"


def put_news() -> None:
    """Stories with copies far apart, a row twice, an article in German, one that is bad."""
    rows: list[dict[str, Any]] = [{"id": f"w{n}", "text": WIRE.format(n=n), "source": "Agency"} for n in range(1, 9)]
    marked = (Article(id=f"p{n}", text=f"Rain fell in Odesa on day {n} and in Sumy.") for n in range(2))
    rows[3::4] = (one.to_dict() | {"mentions": [one.mention(13, 18).to_dict()]} for one in marked)
    rows += [{"id": "copy", "text": f"By Ann Example\n\n{WIRE.format(n=5)} More soon.", "source": "Paper"}, rows[3]]
    rows += [{"id": "de", "text": "Am Montag fiel in der Stadt Charkiw der Regen, wie die Behörden mitteilten."}]
    lines = [json.dumps(row) + "\n" for row in rows]
    Path("in.jsonl").write_text("".join([*lines[:5], '{"id": "nothing"}\n', *lines[5:]]), "utf-8")


def test_merged_shards_are_what_one_process_gives() -> None:
    """Byte for byte, as lines; the same records as Parquet; in whatever order the shards are named."""
    put_news()
    command = ("locate", "in.jsonl", "--given-mentions", "-o")
    assert mapper(*command, "alone.jsonl").exit_code == 1
    codes = [mapper(*command, "out.jsonl", "--shard", f"{n}/3").exit_code for n in (1, 2, 3)]
    assert sorted(codes) == [0, 0, 1]
    lacking = mapper("merge", "out-1-of-3.jsonl", "out-3-of-3.jsonl", "-o", "merged.jsonl")
    assert (lacking.exit_code, lacking.stderr) == (
        2,
        "out.jsonl: of its 3 shards 1 are not here (2); run them again\n",
    )
    names = ["out-3-of-3.jsonl", "out-1-of-3.jsonl", "out-2-of-3.jsonl"]
    result = mapper("merge", *names, "-o", "merged.jsonl")
    assert (result.exit_code, "copies of" in result.stderr) == (0, True), result.stderr
    assert Path("merged.jsonl").read_bytes() == Path("alone.jsonl").read_bytes()
    assert mapper("merge", *names, "-o", "merged.parquet").exit_code == 0
    assert [*read_located("merged.parquet")] == [*read_located("alone.jsonl")]
    assert mapper("merge", *names, "-o", "apart.jsonl", "--keep-duplicates").exit_code == 0
    assert len(Path("apart.jsonl").read_text("utf-8").splitlines()) > len([*read_located("alone.jsonl")])


def test_how_shards_were_made_goes_with_what_they_become() -> None:
    """The provenance of the shards lies beside what they are merged to; shards of other options are told."""
    put_news()
    command = ("locate", "in.jsonl", "--given-mentions", "-o", "out.jsonl", "--reproducible", "--shard")
    mapper(*command, "1/2", "--lean", "UA")
    mapper(*command, "2/2", "--lean", "UA")
    assert "another state" not in mapper("merge", "out-1-of-2.jsonl", "out-2-of-2.jsonl", "-o", "all.jsonl").stderr
    assert Path("all.provenance.json").read_bytes() == Path("out-1-of-2.provenance.json").read_bytes()
    mapper(*command, "2/2", "--lean", "RU")
    told = mapper("merge", "out-1-of-2.jsonl", "out-2-of-2.jsonl", "-o", "all.jsonl").stderr
    assert "out-2-of-2.jsonl: was made with another state of the options than out-1-of-2.jsonl" in told


def test_a_shard_without_an_article_is_an_empty_file() -> None:
    """It is no failure, and merges as nothing."""
    Path("in.jsonl").write_text('{"id": "a", "text": "Rain fell in Odesa."}\n', "utf-8")
    codes = [mapper("locate", "in.jsonl", "-o", "o.jsonl", "--given-mentions", "--shard", f"{n}/2") for n in (1, 2)]
    assert [code.exit_code for code in codes] == [0, 0]
    assert Path("o-2-of-2.jsonl").read_bytes() == b""
    assert mapper("merge", "o-1-of-2.jsonl", "o-2-of-2.jsonl", "-o", "m.jsonl").exit_code == 0
    assert len(Path("m.jsonl").read_text("utf-8").splitlines()) == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--shard", "0/3"], "--shard 0/3: say which of how many, from 1, such as 3/100"),
        (["--shard", "4/3"], "--shard 4/3: say which of how many"),
        (["--shard", "1/3", "--add"], "a shard is a file of its own"),
        (["--shard", "1/3", "--full-text"], "--full-text fetches pages one after the other"),
        (["--columns", "text"], "--columns is for .parquet"),
    ],
)
def test_what_does_not_go_together_is_a_sentence(args: list[str], said: str) -> None:
    """Before anything is located."""
    Path("in.jsonl").write_text('{"text": "Rain."}\n', "utf-8")
    result = mapper("locate", "in.jsonl", "-o", "o.jsonl", *args)
    assert (result.exit_code, said in result.stderr) == (2, True)


def test_parquet_has_the_columns_that_were_asked_for() -> None:
    """Without texts and candidates it is far smaller, and says so to who needs them."""
    Path("in.jsonl").write_text('{"id": "a", "text": "Rain fell in Odesa."}\n', "utf-8")
    assert (
        mapper("locate", "in.jsonl", "-o", "o.parquet", "--given-mentions", "--columns=-text,-candidates").exit_code
        == 0
    )
    assert "text" not in pq.read_schema("o.parquet").names
    result = mapper("export", "o.parquet", "-o", "o.csv", "--by", "mention")
    assert "o.parquet, row 1: was written without its text" in result.stderr
    assert io.StringIO(result.stderr).readline()
