"""PDFs by hand, for tests: words at given points of a page, in the fonts that every reader of PDFs has."""

from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Spot", "column", "nested", "pdf", "printed"]


class Spot(NamedTuple):
    """Words that begin at a point of a page, in points from its lower left corner."""

    x: float
    y: float
    text: str
    size: float = 11
    bold: bool = False
    turn: str = "1 0 0 1"


def column(lines: Iterable[str], x: float = 50, y: float = 700, pitch: float = 14, **how: float | bool) -> list[Spot]:
    """Lines under each other; an empty one is a gap."""
    return [Spot(x, y - pitch * number, line, **how) for number, line in enumerate(lines) if line]  # type: ignore[arg-type]  # **how is a size or a weight


def pdf(*pages: list[str]) -> bytes:
    """Pages of lines, one a bit lower than the other."""
    return printed(*(column(lines, y=750) for lines in pages))


def printed(*pages: list[Spot], title: str = "") -> bytes:
    """Pages with words on them, in the order in which they are given."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects += [f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica{w} >>" for w in ("", "-Bold")]
    kids = []
    for spots in pages:
        content = "BT " + " ".join(map(_shown, spots)) + " ET"
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title ({title}) >>")
    return _file(objects, f"/Info {len(objects)} 0 R")


def nested(levels: int) -> bytes:
    """A page with a form in it that has ten forms in it that have ten … that say Kyiv: small, and endless to read."""
    box, head = "/MediaBox [0 0 600 800]", "/Type /XObject /Subtype /Form /BBox [0 0 600 800]"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Type /Page /Parent 2 0 R {box} /Contents 5 0 R /Resources << /XObject << /F 6 0 R >> >> >>",
        "<< /Length 5 >>\nstream\n/F Do\nendstream",
    ]
    moved = "1 0 0 1 0.1 0.1 cm /F Do\n" * 10
    for level in range(levels):
        inner = f"/Resources << /XObject << /F {7 + level} 0 R >> >>"
        objects.append(f"<< {head} {inner} /Length {len(moved)} >>\nstream\n{moved}\nendstream")
    words = "BT /F1 9 Tf 50 50 Td (Kyiv) Tj ET"
    fonts = "/Resources << /Font << /F1 3 0 R >> >>"
    objects.append(f"<< {head} {fonts} /Length {len(words)} >>\nstream\n{words}\nendstream")
    return _file(objects)


def _file(objects: list[str], more: str = "") -> bytes:
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"trailer\n<< /Size {size} /Root 1 0 R {more} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{tail}".encode("latin-1")


def _shown(spot: Spot) -> str:
    words = spot.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"/F{1 + spot.bold} {spot.size} Tf {spot.turn} {spot.x} {spot.y} Tm ({words}) Tj"
