"""The page's modules as one script."""

import re

import pytest

from mapper.draw.bundle import bundle, imports_of

MODULES = {
    "start.js": 'import { b } from "./map/b.js";\nimport "./map/c.js";\nb();\n',
    "map/b.js": 'import { a, z } from "../core/a.js";\n\nexport function b() {\n  return a + z;\n}\n',
    "map/c.js": 'import { a } from "../core/a.js";\n\nconst c = a;\n',
    "core/a.js": "export const [a, z] = [1, 2];\n",
}


def bundled(**changed: str) -> str:
    """The bundle, with other text for some modules: `map_b` is map/b.js."""
    texts = MODULES | {f"{name.replace('_', '/')}.js": text for name, text in changed.items()}
    return bundle(["start.js", "map/c.js"], texts.__getitem__)


def test_each_module_stands_once_below_what_it_imports() -> None:
    """The script is a strict block of all modules in the order of their imports, without a word of modules in it."""
    whole = bundled()
    assert re.fullmatch(r'"use strict";\n\{.*\}', whole, re.DOTALL)
    assert [whole.index(text) for text in ("const [a, z]", "function b", "const c", "b();")] == sorted(
        whole.index(text) for text in ("const [a, z]", "function b", "const c", "b();")
    )
    assert whole.count("const [a, z]") == 1
    assert not re.search(r"\b(?:import|export)\b", whole)


def test_imports_are_told_by_path() -> None:
    """Paths count from the folder of the page, in whatever folder the module lies."""
    assert imports_of("map/b.js", MODULES["map/b.js"]) == {"core/a.js": {"a", "z"}}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (
            {"core_a": 'import { b } from "../map/b.js";\nexport const a = b, z = 1;\n'},
            "map/b.js -> core/a.js -> map/b.js",
        ),
        ({"map_c": "const a = 2;\n"}, "map/c.js and core/a.js both define a"),
        ({"map_c": 'import { q } from "../core/a.js";\n'}, "map/c.js imports q, which core/a.js does not export"),
        ({"map_c": 'import { a as q } from "../core/a.js";\n'}, "map/c.js: bundle.py does not read `import { a as q }"),
        ({"map_c": "export default 1;\n"}, "map/c.js: bundle.py does not read `export default 1;`"),
    ],
)
def test_what_would_not_run_is_refused(changed: dict[str, str], words: str) -> None:
    """A circle, a name that is there twice or never, and a form of import that is not read are told in a sentence."""
    with pytest.raises(ValueError, match=re.escape(words)):
        bundled(**changed)
