"""A lesson as Moodle XML (https://docs.moodle.org/en/Moodle_XML_format), its pictures in the file."""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence

from ..escape import Html, element
from .items import Item

__all__ = ["moodle_xml"]

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_TYPES = {"order": "matching", "compare": "essay", "need": "essay"}


def moodle_xml(items: Sequence[Item], title: str, pictures: Mapping[int, str], about: str = "") -> str:
    """The questions as a category of a question bank, and first what `about` says."""
    category = element("category", element("text", f"$course$/top/{title.replace('/', ' ')}"))
    rows = [element("question", category, type="category")]
    if about:
        name, text = element("name", element("text", title)), _html(element("p", about))
        rows.append(element("question", name, element("questiontext", text, format="html"), type="description"))
    rows += [_question(number, item, pictures.get(number, "")) for number, item in enumerate(items)]
    return f"{_HEAD}{element('quiz', *rows)}\n"


def _question(number: int, item: Item, picture: str) -> Html:
    kind = _TYPES.get(item.kind, "multichoice" if item.options else "shortanswer")
    return element(
        "question",
        element("name", element("text", f"{number + 1}. {' '.join((item.text or item.head).split())[:60]}")),
        element("questiontext", _html(_asked(item, picture)), *_file(picture), format="html"),
        element("generalfeedback", _html(item.told_html), format="html"),
        element("defaultgrade", "0" if kind == "essay" else "1"),
        element("penalty", "0.3333333"),
        *_answers(item, kind),
        type=kind,
    )


def _asked(item: Item, picture: str) -> str:
    shown = element("p", element("img", src="@@PLUGINFILE@@/map.svg", alt=item.head)) if picture else Html("")
    return "".join([element("p", element("strong", item.head)), *item.quoted_html, shown])


def _file(picture: str) -> Iterator[Html]:
    if picture:
        yield element("file", b64encode(picture.encode()).decode(), name="map.svg", path="/", encoding="base64")


def _answers(item: Item, kind: str) -> Iterator[Html]:
    if kind == "essay":
        yield element("responseformat", "editor")
        yield element("responsefieldlines", "10")
    elif kind == "matching":
        yield element("shuffleanswers", "true")
        places = [item.options[n] for n in item.right]
        for option in item.options:
            yield _pair(option, str(places.index(option) + 1))
        if len(places) == 2:  # of which Moodle wants three answers
            yield _pair("", "3")
    elif kind == "multichoice":
        yield element("single", "true")
        yield element("shuffleanswers", "true")
        yield element("answernumbering", "none")
        for n, option in enumerate(item.options):
            text = _html(element("p", option))
            yield element("answer", text, fraction="100" if n in item.right else "0", format="html")
    else:
        yield element("usecase", "0")
        yield from (element("answer", element("text", name), fraction="100") for name in item.accepted)


def _pair(asked: str, answer: str) -> Html:
    return element("subquestion", _html(asked), element("answer", element("text", answer)), format="html")


def _html(markup: str) -> Html:
    """Markup as text, which it is in this file."""
    return element("text", str(markup))
