"""Coordinates in every notation that people use: none is left in what is published with care."""

from urllib.parse import quote

import pytest

from gazetteer import Gazetteer
from mapper.protect.redact import MARK, Redactor

LAT, LON = 48.73891, 37.58482
NOTATIONS = [
    "48.73891, 37.58482", "48.73891 37.58482", "37.58482, 48.73891", "48.73891° N, 37.58482° E", "48.73891N 37.58482E",
    "N48.73891 E37.58482", "N48.73891, E37.58482", "E37.58482 N48.73891", "N 48° 44.334 E 37° 35.088",
    "N 48 44.334 E 37 35.088", "N48°44'20\" E37°35'05\"", "48°44'20\"N 37°35'05\"E", "48°44′20″N, 37°35′05″E",
    "48 44 20 N 37 35 05 E", "48-44-20N 37-35-05E", "48:44:20N, 37:35:05E", "484420N 0373505E", "484420N0373505E",
    "+48.73891+037.58482/", "+484420+0373505/", "+4844.334+03735.088/", "48,73891; 37,58482", "48,73891 37,58482",
    "48,73891° N; 37,58482° E", "48 degrees 44 minutes 20 seconds north, 37 degrees 35 minutes 5 seconds east",
    "latitude 48.73891 and longitude 37.58482", "lat: 48.73891, lon: 37.58482", "lat=48.73891&lon=37.58482",
    "geo:48.73891,37.58482", "https://maps.example/@48.73891,37.58482,15z",
    "https://maps.example/?q=48.73891%2C37.58482", "https://maps.example/!3d48.73891!4d37.58482",
    "https://map.example/#map=15/48.73891/37.58482", "37U DQ 95863 99450", "37UDQ9586399450", "37udq95869945",
    "37U DQ 95 99", "37U 395863 5399450", "37U 395863E 5399450N", "8GXJPHQM+HW", "PHQM+HWR", "///filled.count.soap",
    "https://w3w.co/filled.count.soap", "what3words: filled.count.soap", "geohash ubfr4kd2", "KN88sr97",
    "48&deg;44&#39;20&quot;N 37&deg;35&#39;05&quot;E", "٤٨٫٧٣٨٩١ ٣٧٫٥٨٤٨٢",
]  # fmt: skip

