"""Make a release: the version, the changelog's heading, wheel and sdist, their sums, notes, and the tag.

    python scripts/release.py VERSION [--check]

The tree has to be clean and the version newer. It writes the version into pyproject.toml and CITATION.cff and today
under "Unreleased" of CHANGELOG.md, builds dist/ as `make dist` does, writes dist/NOTES.md, commits and tags. It sends
nothing anywhere. --check says what would be done, and does nothing.
"""

import argparse
import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).parents[1]
_UNRELEASED = "## [Unreleased]\n"


def main() -> None:
    """Check, write, build, commit, tag."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("version")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    texts = {name: (ROOT / name).read_text("utf-8") for name in ("pyproject.toml", "CITATION.cff", "CHANGELOG.md")}
    try:
        written = released(texts, options.version, dt.datetime.now(dt.UTC).date())
    except ValueError as error:
        sys.exit(str(error))
    if git("status", "--porcelain"):
        sys.exit("the tree is not clean: commit or take back what has changed")
    print(notes(written["CHANGELOG.md"], options.version))
    if options.check:
        return
    for name, text in written.items():
        (ROOT / name).write_text(text, "utf-8")
    import dist  # beside this program

    if dist.main():
        sys.exit("two builds differ: dist/ is not reproducible, and nothing was tagged")
    (ROOT / "dist" / "NOTES.md").write_text(notes(written["CHANGELOG.md"], options.version), "utf-8")
    git("commit", "--quiet", "--all", "--message", f"Version {options.version}")
    git("tag", "--annotate", f"v{options.version}", "--message", f"Version {options.version}")
    print(f"Tagged v{options.version}. To publish: git push --follow-tags, and dist/ to an index.")


def released(texts: dict[str, str], version: str, day: dt.date) -> dict[str, str]:
    """The files as they are in that version. Raises ValueError, saying what is wrong."""
    now = re.search(r'^version = "(.+)"$', texts["pyproject.toml"], re.MULTILINE)
    try:
        newer = now is not None and Version(version) > Version(now[1])
    except InvalidVersion:
        raise ValueError(f"{version} is no version; give one such as 0.2.0") from None
    if now is None or not newer:
        raise ValueError(f"{version} is not newer than {now[1] if now else 'what pyproject.toml has'}")
    if not re.search(rf"{re.escape(_UNRELEASED)}\s*### \w+\s*\n- ", texts["CHANGELOG.md"]):
        raise ValueError("CHANGELOG.md has nothing under Unreleased: say what changes for whoever uses it")
    return {
        "pyproject.toml": texts["pyproject.toml"].replace(now[0], f'version = "{version}"'),
        "CITATION.cff": re.sub(
            r"^version: .*$(\ndate-released: .*$)?", f"version: {version}\ndate-released: {day}", texts["CITATION.cff"],
            count=1, flags=re.MULTILINE,
        ),
        "CHANGELOG.md": texts["CHANGELOG.md"].replace(_UNRELEASED, f"{_UNRELEASED}\n## [{version}] - {day}\n", 1),
    }  # fmt: skip


def notes(changelog: str, version: str) -> str:
    """What the changelog says of a version."""
    found = re.search(rf"^## \[{re.escape(version)}\][^\n]*\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    return f"# mapper {version}\n\n{found[1].strip() if found else ''}\n"


def git(*arguments: str) -> str:
    """What git prints."""
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()
