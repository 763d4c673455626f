"""Where an article was written, told from how papers and agencies begin their reports."""

import pytest

from mapper.reading.reading import Reading

# The dateline, then a bar, then the report; the places that it names; "" where it names none.
FORMS = [
    ("MOSUL, Iraq, May 3 (Reuters) - |A bomb went off.", "MOSUL"),
    ("KYIV — |Two people died.", "KYIV"),
    ("ADEN (AFP) – |A ship was hit.", "ADEN"),
    ("KYIV, Ukraine (AP) — |Shells fell.", "KYIV"),
    ("Moscow (Reuters) - |The ministry said so.", "Moscow"),
    ("ALMA, Mich. (AP) -- |Snow fell.", "ALMA"),
    ("ALMA, Mich. -- |Snow fell.", "ALMA"),
    ("BEIRUT/DAMASCUS, Feb 7 (Reuters) - |An earthquake struck.", "BEIRUT DAMASCUS"),
    ("TEL AVIV and RAMALLAH, 7 October 2023 (dpa) — |Sirens wailed.", "TEL AVIV RAMALLAH"),
    ("GAZA CITY, Gaza Strip (AP) — |“We fled,” she said.", "GAZA CITY"),
    ("PORT-AU-PRINCE, Haiti, April 2 (UPI) -- |Gangs attacked.", "PORT-AU-PRINCE"),
    ("N'DJAMENA, Oct. 20 (Xinhua) -- |Chad's army said so.", "N'DJAMENA"),
    ("NEW YORK, 3 May 2024 – |The Council met.", "NEW YORK"),
    ("Geneva/Juba, 5 June 2023 – |Aid is late.", "Geneva Juba"),
    ("SRINAGAR, Aug 5 (PTI): |Two militants were killed.", "SRINAGAR"),
    ("Srinagar, Aug 5: |Two militants were killed.", "Srinagar"),
    ("KARACHI: |At least two people were shot.", "KARACHI"),
    ("MEXICO CITY, May 3 (EFE).- |Two bodies were found.", "MEXICO CITY"),
    ("Nairobi [AFP] - |The court ruled.", "Nairobi"),
    ("WASHINGTON, D.C. — |The Senate voted.", "WASHINGTON"),
    ("UNITED NATIONS (AP) — |The Council met.", "UNITED NATIONS"),
    ("Beirut, Lebanon – |The port burned.", "Beirut"),
    ("Albany — |The mayor spoke.", "Albany"),
    ("KHARTOUM, Sudan (AP) |Fighters took a bridge.", "KHARTOUM"),
    ("DEIR AL-BALAH, Gaza Strip (AP) — |45 people died.", "DEIR AL-BALAH"),
    ("BUNIA, Democratic Republic of the Congo, Jan 9 (Reuters) - |Rebels came.", "BUNIA"),
    ("KHERSON, southern Ukraine, Tuesday, Nov. 15, 2022 (AFP) — |Crowds came.", "KHERSON"),
    ("May 3 (Reuters) - |Shells fell on Odesa.", ""),
    ("(AFP) – |Shells fell on Odesa.", ""),
]
NONE = [
    "Kyiv — the capital — was hit.",
    "LYMAN - TWO MEN FLED",
    "KYIV was hit at dawn. Two people died.",
    "BREAKING: Two people died in Homs.",
    "Kherson – Two people died.\nSumy – One person died.",
    "He spoke (in Homs) - Nobody heard.",
    "US-led forces left. Moscow-backed men came.",
    "The army left Homs - it had to.",
    "A" * 50_000,
    "AB CD " * 9_000,
    "A, B, " * 9_000,
    "(A" * 20_000,
    "KYIV, " * 9_000,
    "Ten Russian drones - Shahed-136 - fell.",
]


@pytest.mark.parametrize(("form", "names"), FORMS)
def test_a_dateline_is_known_in_its_usual_forms(form: str, names: str) -> None:
    """Names in capitals or not, with country, date and agency or without, are datelines by the dash behind them."""
    head, _, rest = form.partition("|")
    for before in ("", "Headline of the Day\n\n", "Headline of the day\nBy Jane Doe\n", "Headline of the day. "):
        text = f"{before}{head}{rest} It went on."
        (found,) = Reading(text).datelines
        assert text[found.start : found.end] == head
        assert " ".join(text[start:end] for start, end in found.places) == names
        assert Reading(text).dateline == (found if names else None)
    assert Reading(head + rest).without_datelines == f" {rest}"


@pytest.mark.parametrize("text", NONE)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    """Asides, labels, compounds and the items of a list are no datelines."""
    assert Reading(text).datelines == ()


def test_a_digest_has_many_datelines() -> None:
    """Each report of a digest has its own, and the article's is the first."""
    text = "ALMA, Mich. (AP) — Snow fell.\n\nTROY, N.Y. (AP) — Rain fell."
    reading = Reading(text)
    assert [text[found.start : found.start + 4] for found in reading.datelines] == ["ALMA", "TROY"]
    assert reading.dateline == reading.datelines[0]
    assert Reading("Rain fell.").without_datelines == "Rain fell."
