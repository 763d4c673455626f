"""Pages of the documentation that are made of the program itself: every command, and every public name."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import click
from doc_examples import blocks

import gazetteer
import mapper
from mapper.cli import main
from mapper.commands.config import keys_of
from mapper.commands.shell import leaves

_COMMANDS = """# Commands

Made from the program: what `mapper COMMAND --help` says, on one page. An option may also stand in `mapper.toml`, under
its long name without the dashes: `mapper config` prints what holds.
"""
_PYTHON = """# Python

Made from the docstrings of everything that is public. Offsets are half-open code points of `Article.text`; points are
WGS84, in degrees; distances are in km.
"""
_ROW = re.compile(r"(\w[\w, ]*?)  +(\S.*)")


def commands(group: click.Group = main) -> str:
    """Every command with every option, as `--help` and `mapper.toml` have them."""
    return "\n".join([_COMMANDS, *(part for name, command in leaves(group) for part in _command(name, command))])


def _command(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=f"mapper {name}")
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"## mapper {name}\n\n```text\nmapper {name} {usage}\n```\n"
    yield f"{_safe(inspect.cleandoc(command.help or ''))}\n"
    if command.epilog:
        yield f"{command.epilog.replace('Example: ', 'Example: `', 1)}`\n"
    rows = list(_options(command, context))
    if rows:
        yield "| option | |\n|---|---|"
        yield from (f"| {_cell(f'`{flags}`')} | {_cell(_safe(text))} |" for flags, text in rows)
        yield ""


def _options(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    for key, option in keys_of(command):
        if isinstance(option, click.Option):
            yield option.get_help_record(context) or (f"--{key}", option.help or "")


def reference(packages: tuple[ModuleType, ...] = (mapper, gazetteer)) -> str:
    """Every public name of the packages with its signature and its docstring."""
    parts = [_PYTHON]
    for package in packages:
        parts.append(f"## {package.__name__}\n\n{_prose(inspect.getdoc(package) or '')}\n")
        for name in package.__all__:
            parts.extend(_entry(f"{package.__name__}.{name}", name, getattr(package, name), level=3))
    return "\n".join(parts)


def example_of(name: str) -> str:
    """The first example of docs/guide/names.md that has the name in it; "" where none has."""
    page = (Path(__file__).parents[1] / "docs" / "guide" / "names.md").read_text("utf-8")
    examples = (block.code for block in blocks(page) if block.language == "python")
    return next((code for code in examples if re.search(rf"\b{name}\b", code)), "")


def _entry(path: str, name: str, thing: Any, *, level: int) -> Iterator[str]:
    yield f"{'#' * level} {path}\n"
    if not callable(thing):
        yield f"`{name} = {thing!r}`\n"
        return
    yield f"```python\n{_signature(name, thing)}\n```\n\n{_prose(inspect.getdoc(thing) or '')}\n"
    if level == 3 and (example := example_of(name)):
        yield f"For example:\n\n```python\n{example}```\n"
    if inspect.isclass(thing):
        for called, member in vars(thing).items():
            if called.startswith("_"):
                continue
            if isinstance(member, property):
                yield f"{'#' * (level + 1)} {name}.{called}\n\n{_prose(inspect.getdoc(member) or '')}\n"
            elif isinstance(member, staticmethod | classmethod) or inspect.isfunction(member):
                yield from _entry(f"{name}.{called}", called, getattr(thing, called), level=level + 1)


def _signature(name: str, thing: Any) -> str:
    """`name(a, *, b=1) -> c`, a parameter a line where it is long; types without the modules that they are in."""
    if inspect.isclass(thing) and issubclass(thing, Exception):
        return f"class {name}({thing.__mro__[1].__name__})"
    signature = inspect.signature(thing)
    given = [parameter for parameter in signature.parameters.values() if parameter.name != "self"]
    signature = signature.replace(parameters=given)
    short = f"{name}{signature}"
    if len(short) > 80:
        mark, lines = False, []
        for parameter in given:
            if parameter.kind is parameter.KEYWORD_ONLY and not mark:
                mark = True
                lines.append("    *,")
            lines.append(f"    {parameter},")
        # An annotation of None is what the initialiser of a class has, and says nothing.
        after = inspect.Signature(return_annotation=signature.return_annotation)
        short = "\n".join([f"{name}(", *lines, str(after)[1:]])
    short = re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Za-z_]+)", "", short)
    return short.removesuffix(" -> None") if inspect.isclass(thing) else short


def _prose(text: str) -> str:
    """A docstring as Markdown: its aligned table of fields becomes a list, the rest is as it is."""
    lines: list[str] = []
    in_list = False
    for line in text.splitlines():
        if row := _ROW.fullmatch(line):
            lines += [] if in_list else [""]
            lines.append(f"- `{row[1]}`: {_safe(row[2])}")
            in_list = True
        elif in_list and line.startswith("  "):
            lines.append(f"  {_safe(line.strip())}")
        else:
            lines += [""] if in_list else []
            lines.append(_safe(line))
            in_list = False
    return "\n".join(lines)


def _safe(text: str) -> str:
    """Text in which Markdown sees no markup of HTML, no link and no emphasis, but code as it is."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else _plain(part) for part in parts)


def _plain(text: str) -> str:
    return re.sub(r"([*_\[])", r"\\\1", text).replace("<", "&lt;")


def _cell(text: str) -> str:
    """Text on one line, its bars no ends of cells; in code they are none anyway."""
    parts = re.split(r"(`[^`]*`)", " ".join(text.split()))
    return "".join(part if part.startswith("`") else part.replace("|", "\\|") for part in parts)
