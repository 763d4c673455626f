"""The documentation says what is so: its examples run as they stand, and the site is whole and asks nothing."""

import importlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from lxml import html

from mapper.cli import main
from mapper.commands.shell import leaves
from scripts.doc_examples import Block, blocks, redirected, run, run_python, section

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
# docs/teaching.md has files between its commands: tests/test_teaching.py saves them and runs all of it.
HERE = [page for page in PAGES if page.name != "teaching.md"]
# Lines that are not run where they stand among others that are: how each begins, and why.
NOT_RUN = {
    "make ": "a target of the Makefile, which has to be there; CI runs those that matter",
    "mapper map https://": "needs the network; tests/test_network.py serves pages to the command",
    "mapper watch news/ -o map.html ": "ends only with Ctrl-C; tests/test_watch.py runs it",
    "mapper review located.jsonl --by": "serves until Ctrl-C; tests/test_review.py runs it",
    "mapper gazetteer build": "needs GeoNames' own files; tests/test_geonames.py builds from files of their shape",
    "python scripts/build_areas.py": "needs Natural Earth's layers; tests/test_areas.py tests what it made",
    "python scripts/build_basemap.py": "needs Natural Earth's layers; tests/test_basemap.py tests it",
}
STORY = 'title = "Two towns"\n[[step]]\ntitle = "The port"\ntext = "Grain leaves from here."\nplace = "Odesa"\n'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a reader of the pages has: the examples, and files under the names that the pages use."""
    folder = tmp_path_factory.mktemp("reader")
    shutil.copytree(ROOT / "examples", folder / "examples")
    (folder / "news").mkdir()
    for name in ("odesa.txt", "kupiansk.txt"):
        shutil.copy(folder / "examples" / name, folder / "news")
    (folder / "article.txt").write_text("Odessa is Odesa\n\nRain fell in Kharkiv and Odessa on Monday.\n", "utf-8")
    (folder / "reports.csv").write_text("day,head,body\n2026-01-02,Rain,Rain fell in Kharkiv.\n", "utf-8")
    (folder / "story.toml").write_text(STORY, "utf-8")
    (folder / "roads.geojson").write_text('{"type": "FeatureCollection", "features": []}', "utf-8")
    (folder / "withhold.txt").write_text("Chornomorsk\n", "utf-8")
    (folder / "list.txt").write_text("Chornomorsk\n", "utf-8")
    (folder / "corrections.jsonl").write_text('{"name": "Odessa", "place": "geonames:698740", "by": "Ann"}\n', "utf-8")
    own = next(b.code for b in blocks((ROOT / "docs" / "own-places.md").read_text("utf-8")) if b.language == "csv")
    (folder / "mine.csv").write_text(own, "utf-8")
    before = Path.cwd()
    os.chdir(folder)
    try:
        run("mapper locate news/ --corrections corrections.jsonl -o located.jsonl")
    finally:
        os.chdir(before)
    articles = [json.loads(line) for line in (folder / "located.jsonl").read_text("utf-8").splitlines()]
    rows = [json.dumps({key: article[key] for key in ("id", "title", "text")}) for article in articles]
    (folder / "news.jsonl").write_text("\n".join(rows), "utf-8")
    for name in ("gold.jsonl", "ann.jsonl", "ben.jsonl"):
        shutil.copy(folder / "located.jsonl", folder / name)
    return folder


@pytest.fixture
def reader(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of its own with all of that, for each page."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)


def reason_not_to_run(line: str) -> str:
    bare = f"{line.partition('#')[0].strip()} "
    return next((why for begins, why in NOT_RUN.items() if bare.startswith(begins)), "")


def examples(page: Path) -> list[Block]:
    return [block for block in blocks(page.read_text("utf-8")) if block.commands or block.language == "python"]


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("page", HERE, ids=lambda page: page.stem)
def test_every_example_runs(page: Path) -> None:
    """Each command of a page ends with 0 and leaves the file it names, each piece of Python runs, in their order."""
    names: dict[str, Any] = {}
    for block in examples(page):
        if block.remark.startswith("notest"):
            continue
        if block.language == "python":
            run_python(block.code, names)
        for line in block.commands:
            if reason_not_to_run(line):
                continue
            run(line)
            arguments = shlex.split(line, comments=True)
            assert "-o" not in arguments or Path(arguments[arguments.index("-o") + 1]).exists(), line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_is_not_run_has_its_reason_and_is_spelled_right(page: Path) -> None:
    """A block that is not run says why; its commands, their options and the targets of make exist all the same."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    known = dict(leaves(main))
    for block in examples(page):
        assert not block.remark.startswith("notest") or re.fullmatch(r"notest: \w.{20,}", block.remark), block
        for line in block.commands:
            program, *arguments = shlex.split(line, comments=True)
            if program == "make":
                assert set(arguments) <= targets, line
            elif program == "mapper":
                arguments, _ = redirected(arguments)
                size = 2 if " ".join(arguments[:2]) in known else 1
                command = known[" ".join(arguments[:size])]
                # Parsing alone: whether files are there is asked when it is run.
                context = click.Context(command, resilient_parsing=True)
                command.make_parser(context).parse_args(arguments[size:])


