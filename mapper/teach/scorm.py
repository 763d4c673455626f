"""A lesson as a SCORM package: one page that reports its score and answers to the platform that opens it."""

from typing import Literal, get_args

from ..draw.parts import Part
from ..escape import element

__all__ = ["VERSIONS", "Version", "manifest", "reporting"]

Version = Literal["1.2", "2004"]
VERSIONS: tuple[Version, ...] = get_args(Version)

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMAS = {
    "1.2": ("1.2", "http://www.imsproject.org/xsd/imscp_rootv1p1p2", "http://www.adlnet.org/xsd/adlcp_rootv1p2"),
    "2004": ("2004 4th Edition", "http://www.imsglobal.org/xsd/imscp_v1p1", "http://www.adlnet.org/xsd/adlcp_v1p3"),
}
_TYPE = {"1.2": "adlcp:scormtype", "2004": "adlcp:scormType"}


def reporting() -> Part:
    """The part of a page that reports results: it finds out by itself which version it is spoken to in."""
    return Part(name="scorm", data=lambda _: True, scripts=("parts/scorm.js",))


def manifest(title: str, version: Version, identifier: str, page: str = "index.html") -> str:
    """The imsmanifest.xml of a package with one page."""
    edition, packaging, adl = _SCHEMAS[version]
    about = element("metadata", element("schema", "ADL SCORM"), element("schemaversion", edition))
    item = element("item", element("title", title), identifier="item", identifierref="page")
    course = element("organization", element("title", title), item, identifier="course")
    sco = {"identifier": "page", "type": "webcontent", _TYPE[version]: "sco", "href": page}
    held = (
        about,
        element("organizations", course, default="course"),
        element("resources", element("resource", element("file", href=page), **sco)),
    )
    spaces = {"xmlns": packaging, "xmlns:adlcp": adl}
    return f"{_HEAD}{element('manifest', *held, **spaces, identifier=identifier, version='1.0')}\n"
