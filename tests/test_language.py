"""Languages: what is in English is read, what is not is counted and left out, what cannot be told is read."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mapper import Article
from mapper.cli import main
from mapper.read.articles import read_articles
from mapper.read.language import english_only, language_of

ROOT = Path(__file__).parents[1]
TEXTS = {
    "fr": "Les forces ukrainiennes ont annoncé lundi avoir repris le village de Robotyne, dans le sud du pays, selon "
    "le ministère de la Défense. Deux personnes ont été tuées dans des frappes sur la ville de Kharkiv, ont indiqué "
    "les "
    "autorités locales, qui ont appelé les habitants à rester dans les abris pendant la nuit.",
    "de": "Die ukrainischen Streitkräfte haben am Montag nach Angaben des Verteidigungsministeriums das Dorf Robotyne "
    "im Süden des Landes zurückerobert. Bei Angriffen auf die Stadt Charkiw wurden zwei Menschen getötet, wie die "
    "örtlichen Behörden mitteilten, die die Bewohner aufriefen, in den Schutzräumen zu bleiben.",
    "uk": "Українські сили в понеділок оголосили, що повернули село Роботине на півдні країни, повідомило міністерство "
    "оборони. Двоє людей загинули внаслідок ударів по місту Харків, повідомила місцева влада, яка закликала мешканців "
    "залишатися в укриттях протягом ночі, бо обстріли тривають і далі по всій області.",
    "ar": "أعلنت القوات الأوكرانية يوم الاثنين استعادة قرية روبوتين في جنوب البلاد، بحسب وزارة الدفاع. وقتل شخصان في "
    "ضربات على مدينة خاركيف، وفقا للسلطات المحلية التي دعت السكان إلى البقاء في الملاجئ خلال الليل بسبب استمرار القصف "
    "على "
    "المنطقة كلها وعلى القرى المجاورة لها.",
}  # fmt: skip
SENTENCES = {
    "de": "Nach Angaben der Behörden wurden bei dem Angriff auf Charkiw am Montag drei Menschen verletzt.",
    "es": "Al menos tres personas murieron el lunes en un ataque contra la ciudad de Járkov.",
    "fr": "Deux personnes ont été tuées dans des frappes sur la ville de Kharkiv.",
    "pt": "Três pessoas morreram no ataque à cidade de Pemba, na província de Cabo Delgado.",
    "uk": "Троє людей загинули внаслідок удару по місту Харків, повідомила влада.",
    "ar": "قتل ثلاثة أشخاص في ضربات على مدينة خاركيف، وفقا للسلطات المحلية.",
    "zh": "据当地官员称，星期一对哈尔科夫市的袭击造成三人死亡，多座房屋被毁。",
    "sw": "Watu watatu waliuawa katika shambulio kwenye mji wa Goma, maafisa walisema.",
}
ENGLISH = "Two people were killed in strikes on the city of Kharkiv, said the local authorities in the region. " * 4


@pytest.mark.parametrize("language", TEXTS)
def test_other_languages_are_told(language: str) -> None:
    """By a paragraph of news."""
    assert language_of(TEXTS[language]) == language


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_in_another_language_is_told(language: str) -> None:
    """A row of a table or a short notice is no longer than that."""
    assert language_of(SENTENCES[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "Two men found dead near Lagos de Moreno, Jalisco",
        "Mayor of Apaseo el Alto shot dead outside home",
        "Militants raid villages near Mocímboa da Praia, killing six",
        "Shelling kills four, wounds nine near Łysychańsk, officials say",
    ],
)
def test_a_headline_full_of_names_is_not_taken_for_the_language_of_the_names(text: str) -> None:
    """It is read."""
    assert language_of(text) in ("", "en")


def test_our_examples_are_in_english() -> None:
    """None of them is left out."""
    articles = list(read_articles([ROOT / "examples"]))
    assert list(english_only(articles, lambda _: None)) == articles
    assert {language_of(article.text) for article in articles} == {"en"}


@pytest.mark.parametrize(
    "text", ["Київ: quiet.", "Fighting near Łódź, in Poland.", "Łódź, Kraków, Gdańsk, Wrocław. " * 20]
)
def test_what_tells_too_little_is_read(text: str) -> None:
    """A few words, or nothing but names."""
    assert language_of(text) == ""
    assert len(list(english_only([Article(text=text)], lambda _: None))) == 1


def test_an_article_that_says_its_language_is_believed() -> None:
    """As a page or a row may."""
    left: list[str] = []
    given = [Article(text=ENGLISH, language="fr-FR"), Article(text=TEXTS["fr"], language="en")]
    assert list(english_only(given, left.append)) == given[1:]
    assert left == ["fr"]


def test_the_command_leaves_them_out_with_a_count(tmp_path: Path) -> None:
    """`--any-language` locates them too; where there is nothing else, that is said and nothing is written."""
    path, alone = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    path.write_text("".join(json.dumps({"text": t}) + "\n" for t in (ENGLISH, *TEXTS.values(), TEXTS["fr"] + " Oui.")))
    alone.write_text(json.dumps({"text": TEXTS["fr"]}))
    some, every, none = (
        CliRunner().invoke(main, ["locate", *args])
        for args in ([str(path)], [str(path), "--any-language", "--keep-duplicates"], [str(alone)])
    )
    assert (some.exit_code, len(some.stdout.splitlines()), len(every.stdout.splitlines())) == (0, 1, 6)
    assert "5 articles not in English (2 fr, " in some.stderr
    assert "--any-language locates them too" in some.stderr
    assert (none.exit_code, none.stdout) == (2, "")
    assert none.stderr == (
        "1 article not in English (1 fr), and nothing else was read; --any-language locates them all the same\n"
    )
