"""Where sentences end, asked of one splitter."""

from itertools import pairwise

import pytest

from mapper.reading.english.sentences import sentences
from mapper.reading.reading import Reading

# Where the text of each row has a bar, one sentence ends and another begins.
ROWS = [
    "Shells fell on Kupiansk. | Two people died.",
    # titles, ranks, saints and initials
    "Shells killed Dr. Petrenko in Ukraine at dawn. | Nobody else was hurt.",
    "Gen. Hassan said so. | Lt. Gen. Omar Bashir agreed with Lt.-Col. Aziz.",
    "A. Petrenko and J. R. Smith met in St. Petersburg. | Mt. Hermon was calm.",
    "He met George W. Bush. | It rained.",
    "Rep. Ilhan Omar, Sen. Mark Kelly and Gov. Kathy Hochul spoke.",
    # hours
    "It began at 6 p.m. Tuesday in Homs. | It ended at 8 p.m. | The town burned.",
    "It began at 6 p.m. | Police came at 7 a.m. GMT and left at 8 a.m. (Damascus time).",
    # acronyms, companies, months, states
    "He left the U.S. for Odesa. | He came back to the U.S. | In May he left the U.S. Army.",
    "Acme Inc. bought it. | Acme Inc. | It was sold on Jan. 5. | On Sept. 11 it burned.",
    "She lives in Alma, Mich. | He lives in Troy, N.Y. | They met in Ann Arbor, Mich. yesterday.",
    "The U.N. Security Council met. | The D.C. police came.",
    # numbers
    "Resolution No. 1701 was passed. | He said no. | Art. 51 speaks of 3.5 million.",
    "It cost 4.50 dollars. | 20 people died.",
    # marks and quotes
    "“Where?” he asked. | “Odesa!” she said.",
    "“It is over.” | “Is it?” | He left (for Homs). | (She stayed.) | They met.",
    "He said: “We left. | We are safe.” | Then it burned … and fell. | Who knows?! | Nobody.",
    "Help! | Fire in Homs.[3] | It spread.",
    'The "safe zone" of Mr. Assad shrank." | It was over.',
    # lines: headlines, lists, wrapped text
    "Two killed in Homs\n\n| The army said so.",
    "Two killed in Homs\n| The army said so.",
    "Killed:\n| - two in Homs\n| - one in Hama",
    "1. Homs burned.\n| 2. Hama fell.",
    "Lines that\nbreak in Odesa\r\nanywhere. | And on.",
    "The army had met with Dr.\nPetrenko and all who held\nOdesa at night and in May;\nMayor Ivo left.",
    # other scripts, and texts without capitals
    "Вчора обстріляли м. Суми. | Сьогодні тихо.",
    "第一。| 第二。",
    "shells fell on odesa. | two died.",
    "He came from Homs. | al-Nusra held it.",
    "",
    "   ",
    "Odesa",
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_a_sentence_ends_where_a_reader_sees_it_end(row: str) -> None:
    """Abbreviations, initials, hours, quotes, lists and wrapped lines end a sentence only as they do for a reader."""
    text = row.replace("| ", "").replace("|", "")
    wanted = [part.strip() for part in row.split("|") if part.strip()]
    assert [text[start:end] for start, end in sentences(text)] == wanted


@pytest.mark.parametrize(
    "text", ["A. " * 20_000, "(" * 50_000, "\n" * 50_000, "a.b" * 20_000, "No. 1 " * 9_000, "”." * 20_000]
)
def test_any_text_is_cut_once(text: str) -> None:
    """Sentences of odd texts stand in order, without overlap, and hold all that is not white space."""
    spans = sentences(text)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


def test_a_span_is_held_by_its_sentences() -> None:
    """An offset belongs to one sentence, white space to the one before it, and a span may reach over two."""
    text = "One fell. Two fell. "
    reading = Reading(text)
    assert [reading.sentence_at(at) for at in (0, 8, 9, 10, len(text))] == [0, 0, 0, 1, 1]
    assert reading.sentence_of(10) == (10, 19)
    assert reading.sentence_of(4, 13) == (0, 19)
    assert Reading("").sentence_of(0) == (0, 0)


def test_a_paragraph_ends_at_an_empty_line() -> None:
    """A span is of one paragraph where no empty line lies within it; a line break alone ends none."""
    reading = Reading("One.\nTwo.\n\nThree.\n\n\nFour.")
    assert reading.is_one_paragraph(0, 9)
    assert reading.is_one_paragraph(6, 10)
    assert not reading.is_one_paragraph(6, 11)
    assert not reading.is_one_paragraph(17, 20)
    assert reading.is_one_paragraph(11, 18)


@pytest.mark.parametrize("text", ["“Homs” fell. “Then Hama", 'He said: "Hama', "«Homs. Hama"])
def test_a_name_stands_in_an_open_quotation(text: str) -> None:
    """What a sentence has opened and not closed before a name quotes it; the quotes of the sentence before do not."""
    at = text.index("Hama")
    assert Reading(text).is_quoted(at) == (text != "«Homs. Hama")
