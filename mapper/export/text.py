"""Rows of a view -> the text of a file, a piece at a time: CSV, GeoJSON, KML, Markdown; and W3C Web Annotations.

What comes from an article is data in all of them: it is escaped for the format, and in a spreadsheet it is no formula.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from ..confirmed import Confirmed
from ..draw.palette import rgb
from ..escape import safe_url
from ..ours import GENERATOR
from ..pins import BY_STRENGTH
from ..records import Article, LocatedArticle, Resolution
from .areas import Geometry, Polygon, Shapes
from .views import COLUMNS, Cell, Row, View

__all__ = ["annotations", "csv_text", "geojson", "kml", "markdown", "selectors"]

_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"geo": "http://www.w3.org/2003/01/geo/wgs84_pos#", "owl": "http://www.w3.org/2002/07/owl#"},
]
_AROUND = 32  # characters before and after a mention that tell it from another of the same words
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def csv_text(rows: Iterable[Row], view: View, *, delimiter: str = ",", bom: bool = False) -> Iterator[str]:
    """A table with a head. A cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    held = io.StringIO(newline="")
    writer = csv.DictWriter(
        held, COLUMNS[view], delimiter=delimiter, lineterminator="\n" if delimiter == "\t" else "\r\n"
    )
    yield "\ufeff" if bom else ""
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _unrun(cell) for key, cell in row.items()})
        yield held.getvalue()
        held.seek(0)
        held.truncate()
    yield held.getvalue()


def _unrun(cell: Cell) -> Cell:
    return "'" + cell if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r", "|", "%")) else cell


def _no_shapes(_: Row) -> Geometry | None:
    return None


