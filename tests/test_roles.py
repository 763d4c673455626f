"""The grammar around a name: whether something happened there, or it stands for people, or only helps to tell."""

import pytest

from gazetteer import Gazetteer
from mapper import Article, locate
from mapper.records import Resolution


def found(gazetteer: Gazetteer, text: str, name: str) -> Resolution:
    """What became of the first mention of that name in a text."""
    (article,) = locate([Article(text=text)], gazetteer=gazetteer)
    return next(r for r in article.resolutions if r.mention.text == name)


@pytest.mark.parametrize(("text", "name", "role", "why"), [
    ("A US soldier was wounded near Mosul.", "US", "actor", "one who acts"),
    ("Militants shot at a Kenya aircraft over Aden.", "Kenya", "actor", "one who acts"),
    ("U.S. and British planes flew over Basra.", "U.S.", "actor", "one who acts"),
    ("A bomb went off at the U.S. embassy in Nairobi.", "U.S.", "actor", "people who act"),
    ("The talks between Egypt and Sudan ended in Geneva.", "Egypt", "actor", "talks between Egypt"),
    ("The talks between Egypt and Sudan ended in Geneva.", "Sudan", "actor", "people who act"),
    ("Crowds in Amman cheered the king of Jordan.", "Jordan", "actor", "king of Jordan"),
    ("New sanctions against Syria were debated in Brussels.", "Syria", "actor", "against Syria"),
    ("In that war the army captured two islands from Jordan.", "Jordan", "actor", "from Jordan"),
    ("He was born and raised in Gori and was shot in Tbilisi.", "Gori", "context", "an origin"),
    ("Soldiers from Chad patrolled Gao.", "Chad", "context", "an origin"),
    ("Shells hit Idlib, according to a military source in Damascus.", "Damascus", "context", "where somebody spoke"),
    ("A bus en route to Karbala was hit in Hilla.", "Karbala", "context", "where somebody was going"),
    ("India, Pakistan trade fire along the border\n\nShells fell in Uri.", "India", "actor", "India trade"),
    ("India, Pakistan trade fire along the border\n\nShells fell in Uri.", "Pakistan", "actor", "people who act"),
    ("Pakistan shut its airspace after shells fell in Kotli.", "Pakistan", "actor", "Pakistan shut"),
    ("Nairobi will not leave, a spokesman in Port-au-Prince said.", "Nairobi", "actor", "Nairobi will"),
    ("Uganda, which has soldiers in Goma, sent more to Bunia.", "Uganda", "actor", "Uganda, which"),
    ("The Houthis and Oman, who had met twice, agreed in Sanaa.", "Oman", "actor", "Oman, who"),
    ("The Bogota daily El Tiempo named a suspect from Cali.", "Bogota", "context", "where a paper"),
    ("Shells hit Shahba, a monitor said from its base in Coventry.", "Coventry", "context", "an origin"),
    ("Students from Kashmir were beaten in Dehradun.", "Kashmir", "context", "an origin"),
    ("A teacher from Yola was shot in Ilorin.", "Yola", "context", "an origin"),
    ("Sahel states - Mali, Niger and Burkina Faso - left the pact in Accra.", "Niger", "actor", "Niger left"),
    ("Sahel states - Mali, Niger and Burkina Faso - left the pact in Accra.", "Burkina Faso", "actor", "Faso left"),
    ("Baku wants Yerevan to open the road through Meghri.", "Yerevan", "actor", "wants Yerevan"),
    ("Abidjan denied that men were trained in Dapaong.", "Abidjan", "actor", "Abidjan denied"),
    ("For more on Malakal write to the regional office in Nairobi.", "Nairobi", "context", "an origin"),
    ("A medic who had worked in Bakhmut and Mariupol died in Kherson.", "Mariupol", "context", "an origin"),
    ("The fighters in Palma came from Mtwara, farmers said.", "Mtwara", "context", "an origin"),
    ("A depot burned in Izmail, opposite Romania.", "Romania", "context", "which border"),
    ("In Niger state, which borders Benin, pupils were taken.", "Benin", "context", "which border"),
    ("After the raid he put off a trip to Johannesburg and Luanda.", "Luanda", "context", "was going"),
    ("The attack began at 8:30 a.m. Damascus time near Hama.", "Damascus", "context", "named after it"),
    ("In Gaza thousands marched against the Oslo accords.", "Oslo", "context", "named after it"),
    ("Tents stood on the border with Iraq and Iran.", "Iran", "context", "which border"),
    ("Gunmen hit a market in Mosul on Monday, 350 km north of Baghdad.", "Baghdad", "context", "where Mosul is"),
    ("In Taiz the ill fill every ward, wrote WHO Yemen.", "Yemen", "actor", "WHO Yemen"),
    ("A militia loyal to Damascus took Manbij.", "Damascus", "actor", "loyal to Damascus"),
    ("Ships of a task force based in Djibouti searched a dhow near Aden.", "Djibouti", "context", "an origin"),
    ("Homs was calm after Jordan, Iraq and Turkey had sent aid.", "Jordan", "actor", "Jordan had sent"),
    ("In Ankara the president asked Berlin and London for help.", "London", "actor", "asked London"),
    ("Shells fell on Idlib; my brother lives in Germany.", "Germany", "context", "an origin"),
    ("Sweida burned. Like Homs and Hama before it, it will not forget.", "Homs", "context", "comparison"),
    ("Shells hit Idlib; it was worse in the siege of Aleppo in 2016.", "Aleppo", "context", "in the past"),
    ("A tanker bound for Suez from Singapore was hit off Aden.", "Singapore", "context", "was going"),
    ("Missiles fell near Eilat, fired in support of Gaza.", "Gaza", "context", "for whose sake"),
    ("In Miami a Florida senator spoke.", "Florida", "actor", "Florida senator"),
    ("In Ndola, 270 km (170 miles) north of the capital, Lusaka, rain fell.", "Lusaka", "context", "where Ndola is"),
])  # fmt: skip
def test_what_is_only_named_is_no_site(gazetteer: Gazetteer, text: str, name: str, role: str, why: str) -> None:
    """Adjectives, parties, origins, journeys, agreements and measures are no sites, and the reason says so."""
    resolution = found(gazetteer, text, name)
    assert (resolution.role, resolution.place is not None) == (role, True)
    assert why in resolution.reason