# In other programs, languages, scripts and orders.
MORE = [
    "48.73891 N 37.58482 E", "48.73891°N 37.58482°E", "48.73891 ° N , 37.58482 ° E", "(48.73891; 37.58482)",
    "[37.58482, 48.73891]", "{\"lat\":48.73891,\"lng\":37.58482}", "{'lat': '48.73891', 'lon': '37.58482'}",
    "<lat>48.73891</lat><lon>37.58482</lon>", "POINT(37.58482 48.73891)", "POINT Z (37.58482 48.73891 12)",
    "{\"type\":\"Point\",\"coordinates\":[37.58482,48.73891]}", "lat 48.73891 long 37.58482",
    "Lat. 48.73891, Long. 37.58482", "Latitude 48.73891 / Longitude 37.58482",
    "latitude of 48.73891 and a longitude of 37.58482", "48.73891 north and 37.58482 east",
    "48.73891 degrees north, 37.58482 degrees east",
    "48,73891 северной широты, 37,58482 восточной долготы",
    "48.73891 с.ш. 37.58482 в.д.", "48°44′20″ с. ш. 37°35′05″ в. д.",
    "48°44′20″ пн. ш. 37°35′05″ сх. д.", "48° 44' 20'' N, 37° 35' 05'' E",
    "48º44'20\"N 37º35'05\"E", "48d44m20s N 37d35m05s E", "48d44'20\"N, 37d35'05\"E",
    "48 deg 44 min 20 sec N 37 deg 35 min 5 sec E", "48°44.334'N 37°35.088'E", "48 44.334N, 037 35.088E",
    "4844.334N 03735.088E", "4844.334,N,03735.088,E", "$GPGGA,123519,4844.334,N,03735.088,E",
    "N4844.334 E03735.088", "N484420 E0373505", "N48°44.334' E037°35.088'", "48.73891/37.58482",
    "48.73891|37.58482", "48.73891x37.58482", "48.73891_37.58482", "48.73891 - 37.58482", "48.73891 and 37.58482",
    "48.73891\n37.58482", "48.73891\t37.58482", "x=37.58482 y=48.73891", "X: 37.58482; Y: 48.73891",
    "37U 0395863 5399450", "37N 395863 5399450", "Zone 37U E 395863 N 5399450", "UTM 37 395863mE 5399450mN",
    "37U DQ9586399450", "37 U DQ 95863 99450", "MGRS: 37UDQ 9586 9945", "37UDQ95869945", "37UDQ 95 99",
    "https://www.google.com/maps/place/48%C2%B044'20.1%22N+37%C2%B035'05.4%22E/",
    "https://goo.gl/maps?ll=48.73891,37.58482", "https://www.google.com/maps/@48.73891,37.58482,3a,75y",
    "https://www.openstreetmap.org/?mlat=48.73891&mlon=37.58482#map=15/48.73891/37.58482",
    "https://yandex.ru/maps/?ll=37.58482%2C48.73891&z=15", "https://deepstatemap.live/#14/48.73891/37.58482",
    "geo:48.73891,37.58482;u=35", "8GXJPHQM+HW2", "8gxjphqm+hw", "filled.count.soap is the what3words",
    "w3w: ///filled.count.soap", "https://what3words.com/filled.count.soap", "https://geohash.org/ubfr4kd2",
    "geohash: ubfr4kd", "KN88SR", "locator KN88sr", "48·73891, 37·58482", "48．73891，37．58482",
    "４８.７３８９１, ３７.５８４８２", "৪৮.৭৩৮৯১, ৩৭.৫৮৪৮২",
    "۴۸٫۷۳۸۹۱، ۳۷٫۵۸۴۸۲", "٤٨.٧٣٨٩١، ٣٧.٥٨٤٨٢",
    "48&period;73891&comma; 37&period;58482", "48&#46;73891, 37&#46;58482", "4\u200b8.73891, 37.5\u200b8482",
    "48.738\u00ad91, 37.58482", "N 48.73891, 037.58482 E", "48.73891N, E37.58482", "48.73891n 37.58482e",
    "48.73891 n, 37.58482 e", "n48.73891 e37.58482", "48.739, 37.585", "48°44'N 37°35'E", "48 44' N, 37 35' E",
    "lat48.73891lon37.58482", "48.73891 , 37.58482", "48.7389100°, 37.5848200°", "+48.73891, +37.58482",
    "48.73891°, 37.58482°", "Coordinates: 48.73891; 37.58482", "at 48.73891 (lat), 37.58482 (lon)",
    "at 48.73891 (latitude) and 37.58482 (longitude)", "48.73891 lat / 37.58482 lon",
    "48° 44' 20\" North Latitude and 37° 35' 05\" East Longitude", "Nord 48.73891 Ost 37.58482",
    "48.73891° N. Br., 37.58482° ö. L.", "48.73891° N 37.58482° O",
    "48° 44′ 20″ de latitud norte y 37° 35′ 05″ de longitud este",
    "48° 44′ 20″ de latitude nord et 37° 35′ 05″ de longitude est",
    "خط عرض 48.73891 وخط طول 37.58482", "широта 48.73891, долгота 37.58482",
    "48.73891 широты и 37.58482 долготы", "EPSG:4326 48.73891 37.58482", "48.73891%252C37.58482",
    "QTH KN88sr", "48°44'20\", 37°35'05\"", "48.44.20 N 37.35.05 E",
]  # fmt: skip
# With words in between, spoken, in metres, in a mail's signs, as links to maps and as cells of grids.
RARER = [
    "forty-eight degrees forty-four minutes north, thirty-seven degrees thirty-five minutes east",
    "forty-eight point seven three eight nine, thirty-seven point five eight four",
    "Latitude: 48.73891\nElevation: 120 m\nLongitude: 37.58482", "48.73891 | 120 m | 37.58482",
    "48° 44' 20 N lat., 37° 35' 5 E long.", "EPSG:3857 4183922, 6231015", "X=5402345 Y=7395863", "DQ 95863 99450",
    "https://maps.app.goo.gl/Zk3pV9aQ0b", "https://goo.gl/maps/Zk3pV9aQ0b", "https://yandex.ru/maps/-/CDeFgHiJ",
    "https://osm.org/go/0DkvP2--", "ge0://o4B4pYZsRs/x", "https://omaps.app/o4B4pYZsRs", "8a1ea6a2c6cffff",
    "GARS 435KV38", "GEOREF NJKL4444", "37UDQ 95863, 99450", "37U-DQ-95863-99450", "mapcode UKR 3R.4F7",
    "48=2E73891=2C 37=2E58482", "北纬48.73891° 东经37.58482°", "北緯48度44分20秒 東経37度35分5秒",
    "48,73891° szerokości północnej, 37,58482° długości wschodniej",
    "48,73891° nördlicher Breite, 37,58482° östlicher Länge", "48°44‘20“N, 37°35‘05“E", "48.7 north by 37.6 east",
    "φ=48°44′20″ λ=37°35′05″", "48/1 44/1 20/1, 37/1 35/1 5/1", "48°44′20″K 37°35′05″D", "48 N 44 20, 37 E 35 05",
    "https://t.me/x?lat=48.73891&x=1&long=37.58482", "https://geohack.example/?params=48_44_20_N_37_35_05_E",
    "{{coord|48|44|20|N|37|35|05|E}}", "lat48_73891_lon37_58482", "48p73891n 37p58482e", "E 395863 N 5399450 (37U)",
    "easting: 395863 northing: 5399450", "northing 5399450 and easting 395863", "H3 cell 8a1ea6a2c6cffff",
    "48.73891, 37.5848237U DQ 95863 99450", "37U DQ 95863 9945048.73891, 37.58482",
]  # fmt: skip
PARTS = (
    "73891", "58482", "44", "95", "soap", "PHQM", "kd", "88", "٧٣", "۷۳", "৭৩", "four", "Zk3", "HiJ", "vP2", "Rs",
    "6a2", "KV", "R.4", "345",
)  # fmt: skip
# Numbers that only a withheld point beside them tells from times.
NEAR_ALONE = ["48 44 20, 37 35 05", "48:44:20, 37:35:05", "DMS 48:44:20 37:35:05", "48-44-20, 37-35-05"]


