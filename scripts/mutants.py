"""How many small faults in the code that keeps our promises are noticed by its tests: python scripts/mutants.py [NAMES]

    python scripts/mutants.py                         # all, some hours
    python scripts/mutants.py escape write            # modules by their last name
    python scripts/mutants.py --seconds 600           # what can be tried in ten minutes
    python scripts/mutants.py --sample 100            # of each module so many, always the same, with an interval

mutmut changes a sign at a time and runs the tests that reach it, in a copy of the tree in build/mutants. What survives
is named, and `mutmut show NAME`, there, shows it. Fewer than 85 % killed is an exit of 1.
"""

import argparse
import collections
import math
import random
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TREE = ROOT / "build" / "mutants"
WANTED = 0.85
_HERE = "not told_to_end"  # tests of other processes, which know nothing of the fault
_KILLED = ("killed", "timeout", "segfault", "suspicious", "caught by type check")
# Each module, and the tests that are to notice what is wrong with it.
TESTS = {
    "escape": ("mapper/escape.py", ["test_escape", "test_pins"]),
    "write": ("mapper/write.py", ["test_write", "test_overwrite"]),
    "fetch": ("mapper/read/fetch.py", ["test_fetch"]),
    "seen": ("mapper/protect/seen.py", ["test_kinds_told"]),
    "kinds": ("mapper/protect/kinds.py", ["test_kinds_told"]),
    "runs": ("mapper/protect/runs.py", ["test_name_runs", "test_kinds_told"]),
    "small": ("mapper/protect/small.py", ["test_kinds_told"]),
    "told": ("mapper/protect/told.py", ["test_name_runs", "test_kinds_told"]),
    "spelled": ("mapper/protect/spelled.py", ["test_redact", "test_kinds_told"]),
    "redact": (
        "mapper/protect/redact.py",
        ["test_redact", "test_notations", "test_care", "test_care_kinds", "test_kinds_told"],
    ),
    "rarer": ("mapper/protect/rarer.py", ["test_written", "test_notations"]),
    "notations": ("mapper/protect/notations.py", ["test_written", "test_notations"]),
    "withhold": ("mapper/protect/withhold.py", ["test_care"]),
    "coarsen": ("mapper/protect/coarsen.py", ["test_coarsen", "test_care"]),
    "shown": ("mapper/protect/shown.py", ["test_coarsen", "test_care"]),
    "listed": ("mapper/protect/listed.py", ["test_listed", "test_care", "test_care_kinds", "test_kinds_told"]),
    "care": ("mapper/protect/publication.py", ["test_care_fields", "test_care", "test_care_kinds"]),
}
KEPT = ["gazetteer", "mapper", "tests", "scripts", "benchmarks", "docs", "examples", "requirements", "hatch_build.py",
        "README.md", "CHANGELOG.md", "LICENSE", "NOTICES.md"]  # fmt: skip


def main() -> int:
    """1 where too many survive."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", choices=[*TESTS, []], help="which modules; all unless given")
    parser.add_argument("--sample", type=int, help="so many of each module, drawn at random and always the same")
    parser.add_argument("--seconds", type=float, help="for each module, at most")
    options = parser.parse_args()
    totals: collections.Counter[str] = collections.Counter()
    for name in options.names or TESTS:
        found = tried(name, options.seconds, options.sample)
        print(f"{name}: {shares(found)}", flush=True)
        totals += found
    print(f"all: {shares(totals)}")
    return 0 if totals["killed"] >= WANTED * (totals["killed"] + totals["survived"]) > 0 else 1


def tried(name: str, seconds: float | None, sample: int | None) -> "collections.Counter[str]":
    """What became of the mutants of a module."""
    shutil.rmtree(TREE, ignore_errors=True)
    TREE.mkdir(parents=True)
    for kept in KEPT:
        one = ROOT / kept
        shutil.copytree(one, TREE / kept) if one.is_dir() else shutil.copy(one, TREE / kept)
    module, tests = TESTS[name]
    settings = {
        "source_paths": ["mapper"], "only_mutate": [module], "also_copy": [kept for kept in KEPT if kept != "mapper"],
        "pytest_add_cli_args_test_selection": [f"tests/{test}.py" for test in tests],
        "pytest_add_cli_args": ["-p", "no:xdist", "-p", "no:cacheprovider", "-k", _HERE],
    }  # fmt: skip
    table = "\n[tool.mutmut]\nuse_git_change_detection = false\n" + "".join(f"{k} = {v}\n" for k, v in settings.items())
    (TREE / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8") + table, "utf-8")
    mutmut = [sys.executable, "-m", "mutmut"]
    drawn: list[str] = []
    if sample:
        subprocess.run([*mutmut, "run", "none"], cwd=TREE, check=False, capture_output=True)  # makes them, tries none
        every = [mutant for mutant, _ in states(mutmut)]
        drawn = random.Random(1).sample(every, min(sample, len(every)))  # noqa: S311 -- to be repeatable, not secret
    try:
        done = subprocess.run(
            [*mutmut, "run", *drawn], cwd=TREE, timeout=seconds, check=False, capture_output=True, text=True
        )
        if done.returncode:
            sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    except subprocess.TimeoutExpired:
        pass  # what was tried until then is kept
    found: collections.Counter[str] = collections.Counter()
    for mutant, state in states(mutmut):
        killed, survived = state in _KILLED, state in ("survived", "no tests")
        found["killed" if killed else "survived" if survived else "untried"] += 1
        if survived:
            print(f"  {state}: {mutant}")
    return found


def states(mutmut: list[str]) -> list[tuple[str, str]]:
    """Each mutant by name, and what became of it."""
    told = subprocess.run([*mutmut, "results", "--all", "true"], cwd=TREE, check=True, capture_output=True, text=True)
    rows = (line.strip().rpartition(": ") for line in told.stdout.splitlines())
    return [(mutant, state) for mutant, _, state in rows if mutant]


def shares(found: "collections.Counter[str]") -> str:
    """In words."""
    of = found["killed"] + found["survived"]
    rest = f", {found['untried']} not tried" if found["untried"] else ""
    low, high = (f"{share:.0%}" for share in interval(found["killed"], max(1, of)))
    between = f"; {low} to {high}" if rest else ""
    return f"{found['killed']} of {of} killed ({found['killed'] / max(1, of):.0%}{between}){rest}"


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's interval of 95 % around a share."""
    share, z = hits / of, 1.96
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return middle - half, middle + half


if __name__ == "__main__":
    sys.exit(main())
