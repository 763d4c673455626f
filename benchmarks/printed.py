"""PDFs: articles printed in one, two and three columns by a browser, read again and set beside what was printed.

    python benchmarks/printed.py [FILE …]

The articles are those of examples/ and of each FILE. Every page has a running head and its number. A line says how many
words were lost and how many are too many, and how many of the paragraphs that end a sentence came back whole; below it
the same of the text that PDFium gives, which is what a script of one's own would use.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from html import escape
from pathlib import Path

import pypdfium2
from page_browser import browser
from playwright.sync_api import Page, sync_playwright

from mapper.read.articles import read_articles
from mapper.read.pdf import read_pdf

ROOT = Path(__file__).parents[1]
HEAD = "The Daily Monitor of the Region"
PAGE = f"""@page {{ size: A4; margin: 22mm 18mm; @top-left {{ content: "{HEAD}" }}
    @bottom-center {{ content: "Page " counter(page) " of " counter(pages) }} }}"""
STYLES = {
    "one column": "main { font: 11pt/1.35 serif } p { margin: 0 0 .6em }",
    "two columns, indented": "main { font: 10pt/1.25 serif; columns: 2; text-align: justify } "
    "p { margin: 0; text-indent: 1.2em }",
    "three columns, ragged": "main { font: 9pt/1.2 sans-serif; columns: 3 } p { margin: 0 0 .5em }",
}
COLUMNS = {"words": 8, "lost": 8, "too many": 10, "paragraphs": 12, "whole": 8}


def main() -> None:
    """Print two lines for each way of printing."""
    texts = [article.text for article in read_articles([ROOT / "examples", *sys.argv[1:]], on_skip=lambda _: None)]
    readers: dict[str, Callable[[bytes], str]] = {"mapper": lambda raw: read_pdf(raw, "").text, "PDFium": plain}
    print(f"{len(texts)} articles{'':29}{'words':>8}{'lost':>8}{'too many':>10}{'paragraphs':>12}{'whole':>8}")
    with sync_playwright() as playwright, browser(playwright) as chromium:
        page = chromium.new_page()
        for name, style in STYLES.items():
            sums = {reader: Counter[str]() for reader in readers}
            for text in texts:
                paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]
                raw = printed(page, style, paragraphs)
                for reader, read in readers.items():
                    sums[reader] += compared(paragraphs, read(raw))
            for reader, found in sums.items():
                numbers = "".join(f"{found[key]:>{width},}" for key, width in COLUMNS.items())
                print(f"{name + ': ' + reader:40}{numbers}")


def printed(page: Page, style: str, paragraphs: list[str]) -> bytes:
    """The PDF of an article."""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    page.set_content(f"<html lang=en><style>{PAGE} {style}</style><main>{body}</main></html>")
    return page.pdf(prefer_css_page_size=True)


def plain(raw: bytes) -> str:
    """What PDFium gives, page after page."""
    with pypdfium2.PdfDocument(raw) as document:
        return "\n\n".join(page.get_textpage().get_text_bounded() for page in document)


def compared(paragraphs: list[str], text: str) -> Counter[str]:
    """How much of what was printed was read."""
    wanted, found = " ".join(paragraphs).split(), text.removeprefix(HEAD).split()
    same = sum(block.size for block in SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks())
    parts = Counter(" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    ended = [paragraph for paragraph in paragraphs if paragraph.endswith((".", "!", "?"))]
    return Counter({
        "words": len(wanted), "lost": len(wanted) - same, "too many": len(found) - same, "paragraphs": len(ended),
        "whole": sum(parts[paragraph] > 0 for paragraph in ended),
    })  # fmt: skip


if __name__ == "__main__":
    main()