def test_no_reason_is_left_over() -> None:
    """Each line of NOT_RUN is for an example that is there."""
    lines = [line for page in HERE for block in examples(page) for line in block.commands]
    assert {
        begins for begins in NOT_RUN if not any(NOT_RUN[begins] == reason_not_to_run(line) for line in lines)
    } == set()
    assert len(lines) >= 80


def test_a_section_that_is_gone_ends_the_build() -> None:
    """What a page takes from elsewhere is found by its heading, to the next of that level; code is no heading."""
    text = "# A\n\n## Two words\n\nin it\n\n```\n## no heading\n```\n\n### deeper\n\n## Next\n\nnot in it\n"
    assert section(text, "two-words") == "in it\n\n```\n## no heading\n```\n\n### deeper"
    with pytest.raises(ValueError, match="there is no heading #three"):
        section(text, "three")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, as `make docs` builds it: strict, so that a link or an anchor that leads nowhere ends the build."""
    folder = tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "--quiet", "build", "--strict", "--site-dir", folder],
        cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return folder


def test_the_site_loads_nothing_from_elsewhere(site: Path) -> None:
    """Scripts, styles, pictures and frames of every page are files of the site; so are the pages that it links to."""
    pages = [page for page in sorted(site.rglob("*.html")) if page.parent.name != "maps"]  # those are whole in one file
    assert len(pages) > 20
    assert {page.name for page in (site / "maps").iterdir()} >= {"article.html", "week.html", "decade.html"}
    for page in pages:
        tree = html.parse(page)
        loaded = tree.xpath("//script/@src | //img/@src | //iframe/@src | //link[not(@rel='canonical')]/@href")
        linked = [link for link in tree.xpath("//a/@href") if not re.match(r"[a-z]+:|#", link)]
        assert loaded
        # The page of a missing page is served from the root of a site, and has its addresses from there.
        base = site if page.name == "404.html" else page.parent
        for address in (*loaded, *linked):
            path = re.sub(r"[?#].*", "", address)
            assert (base / path.lstrip("/")).exists(), f"{page.name}: {address}"


def test_no_page_shows_its_markup(site: Path) -> None:
    """Tables are tables, links links and blocks blocks: none is left as it was typed."""
    for page in sorted(site.rglob("*.html")):
        for article in html.parse(page).xpath("//article"):
            prose = "".join(article.xpath(".//text()[not(ancestor::code) and not(ancestor::pre)]"))
            assert not re.search(r"\]\(|```|\*\*|\|---|^\| |^#+ ", prose, re.MULTILINE), page.name


def test_the_site_has_every_command_and_flag(site: Path) -> None:
    """The page of commands has a section a command, with each of its options."""
    tree = html.parse(site / "commands.html")
    text = tree.getroot().text_content()
    for name, command in leaves(main):
        assert tree.xpath(f"//h2[@id='mapper-{name.replace(' ', '-')}']"), name
        flags = {flag for p in command.params if isinstance(p, click.Option) and not p.hidden for flag in p.opts}
        assert not {flag for flag in flags if flag not in text} - {"-h", "--help"}, name
    assert "--theme [auto|light|dark]" in text
    assert "\\" not in tree.xpath("string(//article)")


def test_the_site_has_every_public_name_of_python(site: Path) -> None:
    """Whatever can be imported from the two packages has a section with its signature."""
    import gazetteer
    import mapper

    tree = html.parse(site / "python.html")
    headings = {heading.text_content().rstrip("¶") for heading in tree.xpath("//h3")}
    assert headings == {f"{package.__name__}.{name}" for package in (mapper, gazetteer) for name in package.__all__}


@pytest.mark.parametrize("package", ["mapper", "gazetteer"])
def test_every_public_name_has_an_example(package: str) -> None:
    """One that is run, on the page of names; the reference shows it below the name."""
    page = (ROOT / "docs" / "guide" / "names.md").read_text("utf-8")
    code = "\n".join(block.code for block in blocks(page) if block.language == "python")
    module = importlib.import_module(package)
    assert [name for name in module.__all__ if not re.search(rf"\b{name}\b", code)] == []


def test_the_article_is_followed_through_with_what_the_program_prints(site: Path) -> None:
    """Each shown example has its output below it: the mentions, the two Odessas apart, the reasons, the pins."""
    text = html.parse(site / "how-it-works.html").getroot().text_content()
    for printed in (
        "Drones hit grain terminal in Odesa",
        "PLACE     Chornomorsk",
        "geonames:5527554 | context",
        "46.4857",
    ):
        assert printed in text
