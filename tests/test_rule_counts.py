"""Which rules of roles pay: how often each is right on marked articles."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from mapper.cli import main

TEXT = "Soldiers from Chad patrolled Gao. A medic from Lviv spoke there."


def mark(name: str, role: str, **more: Any) -> dict[str, Any]:
    at = TEXT.index(name)
    return {"start": at, "end": at + len(name), "text": name, "role": role, "place": name, "lat": 1, "lon": 1, **more}


def test_each_rule_is_counted_where_gold_has_a_role(tmp_path: Path) -> None:
    """Chad is right as an origin, Gao is no site that a rule speaks of, and Lviv is wrong where gold says site."""
    gold, located = tmp_path / "gold.jsonl", tmp_path / "located.jsonl"
    marks = [mark("Chad", "context|actor"), mark("Gao", "site"), mark("Lviv", "site")]
    gold.write_text(json.dumps({"id": "a", "text": TEXT, "mentions": marks}) + "\n", encoding="utf-8")
    run = CliRunner().invoke
    assert run(main, ["locate", str(gold), "--given-mentions", "-o", str(located)]).exit_code == 0
    found = run(main, ["evaluate", "--rules", str(gold), str(located), "--json"])
    assert found.exit_code == 0, found.output
    report = json.loads(found.stdout)
    counted = {row["rule"]: row for row in report["rules"]}
    assert (counted["origin"]["right"], counted["origin"]["wrong"], counted["sake"]["right"]) == (1, 1, 0)
    assert "A medic from [Lviv] spoke" in counted["origin"]["example"]
    first = run(main, ["evaluate", "--rules", str(gold), str(located)]).stdout.splitlines()[1]
    assert first.split()[:4] == ["origin", "context", "1", "1"]


def test_gold_of_other_articles_is_refused(tmp_path: Path) -> None:
    """Where no id is in both files, the message says what to locate."""
    gold, located = tmp_path / "gold.jsonl", tmp_path / "located.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": TEXT, "mentions": []}) + "\n", encoding="utf-8")
    located.write_text(json.dumps({"id": "b", "text": TEXT, "mentions": []}) + "\n", encoding="utf-8")
    run = CliRunner().invoke(main, ["evaluate", "--rules", str(gold), str(located)])
    assert run.exit_code == 2
    assert "locate the gold file itself" in run.stderr
