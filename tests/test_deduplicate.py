"""The same story once: copies become one article with all its sources, and what only looks alike stays apart."""

import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import copies
from mapper.cli import main
from mapper.origins import Coded, Copy
from mapper.read.articles import read_articles
from mapper.read.deduplicate import deduplicated
from mapper.read.near_duplicates import are_copies, print_of
from mapper.reading.reading import Reading
from mapper.records import Article

ROOT = Path(__file__).parents[1]
EXAMPLES = [a for a in read_articles([ROOT / "examples"]) if len(a.text.split()) >= 60]


def printed(article: Article, how: Callable[[Article, random.Random], str], paper: str) -> Article:
    """The copy that a paper makes."""
    title = f"As {paper} has it"
    text = f"{title}\n\n{how(article, random.Random(paper))}"  # noqa: S311 -- repeatable, not secret
    return Article(text=text, id=paper, title=title, source=paper, url=f"https://{paper.lower()}.example/1")


def nine() -> list[Article]:
    """One story in nine papers among other stories, in no order."""
    ways = (*copies.WAYS.values(), copies.cut, copies.framed, copies.headed)
    held = [*EXAMPLES, *(printed(EXAMPLES[0], how, f"Paper{n}") for n, how in enumerate(ways))]
    random.Random(4).shuffle(held)  # noqa: S311 -- repeatable, not secret
    return held


def test_a_wire_story_in_nine_papers_is_one_article_with_nine_sources() -> None:
    """Cut, edited, under other headlines and in other lines: the fullest is kept, and names all the others."""
    given, counted = nine(), []
    kept = list(deduplicated(given, on_copies=counted.append))
    (one,) = (article for article in kept if article.copies)
    family = [a for a in given if a.id == EXAMPLES[0].id or a.source.startswith("Paper")]
    assert counted == [9]
    assert len(kept) == len(EXAMPLES)
    assert {one.id, *(copy.id for copy in one.copies)} == {a.id for a in family}
    assert len(one.text) >= 0.9 * max(len(a.text) for a in family if "newsletter" not in a.text)
    wanted = [Copy(id=a.id, title=a.title, url=a.url, source=a.source) for a in family if a.id != one.id]
    assert list(one.copies) == wanted
    apart = [a for a in given if a not in family or a is family[0]]
    assert [a.id for a in kept] == [one.id if a is family[0] else a.id for a in apart]


@pytest.mark.parametrize(("how", "least"), list(zip(copies.WAYS, (1.0, 0.98, 0.88, 1.0, 0.93), strict=True)))
def test_copies_are_found(how: str, least: float) -> None:
    """Of all pairs of two copies of one example, each made for itself, at least so many are found."""
    found = tried = 0
    for number, article in enumerate(EXAMPLES):
        draw = random.Random(number)  # noqa: S311 -- repeatable, not secret
        texts = [
            (f"{head} says so\n\n{copies.WAYS[how](article, draw)}", f"{head} says so") for head in ("A", "B", "C")
        ]
        for one, other in [(0, 1), (0, 2), (1, 2)]:
            tried += 1
            found += copies.is_found(*texts[one], *texts[other])
    assert found >= least * tried


def test_different_stories_are_none() -> None:
    """No two examples are taken for one story, whichever comes first."""
    prints = [print_of(Reading(a.text), a.title) for a in EXAMPLES]
    assert not [(i, j) for i, a in enumerate(prints) for j, b in enumerate(prints) if i != j and are_copies(a, b)]


@pytest.mark.parametrize(
    ("old", "new"),
    [("29 November to 5 December", "15 to 21 December"), ("Kupiansk", "Vovchansk")],
)
def test_the_report_of_another_day_or_town_is_another_story(old: str, new: str) -> None:
    """A form that is filled in anew has the same words but for its numbers and names."""
    day = old.startswith("29")
    text = f"Report of {old}. " + " ".join(
        f"Along line {'abcdefghi'[n]} {'the border' if day else old} was shelled, and people there went to the cellars."
        for n in range(9 if day else 2)
    )
    assert not are_copies(print_of(Reading(text)), print_of(Reading(text.replace(old, new))))


def test_a_short_text_is_a_copy_only_word_for_word() -> None:
    """And where there are a dozen words at least: "residential area damaged" happens every day."""
    said = "On Monday shells fell on a market in Kupiansk and wounded three of the people who sold bread there."
    same = [
        Article(text=said, id="1"),
        Article(text=f"{said[:-1]}!", id="2"),
        Article(text=said.replace("Monday", "Friday"), id="3"),
    ]
    assert [a.id for a in deduplicated(same)] == ["1", "3"]
    few = [Article(text="Residential area damaged by explosions.", id=i) for i in "12"]
    assert list(deduplicated(few)) == few


