"""A picture in SVG, as svg.py writes it, -> PNG, so that the two are one drawing. Home of Pillow's letters."""

import math
import re
from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np

from ..draw.preview import inside

__all__ = ["can_raster", "raster"]

_FINE = 2  # points in a pixel, each way
_FONTS = {False: ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "arial.ttf", "Arial.ttf"),
          True: ("DejaVuSans-Bold.ttf", "NotoSans-Bold.ttf", "arialbd.ttf", "Arial Bold.ttf")}  # fmt: skip
_BOLD = 600
_LEAST = 1e-6  # points: less of a dash is none
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}
_STEP = re.compile(r"[MLZhv]|-?\d+\.?\d*")

_Run = tuple[list[tuple[float, float]], bool]  # points, and whether it closes


def can_raster() -> bool:
    """True where Pillow is there, which draws the letters."""
    return find_spec("PIL") is not None


def raster(svg: str) -> bytes:
    """The picture as PNG, of the size of its view box. Its text is in a font of this machine, else in Pillow's own."""
    from PIL import Image

    root = ET.fromstring(svg)  # noqa: S314 -- our own
    _, _, width, height = map(float, root.get("viewBox", "").split())
    image = Image.new("RGB", (round(width * _FINE), round(height * _FINE)), "white")
    _draw(root, image)
    out = BytesIO()
    image.resize((round(width), round(height)), Image.Resampling.BOX).save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw(parent: ET.Element, image: Any) -> None:
    from PIL import Image

    for element in parent:
        match element.tag.rpartition("}")[2]:
            case "svg":
                x, y, width, height = _numbers(element, "x", "y", "width", "height")
                part = Image.new("RGB", (round(width * _FINE), round(height * _FINE)), "white")
                _draw(element, part)
                image.paste(part, (round(x * _FINE), round(y * _FINE)))
            case "rect":
                x, y, width, height = _numbers(element, "x", "y", "width", "height")
                corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
                _paint(element, [(corners, True)], image)
            case "circle":
                x, y, radius = _numbers(element, "cx", "cy", "r")
                turns = [math.tau * i / 48 for i in range(48)]
                around = [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]
                _paint(element, [(around, True)], image)
            case "path":
                _paint(element, list(_runs(element.get("d", ""))), image)
            case "text":
                _write(element, image)


def _numbers(element: ET.Element, *keys: str) -> list[float]:
    return [float(element.get(key, 0)) for key in keys]


def _runs(data: str) -> Iterator[_Run]:
    """The runs of path data: M and L with points, h and v with a step, Z."""
    run: list[tuple[float, float]] = []
    steps = iter(_STEP.findall(data))
    command = "M"
    for step in steps:
        if step in "MLZhv":
            command = step
            if command in "MZ" and run:
                yield run, command == "Z"
                run = []
            continue
        if command in "hv":
            x, y = run[-1]
            run.append((x + float(step), y) if command == "h" else (x, y + float(step)))
        else:
            run.append((float(step), float(next(steps))))
    if run:
        yield run, False


def _paint(element: ET.Element, runs: list[_Run], image: Any) -> None:
    """Fill and stroke."""
    from PIL import Image, ImageDraw

    fill, stroke = element.get("fill", "none"), element.get("stroke", "none")
    if fill != "none":
        rings = [np.array([*points, points[0]]).T * _FINE for points, _ in runs if points]
        found = inside([(x, y) for x, y in rings], image.height, image.width)
        opacity = round(255 * float(element.get("fill-opacity", 1)))
        image.paste(fill, mask=Image.fromarray(found.astype("uint8") * opacity))
    if stroke != "none":
        pen = ImageDraw.Draw(image)
        width = max(1, round(_FINE * float(element.get("stroke-width", 1))))
        dashes = [_FINE * float(length) for length in element.get("stroke-dasharray", "").split()]
        for points, closed in runs:
            line = [(_FINE * x, _FINE * y) for x, y in ([*points, points[0]] if closed else points)]
            for piece in _dashed(line, dashes) if dashes else [line]:
                pen.line(piece, fill=stroke, width=width, joint="curve")


def _dashed(line: list[tuple[float, float]], dashes: list[float]) -> Iterator[list[tuple[float, float]]]:
    """The parts of a line that are drawn, where every second length is left out."""
    left, number = dashes[0], 0
    for (x0, y0), (x1, y1) in pairwise(line):
        length, at = math.dist((x0, y0), (x1, y1)), 0.0
        while at < length:
            to = min(length, at + left)
            if number % 2 == 0:
                yield [(x0 + (x1 - x0) * share / length, y0 + (y1 - y0) * share / length) for share in (at, to)]
            left -= to - at
            at = to
            if left < _LEAST:
                number += 1
                left = dashes[number % len(dashes)]


def _write(element: ET.Element, image: Any) -> None:
    from PIL import ImageDraw

    words, size = element.text or "", float(element.get("font-size", 12))
    font, any_letter = _font(round(size * _FINE), bold=int(element.get("font-weight", 400)) >= _BOLD)
    if not any_letter and max(words, default="") > "ɏ":
        return  # Pillow's own font has Latin letters alone
    x, y = (_FINE * side for side in _numbers(element, "x", "y"))
    anchor, ink = _ANCHORS[element.get("text-anchor", "start")], element.get("fill")
    ImageDraw.Draw(image).text((x, y), words, ink, font, anchor, stroke_width=_FINE, stroke_fill="white")


def _font(size: int, *, bold: bool) -> tuple[Any, bool]:
    """The font, and whether it is one of the machine's, with letters of many scripts."""
    from PIL import ImageFont

    for name in _FONTS[bold]:
        try:
            return ImageFont.truetype(name, size), True
        except OSError:
            continue
    return ImageFont.load_default(size), False
