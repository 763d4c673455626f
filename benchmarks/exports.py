"""Exports: how many of the fields of stories are read right, of files of five stories in every format.

    python benchmarks/exports.py [FORMAT]

The files are those of tests/forms: what the programs and services write, in their languages and in each order of day
and month. A line a format; before it what is wrong.
"""

import logging
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.forms import FORMS
from tests.forms.stories import scored


def main() -> None:
    """Print the table, of all formats or of one."""
    logging.disable(logging.CRITICAL)
    chosen = [form for form in FORMS if not sys.argv[1:] or form.format == sys.argv[1]]
    files, right, every = Counter[str](), Counter[str](), Counter[str]()
    with TemporaryDirectory() as folder:
        for form in chosen:
            good, all_of_it, wrong = scored(form, Path(folder))
            for where, counted in ((files, 1), (right, good), (every, all_of_it)):
                where.update({form.format: counted, "all": counted})
            for one in wrong:
                print(one)
    print(f"{'format':16} {'files':>5} {'fields right':>12} {'all':>6} {'share':>7}")
    for name in files:
        if name != "all":
            print(_line(name, files, right, every))
    print(_line("all", files, right, every))


def _line(name: str, files: Counter[str], right: Counter[str], every: Counter[str]) -> str:
    return f"{name:16} {files[name]:5} {right[name]:12,} {every[name]:6,} {right[name] / every[name]:7.1%}"


if __name__ == "__main__":
    main()
