"""Located articles -> what libraries and gazetteers take: Linked Places format, and TEI.

.lpf.json   Linked Places format 1.1: a feature a place, with the names that articles give it and when
.tei.xml    TEI P5: a corpus with a text an article, each mention a <placeName> that refers to a <place>
"""

import json
import re
from collections.abc import Iterable, Iterator
from html import escape

from gazetteer import Place

from ..escape import safe_url
from ..ours import GENERATOR
from ..records import Article, LocatedArticle, Resolution

__all__ = ["linked_places", "tei"]

_CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
# What the kinds are in Getty's Art and Architecture Thesaurus, as the World Historical Gazetteer takes them.
_AAT: dict[str, tuple[int, str]] = {
    "continent": (300128176, "continents"), "country": (300128207, "nations"),
    "region": (300236157, "political divisions"), "district": (300232418, "administrative divisions"),
    "city": (300008389, "cities"), "village": (300008372, "villages"), "neighbourhood": (300000745, "neighborhoods"),
    "area": (300182722, "regions (geographic)"), "sea": (300008694, "seas"), "river": (300008707, "rivers"),
    "lake": (300008680, "lakes"), "strait": (300387217, "passages (bodies of water)"), "island": (300008791, "islands"),
    "mountain": (300008795, "mountains"), "facility": (300004790, "single built works"),
    "camp": (300000809, "sites (locations)"), "border_crossing": (300000809, "sites (locations)"),
}  # fmt: skip
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PARAGRAPH = re.compile(r"\S.*?(?=\n\s*\n|\s*\Z)", re.DOTALL)


