"""The grammar around a name: whether something happened there, or it stands for people, or only helps to tell."""

import re
from dataclasses import replace

import pytest

from gazetteer import Gazetteer
from mapper import Article, locate
from mapper.reading.reading import Reading
from mapper.reason import Reason, Value, reason
from mapper.records import Mention, Resolution
from mapper.resolve.rank import rank
from mapper.resolve.resolver import named_in
from mapper.resolve.roles import PLAIN, RULES
from mapper.resolve.rules import Named, Rule
from mapper.wording import table


def found(gazetteer: Gazetteer, text: str, name: str) -> Resolution:
    """What became of the first mention of that name in a text."""
    (article,) = locate([Article(text=text)], gazetteer=gazetteer)
    return next(r for r in article.resolutions if r.mention.text == name)


def rule(name: str, **values: Value) -> Reason:
    """Why a name has its role by a rule."""
    return reason(f"rule_{name}", **values)


def sign(name: str) -> Reason:
    """Why a name has its role by a sign."""
    return reason(f"sign_{name}")


@pytest.mark.parametrize(("text", "name", "role", "why"), [
    ("A US soldier was wounded near Mosul.", "US", "actor", sign("network_actor")),
    ("Militants shot at a Kenya aircraft over Aden.", "Kenya", "actor", sign("network_actor")),
    ("U.S. and British planes flew over Basra.", "U.S.", "actor", sign("network_actor")),
    ("A bomb went off at the U.S. embassy in Nairobi.", "U.S.", "actor", rule("forces", words="U.S. embassy")),
    ("The talks between Egypt and Sudan ended in Geneva.",
     "Egypt", "actor", rule("party", words="talks between Egypt")),
    ("The talks between Egypt and Sudan ended in Geneva.",
     "Sudan", "actor", rule("party", words="talks between Egypt and Sudan")),
    ("Crowds in Amman cheered the king of Jordan.", "Jordan", "actor", rule("party", words="king of Jordan")),
    ("New sanctions against Syria were debated in Brussels.",
     "Syria", "actor", rule("party", words="sanctions against Syria")),
    ("In that war the army captured two islands from Jordan.",
     "Jordan", "actor", rule("party", words="captured two islands from Jordan")),
    ("He was born and raised in Gori and was shot in Tbilisi.", "Gori", "context", rule("origin")),
    ("Soldiers from Chad patrolled Gao.", "Chad", "context", rule("origin")),
    ("Shells hit Idlib, according to a military source in Damascus.", "Damascus", "context", rule("told_in")),
    ("A bus en route to Karbala was hit in Hilla.", "Karbala", "context", rule("on_the_way")),
    ("India, Pakistan trade fire along the border\n\nShells fell in Uri.",
     "India", "actor", rule("government", words="India trade fire")),
    ("India, Pakistan trade fire along the border\n\nShells fell in Uri.",
     "Pakistan", "actor", rule("government", words="Pakistan trade fire")),
    ("Pakistan shut its airspace after shells fell in Kotli.",
     "Pakistan", "actor", rule("government", words="Pakistan shut its")),
    ("Nairobi will not leave, a spokesman in Port-au-Prince said.",
     "Nairobi", "actor", rule("government", words="Nairobi will not")),
    ("Tehran was silent on Monday about the blast in Isfahan.",
     "Tehran", "actor", rule("government", words="Tehran was silent")),
    ("Shells fell on Goma. Kigali has so far remained adamant.",
     "Kigali", "actor", rule("government", words="Kigali has so far remained adamant")),
    ("Uganda, which has soldiers in Goma, sent more to Bunia.",
     "Uganda", "actor", rule("government", words="Uganda, which")),
    ("The Houthis and Oman, who had met twice, agreed in Sanaa.",
     "Oman", "actor", rule("government", words="Oman, who")),
    ("The Bogota daily El Tiempo named a suspect from Cali.", "Bogota", "context", rule("paper")),
    ("Shells hit Shahba, a monitor said from its base in Coventry.", "Coventry", "context", rule("origin")),
    ("Students from Kashmir were beaten in Dehradun.", "Kashmir", "context", rule("origin")),
    ("A teacher from Yola was shot in Ilorin.", "Yola", "context", rule("origin")),
    ("Sahel states - Mali, Niger and Burkina Faso - left the pact in Accra.",
     "Niger", "actor", rule("government", words="Niger left the")),
    ("Sahel states - Mali, Niger and Burkina Faso - left the pact in Accra.",
     "Burkina Faso", "actor", rule("government", words="Burkina Faso left the")),
    ("Baku wants Yerevan to open the road through Meghri.",
     "Yerevan", "actor", rule("government", words="wants Yerevan")),
    ("Abidjan denied that men were trained in Dapaong.",
     "Abidjan", "actor", rule("government", words="Abidjan denied")),
    ("For more on Malakal write to the regional office in Nairobi.", "Nairobi", "context", rule("origin")),
    ("A medic who had worked in Bakhmut and Mariupol died in Kherson.", "Mariupol", "context", rule("origin")),
    ("The fighters in Palma came from Mtwara, farmers said.", "Mtwara", "context", rule("origin")),
    ("A depot burned in Izmail, opposite Romania.", "Romania", "context", rule("border")),
    ("In Niger state, which borders Benin, pupils were taken.", "Benin", "context", rule("border")),
    ("After the raid he put off a trip to Johannesburg and Luanda.", "Luanda", "context", rule("on_the_way")),
    ("The attack began at 8:30 a.m. Damascus time near Hama.", "Damascus", "context", rule("named_after")),
    ("In Gaza thousands marched against the Oslo accords.", "Oslo", "context", rule("named_after")),
    ("Tents stood on the border with Iraq and Iran.", "Iran", "context", rule("border")),
    ("Gunmen hit a market in Mosul on Monday, 350 km north of Baghdad.",
     "Baghdad", "context", rule("landmark", place="Mosul")),
    ("In Taiz the ill fill every ward, wrote WHO Yemen.", "Yemen", "actor", rule("party", words="WHO Yemen")),
    ("A militia loyal to Damascus took Manbij.", "Damascus", "actor", rule("party", words="loyal to Damascus")),
    ("Ships of a task force based in Djibouti searched a dhow near Aden.", "Djibouti", "context", rule("origin")),
    ("Homs was calm after Jordan, Iraq and Turkey had sent aid.",
     "Jordan", "actor", rule("government", words="Jordan had sent")),
    ("In Ankara the president asked Berlin and London for help.",
     "London", "actor", rule("government", words="asked London")),
    ("Shells fell on Idlib; my brother lives in Germany.", "Germany", "context", rule("origin")),
    ("Sweida burned. Like Homs and Hama before it, it will not forget.", "Homs", "context", rule("likeness")),
    ("Shells hit Idlib; it was worse in the siege of Aleppo in 2016.", "Aleppo", "context", rule("history")),
    ("A tanker bound for Suez from Singapore was hit off Aden.", "Singapore", "context", rule("on_the_way")),
    ("Missiles fell near Eilat, fired in support of Gaza.", "Gaza", "context", rule("sake")),
    ("Ministers met in Doha to discuss the war in Syria.", "Syria", "context", rule("topic")),
    ("Bread is dear in Cairo because of Russia's invasion of Ukraine.", "Ukraine", "context", rule("topic")),
    ("Shells hit Homs on Monday.\n\nRead also: Rebels storm Hama", "Hama", "context", rule("teaser")),
    ("In Miami a Florida senator spoke.", "Florida", "actor", rule("forces", words="Florida senator")),
    ("In Ndola, 270 km (170 miles) north of the capital, Lusaka, rain fell.",
     "Lusaka", "context", rule("landmark", place="Ndola")),
])  # fmt: skip
def test_what_is_only_named_is_no_site(gazetteer: Gazetteer, text: str, name: str, role: str, why: Reason) -> None:
    """Adjectives, parties, origins, journeys, agreements and measures are no sites, and the reason says so."""
    resolution = found(gazetteer, text, name)
    assert (resolution.role, resolution.place is not None) == (role, True)
    assert resolution.because[-1] == why


