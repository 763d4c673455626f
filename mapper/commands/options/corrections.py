"""The option --corrections, and what it comes to in a command."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from gazetteer import Gazetteer

from ...correct.corrections import Corrections
from ...correct.corrections_file import read_corrections
from ...write import spared
from ..console import Run
from ..ledger import Ledger, beside

__all__ = ["correcting", "corrections_option"]

corrections_option = click.option(
    "--corrections", metavar="FILE",
    help="What people put right, as `mapper review` has it.",
)  # fmt: skip


@contextmanager
def correcting(run: Run, store: Gazetteer, path: str | None, output: str, *, hides: bool = False) -> Iterator[Ledger]:
    """The corrections of a file, none without one.

    When the block ends, what became of them is said, and what does not hold is listed beside `output`; not so where it
    `hides` something, for a correction tells names, and who made it.
    """
    if not path:
        yield Ledger(Corrections())
        return
    spared(beside(Path(output)))
    ledger = Ledger(read_corrections(path, store.get, on_skip=run.skip))
    yield ledger
    ledger.report(run, output, hides=hides)