@pytest.mark.parametrize("written", [*NOTATIONS, *MORE, *RARER])
@pytest.mark.parametrize("by", ["radius", "point"])
def test_no_notation_is_left(gazetteer: Gazetteer, written: str, by: str) -> None:
    """Where positions are made coarser, and where the point is withheld: alone, in a sentence, and packed."""
    redactor = Redactor(gazetteer, sharpest_km=10.0 if by == "radius" else 0.0)
    if by == "point":
        redactor.add_point(LAT, LON)
    for text in (f"They dug at {written}, he said.", written, f"({written})"):
        left = redactor.blank(text)
        assert MARK in left
        assert not any(part in left for part in PARTS)


SPREAD = [
    "4 8 . 7 3 8 9 1 , 3 7 . 5 8 4 8 2", "4 8 . 7 3 8 9 1, 3 7 . 5 8 4 8 2", "4 8 . 7 3 8 9 1 3 7 . 5 8 4 8 2",
    "48.738 91, 37.584 82", "48.738\u202f910, 37.584\u202f820", "48 . 73891 , 37 . 58482", "48. 73891, 37. 58482",
    "48 .73891 / 37 .58482", "N 4 8 . 7 3 8 9 1  E 3 7 . 5 8 4 8 2", "4.873891e1, 3.758482e1",
    "4.873891E+01 3.758482E+01", "48738.91e-3; 37584.82e-3", "4.873891×10^1, 3.758482×10^1",
    "4.873891 × 10¹, 3.758482 × 10¹", "4.873891*10**1, 3.758482*10**1", "3.758482e1, 4.873891e1",
    '{"latitudeE7": 487389100, "longitudeE7": 375848200}', "lat_e6=48738910 lon_e6=37584820",
    "48.<b>738</b>91, 37.<i>584</i>82", "48.**738**91, 37.58482", "48.73\u200b891\x1b[0m, 37.58482",
]  # fmt: skip


