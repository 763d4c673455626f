"""Names of withheld kinds in the ways that texts tell them, in other scripts, languages and encodings."""

import json

import pytest

from gazetteer import Gazetteer
from mapper.protect.kinds import is_common, kind_pattern, without_kind
from mapper.protect.publication import PublicationPolicy, Publisher
from mapper.protect.redact import MARK, Redactor
from mapper.protect.seen import seen
from mapper.protect.told import Told, names_told
from mapper.protect.withhold import Withheld
from mapper.records import Article, LocatedArticle

KINDS = Withheld(kinds=("camp", "hospital", "shelter"))
# The text, and what of it may not be read.
TOLD = [
    ("The hospital's name is Sunrise House.", ["Sunrise House"]),
    ("It was named Hope. The hospital is called Hope.", ["is called Hope"]),
    ("The hospital was named after Mechnikov.", ["Mechnikov"]), ("the Mechnikov-Hospital was hit", ["Mechnikov"]),
    ("al-Awda-hospital was hit, and al-Awda burned", ["Awda"]), ("St. Mary's Hospital is full.", ["Mary"]),
    ("Patients left the Gaza Hospital, known locally as Al-Oruba.", ["Oruba"]),
    ("St Mary’s hospital is full.", ["Mary"]),
    ("the hospital known by locals as Hamad", ["Hamad"]), ("a shelter they call Sunrise", ["Sunrise"]),
    ("a shelter under the name “Sunrise”", ["Sunrise"]), ("the so-called Sunrise shelter", ["Sunrise"]),
    ("A shelter named 'Sunrise' and one named Dawn", ["Sunrise", "Dawn"]),
    ("The shelter, called Sunrise, shut", ["Sunrise"]),
    ("The shelter — Sunrise — was hit", ["Sunrise"]), ("the shelter (Sunrise) was hit", ["Sunrise"]),
    ("Sunrise (a shelter) was hit. Sunrise burned.", ["Sunrise"]), ("Sunrise is a shelter for women.", ["Sunrise"]),
    ("At Sunrise, a shelter for women, forty sleep.", ["Sunrise"]),
    ("The women's shelter Violeta in Izmir", ["Violeta"]),
    ("Two shelters, Sunrise and Dawn, closed.", ["Sunrise", "Dawn"]),
    ("the Sunrise and Dawn shelters", ["Sunrise", "Dawn"]),
    ("Sunrise Shelter, Sunrise's cook", ["Sunrise"]), ("the orphanage Sunrise; SUNRISE", ["Sunrise"]),
    ("the 'Cave' hospital; Cave was hit", ["Cave"]), ("the “Cave” Hospital", ["Cave"]),
    ("the hospital “Cave”", ["Cave"]),
    ("Shifa, the largest hospital in Gaza, was hit.", ["Shifa"]),
    ("Al-Quds, Gaza's main hospital, has no fuel.", ["Quds"]),
    ("Rukban, an informal camp in the desert", ["Rukban"]), ("Rukban – the informal camp – is cut off", ["Rukban"]),
    ("Plain Savo, a site for displaced people", ["Savo"]),
    ("Plain Savo, a site for displaced people\n\nRain fell", ["Savo"]),
    ("Moria, Europe's largest refugee camp", ["Moria"]),
    ("The refugee camp, Kakuma, is in Kenya.", ["camp, Kakuma"]),
    ("Al Quds and Al-Shifa hospitals were hit", ["Quds", "Shifa"]),
    ("Hagadera, Ifo and Dagahaley camps flooded.", ["Hagadera", "Ifo", "Dagahaley"]),
    ("Camps Hagadera and Ifo", ["Hagadera", "Ifo"]),
    ("Hospitals: Al-Quds, Nasser, Al-Shifa.", ["Quds", "Nasser", "Shifa"]),
    ("the IDP camps Kilo 5 and Kilo 26", ["Kilo 5", "Kilo 26"]),
    ("Kilo 26 IDP camp", ["Kilo 26"]), ("Camp-4 and Camp-12", ["4", "12"]), ("Camps 4, 8W and 12", ["4", "8W", "12"]),
    ("a fire in camp 4E", ["4E"]), ("Hospitals Nos. 3 and 5 were hit", ["3", "5"]),
    ("hospital number three was hit", ["three"]),
    ("Hospital n° 3 was hit", ["3"]), ("Hospital 4-A burned", ["4-A"]),
    ("the third city hospital burned", ["third city"]),
    ("@AlShifaHospital said, #SunriseShelter too", ["Shifa", "Sunrise"]), ("Hospital of St. Mary was hit", ["Mary"]),
    ("https://example.org/sunrise-shelter says the Sunrise shelter", ["sunrise"]),
    ("OKHMATDYT was hit; okhmatdyt, Okhmatdyts, Okhmat-dyt, Okhmatdit", ["okhmat"]),
    ("Охматдит, Охматдету, ОХМАТДИТОМ", ["охмат"]),
    ("Удар по больнице «Рассвет» в Киеве. Рассвет горит.", ["Рассвет"]),
    ("Больница Аль-Шифа. Аль-Шифу сожгли.", ["Шиф"]),
    ("Лікарня імені Мечникова прийняла поранених.", ["Мечников"]), ("лікарня №4; міська лікарня № 2", ["№4", "№ 2"]),
    ("лагерь Аль-Холь; лагере беженцев Рукбан", ["Холь", "Рукбан"]), ("таборі біженців Кутупалонг", ["Кутупалонг"]),
    ("притулок «Світанок» у Львові", ["Світанок"]), ("قصف مستشفى الشفاء في غزة", ["الشفاء"]),
    ("في مخيم النصيرات وسط غزة", ["النصيرات"]), ("مستشفى كمال عدوان في بيت لاهيا", ["كمال", "عدوان"]),
    ("L’hôpital Nasser est fermé.", ["Nasser"]), ("l'hôpital de la Croix-Rousse", ["Croix"]),
    ("les camps de Nduta", ["Nduta"]),
    ("la clínica San José", ["San José"]), ("el campo de refugiados de Jabalia", ["campo de refugiados de Jabalia"]),
    ("Das Krankenhaus Sankt Georg", ["Georg"]), ("Das Okhmatdyt-Krankenhaus in Kyjiw", ["Okhmatdyt"]),
    ("Frauenhaus »Morgenrot«", ["Morgenrot"]), ("le refuge « L'Aube »", ["Aube"]),
    ("Al-Shi&#102;a Hospital; Al&#45;Shi&amp;#102;a", ["Shi&"]), ("Okhmatdyt&rsquo;s doctors", ["Okhmatdyt"]),
    ("%4Fkhmatdyt and \\u004fkhmatdyt", ["khmatdyt"]), ("Ｏｋｈｍａｔｄｙｔ, 𝐎𝐤𝐡𝐦𝐚𝐭𝐝𝐲𝐭", ["Ｏｋｈ", "𝐎𝐤𝐡"]),
    ("Оkhmаtdуt", ["tdуt"]),
    ("Ok\u200bhm\u2060at\ufeffdyt", ["dyt"]),
    ("Ohmatdit was hit; Ochmatdyt, Oxmatdyt, Okhmatdet", ["matd"]), ("Okhma\ntdyt and Okhmat- dyt", ["tdyt", "dyt"]),
    ("Okh<b>mat</b>dyt, Okh<wbr>matdyt, Okh<!-- x -->matdyt", ["mat"]), ("Okh**mat**dyt, Okh_mat_dyt", ["mat"]),
    ("Ok[b]hmat[/b]dyt, Okh\x1b[1mmatdyt, Okh\x00matdyt", ["mat"]), ("O k h m a t d y t, O.k.h.m.a.t.d.y.t", ["m"]),
    ("0khmatdyt, Okhm4tdyt", ["mat", "m4t"]), ("&#79khmatdyt, &#x4F;khmatdyt, \\u{4f}khmatdyt", ["khmat"]),
    ("ᴏᴋʜᴍᴀᴛᴅʏᴛ, 🅾🅺🅷🅼🅰🆃🅳🆈🆃, 🇴🇰🇭🇲🇦🇹🇩🇾🇹", ["ᴍ", "🅼", "🇲"]), ("https://xn--80aimnj0acs.ua burns", ["xn--"]),
    ("Yarmouk camp; in Yarmuk, Jarmuk", ["armuk"]), ("Nuseirat camp: Nusairat, Al-Nusayrat", ["rat"]),
    ("Zamzam camp, Zam Zam and zam-zam", ["zam"]), ("Al-Shifa Hospital, Asch-Schifa, Chifa, Alshifa", ["hifa"]),
    ("Jabalia camp; Jabaliya, Dschabaliya", ["abaliya"]), ("Zaatari camp, Zatari, Za\u2019tari", ["tari"]),
    ("The SUNRISE SHELTER burned.", ["sunrise"]), ("SUNRISE SHELTER IN LVIV WAS HIT", ["sunrise"]),
    ("SUNRISE SHELTER", ["sunrise"]), ("FIRE AT SUNRISE SHELTER KILLS 3", ["sunrise"]),
    ("HOPE CLINIC HIT BY DRONES\n\nThe clinic, Hope, was full.", ["hope"]), ("Fire Near Hope Clinic Kills 3", ["hope"]),
    ("People fled Kakuma.", ["Kakuma"]), ("Rations fell in Dagahaley.", ["Dagahaley"]), ("Floods hit Ifo.", ["Ifo"]),
    ("Families in Hagadera waited; HAGADERA", ["Hagadera"]), ("Rain in Nyarugusu, Dzaleka", ["Nyarugusu", "Dzaleka"]),
    ("Aid reached Kalobeyei, Goz Amer and Ein el-Tal", ["Kalobeyei", "Goz Amer", "el-Tal"]), ("in Mbera", ["Mbera"]),
    ("Al-Awda has no fuel; al-awda", ["awda"]), ("He lay in the Mechnikov.", ["Mechnikov"]),
    ("Ibn Sina shut", ["Ibn Sina"]),
    ("El Fasher’s Saudi Maternity was hit", ["Saudi Maternity"]), ("kakuma, ifo and domiz", ["kakuma", "ifo", "domiz"]),
    ("The sunrise shelter in Lviv burned. Sunrise was full.", ["sunrise"]),
    ("sunrise shelter in lviv burned. sunrise was full.", ["sunrise"]), ("at new hope shelter", ["hope"]),
    ("a camp called lipa burned; lipa is cold", ["lipa"]), ("at st mary's hospital", ["mary"]),
    ("al-nada hospital was hit; al-nada burned", ["nada"]), ("women from blue heart safe house", ["heart"]),
    ("at the lotus house shelter, lotus house", ["lotus"]), ("the shelter named sunrise and dawn", ["sunrise", "dawn"]),
    ("the sunrise and dawn shelters", ["sunrise", "dawn"]), ("the new sunrise women's shelter", ["sunrise"]),
    ("nasser hospital, khan younis", ["nasser"]), ("the shelter is called \"sunrise\"", ["sunrise"]),
    ("our shelter, sunrise, is full. sunrise burned", ["sunrise"]), ("the shelter (sunrise) burned", ["sunrise"]),
    ("the shelter \"sunrise\" shut", ["sunrise"]), ("the hospital known to all as amal", ["amal"]),
    ("nobody left the hope clinic", ["hope"]), ("he slept at a shelter named lotus house, then left", ["lotus"]),
    ("#sunriseshelter burned", ["sunrise"]), ("#SUNRISESHELTER", ["sunrise"]), ("@sunriseshelter said", ["sunrise"]),
    ("sunriseshelter.org.ua says", ["sunrise"]), ("sunrise_shelter", ["sunrise"]), ("sunriseshelter", ["sunrise"]),
    ("mail sunrise-shelter@mail.org", ["sunrise"]), ("https://sunrise-shelter.org/help", ["sunrise"]),
    ("the sun&#114;ise shelter", ["sun&"]), ("Lotus\u00a0House shelter; Lotus\u2009House; Lotus\u2011House", ["Lotus"]),
]  # fmt: skip