def linked_places(located: Iterable[LocatedArticle], how: str) -> Iterator[str]:
    """A FeatureCollection in Linked Places format; `how` is the provenance, as JSON."""
    named: dict[str, list[tuple[Article, Resolution, Place]]] = {}
    for item in located:
        for resolution in item.resolutions:
            if resolution.place:
                named.setdefault(resolution.place.id, []).append((item.article, resolution, resolution.place))
    head = {"type": "FeatureCollection", "generator": GENERATOR, "@context": _CONTEXT, "provenance": json.loads(how)}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "features": ['
    for number, found in enumerate(named.values()):
        yield (",\n" if number else "\n") + json.dumps(_feature(found), ensure_ascii=False)
    yield "\n]}\n"


def _feature(found: list[tuple[Article, Resolution, Place]]) -> dict[str, object]:
    place = found[0][2]
    days = sorted(article.date.isoformat() for article, *_ in found if article.date)
    cited = {resolution.mention.text: article for article, resolution, _ in reversed(found)}
    return {
        "@id": _iri(place),
        "type": "Feature",
        "properties": {"title": place.name} | ({"ccodes": [place.country]} if place.country else {}),
        **({"when": {"timespans": [{"start": {"in": days[0]}, "end": {"in": days[-1]}}]}} if days else {}),
        "names": [{"toponym": name, "citations": [_citation(article)]} for name, article in sorted(cited.items())],
        "types": [_type(place.kind)],
        # The format asks for a collection, also of one.
        "geometry": {
            "type": "GeometryCollection",
            "geometries": [{"type": "Point", "coordinates": [round(place.lon, 5), round(place.lat, 5)]}],
        },
        "links": [{"type": "closeMatch", "identifier": key} for key in _keys(place)],
    }


def _type(kind: str) -> dict[str, object]:
    """The kind of a place as the thesaurus has it, and as we do."""
    number, term = _AAT[kind]
    return {"identifier": f"aat:{number}", "label": term, "sourceLabels": [{"label": kind, "lang": "en"}]}


def _keys(place: Place) -> list[str]:
    """The identifiers of a place in GeoNames and Wikidata, with the prefixes of the format's context."""
    number = place.id.removeprefix("geonames:")
    return [f"gn:{number}"] * (number != place.id) + [f"wd:{place.wikidata}"] * bool(place.wikidata)


def _citation(article: Article) -> dict[str, str]:
    where = safe_url(article.url)
    return {"label": article.title or article.id} | ({"@id": where} if where else {})


def _iri(place: Place) -> str:
    key = place.id.removeprefix("geonames:")
    return f"https://sws.geonames.org/{key}/" if key != place.id else f"urn:mapper:place:{place.id}"


def tei(located: Iterable[LocatedArticle], how: str, *, title: str = "") -> Iterator[str]:
    """A <teiCorpus>; `how` is the provenance, as JSON."""
    held = list(located)
    places = {r.place.id: r.place for item in held for r in item.resolutions if r.place}
    software, _, number = json.loads(how)["software"].partition(" ")
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<!-- {GENERATOR} -->\n<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n'
    yield _header(
        title or "Places in the news", f"<p>Made from {len(held)} articles.</p>",
        f'<encodingDesc><appInfo><application ident="{software}" version="{_xml(number)}"><label>{software}</label>'
        f"<desc>{_xml(how)}</desc></application></appInfo></encodingDesc>",
    )  # fmt: skip
    yield "<standOff><listPlace>\n"
    yield from (_place(place) for place in places.values())
    yield "<place><placeName>without a place</placeName></place>\n" if not places else ""
    yield "</listPlace></standOff>\n"
    for item in held:
        yield from _text(item)
    # A corpus has a text at least.
    yield "" if held else f"<TEI>\n{_header('No article', '<p>Nothing.</p>')}<text><body><p/></body></text>\n</TEI>\n"
    yield "</teiCorpus>\n"


def _header(title: str, source: str, more: str = "") -> str:
    return (
        f"<teiHeader><fileDesc><titleStmt><title>{_xml(title)}</title></titleStmt><publicationStmt><p>Not published."
        f"</p></publicationStmt><sourceDesc>{source}</sourceDesc></fileDesc>{more}</teiHeader>\n"
    )


def _place(place: Place) -> str:
    item = f'<idno type="wikidata">{_xml(place.wikidata)}</idno>' if place.wikidata else ""
    return (
        f'<place xml:id="{_id(place)}" type="{place.kind}"><placeName>{_xml(place.name)}</placeName>'
        f"<location><geo>{place.lat:.5f} {place.lon:.5f}</geo></location><idno>{_xml(_iri(place))}</idno>"
        f"{item}</place>\n"
    )


def _text(item: LocatedArticle) -> Iterator[str]:
    article = item.article
    facts = [
        f"<bibl><title>{_xml(article.title or article.id)}</title>",
        f"<publisher>{_xml(article.source)}</publisher>" if article.source else "",
        f'<date when="{article.date.isoformat()}"/>' if article.date else "",
        f'<ptr target="{_xml(where)}"/>' if (where := safe_url(article.url)) else "",
        "</bibl>",
    ]
    yield f"<TEI>\n{_header(article.title or article.id, ''.join(facts))}<text><body>\n"
    for paragraph in _PARAGRAPH.finditer(article.text):
        yield f"<p>{_marked(article.text, paragraph.start(), paragraph.end(), item.resolutions)}</p>\n"
    yield "</body></text>\n</TEI>\n"


def _marked(text: str, start: int, end: int, resolutions: Iterable[Resolution]) -> str:
    """A paragraph with its mentions; of two that overlap the one that begins first."""
    pieces, at = [], start
    for one in sorted(resolutions, key=lambda one: (one.mention.start, -one.mention.end)):
        if at <= one.mention.start and one.mention.end <= end:
            tag = 'name type="facility"' if one.mention.label == "FACILITY" else "placeName"
            ref = f' ref="#{_id(one.place)}"' if one.place else ""
            pieces += [
                _xml(text[at : one.mention.start]), f'<{tag}{ref} ana="{one.role}" cert="{_certainty(one)}">',
                _xml(one.mention.text), f"</{tag.partition(' ')[0]}>",
            ]  # fmt: skip
            at = one.mention.end
    return "".join([*pieces, _xml(text[at:end])])


def _certainty(one: Resolution) -> str:
    """In TEI's words."""
    return "high" if one.confidence >= 0.8 else "medium" if one.confidence >= 0.5 else "low"


def _id(place: Place) -> str:
    return re.sub(r"[^\w.-]", "-", place.id)


def _xml(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", text))
