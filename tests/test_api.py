"""What a program imports: the whole way from files to a page, loaded once."""

import json
import pickle
from pathlib import Path

import folium
import pytest

import mapper
from mapper import (
    Article,
    Mapper,
    MapperError,
    PublicationPolicy,
    Withheld,
    draw_located,
    evaluate_located,
    export_located,
    locate,
    map_articles,
    read_articles,
    read_located,
)
from mapper.draw.palette import colour

TEXT = "KYIV, Ukraine — Drones struck Odesa. Tehran said it knew nothing."


@pytest.fixture(scope="module")
def loaded() -> Mapper:
    """Loaded once for all tests."""
    return Mapper()


def test_a_text_an_article_and_a_stream_give_the_same(loaded: Mapper) -> None:
    """A call with a text, a call with an article, and a stream find what `locate` finds."""
    article = Article(text=TEXT)
    expected = next(locate([article]))
    assert expected.resolutions
    assert loaded(TEXT) == loaded(article) == expected
    assert list(loaded.pipe([TEXT, article])) == [expected, expected]


def test_it_is_loaded_once(loaded: Mapper) -> None:
    """A column of headlines is located by one network and not by one each."""
    loaded(TEXT)
    first = loaded._locator
    loaded(TEXT)
    assert loaded._locator is first


def test_it_travels_as_its_settings(loaded: Mapper) -> None:
    """A copy by pickle has loaded nothing yet, is small, and finds the same."""
    loaded(TEXT)
    sent = pickle.dumps(loaded)
    assert len(sent) < 10_000
    assert pickle.loads(sent)(TEXT) == loaded(TEXT)  # noqa: S301 -- our own bytes


def test_from_files_to_files(loaded: Mapper, tmp_path: Path) -> None:
    """What is read from a folder is located, exported, read again, drawn, and measured."""
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    located = list(loaded.pipe(read_articles([tmp_path / "one.txt"])))
    for name in ("located.jsonl", "places.csv"):
        export_located(located, tmp_path / name)
    again = list(read_located(tmp_path / "located.jsonl"))
    assert [item.resolutions for item in again] == [item.resolutions for item in located]
    assert "Odesa" in (tmp_path / "places.csv").read_text(encoding="utf-8")
    assert "Odesa" in draw_located(again, title="One night").html
    mark = {"start": TEXT.index("Odesa"), "end": TEXT.index("Odesa") + 5, "lat": 46.48, "lon": 30.73}
    gold = {"id": located[0].article.id, "text": TEXT, "mentions": [mark]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    figures = evaluate_located(tmp_path / "gold.jsonl", tmp_path / "located.jsonl")
    assert figures["resolution"]["accuracy"] == 1


def test_a_page_has_the_theme_the_tiles_and_the_story_asked_for(loaded: Mapper, tmp_path: Path) -> None:
    """As the command's options have it; with care, a name that is withheld is in no story either."""
    story = tmp_path / "story.toml"
    story.write_text('[[step]]\ntitle = "Odesa that night"\nplace = "Odesa"\ntext = "It burned."\n', encoding="utf-8")
    located, osm = [loaded(TEXT)], "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
    page = draw_located(located, theme="dark", tiles=osm, story=story).html
    assert page != draw_located(located, tiles=osm, story=story).html
    assert "img-src data: https://tile.openstreetmap.org" in page
    assert "Odesa that night" in page
    assert "Odesa that night" in map_articles([Article(text=TEXT)], story=story).html
    with pytest.raises(MapperError, match="Odesa"):
        draw_located(located, story=story, care=PublicationPolicy(withhold=Withheld(names=("Odesa",))))
    with pytest.raises(MapperError, match="--tiles"):
        draw_located(located, tiles="https://tile.example.org/")


def test_a_renamed_class_is_found_by_its_old_name() -> None:
    """`mapper.Care` is PublicationPolicy, and says so."""
    with pytest.warns(DeprecationWarning, match="mapper.Care is called PublicationPolicy now"):
        assert mapper.Care is PublicationPolicy  # type: ignore[attr-defined]  # for programs of before


def test_the_version_is_that_of_the_install() -> None:
    """`mapper.__version__` is what is installed."""
    from importlib.metadata import version

    assert mapper.__version__ == version("conflict-mapper")


def test_places_are_a_layer_of_a_map_of_foliums(loaded: Mapper) -> None:
    """One group with a country as a shape, a dot for a town, and sentences; what an article says is no markup on it."""
    hostile = f"<img src=x onerror=alert(1)> `${{alert(1)}} </script> {TEXT} Iran denied it."
    world = folium.Map(tiles=None)
    made = draw_located([loaded(hostile)])
    group = made.layer(name="<b>Tonight").add_to(world)
    draw_located([]).to_folium().add_to(world)
    folium.LayerControl().add_to(world)
    assert isinstance(group, folium.FeatureGroup)
    shapes, dots = (child.data["features"] for child in group._children.values())
    assert {feature["geometry"]["type"] for feature in shapes} == {"MultiPolygon"}
    (odesa,) = (dot["properties"] for dot in dots if "Odesa" in dot["properties"]["name"])
    assert odesa["told"].startswith("<div><strong>Odesa</strong><div>It happened here</div><p>")
    assert "Drones struck <b>Odesa</b>." in odesa["told"]
    html = world.get_root().render()
    assert colour("site") in html
    assert "<img src=x" not in html
    assert "\\u003cimg" not in html  # which a script would put into the page as markup
    assert "\\u003cb\\u003eTonight" not in html
