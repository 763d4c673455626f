"""The colours of the page, light and dark: contrast by WCAG 2.2, and roles that the colour-blind can tell apart."""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from mapper.draw.palette import colour, rgb

PAGE = Path(__file__).parents[1] / "mapper" / "page"
CSS = (PAGE / "page.css").read_text(encoding="utf-8")
ROLES = ("site", "context", "actor")
GROUNDS = ("map-land", "map-water", "map-urban", "map-halo")
HEAT = ("heat-low", "heat-middle", "heat-high")

# What is read, on what it stands: 4.5 to 1 (WCAG 1.4.3).
TEXT = {
    "ink": ("paper", "raised", "map-land", "map-water", "map-urban", "map-halo"),
    "muted": ("paper", "raised"),
    "link": ("paper", "raised"),
    "map-name": ("map-land", "map-water", "map-urban", "map-halo"),
    "paper": ("ink", *ROLES),  # buttons that are pressed, mentions that are chosen, numbers on pins
}
# What has to be seen to use the page or to understand the map: 3 to 1 (WCAG 1.4.11).
SEEN = {
    **dict.fromkeys(ROLES, ("paper", "raised", *GROUNDS)),
    "field": ("paper", "raised"),
    "bar": ("paper",),
    "focus": ("paper", "raised", *GROUNDS),
}
# What is there for orientation or grace; a colour that is new has to find its place in one of the three.
QUIET = {
    "rule", "map-coast", "map-river", "map-region", "map-border", "map-road", "map-rail", "map-country",
    "map-sea", *GROUNDS, "raised", *HEAT,
}  # fmt: skip

# Machado, Oliveira and Fernandes (2009), severity 1.0, for linear RGB: what one sees without one kind of cone.
BLINDNESS = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}

PRINTED = {"#fff"}  # a sheet of paper

Colour = NDArray[np.float64]  # linear red, green and blue, 0 to 1


def colours(block: str) -> dict[str, Colour]:
    """The custom properties of a block that are colours."""
    return {name: linear(value) for name, value in re.findall(r"--([\w-]+):\s*#([0-9a-f]{6});", block)}


def linear(digits: str) -> Colour:
    share = np.array([int(digits[i : i + 2], 16) for i in (0, 2, 4)]) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


LIGHT = colours(CSS.partition("@media")[0])
DARK = LIGHT | colours(re.split(r"@media \(prefers-color-scheme: dark\)", CSS)[1].partition("}")[0])
both = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def contrast(one: Colour, other: Colour) -> float:
    """The ratio of WCAG: 1 for the same, 21 for black on white."""
    low, high = sorted(float(np.dot(colour, [0.2126, 0.7152, 0.0722])) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour: Colour) -> Colour:
    """CIE L*a*b* under D65, in which a step of one can just be seen."""
    to_xyz = np.array(
        [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    )
    share = to_xyz @ np.clip(colour, 0, 1) / [0.95047, 1.0, 1.08883]
    root = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def mixed(front: Colour, back: Colour, share: float) -> Colour:
    """A share of one colour over another, mixed in sRGB as color-mix does."""

    def encoded(colour: Colour) -> Colour:
        return np.where(colour <= 0.0031308, 12.92 * colour, 1.055 * colour ** (1 / 2.4) - 0.055)

    blend = share * encoded(front) + (1 - share) * encoded(back)
    return linear("".join(f"{round(part * 255):02x}" for part in blend))


@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (SEEN, 3.0)], ids=["text", "what has to be seen"])
@both
def test_every_pair_has_its_contrast(theme: dict[str, Colour], pairs: dict[str, tuple[str, ...]], least: float) -> None:
    """Text stands out from its ground by 4.5 to 1, and what has to be seen by 3 to 1."""
    ratios = {f"{f} on {g}": round(contrast(theme[f], theme[g]), 2) for f, grounds in pairs.items() for g in grounds}
    assert not {pair: ratio for pair, ratio in ratios.items() if ratio < least}


