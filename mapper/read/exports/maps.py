"""Maps of others: KML, GPX and StoryMapJS. A place's name and description are read; its point is kept beside ours."""

import re
from collections.abc import Iterator
from typing import Any

from ...errors import InputError
from ..web import flat_text
from .document import Document, Export, Row, below, coded
from .members import Members

__all__ = ["GPX", "KML", "STORYMAP"]

_DAYS = ("date", "datum", "day", "fecha", "data", "дата", "التاريخ")
_LINK = re.compile(r"href=[\"'](https?://[^\"'\s]+)")
_BARE_LINK = re.compile(r"(?<![\"'=\w])https?://[^\s<>\"']+")  # that stands in the words


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _named(element: Any, name: str) -> str:
    found = next((child for child in element if _local(child) == name), None)
    return "".join(found.itertext()).strip() if found is not None else ""


def _all(tree: Any, name: str) -> Iterator[Any]:
    return (element for element in tree.iter() if _local(element) == name)


def _is_kml(document: Document) -> bool:
    return document.tree is not None and _local(document.tree) == "kml"


def _kml(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    for number, mark in enumerate(_all(document.tree, "Placemark"), 1):
        told = _named(mark, "description")
        data = {
            str(d.get("name")): "".join(d.itertext()).strip() for d in (*_all(mark, "Data"), *_all(mark, "SimpleData"))
        }
        data = {key: value for key, value in data.items() if value and not key.startswith("gx_")}
        name = _named(mark, "name") or next((data[key] for key in data if key.casefold() in ("name", "title")), "")
        days = [key for key in data if key.casefold() in _DAYS]
        said = [f"{key}: {value}" for key, value in data.items() if value != name and key not in days]
        text = below(name, "\n\n".join(filter(None, [flat_text(told), _named(mark, "address"), *said])))
        whens = [when.text for when in _all(mark, "when") if when.text]
        whens += [data[key] for key in days]
        point = next(_all(mark, "Point"), None)
        lon, lat = [*(_named(point, "coordinates") if point is not None else "").split(","), "", ""][:2]
        links = [
            *_LINK.findall(told),
            *_BARE_LINK.findall(told),
            *(value for value in data.values() if value.startswith("http")),
        ]
        yield {
            "text": text, "title": name, "id": f"kml:{document.name}/{mark.get('id') or number}",
            "coded": coded("KML", name, lat, lon), "date": whens[0] if whens else "", "url": links[0] if links else "",
        } if text else None  # fmt: skip


def _is_gpx(document: Document) -> bool:
    return document.tree is not None and _local(document.tree) == "gpx"


def _gpx(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    for number, point in enumerate(_all(document.tree, "wpt"), 1):
        name, words = _named(point, "name"), "\n\n".join(filter(None, (_named(point, "desc"), _named(point, "cmt"))))
        text = below(name, flat_text(words))
        yield {
            "text": text, "title": name, "id": f"gpx:{document.name}/{number}", "date": _named(point, "time"),
            "coded": coded("GPX", name, point.get("lat"), point.get("lon")),
            "url": next((link.get("href") or "" for link in _all(point, "link")), ""),
        } if text else None  # fmt: skip


def _slides(document: Document) -> list[Any]:
    held = document.data.get("storymap") if isinstance(document.data, dict) else None
    slides = held.get("slides") if isinstance(held, dict) else None
    return slides if isinstance(slides, list) else []


def _object(slide: Any, key: str) -> Row:
    found = slide.get(key) if isinstance(slide, dict) else None
    return found if isinstance(found, dict) else {}


def _storymap(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    for number, slide in enumerate(_slides(document), 1):
        words, where, media = (_object(slide, key) for key in ("text", "location", "media"))
        title, body = flat_text(str(words.get("headline") or "")), str(words.get("text") or "")
        links = [str(media.get("url") or ""), *_LINK.findall(body)][::-1]
        name = str(where.get("name") or title)
        text = below(title, flat_text(body))
        yield {
            "text": text, "title": title, "id": f"storymap:{document.name}/{number}",
            "date": str(slide.get("date") or "") if isinstance(slide, dict) else "",
            "url": next((link for link in links if link.startswith("http")), ""),
            "coded": coded("StoryMapJS", name, where.get("lat"), where.get("lon")),
        } if text else None  # fmt: skip


KML = Export(name="KML", forms=("xml",), looks_like=_is_kml, articles=_kml)
GPX = Export(name="GPX", forms=("xml",), looks_like=_is_gpx, articles=_gpx)
STORYMAP = Export(name="StoryMapJS", forms=("json",), looks_like=lambda d: bool(_slides(d)), articles=_storymap)
