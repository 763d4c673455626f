"""The tables of words: each language has them all, and each word has its place."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from click.testing import CliRunner
from lxml import html

from gazetteer import Gazetteer
from gazetteer.place import KINDS
from mapper.cli import main
from mapper.draw import page as drawing
from mapper.draw.borders import POLICIES
from mapper.draw.embed import embedding
from mapper.draw.page import draw
from mapper.draw.words import LANGUAGES, Words

from .pages import port, quiet, tanker
from .test_draw import data_of

PAGE = Path(drawing.__file__).parents[1] / "page"
# A host's own script is none of the page.
SCRIPTS = sorted({p.relative_to(PAGE).as_posix() for p in PAGE.rglob("*.js")} - {"conflict-map.js"})
FOLDER = PAGE / "words"
TABLES = sorted(file.stem for file in (FOLDER / "en").iterdir())
SAID = [name for name in TABLES if name not in ("page", "places", "reasons", "sheet")]  # by scripts

each_language = pytest.mark.parametrize("language", LANGUAGES)


def forms(language: str, table: str) -> dict[str, dict[str, str]]:
    """The forms of each key by plural category; "" where there is but one."""
    words = Words(language).table(table)
    return {key: {"": form} if isinstance(form, str) else dict(form) for key, form in words.items()}


def braces(form: str) -> set[str]:
    """What is to be put in."""
    return set(re.findall(r"\{(\w+)\}", form))


@each_language
def test_each_language_has_every_word(language: str) -> None:
    """A language has the tables of English, and each the keys of English: none is missing, none is left over."""
    assert sorted(file.name for file in (FOLDER / language).iterdir()) == [f"{name}.toml" for name in TABLES]
    for table in TABLES:
        assert set(forms(language, table)) == set(forms("en", table)), table


@each_language
def test_what_is_counted_has_each_form_of_its_language(language: str) -> None:
    """A key with forms has one for each plural category that the Unicode CLDR gives the language."""
    categories = {"other", *Locale.parse(language).plural_form.tags}
    for table in TABLES:
        for key, by_category in forms(language, table).items():
            assert set(by_category) == (categories if "one" in forms("en", table)[key] else {""}), key


@each_language
def test_each_form_has_the_places_to_fill(language: str) -> None:
    """What is put into an English sentence is put into the others; a form of one number alone may leave that out."""
    rule = Locale.parse(language).plural_form
    numbers = [rule(n) for n in range(1000)]
    for table in TABLES:
        for key, by_category in forms(language, table).items():
            english = forms("en", table)[key]
            wanted = braces(english.get("other") or english[""])
            for category, form in by_category.items():
                spoken = {"count"} if numbers.count(category) == 1 else set()
                assert wanted - spoken <= braces(form) <= wanted, (key, form)
                assert key in ("comma", "publication_or") or form.strip() == form, key
                assert re.fullmatch(r"[^{}]*(\{\w+\}[^{}]*)*", form), key


def test_no_two_tables_of_a_page_have_the_same_key() -> None:
    """The words of scripts and of parts lie side by side in a page."""
    keys = [key for table in SAID for key in forms("en", table)]
    assert sorted(keys) == sorted(set(keys))


# What is asked for, as in t("places", …), pieces("spellings", …), t(one ? "a" : "b") and t(`kind_${kind}`).
_ASKS = re.compile(r"\b(?:t|pieces)\(((?:[^,()]|\([^()]*\))*)")


@cache
def code(name: str) -> str:
    """A script without its comments."""
    return re.sub(r"/\*.*?\*/|(?<![:\\])//[^\n]*", "", (PAGE / name).read_text(encoding="utf-8"), flags=re.DOTALL)


def asked(text: str, keys: set[str]) -> tuple[set[str], set[str]]:
    """The keys that a script asks for, those it puts together included; and what it asks for that is no key."""
    whole, wrong = {"locale"}, set()
    for argument in _ASKS.findall(text):
        named = set(re.findall(r'"(\w+)"', re.sub(r"`[^`]*`", "", argument)))
        shaped = [re.sub(r"\$\{[^}]*\}", r"\\w+", shape) for shape in re.findall(r"`([^`]*)`", argument)]
        found = {key for key in keys for shape in shaped if re.fullmatch(shape, key)}
        whole |= found | (named & keys)
        wrong |= named - keys | (set(shaped) if not found else set())
    return whole, wrong


def test_scripts_ask_for_words_that_are_there() -> None:
    """The page's scripts ask for keys of their own table, those of parts also for keys of parts; none is unused."""
    own = set(forms("en", "script"))
    every = {key for table in SAID for key in forms("en", table)}
    used = set()
    for script in SCRIPTS:
        found, wrong = asked(code(script), every if script.startswith("parts/") else own)
        assert not wrong, script
        used |= found
    assert every == used


