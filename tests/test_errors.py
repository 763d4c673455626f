"""The errors: the tree that is drawn is the tree that is, and each kind is in use."""

import ast
import builtins
import re
from pathlib import Path
from types import ModuleType

import pytest

import gazetteer.errors
import mapper.errors

MODULES = [gazetteer.errors, mapper.errors]
each_module = pytest.mark.parametrize("module", MODULES, ids=lambda m: m.__name__)


def kinds(module: ModuleType) -> dict[str, type[Exception]]:
    return {name: getattr(module, name) for name in module.__all__}


@each_module
def test_the_tree_in_the_docstring_is_the_tree_of_classes(module: ModuleType) -> None:
    """Each error under the base, with its builtin twin, in the order drawn."""
    base, *drawn = re.findall(
        r"^(?:[├└]── )?(\w+Error|\w+Missing|\w+Invalid)\b(?: \((\w+)\))?", module.__doc__ or "", re.MULTILINE
    )
    classes = kinds(module)
    assert {base[0], *(name for name, _ in drawn)} == set(classes)
    assert classes[base[0]].__bases__ == (Exception,)
    for name, twin in drawn:
        assert classes[name].__bases__ == (classes[base[0]], getattr(builtins, twin))


@each_module
def test_each_kind_is_raised_somewhere(module: ModuleType) -> None:
    """No error is only there in case: each is made in its package; the base is for catching."""
    folder = Path(module.__file__ or "").parent
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in folder.rglob("*.py") if path.name != "errors.py"]
    made = {
        node.func.id
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    base = next(name for name, kind in kinds(module).items() if kind.__bases__ == (Exception,))
    assert set(kinds(module)) - {base} <= made
    assert base not in made


@each_module
def test_a_message_reads_as_it_was_written(module: ModuleType) -> None:
    """No quotes of KeyError's kin, no errno of OSError's."""
    assert {str(kind("a b; c")) for kind in kinds(module).values()} == {"a b; c"}