@pytest.mark.parametrize("killed", [
    "Dr. Petrenko", "Doctor Petrenko", "a man at 6 p.m. Tuesday", "a man at dusk", "Gen. Hassan Omar",
    "General Hassan Omar",
])  # fmt: skip
def test_an_abbreviation_ends_no_sentence(gazetteer: Gazetteer, killed: str) -> None:
    """Words with a full stop and the same words in full put a country beside its town alike: it holds the place."""
    resolution = found(gazetteer, f"Shells fell on Kupiansk and killed {killed} in Ukraine.", "Ukraine")
    assert (resolution.role, resolution.because[1]) == ("site", rule("holder", inner="Kupiansk"))


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
    ("The streets of Khartoum were silent after a night of shelling.", "Khartoum"),
    ("The city of Tehran was silent after the bombs fell.", "Tehran"),
    ("He was shot in Hilla, 15 days after his return.", "Hilla"),
])  # fmt: skip
def test_what_happened_there_stays_a_site(gazetteer: Gazetteer, text: str, name: str) -> None:
    """The same words around a place where something happens leave it a site."""
    assert found(gazetteer, text, name).role == "site"


def read(example: str) -> tuple[Article, list[Mention], int]:
    """The article of an example, its mentions, and which of them is meant: the one in [] or, inside a name, in <>."""
    marks = list(re.finditer(r"[\[{<](.*?)[\]}>]", example))
    article = Article(text=re.sub(r"[\[{<\]}>]", "", example))
    mentions = [
        article.mention(
            mark.start() - 2 * at, mark.end() - 2 * at - 2, "EMBEDDED" if mark[0].startswith("<") else "PLACE"
        )
        for at, mark in enumerate(marks)
    ]
    return article, mentions, next(at for at, mark in enumerate(marks) if mark[0][0] in "[<")


def test_a_rule_holds_of_no_name_that_is_led_otherwise() -> None:
    """What stands right before a name tells a rule from the others only where its pattern would not have held."""
    texts = [read(rule.example) for rule in RULES]
    for rule, of_any in ((replace(rule, of=""), replace(rule, of="", led="")) for rule in RULES if rule.led):
        for article, mentions, _ in texts:
            reading = Reading(article.text)
            for named in (Named(mention=mention, place=None) for mention in mentions):
                assert rule.hit(reading, named) == of_any.hit(reading, named)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.name}: {rule.example}")
def test_each_rule_meets_its_example(gazetteer: Gazetteer, rule: Rule) -> None:
    """The example of a row shows what the row finds, as the names of a text are read."""
    article, mentions, at = read(rule.example)
    reading = Reading(article.text)
    named = named_in(reading, rank(article, mentions, gazetteer))[at]
    hit = rule.hit(reading, named)
    assert hit is not None
    assert (hit.rule, hit.role) == (rule.name, rule.role)
    assert hit.why.key in table("en", "reasons")


def test_rules_have_names_and_roles() -> None:
    """Rows of one name speak for one role, and what is plain is a rule."""
    roles = {(rule.name, rule.role) for rule in RULES}
    assert len(roles) == len({name for name, _ in roles})
    assert {name for name, _ in roles} >= PLAIN