def test_events_and_marked_articles_stay_apart() -> None:
    """A row of a dataset is an event with a point of its own, and marks are somebody's work."""
    text, where = EXAMPLES[0].text, Coded(dataset="ACLED", lat=1.0, lon=2.0)
    events = [Article(text=text, id=i, coded=(where,)) for i in "12"]
    marked = [replace(a, id=f"m{a.id}", coded=(), mentions=(a.mention(0, 3),)) for a in events]
    assert list(deduplicated([*events, *marked])) == [*events, *marked]


def test_a_roundup_that_holds_the_story_is_no_copy() -> None:
    """It tells more than the story."""
    first, *rest = EXAMPLES[:6]
    roundup = Article(text="\n\n".join(a.text for a in (first, *rest)), id="all")
    assert len(list(deduplicated([first, roundup]))) == 2


def test_copies_of_what_was_read_as_copies_are_kept() -> None:
    """Articles that a run has made one come with their sources into the next."""
    one = replace(EXAMPLES[0], copies=(Copy(id="x", source="X"),))
    other = Article(text=f"Other\n\n{one.text}", id="o", title="Other", copies=(Copy(id="y"),))
    (kept,) = deduplicated([one, other])
    assert {copy.id for copy in kept.copies} | {kept.id} == {"x", "y", "o", one.id}


def test_the_command_says_it_and_can_leave_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One process or two, begun anew or resumed: the same lines; and --keep-duplicates keeps every copy."""
    monkeypatch.chdir(tmp_path)
    rows = [json.dumps(a.to_dict()) for a in nine()]
    Path("in.jsonl").write_text("\n".join(rows), "utf-8")
    out = []
    for number, more in enumerate((["--jobs", "1"], ["--jobs", "2"], ["--resume"])):
        if more == ["--resume"]:  # as a kill in the middle of the fourth line leaves it
            whole = out[0].splitlines(keepends=True)
            Path("2.jsonl.part").write_bytes(b"".join(whole[:3]) + whole[3][:50])
        done = CliRunner().invoke(main, ["locate", "in.jsonl", "-o", f"{number}.jsonl", *more])
        assert (done.exit_code, "9 copies of 1 story are one article; --keep-duplicates" in done.stderr) == (0, True)
        out.append(Path(f"{number}.jsonl").read_bytes())
    assert out[0] == out[1] == out[2]
    assert out[0].count(b"\n") == len(EXAMPLES)
    done = CliRunner().invoke(main, ["locate", "in.jsonl", "-o", "all.jsonl", "--keep-duplicates"])
    assert (done.exit_code, "copies" in done.stderr) == (0, False)
    assert Path("all.jsonl").read_bytes().count(b"\n") == len(rows)


def test_memory_does_not_grow_with_the_articles() -> None:
    """What is held of 4,000 articles is hardly more than of 1,000."""
    program = """
import random, resource, sys
from mapper.records import Article
from mapper.read.deduplicate import deduplicated
draw = random.Random(1)
texts = (" ".join(f"W{draw.randrange(9**6)}" for _ in range(300)) for _ in range(int(sys.argv[1])))
made = (Article(id=str(i), text=text) for i, text in enumerate(texts))
print(sum(1 for _ in deduplicated(made)), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    peaks = []
    for count in ("1000", "4000"):
        done = subprocess.run(
            [sys.executable, "-c", program, count], capture_output=True, text=True, check=True, cwd=ROOT
        )
        kept, peak = re.findall(r"\d+", done.stdout)
        assert kept == count
        peaks.append(int(peak))
    assert peaks[1] <= 1.15 * peaks[0]


def test_reports_in_one_form_take_no_longer_the_more_there_are() -> None:
    """Thousands of reports that differ by their day alone stay apart, and each next one takes as long as the first."""

    def report(day: int) -> str:
        return " ".join(f"Shells hit {town} on day {day}, officials of the region said." for town in "ABCDEFGHIJKL")

    def seconds(count: int) -> float:
        start = time.process_time()
        assert sum(1 for _ in deduplicated(Article(text=report(day), id=str(day)) for day in range(count))) == count
        return time.process_time() - start

    assert seconds(1500) < 12 * seconds(300)  # five times as many


def test_a_copy_of_a_report_in_a_form_is_found(tmp_path: Path) -> None:
    """Among hundreds in the same form, also where the copy comes long after."""
    form = "Report of day {0}. " + " ".join(
        f"In {t} the shelling of day {{0}} went on, people said." for t in "ABCDEFGH"
    )
    reports = [Article(text=form.format(day), id=str(day)) for day in range(100, 400)]
    late = Article(text=f"Evening paper\n\n{form.format(123)}", title="Evening paper", id="late")
    kept = list(deduplicated([*reports, late]))
    assert [(a.id, [copy.id for copy in a.copies]) for a in kept if a.copies] == [("123", ["late"])]
    assert len(kept) == 300