def test_what_paper_says_is_asked_for() -> None:
    """Each word of a sheet of paper is asked for by what writes one."""
    writers = "".join(path.read_text(encoding="utf-8") for path in (PAGE.parent / "teach").glob("*.py"))
    assert not {key for key in forms("en", "sheet") if f'"{key}"' not in writers}


def test_kinds_have_words() -> None:
    """Each kind of place has its name."""
    assert {f"kind_{kind}" for kind in (*KINDS, "capital")} == {k for k in forms("en", "script") if k[:5] == "kind_"}


# Names of keys, of features of JavaScript and of GeoJSON: texts with a capital letter that no reader meets.
NAMES = {"Enter", "Escape", "Feature", "FeatureCollection", "Point", "Segmenter"}
# Lists of words for programs: relations of a link, and the articles in names.
LISTS = {"noopener noreferrer nofollow", "el ad adh an ar as ash at ath az ed er es esh et ez"}


@pytest.mark.parametrize("script", [name for name in SCRIPTS if not name.startswith("parts/")])
def test_no_sentence_stands_in_a_script(script: str) -> None:
    """Words that a reader meets come from the tables: no text of a script looks like a label or a sentence."""
    texts = re.findall(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`', code(script))
    bare = {re.sub(r"\$\{(?:[^{}]|\{[^}]*\})*\}", "", double or back).strip() for double, back in texts} - NAMES
    labels = {text for text in bare if re.fullmatch(r"[A-Z][a-z]+( \S+)*", text)}
    sentences = {text for text in bare if re.search(r"\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b", text)} - LISTS
    assert not labels | sentences


def test_the_template_has_no_words_of_its_own() -> None:
    """Text and labels of page.html are asked for by key, each that is there, and each key is used."""
    template = (PAGE / "page.html").read_text(encoding="utf-8")
    bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", template)
    document = html.document_fromstring(bare)
    texts = [*document.xpath("//body//text()"), *document.xpath("//@aria-label | //@placeholder | //@title")]
    assert set(re.findall(r"[^\W\d_]+", " ".join(texts))) == {"GeoJSON"}
    used = set(re.findall(r'\bt\("(\w+)"', template))
    borders = {f"borders_{policy.replace('-', '_')}_{where}" for policy in POLICIES for where in ("brief", "full")}
    areas = {key for key in forms("en", "page") if key.startswith("area_")}
    assert used | borders | areas | {"title", "noscript_map"} == set(forms("en", "page")) | {"borders_"}


def test_a_page_has_the_words_of_one_language(gazetteer: Gazetteer) -> None:
    """A page says in its head which language it is in, and has that language's words and no other's."""
    page = draw([port(), tanker()], gazetteer=gazetteer, language="uk")
    root = html.document_fromstring(page.encode())
    assert (root.get("lang"), root.get("dir")) == ("uk", None)
    assert root.findtext("head/title") == "2 статті на мапі"
    (description,) = root.xpath("//meta[@property='og:description']/@content")
    assert description.startswith("5 місць з 2 статей на одній мапі")
    assert data_of(page)["words"] == dict(Words("uk").table("script")) | dict(Words("uk").table("many"))
    standing, listed = re.findall(r"<noscript>.*?</noscript>", page, flags=re.DOTALL)
    assert "Мапа місць, пронумерованих як у списку" in standing
    assert "(3 згадки)" in listed
    said = re.sub(r"<script.*?</script>|<style.*?</style>|<[^>]*>", "", page, flags=re.DOTALL)
    for word in ("About", "Filters", "Karte", "Close", "Print"):
        assert word not in said


def test_a_part_brings_its_words(gazetteer: Gazetteer) -> None:
    """Words of a part are in a page that has the part, and in no other."""
    own = set(Words("de").table("embed"))
    assert own
    plain, embedded = (
        data_of(draw([port()], language="de", parts=parts))["words"] for parts in ([], [embedding([], "", "", "")])
    )
    assert not own & set(plain)
    assert own <= set(embedded)


def test_countries_have_their_names_in_the_language(gazetteer: Gazetteer) -> None:
    """The map's countries are called as the language calls them; what is not known keeps its English name."""
    data = data_of(draw([port()], gazetteer=gazetteer, language="ar"))
    names = {code: name for code, name, *_ in data["countries"]}
    assert (names["UA"], names["PS"], names["US"]) == ("أوكرانيا", "فلسطين", "الولايات المتحدة")
    assert Words("fr").country("??", "Nowhere") == "Nowhere"
    assert Words("en").country("UA", "Ukraine") == "Ukraine"


def test_places_have_their_names_in_the_language(gazetteer: Gazetteer) -> None:
    """What is much in the news is called as the language calls it: pins, their regions and the towns around them."""
    data = data_of(draw([port()], gazetteer=gazetteer, language="uk"))
    assert [row[1] for row in data["places"]] == ["Одеса", "Чорне море", "Київ", "Херсон"]
    assert "|odesa|" in data["places"][0][9]  # and is found by its English name
    assert Words("uk").region("UA", "Kharkiv") == "Харківська область"
    assert Words("uk").region("??", "Nowhere") == "Nowhere"
    assert "Миколаїв" in {row[0] for row in data["towns"]}


def test_named_places_are_in_the_gazetteer(gazetteer: Gazetteer) -> None:
    """Each key of the table of places is a country and a name of the gazetteer, of a region where it says so."""
    for key, forms_of in forms("en", "places").items():
        country, _, name = key.removesuffix(" (region)").partition("/")
        found = [place for place in gazetteer.candidates(name) if (place.country, place.name) == (country, name)]
        assert found, key
        assert not key.endswith("(region)") or "region" in {place.kind for place in found}, key
        assert forms_of == {"": name}


def test_an_article_says_its_language_where_the_page_has_another() -> None:
    """In a page that is not in English, a text in English is known as such."""
    english, german = (data_of(draw([quiet(), port()], language=code))["articles"] for code in ("en", "de"))
    assert [row[5] for row in english] == ["", "en"]
    assert [row[5] for row in german] == ["", "en"]


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 стаття"), (3, "3 статті"), (11, "11 статей"), (1021, "1 021 стаття")]
)
def test_numbers_take_their_forms(count: int, words: str) -> None:
    """A count has the form and the digits of its language."""
    assert Words("uk").counted("title", count).replace("\xa0", " ") == f"{words} на мапі"


def test_the_command_takes_a_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--page-language is what map and draw write the page in; one without a table is refused."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Shelling in Kharkiv\n\nShells hit Kharkiv on Monday.\n", encoding="utf-8")
    run = CliRunner().invoke
    assert run(main, ["map", "a.txt", "--page-language", "ar"]).exit_code == 0
    assert '<html lang="ar" dir="rtl">' in Path("map.html").read_text(encoding="utf-8")
    assert run(main, ["locate", "a.txt", "-o", "a.jsonl"]).exit_code == 0
    assert run(main, ["draw", "a.jsonl", "--page-language", "es"]).exit_code == 0
    assert '<html lang="es">' in Path("map.html").read_text(encoding="utf-8")
    refused = run(main, ["map", "a.txt", "--page-language", "tlh"])
    assert refused.exit_code == 2
    assert "'de'" in refused.stderr
    with pytest.raises(ValueError, match="the languages are ar, de, en"):
        Words("tlh")
