"""Reading back what `mapper locate` wrote."""

import json
from pathlib import Path
from typing import Any

import pytest

from mapper.errors import InputError
from mapper.read.articles import read_located


def rows(path: Path, *objects: Any) -> Path:
    path.write_text("".join(json.dumps(o) + "\n" for o in objects), encoding="utf-8")
    return path


LOCATED: dict[str, Any] = {
    "id": "a1", "text": "In Kyiv.", "mentions": [{
        "start": 3, "end": 7, "text": "Kyiv", "label": "PLACE", "role": "site", "confidence": 0.9, "reason": "r",
        "place": {"id": "geonames:703448", "name": "Kyiv", "lat": 50.45466, "lon": 30.5238, "kind": "city"},
    }],
}  # fmt: skip


def test_located_articles_are_read_back(tmp_path: Path) -> None:
    """What `mapper locate` writes gives the same records again."""
    (located,) = read_located(rows(tmp_path / "l.jsonl", LOCATED))
    assert located.resolutions[0].place is not None
    assert [*read_located(rows(tmp_path / "m.jsonl", located.to_dict()))] == [located]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"mentions": None}, "'mentions' is missing; run `mapper locate`"),
        ({"place": {}}, "mentions[0]: 'id' is missing"),
        ({"place": "Kyiv"}, "mentions[0]: "),
        ({"confidence": 2}, "confidence 2.0 is not in 0..1"),
        ({"role": "victim"}, "role 'victim' is not one of"),
        ({"reason": ""}, "gives no reason"),
    ],
)
def test_a_row_that_locate_did_not_write_is_skipped(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    """Drawing takes located articles alone, and says of others what is wrong."""
    bad = {k: v for k, v in LOCATED.items() if k != "mentions"}
    if "mentions" not in change:
        bad["mentions"] = [LOCATED["mentions"][0] | change]
    skipped: list[InputError] = []
    path = rows(tmp_path / "l.jsonl", bad, LOCATED)
    assert len(list(read_located(path, on_skip=skipped.append))) == 1
    assert str(skipped[0]).startswith(f"{path}:1: ")
    assert reason in str(skipped[0])


def test_infinite_numbers_in_a_located_row_are_an_error_of_that_row(tmp_path: Path) -> None:
    """1e999 is no population."""
    path = tmp_path / "l.jsonl"
    path.write_text(json.dumps(LOCATED).replace('"kind"', '"population": 1e999, "kind"'), encoding="utf-8")
    with pytest.raises(InputError, match=r"l\.jsonl:1: "):
        list(read_located(path))
