"""Modules of the page -> one script, each module after those that it imports.

The page's scripts are ES modules, of whose grammar this much is used, so that a reader of lines can follow it:

    import { colour, lineReader } from "../core/lines.js";      on one line, nothing renamed
    export const | let | class | function | async function      at the beginning of a line

A browser loads no modules from a page on a disk, and each script would have its own hash in the page's policy. So they
are put one below the other into one scope, which is a block: no name of theirs is the window's.
"""

import re
from collections.abc import Callable, Iterable
from posixpath import dirname, join, normpath

__all__ = ["bundle", "imports_of"]

_IMPORT = re.compile(
    r'^import (?:\{ (?P<names>\w+(?:, \w+)*) \} from )?"(?P<path>\.{1,2}/[\w./-]+\.js)";\n', re.MULTILINE
)
_EXPORT = re.compile(r"^export (?=(?:const|let|class|function|async function)\b)", re.MULTILINE)
_UNREAD = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_DEFINED = re.compile(
    r"^(?P<export>export )?(?:const|let|class|(?:async )?function\*?) +(?P<names>\w+|[\[{][\w, ]+[\]}])", re.MULTILINE
)


def bundle(entries: Iterable[str], read: Callable[[str], str]) -> str:
    """One script of these modules and of all that they import; `read` gives the text of a module by its path."""
    modules = _sorted(entries, read)
    _check(modules)
    return '"use strict";\n{\n' + "\n".join(map(_bare, modules.values())) + "\n}"


def imports_of(path: str, text: str) -> dict[str, set[str]]:
    """The modules that a module imports, in its order, each with the names it takes from there."""
    return {
        normpath(join(dirname(path), found["path"])): set(re.findall(r"\w+", found["names"] or ""))
        for found in _IMPORT.finditer(text)
    }


def _sorted(entries: Iterable[str], read: Callable[[str], str]) -> dict[str, str]:
    """The text of each module by its path, below all that it imports."""
    found: dict[str, str] = {}

    def visit(path: str, above: tuple[str, ...]) -> None:
        if path in above:
            raise ValueError(f"modules import each other: {' -> '.join([*above[above.index(path) :], path])}")
        if path not in found:
            text = read(path)
            for imported in imports_of(path, text):
                visit(imported, (*above, path))
            found[path] = text

    for entry in entries:
        visit(entry, ())
    return found


def _bare(text: str) -> str:
    """A module without the words that only modules know."""
    return _EXPORT.sub("", _IMPORT.sub("", text))


def _check(modules: dict[str, str]) -> None:
    """Check modules as a browser does, and for one scope: each name is there, and there once."""
    homes: dict[str, str] = {}
    exported: set[tuple[str, str]] = set()
    for path, text in modules.items():
        if unread := _UNREAD.search(_bare(text)):
            raise ValueError(f"{path}: bundle.py does not read `{unread[0]}`")
        for found in _DEFINED.finditer(text):
            for name in re.findall(r"\w+", found["names"]):
                if name in homes:
                    raise ValueError(f"{path} and {homes[name]} both define {name}, and the page has one scope")
                homes[name] = path
                if found["export"]:
                    exported.add((path, name))
    for path, text in modules.items():
        for home, names in imports_of(path, text).items():
            if missing := {name for name in names if (home, name) not in exported}:
                raise ValueError(f"{path} imports {', '.join(sorted(missing))}, which {home} does not export")