def left(gazetteer: Gazetteer, text: str) -> str:
    located = LocatedArticle(article=Article(text=text), resolutions=())
    (item,) = Publisher(PublicationPolicy(withhold=KINDS), gazetteer).apply([located])
    return item.article.text


@pytest.mark.parametrize(("text", "names"), TOLD)
def test_no_name_is_left_however_it_is_told(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    """Before the word, behind it, beside it, in lists, numbers and quotations, though nobody has marked it."""
    shown = left(gazetteer, text)
    assert MARK in shown
    assert not [name for name in names if name.casefold() in shown.casefold()]


@pytest.mark.parametrize("text", [
    "On Monday, the hospital was hit.", "Meanwhile, a camp burned.", "In Kharkiv, a hospital was hit.",
    "The hospital director fled.",
    "Kharkiv's hospitals are full.", "29 shelters (OCHA) closed.", "They left the camp.\n\n2. Floods",
    "a camp in South Darfur",
    "COVID-19 patients fill the hospitals.", "the hospital on 4 May", "The Russian hospital ship", "hospital 4 km away",
    "the hospitals of Kharkiv, Kyiv and Odesa", "The combined forces used European guns.",
    "He was called Kofi. Hospitals closed.",
    "They had nuts, rats and a yard.", "The U.S.A.F. and the B.B.C. said so.", "A B C D",
    "The chef left. A shift ended.", "Jenin and Tulkarm were raided.", "where families shelter in basements",
    "They took shelter in the cellar.", "They sought refuge in Egypt.", "The camp, however, was full.",
    "Schools, hospitals, homes burned.", "The hospital called for help.", "the #hospital #refugeecamp", "a bus shelter",
    "The rebel-held hospital", "The city's biggest hospital", "a newly built tent shelter",
    "They need food and shelter.",
    "the local clinic", "two bus shelters", "their camp", "the hospital director's camp bed",
    "un camp, le camp, au camp",
    "the hospital named for a king", "He left the polyclinic.",
    "the camp (which burned)", "the hospital, doctors, homes",
])  # fmt: skip
def test_other_words_stay(gazetteer: Gazetteer, text: str) -> None:
    """A day, a town, a people, who says so and what begins a sentence are no hospital's names."""
    assert left(gazetteer, text) == text


def test_a_name_is_told_with_its_kind_and_without() -> None:
    """The whole is blanked where it stands, and what is left of it wherever it stands."""
    kinds = {kind: kind_pattern(kind) for kind in ("hospital", "embassy")}
    assert list(names_told("the Al-Amal City Hospital", kinds)) == [
        Told("hospital", "Al-Amal City Hospital", "Al-Amal")
    ]
    assert next(names_told("a clinic named Hope", kinds)) == Told("hospital", "clinic named Hope", "Hope", "called")
    assert [told.whole for told in names_told("the Ruritanian Embassy", kinds)] == ["Ruritanian Embassy"]
    assert without_kind("Al-Shifa General Hospital in Gaza", kinds["hospital"]) == "Al-Shifa"
    assert [is_common(word) for word in ("Sunrise", "monday", "Russian", "Okhmatdyt")] == [True, True, True, False]


@pytest.mark.parametrize(("text", "plain"), [
    ("a &amp;amp;#45; b", "a - b"), ("x&copy=1&#xZ;", "x&copy=1&#xZ;"), ("50% of %D0%9E%FF", "50% of %D0%9E%FF"),
    ("&#0;&#55296;", "��"),
    ("%D0%9E", "О"), (r"\u041e\x41 \ud800", r"OA \ud800"), ("ﬁ\u00ad\u200b", "fi"), ("48° 44′ №", "48° 44′ No"),
    ("Москва Mосква", "Москва Mockвa"), ("a\x01b\u0488c", "abc"), (r"a\U0010FFFF", "a\U0010ffff"),
    ("=D0=9E=2E b=20 =FF=FE", "О. b=20 =FF=FE"),
])  # fmt: skip
def test_a_text_is_seen_as_its_reader_sees_it(text: str, plain: str) -> None:
    """Unpacked as often as it is packed, in usual letters; what only looks packed stays."""
    assert seen(text).text == plain


def test_what_is_seen_is_found_again_in_the_text() -> None:
    """Each letter stands for all that it was packed in."""
    text = "a &#79;\u200bd%65sa b"
    shown = seen(text)
    at = shown.text.index("Odesa")
    assert text[slice(*shown.original((at, at + 5)))] == "&#79;\u200bd%65sa"
    assert seen("plain").original((1, 3)) == (1, 3)
    packed = seen("a%4F%64 &#101;s&#97; b")
    at = packed.text.index("Od")
    assert [packed.original(span) for span in ((at, at + 2), (at, at + 6), (at, at))] == [(1, 7), (1, 20), (at, at)]


def test_a_name_of_another_script_is_found_by_its_sound(gazetteer: Gazetteer) -> None:
    """What a list has in one script is found in another, in any case; a short word is spelled as it is."""
    redactor = Redactor(gazetteer)
    for name in ("Maria Petrenko", "Zamzam", "Rafah"):
        redactor.add(name)
    assert redactor.blank("Марія Петренко, Марией Петренко, Замзам, زمزم") == ", ".join([MARK] * 4)
    assert redactor.blank("Zamzam2 and Zamzams") == f"{MARK} and {MARK}"
    assert redactor.blank("Rafeh Raffah, Maria, Peterson") == "Rafeh Raffah, Maria, Peterson"


def test_the_record_has_no_name_either(gazetteer: Gazetteer) -> None:
    """Title and source, and the id and the address of an article that lost a word."""
    article = Article(
        text="The Sunrise shelter shut.", title="Sun&#114;ise", id="x-sunrise", url="https://x.org/%73unrise"
    )
    (item,) = Publisher(PublicationPolicy(withhold=KINDS), gazetteer).apply(
        [LocatedArticle(article=article, resolutions=())]
    )
    assert "unrise" not in json.dumps(item.to_dict()).casefold()
