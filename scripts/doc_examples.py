"""What is in a Markdown page, sections and examples, and running these: for the tests, and for the site."""

import io
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from mapper.cli import main

FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
SHELL = ("", "bash", "console")


class ExampleError(Exception):
    """An example that does not do what a reader expects of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block.

    language  the first word behind the fence, "" where there is none
    remark    the other words: `notest` with the reason why it is not run, or `shown` where the site shows its output
    code      what stands in it
    """

    language: str
    remark: str
    code: str

    @property
    def commands(self) -> tuple[str, ...]:
        """The lines of a shell block that are commands; none where it is something else."""
        lines = self.code.replace("\\\n", " ").splitlines() if self.language in SHELL else []
        return tuple(line.removeprefix("$ ") for line in lines if line.strip() and not line.startswith("#"))


def blocks(markdown: str) -> Iterator[Block]:
    """The blocks of a page, in order."""
    return (block(match) for match in FENCE.finditer(markdown))


def block(match: re.Match[str]) -> Block:
    """What FENCE has found, as a record."""
    language, _, remark = match["info"].strip().partition(" ")
    return Block(language=language, remark=remark.strip(), code=match["code"])


def section(markdown: str, anchor: str) -> str:
    """What stands below a heading, down to the next of its level. Raises ValueError where there is no such heading."""
    headings = list(re.finditer(r"^(#+) (.+)$", FENCE.sub(lambda m: re.sub(r"\S", "x", m[0]), markdown), re.MULTILINE))
    for number, heading in enumerate(headings):
        if slug(heading[2]) == anchor:
            later = (h.start() for h in headings[number + 1 :] if len(h[1]) <= len(heading[1]))
            return markdown[heading.end() : next(later, None)].strip()
    raise ValueError(f"there is no heading #{anchor}")


def slug(heading: str) -> str:
    """The anchor of a heading."""
    return re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-"))


def run(command: str) -> str:
    """What a line such as `mapper map a.txt -o map.html` prints, run in this process and this folder.

    Raises ExampleError where the command does not end with 0, or where it is none of ours.
    """
    program, *words = shlex.split(command, comments=True)
    if program != "mapper":
        raise ExampleError(f"{command}: only mapper is run; mark the block notest, with a reason")
    arguments, files = redirected(words)
    given = Path(files["<"]).read_bytes() if "<" in files else None
    result = CliRunner().invoke(main, arguments, input=given)
    if result.exit_code:
        raise ExampleError(f"{command}: exit code {result.exit_code}\n{result.stderr}") from result.exception
    if ">" not in files:
        return result.stdout
    Path(files[">"]).write_text(result.stdout, "utf-8")
    return ""


def redirected(words: list[str]) -> tuple[list[str], dict[str, str]]:
    """The arguments before any redirection, and the file of each: `["-", "<", "a.txt"]` is `["-"], {"<": "a.txt"}`."""
    end = next((i for i, word in enumerate(words) if word in {"<", ">"}), len(words))
    return words[:end], dict(zip(words[end::2], words[end + 1 :: 2], strict=True))


def run_python(code: str, names: dict[str, Any]) -> str:
    """What Python code prints; `names` is its namespace, and is changed by it."""
    with redirect_stdout(io.StringIO()) as printed:
        exec(compile(code, "<example>", "exec"), names)  # noqa: S102 -- the code is our own documentation's
    return printed.getvalue()