@pytest.mark.parametrize("killed", [
    "Dr. Petrenko", "Doctor Petrenko", "a man at 6 p.m. Tuesday", "a man at dusk", "Gen. Hassan Omar",
    "General Hassan Omar",
])  # fmt: skip
def test_an_abbreviation_ends_no_sentence(gazetteer: Gazetteer, killed: str) -> None:
    """Words with a full stop and the same words in full put a country beside its town alike: it holds the place."""
    resolution = found(gazetteer, f"Shells fell on Kupiansk and killed {killed} in Ukraine.", "Ukraine")
    assert (resolution.role, resolution.reason.partition("; ")[2]) == ("site", "Kupiansk, named with it, lies there")


@pytest.mark.parametrize(("text", "role"), [
    ("KABUL, Afghanistan (AP) — A bomb went off in Jalalabad.", "context"),
    ("KABUL, Afghanistan (AP) — A bomb went off in the capital on Monday.", "site"),
    ("KABUL, May 3 (Reuters) - A bomb went off in the Afghan capital.", "site"),
    ("KABUL, May 3 (Reuters) - A bomb went off in the Pakistani capital.", "context"),
    ("KABUL — A bomb went off in the city of Jalalabad.", "context"),
    ("KABUL — A bomb went off in the port district of Chabahar.", "context"),
    ("KABUL — A bomb went off. Ten people died here, doctors said.", "site"),
    ("A bomb went off\n\nKABUL, 3 May 2024 – Ten people died.", "context"),
])  # fmt: skip
def test_a_dateline_is_no_site_by_itself(gazetteer: Gazetteer, text: str, role: str) -> None:
    """A dateline says where an article was written; it happened there only where the report says so."""
    assert found(gazetteer, text, "KABUL").role == role


@pytest.mark.parametrize(("text", "name"), [
    ("Thousands marched through the Taiwan capital.", "Taiwan"),
    ("In the United States hundreds of people marched.", "United States"),
    ("An explosion in a Myanmar town killed two people.", "Myanmar"),
    ("The Aleppo offensive went on for days.", "Aleppo"),
    ("The Geneva talks went on for days.", "Geneva"),
    ("France withdrew its soldiers from Gao.", "Gao"),
    ("Refugees streamed to the camp from Mosul.", "Mosul"),
    ("Displaced students from Murzuq cannot go to school.", "Murzuq"),
    ("A teacher was expelled from Yola.", "Yola"),
    ("Shops in Haret Hreik and Burj al-Barajneh closed.", "Haret Hreik"),
    ("They thanked people in Libya, who had sheltered them.", "Libya"),
    ("Soldiers entering Tunisia must show a test.", "Tunisia"),
    ("In Guaviare, an army helicopter was shot down near El Retorno.", "El Retorno"),
    ("Troops crossed the Oskil near Kupiansk.", "Kupiansk"),
    ("Shops burned in Homs's northern suburb of Talbiseh.", "Homs"),
    ("Shells fell on Izium and 20 km south of Kupiansk.", "Kupiansk"),
    ("Shells fell on Homs's outskirts and on Talbiseh.", "Homs"),
    ("Shells fell 20 km south of Kupiansk.", "Kupiansk"),
    ("The war in Sudan drove thousands away.", "Sudan"),
    ("The bombing of Idlib went on.", "Idlib"),
    ("The siege of Bakhmut went on.", "Bakhmut"),
    ("Towns like Izium and Lyman were shelled.", "Izium"),
    ("He was shot in Hilla, 15 days after his return.", "Hilla"),
])  # fmt: skip
def test_what_happened_there_stays_a_site(gazetteer: Gazetteer, text: str, name: str) -> None:
    """The same words around a place where something happens leave it a site."""
    assert found(gazetteer, text, name).role == "site"