@both
def test_words_on_the_wash_of_a_role_can_be_read(theme: dict[str, Colour]) -> None:
    """A mention has the colour of its role, thinned, behind it; also where it is lit."""
    wash = {id(LIGHT): 0.12, id(DARK): 0.20}[id(theme)]
    assert f"--wash: {wash:.0%}" in CSS
    for role in ROLES:
        for share in (wash, 0.26):
            assert contrast(theme["ink"], mixed(theme[role], theme["paper"], share)) >= 4.5


@both
def test_names_of_countries_can_be_made_out(theme: dict[str, Colour]) -> None:
    """They are quieter than what they lie among, by intent, and still stand out from land and water by 3 to 1."""
    for ground in ("map-land", "map-water", "map-halo"):
        assert contrast(theme["map-country"], theme[ground]) >= 3


@both
def test_borders_stand_out_from_the_land_and_coasts_from_it(theme: dict[str, Colour]) -> None:
    """A border is the strongest line of the map, then the coast, then the border of a region."""
    border, coast, region = (
        contrast(theme[f"map-{name}"], theme["map-land"]) for name in ("border", "coast", "region")
    )
    assert border > coast > region > 1.2
    assert border > 2.5


@pytest.mark.parametrize("kind", [None, *BLINDNESS])
@both
def test_roles_are_told_apart_by_everyone(theme: dict[str, Colour], kind: str | None) -> None:
    """With all cones and without any one of three, two roles differ by 18 just noticeable steps or more."""
    seen = np.array(BLINDNESS[kind]) if kind else np.eye(3)
    steps = {
        f"{a} and {b}": round(float(np.linalg.norm(lab(seen @ theme[a]) - lab(seen @ theme[b]))), 1)
        for a, b in combinations(ROLES, 2)
    }
    assert not {pair: step for pair, step in steps.items() if step < 18}


@pytest.mark.parametrize("kind", [None, *BLINDNESS])
@both
def test_heat_grows_in_one_direction(theme: dict[str, Colour], kind: str | None) -> None:
    """From little to much the heat gets steadily darker, or in the dark steadily lighter, for everyone."""
    seen = np.array(BLINDNESS[kind]) if kind else np.eye(3)
    steps = np.diff([lab(seen @ theme[name])[0] for name in HEAT])
    assert (steps < -8).all() or (steps > 8).all()


@both
def test_every_colour_has_been_thought_of(theme: dict[str, Colour]) -> None:
    """A custom property that is a colour is text, has to be seen, or is quiet; dark has another for each of light's."""
    known = {
        *TEXT,
        *SEEN,
        *QUIET,
        *(ground for pairs in (TEXT, SEEN) for grounds in pairs.values() for ground in grounds),
    }
    assert set(theme) == known
    assert all((LIGHT[name] != DARK[name]).any() for name in LIGHT if name != "heat-middle")


def test_no_colour_stands_outside_the_properties() -> None:
    """Styles and scripts of the page name colours by their properties alone, but for shadows, masks and mixtures."""
    for path in sorted([*PAGE.glob("*.css"), *PAGE.rglob("*.js")]):
        text = path.read_text(encoding="utf-8")
        if path.name == "page.css":
            text = text[text.index("*::before") :]
        found = re.findall(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})\b|\brgb\((?!0 0 0|\$\{)[^)]*\)", text)
        assert not set(found) - PRINTED, (path.name, found)


def test_each_colour_and_the_order_of_roles_stand_once() -> None:
    """No module of mapper writes a colour or the roles in their order again: page.css and pins.py have them."""
    sources = [path for path in PAGE.parent.rglob("*.py") if path.name != "records.py"]
    again = r"#[0-9a-f]{6}\b|site\W{1,8}context\W{1,8}actor|\bff[0-9a-f]{6}\b"
    found = {path.name for path in sources if re.search(again, path.read_text(encoding="utf-8"))}
    assert found <= {"pins.py"}
    assert colour("map-water") == "#d3e1e8"
    assert rgb("map-water") == (0xD3, 0xE1, 0xE8)
