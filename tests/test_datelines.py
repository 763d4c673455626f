"""Where an article was written, told from how papers and agencies begin their reports."""

import pytest

from gazetteer import Gazetteer
from mapper import Article, locate
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
    ("Bogotá, Colombia (CNN) |Rebels bombed a pipeline.", "Bogotá"),
    ("(Beirut) – |Forces shelled a town.", "Beirut"),
    ("(Goma, DR Congo) – |Rebels came.", "Goma"),
    ("(Goma, March 3, 2024) — |Rebels came.", "Goma"),
    ("PORT-AU-PRINCE, Haiti, 12 March 2024 (AlterPresse) --- |Gangs came.", "PORT-AU-PRINCE"),
    ("DEIR AL-BALAH, Gaza Strip (AP) — |45 people died.", "DEIR AL-BALAH"),
    ("BUNIA, Democratic Republic of the Congo, Jan 9 (Reuters) - |Rebels came.", "BUNIA"),
    ("KHERSON, southern Ukraine, Tuesday, Nov. 15, 2022 (AFP) — |Crowds came.", "KHERSON"),
    ("Khartoum, Sudan | AFP | |Fighters took a bridge.", "Khartoum"),
    ("Goma, DR Congo | AFP | 3 May 2024 | |Rebels came.", "Goma"),
    ("AFP | Beirut, Lebanon | |The port burned.", "Beirut"),
    ("May 3 (Reuters) - |Shells fell on Odesa.", ""),
    ("(AFP) – |Shells fell on Odesa.", ""),
    ("(Reuters) - |Shells fell on Odesa.", ""),
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
    "World | Africa | Sudan\nTwo people died.",
    "Kyiv | " * 9_000,
]


@pytest.mark.parametrize(("form", "names"), FORMS)
def test_a_dateline_is_known_in_its_usual_forms(form: str, names: str) -> None:
    """Names in capitals or not, with country, date and agency or without, are datelines by the dash behind them."""
    head, _, rest = form.rpartition("|")
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


@pytest.mark.parametrize(("text", "place"), [
    ("Ministry condemns deadly strike on Homs TEHRAN — The spokesman called it a crime.", "TEHRAN"),
    ("Gangs burn a hospital in the capital PORT-AU-PRINCE, Haiti (AP) — Nurses fled.", "PORT-AU-PRINCE"),
    ("Two dead after protests in Sweida, Syria DEIR EL-BALAH, 3 May – Shops were shut.", "DEIR EL-BALAH"),
    ("Soldiers took the town of LYMAN — The bridge was gone.", ""),
    ("The army says that NATO — Europe's shield — must act.", ""),
    ("He fought for the YPG — The group left Homs.", ""),
])  # fmt: skip
def test_a_headline_may_be_joined_to_a_dateline(text: str, place: str) -> None:
    """A feed that has lost the line's end leaves a place in capitals behind the headline."""
    named = [text[start:end] for found in Reading(text).datelines for start, end in found.places]
    assert named == ([place] if place else [])


def test_a_dateline_between_bars_may_end_its_line() -> None:
    """With the agency, and with the day and the hour in figures or without, as other sites reprint reports."""
    for head in (
        "Khartoum, Sudan | AFP",
        "Khartoum, Sudan | AFP | Thursday 04/20/2023 - 13:18 UTC-4",
        "AFP | Khartoum",
    ):
        text = f"Thirty killed at a market\n\n{head}\n\nA raid on Omdurman killed thirty."
        assert [text[found.start : found.end] for found in Reading(text).datelines] == [head]


def test_a_digest_has_many_datelines() -> None:
    """Each report of a digest has its own, and the article's is the first."""
    text = "ALMA, Mich. (AP) — Snow fell.\n\nTROY, N.Y. (AP) — Rain fell."
    reading = Reading(text)
    assert [text[found.start : found.start + 4] for found in reading.datelines] == ["ALMA", "TROY"]
    assert reading.dateline == reading.datelines[0]
    assert Reading("Rain fell.").without_datelines == "Rain fell."


@pytest.mark.parametrize(("text", "places"), [
    ("By Ali Hassan in Baghdad\nA bomb went off in Baquba.", "Baghdad"),
    ("By Ali Hassan and Jane Doe in Gaza City. Shells fell on Rafah.", "Gaza City"),
    ("From our correspondent in Aden: missiles struck Marib.", "Aden"),
    ("Shells fell on Homs.\n(Reporting by Jane Doe in Beirut; Editing by John Roe in London)", "Beirut London"),
    ("Shells fell on Homs.\nAdditional reporting by Musa Ali in Damascus", "Damascus"),
    ("By Tuesday Ukrainian Troops in Kherson had left.", ""),
    ("From dawn shells fell in Kherson.", ""),
    ("The report, written by Jane Doe in Beirut, names Homs.", ""),
])  # fmt: skip
def test_a_byline_says_who_wrote_and_where(text: str, places: str) -> None:
    """Bylines and sign-offs at the head of a line hold the places where reporters and editors are."""
    signed = "".join(text[start:end] for start, end in Reading(text).bylines)
    named = [name for name in ("Baghdad", "Gaza City", "Aden", "Beirut", "London", "Damascus") if name in signed]
    assert " ".join(named) == places


@pytest.mark.parametrize(("text", "place"), [
    ("MOSUL, Iraq, May 3 (Reuters) - Militants shot dead four in Tikrit.", "MOSUL"),
    ("YANGON, Dec. 2 — Soldiers burned a village near Sagaing.", "YANGON"),
    ("By Ali Hassan in Baghdad\nA bomb killed nine in Baquba.", "Baghdad"),
])  # fmt: skip
def test_where_a_report_is_written_is_context(gazetteer: Gazetteer, text: str, place: str) -> None:
    """A dateline or byline is no site, in a text of one sentence either, and what follows it is one."""
    (article,) = locate([Article(text=text)], gazetteer=gazetteer)
    roles = {r.mention.text: r.role for r in article.resolutions}
    assert roles.pop(place) == "context"
    assert "site" in roles.values()