@pytest.mark.parametrize("written", SPREAD)
@pytest.mark.parametrize("by", ["radius", "point"])
def test_no_digits_are_left_that_are_set_apart_or_have_powers(gazetteer: Gazetteer, written: str, by: str) -> None:
    """By spaces, by marks and by powers of ten, in either order."""
    redactor = Redactor(gazetteer, sharpest_km=10.0 if by == "radius" else 0.0)
    if by == "point":
        redactor.add_point(LAT, LON)
    left = redactor.blank(f"They dug at {written}, he said.")
    assert MARK in left
    assert "".join(character for character in left if character.isdigit()) in ("", "67", "6")


@pytest.mark.parametrize("written", NEAR_ALONE)
def test_numbers_without_a_side_go_where_the_point_does(gazetteer: Gazetteer, written: str) -> None:
    """They are kept back near a withheld point alone."""
    redactor = Redactor(gazetteer, sharpest_km=10.0)
    assert redactor.blank(written) == written
    redactor.add_point(LAT, LON)
    assert MARK in redactor.blank(written)


@pytest.mark.parametrize("written", NOTATIONS[:3] + NOTATIONS[17:20])
def test_none_is_left_in_an_address_that_is_packed(gazetteer: Gazetteer, written: str) -> None:
    """Percent signs hide nothing."""
    redactor = Redactor(gazetteer, sharpest_km=10.0)
    assert "37" not in redactor.blank(f"See https://maps.example/?q={quote(written, safe='')} now.")


@pytest.mark.parametrize("text", [
    "They won 3.5 to 4.25 on 12 May 2024.", "Between 1,500 and 2,000 people; 14,000 had fled.",
    "Brigades 12 and 37 moved north, then east.", "Prices rose 1,234,567 to 2,345,678.", "A 155 mm shell; 120 in all.",
    "The file is abc123de, version 1.2.3.", "5 + 7 = 12", "a.b.c",
    "1,200, 1,300 and 14,000 15,000 people", "On 24.02.2022, 05:30 to 06:45.", "F16s and Su34s",
    "5 men 2024 1990", "at 05:30:10, 06:45:20", "from 3.500 - 4.250 a day",
    "words.like.these and others.too", "1 2 3 4 5 6 7 8 9", "between 1.5e3 and 2.5e3",
    "3.5 120 4.5 130 5.5 140", "v. 2.10.4",
    "killed 12. 14 others, 3. 15 more", "1e1, 2e1", "They won 3 . 2 , 4 . 1", "1.234 567 people, 891 wounded",
    "two point five and three point one", "Heat of 40 degrees, 38 degrees", "ten people, twenty degrees north",
    "it has 8123456789012345 rows", "X = 12, Y = 34", "https://goo.gl", "the S2 engine", "1/2, 3/4 and 5/6",
    "On 12 May at 12.30.15 North Korea", "2 to 10 20 30 40", "1 in 10 20",
])  # fmt: skip
def test_other_numbers_stay(gazetteer: Gazetteer, text: str) -> None:
    """Dates, prices, numbers of people and whole degrees are no positions."""
    redactor = Redactor(gazetteer, sharpest_km=10.0)
    redactor.add_point(LAT, LON)
    assert redactor.blank(text) == text
