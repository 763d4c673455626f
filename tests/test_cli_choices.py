"""The options that move a choice, and the command that explains one."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mapper.cli import main


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test has a folder of its own, with one article in it."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Rain fell in Tripoli and in Springfield.", encoding="utf-8")
    return tmp_path


def mapper(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def places(*args: str) -> dict[str, str | None]:
    """The country of each mention that `mapper locate` gives with these arguments; None where it has no place."""
    result = mapper("locate", "-q", *args)
    assert result.exit_code == 0
    mentions = json.loads(result.stdout)["mentions"]
    return {m["text"]: m["place"] and m["place"]["country"] for m in mentions}


def test_lean_moves_an_open_choice() -> None:
    """--lean names the countries that a choice leans towards."""
    assert places("a.txt")["Tripoli"] == "LY"
    assert places("a.txt", "--lean", "lb,SY")["Tripoli"] == "LB"
    assert places("a.txt", "--lean", "Syria, Lebanon")["Tripoli"] == "LB"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("UA,XQ", "no country has the code or the name XQ; give such as UA or Ukraine"),
        ("Kharkiv", "no country has the code or the name Kharkiv; give such as UA or Ukraine"),
        ("UA, Korea", "Korea may be KP (North Korea) or KR (South Korea); give the code"),
    ],
)
def test_what_is_no_country_or_two_is_one_sentence(typed: str, said: str) -> None:
    """--lean with a wrong code or name does nothing and says which."""
    result = mapper("map", "a.txt", "--lean", typed)
    assert result.exit_code == 2
    assert result.stderr == f"--lean {typed}: {said}\n"
    assert not Path("map.html").exists()


def test_min_confidence_leaves_out_what_is_less_sure() -> None:
    """--min-confidence moves the bar under which a mention stays without a place."""
    assert places("a.txt", "--min-confidence", "0.97")["Springfield"] is None


def test_given_mentions_are_the_only_ones() -> None:
    """--given-mentions resolves the marks of the input as they are."""
    row = {"id": "1", "text": "Rain fell in Tripoli and in Benghazi.", "mentions": [{"start": 13, "end": 20}]}
    Path("marked.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert places("marked.jsonl", "--given-mentions") == {"Tripoli": "LY"}


def test_explain_shows_the_evidence() -> None:
    """`mapper explain` prints the mention in its words, its candidates, and the evidence for each, for any terminal."""
    result = mapper("explain", "a.txt", "Tripoli")
    assert result.exit_code == 0
    context, head, first, second, *_ = result.stdout.splitlines()
    assert "[Tripoli]" in context
    assert head.split() == ["place", "kind", "country", "region", "share"]
    assert first.split()[:4] == ["1", "Tripoli", "city", "LY"]
    assert second.startswith("2")
    evidence = result.stdout.split("\n\n")[1].splitlines()
    assert evidence[0].split()[:3] == ["evidence", "1", "2"]
    assert any(line.startswith("prior") for line in evidence)


@pytest.mark.parametrize(
    "arguments",
    [
        ("a.txt", "Tripoli"),
        ("long.txt", "Verkhnokamianske"),
        ("long.txt", "Springfield"),
        ("long.txt", "shelled", "--event"),
    ],
)  # fmt: skip
def test_explain_fits_a_terminal(arguments: tuple[str, ...]) -> None:
    """No line of it is above 80 columns, however long names, words and reasons are."""
    Path("long.txt").write_text(
        "Reconnaissance troops shelled Verkhnokamianske and Sviatohirsk-Yarova, Springfield and Santo Domingo de los "
        "Tsáchilas, and Dnipropetrovsk region's Synelnykove district on Wednesday morning, correspondents wrote.",
        encoding="utf-8",
    )
    result = mapper("explain", *arguments)
    assert result.exit_code == 0, result.stderr
    assert max(map(len, result.stdout.splitlines())) <= 80, result.stdout


def test_explain_weighs_as_locate_does() -> None:
    """With --lean, --given-mentions and the rest; a country that does not exist is refused."""
    lean = mapper("explain", "a.txt", "Tripoli", "--lean", "LB").stdout.splitlines()
    assert lean[2].split()[:4] == ["1", "Tripoli", "city", "LB"]
    assert places("a.txt", "--lean", "LB")["Tripoli"] == "LB"
    result = mapper("explain", "a.txt", "Tripoli", "--lean", "XQ")
    assert (result.exit_code, result.stderr.partition(";")[0]) == (
        2,
        "--lean XQ: no country has the code or the name XQ",
    )
    assert mapper("explain", "a.txt", "Tripoli", "--given-mentions").exit_code == 2


def test_explaining_a_name_that_is_not_there_is_one_sentence() -> None:
    """A name that is no mention of the article is said."""
    result = mapper("explain", "a.txt", "Kyiv")
    assert result.exit_code == 2
    assert result.stderr == "a.txt: no mention reads 'Kyiv'; give it as printed\n"


def test_explain_says_where_an_event_happened() -> None:
    """`mapper explain --event` ties each event word to the site of its sentence, and not to who spoke or where next."""
    text = "Tehran said that shells killed two in Kupiansk while fires burned in Izium. Nobody was killed on Monday."
    Path("war.txt").write_text(text, encoding="utf-8")
    result = mapper("explain", "war.txt", "killed", "--event")
    assert result.exit_code == 0
    first, second = result.stdout.split("\n\n")
    context, head, row, *reason = first.splitlines()
    assert "shells [killed] two" in context
    assert head.split() == ["mention", "start", "role", "place", "country", "region"]
    assert "Kupiansk" in " ".join(reason)
    assert row.split()[:4] == ["Kupiansk", str(text.index("Kupiansk")), "site", "Kupiansk"]
    assert "no place is named in its sentence" in second
    assert mapper("explain", "war.txt", "burned", "--event").stdout.splitlines()[2].startswith("Izium")
    result = mapper("explain", "war.txt", "danced", "--event")
    assert (result.exit_code, result.stderr) == (2, "war.txt: the text has no word 'danced'; give it as printed\n")
