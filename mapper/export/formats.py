"""Located articles -> a file in a format that other programs read, by its ending.

.geojson .json  GeoJSON (RFC 7946)                .xlsx    Excel (extra `tables`)
.csv .tsv       a table                           .md      a list for a newsletter
.kml .kmz       Google Earth                      .svg     the map as a picture
.gpkg           GeoPackage: QGIS and other GIS    .png     the same, for what takes no .svg
.zip            Shapefile, for older GIS          .jsonld  W3C Web Annotations: Recogito, Hypothesis
.parquet        GeoParquet (extra `parquet`)      .jsonl   the articles as `mapper locate` writes them
.lpf.json       Linked Places: gazetteers         .tei.xml TEI P5: marked-up texts
.db             SQLite, a table a view: Datasette
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..draw.borders import BorderPolicy
from ..errors import OutputError
from ..provenance import Provenance, made, write_beside
from ..records import LocatedArticle
from ..write import placing, writing
from .views import View, rows

__all__ = ["ENDINGS", "export"]

_TEXTS = (".geojson", ".json", ".csv", ".tsv", ".kml", ".md", ".svg", ".jsonld", ".jsonl", ".lpf.json", ".tei.xml")
_SHAPED = (".geojson", ".json", ".kml", ".kmz")
_FILES = (".gpkg", ".xlsx", ".kmz", ".zip", ".parquet", ".png", ".db")
_WHOLE = {".jsonld": "mention", ".png": "place", ".jsonl": "article", ".lpf.json": "place", ".tei.xml": "mention"}
ENDINGS = (*_TEXTS, *_FILES)


def export(  # noqa: PLR0913 -- each is a choice of the caller's, and all have a default
    located: Iterable[LocatedArticle],
    path: str | Path,
    *,
    by: View | None = None,
    title: str = "",
    bom: bool = False,
    borders: BorderPolicy = "un",
    areas: bool = False,
    provenance: Provenance | None = None,
) -> None:
    """Write the articles in the format that the path's ending names, replacing what was there only when all is written.

    by       what a row or a point is: a place unless given; in Web Annotations always a mention, in PNG a place
    title    heading of a format that has one
    bom      begin CSV with a byte order mark, for older Excel
    borders  the policy by which SVG and PNG draw contested borders, and areas have their shapes
    areas    countries and regions are polygons in GeoJSON and KML
    provenance  how it was made, as `mapper locate` has it; it stands in the file, beside .jsonl, and not in CSV
    Raises OutputError, and ExtraError where the format needs a library that is not installed.
    """
    name = Path(path).name.lower()
    ending = next((two for two in (".lpf.json", ".tei.xml") if name.endswith(two)), Path(name).suffix)
    if Path(path).is_dir():
        raise OutputError(f"{path} cannot be written: it is a folder; name a file in it")
    if ending not in ENDINGS:
        raise OutputError(f"{path}: no format has the ending {ending!r}; end the name in {', '.join(ENDINGS)}")
    if by not in (None, _WHOLE.get(ending, by)):
        raise OutputError(f"{path}: this format is by {_WHOLE[ending]}; leave --by out, or write another")
    if ending == ".db" and by:
        raise OutputError(f"{path}: a database has a table for each view; leave --by out")
    if areas and ending not in _SHAPED:
        raise OutputError(f"{path}: --areas is for {', '.join(_SHAPED)}; a picture has its areas without it")
    said = provenance or made()
    how = json.dumps(said, ensure_ascii=False)
    if ending == ".jsonl":
        with writing(path) as stream:
            stream.writelines(json.dumps(item.to_dict(), ensure_ascii=False) + "\n" for item in located)
        write_beside(path, said)
    elif ending in _TEXTS:
        with writing(path) as stream:
            stream.writelines(
                _pieces(located, ending, by or "place", how, title=title, bom=bom, borders=borders, areas=areas)
            )
    else:
        from . import files as export_files

        with placing(path) as part:
            if ending == ".kmz":
                pieces = _pieces(located, ending, by or "place", how, title=title, borders=borders, areas=areas)
                export_files.write_kmz(part, pieces)
            else:
                _write(part, located, ending, by or "place", how, title, borders)


def _pieces(  # noqa: PLR0911, PLR0913 -- a return for each format; and as `export`
    located: Iterable[LocatedArticle],
    ending: str,
    by: View,
    how: str,
    *,
    title: str,
    bom: bool = False,
    borders: BorderPolicy = "un",
    areas: bool = False,
) -> Iterator[str]:
    from . import text as export_text
    from .areas import shapes_of
    from .linked import linked_places, tei

    match ending:
        case ".jsonld":
            return export_text.annotations(located, how)
        case ".lpf.json":
            return linked_places(located, how)
        case ".tei.xml":
            return tei(located, how, title=title)
    table = rows(located, by)
    shaped = {"shapes": shapes_of(borders)} if areas else {}
    match ending:
        case ".csv" | ".tsv":
            return export_text.csv_text(table, by, bom=bom, delimiter="," if ending == ".csv" else "\t")
        case ".kml" | ".kmz":
            return export_text.kml(table, how, title=title, **shaped)
        case ".md":
            return export_text.markdown(table, by, how, title=title)
        case ".svg":
            from .svg import svg

            return svg(table, how, title=title, borders=borders)
    return export_text.geojson(table, how, title=title, **shaped)


def _write(  # noqa: PLR0913, PLR0917 -- as `export`
    part: Path, located: Iterable[LocatedArticle], ending: str, by: View, how: str, title: str, borders: BorderPolicy
) -> None:
    from . import files as export_files
    from .database import write_database
    from .parquet import write_geoparquet
    from .shape import write_shapefile

    match ending:
        case ".db":
            write_database(part, located, how)
        case ".png":
            export_files.write_png(part, located, how, title, borders)
        case ".zip":
            write_shapefile(part, rows(located, by), by, how)
        case ".parquet":
            write_geoparquet(part, rows(located, by), by, how, title=title)
        case ".gpkg":
            export_files.write_gpkg(part, rows(located, by), by, how, title=title)
        case ".xlsx":
            export_files.write_xlsx(part, rows(located, by), by, how, title=title)
