"""A lesson as QTI 2.1 (https://www.imsglobal.org/question/): a package of questions, their pictures and a test."""

from collections.abc import Iterator, Mapping, Sequence

from ..escape import Html, element
from .items import Item

__all__ = ["qti"]

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_WHERE = f"{_QTI} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
_MATCH = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"


def qti(items: Sequence[Item], title: str, pictures: Mapping[int, str], about: str = "") -> dict[str, str]:
    """The files of the package, by name; the test begins with what `about` says."""
    files = {f"q{n + 1}.xml": _item(n, item, pictured=n in pictures) for n, item in enumerate(items)}
    files |= {f"q{n + 1}.svg": picture for n, picture in pictures.items()}
    files["test.xml"] = _test(items, title, about)
    return {"imsmanifest.xml": _manifest(items, pictures), **files}


def _document(name: str, *inside: str, **attributes: str) -> str:
    spaces = {"xmlns": _QTI, "xmlns:xsi": _XSI, "xsi:schemaLocation": _WHERE}
    return f"{_HEAD}{element(name, *inside, **spaces, **attributes)}\n"


def _item(number: int, item: Item, *, pictured: bool) -> str:
    shown = element("p", element("img", src=f"q{number + 1}.svg", alt=item.head)) if pictured else Html("")
    scored = not item.is_open
    body = element("itemBody", element("p", element("strong", item.head)), *item.quoted_html, shown, _interaction(item))
    title = " ".join((item.text or item.head).split())[:80]
    return _document(
        "assessmentItem", *_declared(item), body,
        *([element("responseProcessing", template=_MATCH)] if scored else []),
        identifier=f"q{number + 1}", title=title, adaptive="false", timeDependent="false",
    )  # fmt: skip


def _declared(item: Item) -> Iterator[Html]:
    right = [element("correctResponse", *(element("value", f"c{n}") for n in item.right))] if item.options else []
    if not item.options and not item.is_open:
        right = [element("correctResponse", element("value", item.accepted[0]))]
    yield element(
        "responseDeclaration", *right, identifier="RESPONSE",
        cardinality="ordered" if item.kind == "order" else "single",
        baseType="identifier" if item.options else "string",
    )  # fmt: skip
    yield element(
        "outcomeDeclaration", element("defaultValue", element("value", "0")), identifier="SCORE", cardinality="single",
        baseType="float",
    )  # fmt: skip


def _interaction(item: Item) -> Html:
    choices = [element("simpleChoice", option, identifier=f"c{n}") for n, option in enumerate(item.options)]
    if item.kind == "order":
        return element("orderInteraction", *choices, responseIdentifier="RESPONSE", shuffle="false")
    if choices:
        return element("choiceInteraction", *choices, responseIdentifier="RESPONSE", shuffle="false", maxChoices="1")
    if item.is_open:
        return element("extendedTextInteraction", responseIdentifier="RESPONSE", expectedLines="8")
    return element("p", element("textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="30"))


def _test(items: Sequence[Item], title: str, about: str) -> str:
    rows = [element("assessmentItemRef", identifier=f"q{n + 1}", href=f"q{n + 1}.xml") for n in range(len(items))]
    rubric = [element("rubricBlock", element("p", about), view="candidate")] if about else []
    section = element("assessmentSection", *rubric, *rows, identifier="section", title=title, visible="true")
    part = element(
        "testPart", section, identifier="part", navigationMode="nonlinear", submissionMode="individual"
    )  # fmt: skip
    return _document("assessmentTest", part, identifier="test", title=title)


def _manifest(items: Sequence[Item], pictures: Mapping[int, str]) -> str:
    rows = [
        element(
            "resource", element("file", href=f"q{n + 1}.xml"),
            *([element("file", href=f"q{n + 1}.svg")] if n in pictures else []),
            identifier=f"q{n + 1}", type="imsqti_item_xmlv2p1", href=f"q{n + 1}.xml",
        )
        for n in range(len(items))
    ]  # fmt: skip
    needs = [element("dependency", identifierref=f"q{n + 1}") for n in range(len(items))]
    test = element(
        "resource", element("file", href="test.xml"), *needs, identifier="test", type="imsqti_test_xmlv2p1",
        href="test.xml",
    )  # fmt: skip
    about = element("metadata", element("schema", "QTIv2.1 Package"), element("schemaversion", "1.0.0"))
    held = (about, element("organizations"), element("resources", test, *rows))
    return f"{_HEAD}{element('manifest', *held, xmlns=_CP, identifier='lesson')}\n"
