"""What `make docs` does beside mkdocs: adds the pages made from the program, and fills in what others refer to.

A line that is nothing but a link to a section outside docs/, such as [Limits](../README.md#limits), is replaced by that
section. Below a block marked `shown` stands what it prints, from a run at that moment in a folder with examples/.
"""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from doc_examples import FENCE, block, run, run_python, section
from gallery import pages
from site_pages import commands, reference

ROOT = Path(__file__).parents[1]
_INCLUDED = re.compile(r"^\[[^\]]+\]\((?:\.\./)+(?P<file>[^)#]+)(?:#(?P<section>[\w-]+))?\)$", re.MULTILINE)


def on_files(files: Any, config: Any) -> Any:
    """The generated pages are files like the others."""
    # What mkdocs is, only those who build the site need to have.
    from mkdocs.structure.files import File

    files.append(File.generated(config, "commands.md", content=commands()))
    files.append(File.generated(config, "python.md", content=reference()))
    files.append(File.generated(config, "notebook.md", content=notebook()))
    for name, page in pages():
        files.append(File.generated(config, f"maps/{name}", content=page))
    return files


def notebook() -> str:
    """The tutorial as a page: words as they are, code as blocks, and the file to run."""
    cells = json.loads((ROOT / "docs" / "tutorial.ipynb").read_text("utf-8"))["cells"]
    parts = [
        words if cell["cell_type"] == "markdown" else f"```python\n{words}\n```"
        for cell in cells
        if (words := "".join(cell["source"]).strip())
    ]
    return "\n\n".join([*parts, "[The notebook itself](tutorial.ipynb) runs in Jupyter, where its maps are shown."])


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:  # noqa: ARG001 -- mkdocs' signature
    """The page with what it refers to and what its examples print."""
    up = "../" * page.file.src_uri.count("/")
    return shown(_INCLUDED.sub(lambda match: _included(match).replace("](docs/", f"]({up}"), markdown))


def _included(match: re.Match[str]) -> str:
    text = (ROOT / match["file"]).read_text("utf-8")
    return section(text, match["section"]) if match["section"] else text.partition("\n")[2].strip()


def shown(markdown: str) -> str:
    """Blocks marked `shown` with their output below them; no block keeps its marks."""
    names: dict[str, Any] = {}

    def fill(match: re.Match[str]) -> str:
        found = block(match)
        bare = f"```{found.language or 'text'}\n{found.code}```"
        if found.remark != "shown":
            return bare
        output = run_python(found.code, names) if found.language == "python" else "".join(map(run, found.commands))
        return f"{bare}\n\n```text\n{output.rstrip()}\n```"

    if not any(block(match).remark == "shown" for match in FENCE.finditer(markdown)):
        return FENCE.sub(fill, markdown)
    with _folder():
        return FENCE.sub(fill, markdown)


@contextmanager
def _folder() -> Iterator[None]:
    """Be in an empty folder that has the examples."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder, "examples"))
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)
