"""Airports and ports of Natural Earth -> what the outlines carry of them, for scripts/build_basemap.py."""

from typing import Any

Feature = tuple[dict[str, Any], Any]  # properties, a point


def landmarks(airports: list[Feature], ports: list[Feature]) -> list[list[Any]]:
    """["airport", its IATA code, lat, lon] and ["port", "", lat, lon]: what one knows a town or a coast by.

    A port has no name here: it would be the town's, in a spelling of long ago.
    """
    rows = [_row("airport", code, point) for properties, point in airports if (code := properties.get("iata_code"))]
    return sorted(rows + [_row("port", "", point) for _, point in ports])


def _row(kind: str, code: str, point: Any) -> list[Any]:
    return [kind, code, round(point.y, 3), round(point.x, 3)]