def geojson(rows: Iterable[Row], how: str = "{}", *, title: str = "", shapes: Shapes = _no_shapes) -> Iterator[str]:
    """An RFC 7946 FeatureCollection; a row without a point is a feature whose geometry is null.

    A row that has a shape is that, and its point stands among its properties.
    how  the provenance, as JSON, in this format and the others
    """
    head = {"type": "FeatureCollection", "generator": GENERATOR} | ({"title": title} if title else {})
    head |= {"provenance": json.loads(how)}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "features": ['
    for number, row in enumerate(rows):
        properties = {key: cell for key, cell in row.items() if key not in ("lat", "lon")}
        geometry: dict[str, object] | None = (
            None if row["lat"] is None else {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
        )
        if shape := shapes(row):
            properties |= {"lat": row["lat"], "lon": row["lon"]}
            geometry = shape
        feature = {"type": "Feature", "geometry": geometry, "properties": properties}
        yield (",\n" if number else "\n") + json.dumps(feature, ensure_ascii=False, allow_nan=False)
    yield "\n]}\n"


def kml(rows: Iterable[Row], how: str, *, title: str = "", shapes: Shapes = _no_shapes) -> Iterator[str]:
    """KML 2.2: a Placemark a row, every column as its data, coloured by role where it has one.

    A row that has a shape is its point and its polygons or lines.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<!-- {GENERATOR} -->\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n'
    yield f"<name>{_xml(title or 'Places in the news')}</name>\n"
    yield f'<ExtendedData><Data name="provenance"><value>{_xml(how)}</value></Data></ExtendedData>\n'
    for role in BY_STRENGTH:
        ink = bytes(reversed(rgb(role))).hex()  # KML counts alpha, blue, green, red
        yield (
            f'<Style id="{role}"><IconStyle><color>ff{ink}</color></IconStyle><LineStyle><color>ff{ink}</color>'
            f"</LineStyle><PolyStyle><color>24{ink}</color></PolyStyle></Style>\n"  # a seventh of it
        )
    for row in rows:
        name = row.get("name") or row.get("mention") or row.get("title") or row.get("article") or ""
        yield f"<Placemark><name>{_xml(name)}</name>"
        if row.get("excerpt"):
            yield f"<description>{_xml(escape(str(row['excerpt'])))}</description>"  # a description is read as HTML
        if row.get("date"):
            yield f"<TimeStamp><when>{_xml(row['date'])}</when></TimeStamp>"
        if row.get("role") in BY_STRENGTH:
            yield f"<styleUrl>#{row['role']}</styleUrl>"
        yield "<ExtendedData>"
        for key, cell in row.items():
            if cell is not None and cell != "":
                yield f'<Data name="{key}"><value>{_xml(cell)}</value></Data>'
        yield "</ExtendedData>"
        if row["lat"] is not None:
            point = f"<Point><coordinates>{row['lon']},{row['lat']}</coordinates></Point>"
            shape = shapes(row)
            yield f"<MultiGeometry>{point}{_kml_shape(shape)}</MultiGeometry>" if shape else point
        yield "</Placemark>\n"
    yield "</Document></kml>\n"


def _kml_shape(shape: Geometry) -> str:
    if shape["type"] == "MultiPolygon":
        return "".join(map(_kml_polygon, shape["coordinates"]))
    lines = (" ".join(f"{lon},{lat}" for lon, lat in line) for line in shape["coordinates"])
    return "".join(f"<LineString><coordinates>{line}</coordinates></LineString>" for line in lines)


def _kml_polygon(polygon: Polygon) -> str:
    rings = (" ".join(f"{lon},{lat}" for lon, lat in ring) for ring in polygon)
    lines = [f"<LinearRing><coordinates>{ring}</coordinates></LinearRing>" for ring in rings]
    inner = "".join(f"<innerBoundaryIs>{line}</innerBoundaryIs>" for line in lines[1:])
    return f"<Polygon><outerBoundaryIs>{lines[0]}</outerBoundaryIs>{inner}</Polygon>"


def _xml(cell: Cell) -> str:
    return escape(_NO_XML.sub("\ufffd", str(cell)))


def markdown(rows: Iterable[Row], view: View, how: str, *, title: str = "") -> Iterator[str]:
    """A list of places with an excerpt each, to paste into a newsletter; another view is a table."""
    yield f"<!-- {GENERATOR} -->\n<!-- {re.sub('-(?=-)|-$', '- ', how)} -->\n# {_md(title or 'Places in the news')}\n\n"
    if view == "place":
        for row in rows:
            yield _item(row)
        return
    yield "| " + " | ".join(COLUMNS[view]) + " |\n|" + " --- |" * len(COLUMNS[view]) + "\n"
    for row in rows:
        yield "| " + " | ".join("" if cell is None else _md(str(cell)) for cell in row.values()) + " |\n"


def _item(row: Row) -> str:
    where = ", ".join(str(row[key]) for key in ("kind", "admin1", "country") if row[key] and row[key] != row["name"])
    counts = f"{_count(row['mentions'], 'mention')} in {_count(row['articles'], 'article')}"
    days = " to ".join(dict.fromkeys(str(row[key]) for key in ("first", "last") if row[key]))
    origin = _md(str(row["title"] or "source"))
    link = f"[{origin}](<{quote(str(row['url']), safe=_URL)}>)" if row["url"] else origin if row["title"] else ""
    tail = ", ".join(filter(None, [link, days]))
    return (
        f"- **{_md(str(row['name']))}** ({_md(where)}), {counts}: {_md(str(row['excerpt']))}{tail and f' ({tail})'}\n"
    )


_URL = ":/?#[]@!$&'()*+,;=%~"


def _count(number: Cell, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _md(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|!&~])", r"\\\1", text)


def annotations(located: Iterable[LocatedArticle], how: str) -> Iterator[str]:
    """A JSON-LD list with an annotation a mention: where it stands, which place it names, and why.

    The target is the article's address, or a URN of its id; positions are code points of the article's text.
    """
    said = json.loads(how)
    program = {"type": "Software", "name": said["software"]}
    by = {"generator": program} | ({"generated": said["time"]} if "time" in said else {})
    mark = "[\n"
    for item in located:
        for resolution in item.resolutions:
            yield mark + json.dumps(_annotation(item.article, resolution) | by, ensure_ascii=False)
            mark = ",\n"
    yield "[]\n" if mark == "[\n" else "\n]\n"


def _annotation(article: Article, resolution: Resolution) -> dict[str, object]:
    mention, place = resolution.mention, resolution.place
    source = safe_url(article.url) or f"urn:mapper:article:{quote(article.id, safe='', errors='replace')}"
    note = f"{resolution.role}, confidence {resolution.confidence:.2f}: {resolution.reason}"
    body: list[dict[str, object]] = [{"type": "TextualBody", "purpose": "commenting", "value": note}]
    if place:
        iri = place.id.replace("geonames:", "https://sws.geonames.org/") + "/" * place.id.startswith("geonames:")
        point = {"id": iri, "geo:lat": place.lat, "geo:long": place.lon}
        if place.wikidata:
            point["owl:sameAs"] = f"http://www.wikidata.org/entity/{place.wikidata}"
        body = [
            {"type": "SpecificResource", "purpose": "identifying", "source": point},
            {"type": "TextualBody", "purpose": "tagging", "value": place.name},
            *body,
        ]
    return {
        "@context": _CONTEXT,
        "id": uuid5(NAMESPACE_URL, f"{source}#{article.id}:{mention.start}-{mention.end}").urn,
        "type": "Annotation",
        **_editor(resolution.confirmed),
        "body": body,
        "target": {
            "source": source,
            "selector": selectors(article.text, mention.start, mention.end),
        },
    }


def selectors(text: str, start: int, end: int) -> list[dict[str, object]]:
    """Where [start, end) of a text stands, for a Web Annotation: by quote and by position, in code points."""
    return [
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - _AROUND) : start],
            "suffix": text[end : end + _AROUND],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]


def _editor(confirmed: Confirmed | None) -> dict[str, object]:
    """The editor who says so, and when; "" where none does."""
    if not confirmed:
        return {}
    editor: dict[str, object] = {"motivation": "moderating"}
    if confirmed.by:
        editor["creator"] = {"type": "Person", "name": confirmed.by}
    return editor | ({"created": confirmed.at} if confirmed.at else {})
