"""Decoding: the bytes of a text file -> its text."""

import logging

import pytest

from mapper.errors import InputError
from mapper.read.decode import decode, looks_binary

STORY = "Two people died in the shelling of Kherson on Monday.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_is_nothing_to_speak_of(encoding: str, caplog: pytest.LogCaptureFixture) -> None:
    """With a byte order mark or without, and the mark is no part of the text."""
    assert decode("Київ 😀\r\n".encode(encoding), "a.txt") == "Київ 😀\r\n"
    assert not caplog.records


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "São Tomé – “quiet”, said the President’s office in Bogotá. " + STORY * 2),
        ("cp1251", "Российские войска обстреляли Харьков во вторник, сообщили местные власти."),
        ("koi8_r", "Российские войска обстреляли Харьков во вторник, сообщили местные власти."),
        ("cp1256", "انفجار في بغداد اليوم وقتل عدد من الأشخاص في الهجوم الذي وقع قرب السوق"),
        ("gb18030", "北京发生了示威活动，警察出动。"),
        ("utf-16", "Strikes hit Łódź and Харків."),
        ("utf-32", "Strikes hit Łódź and Харків."),
    ],
)
def test_another_encoding_is_recognised_and_said(caplog: pytest.LogCaptureFixture, encoding: str, text: str) -> None:
    """What is not UTF-8 is read right, with a warning that names the file and the encoding."""
    assert decode(text.encode(encoding), "a.txt") == text
    assert [(r.levelno, r.getMessage()) for r in caplog.records] == [
        (logging.WARNING, f"a.txt: is not UTF-8 and was read as {encoding}")
    ]


@pytest.mark.parametrize(
    "raw", [b"GIF89a\x01\0\x01\0", bytes(range(256)), b"%PDF-1.7", b"PK\x03\x04x", b"{\\rtf1 x}", b"ab\x01\x02" * 9]
)
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    """Documents and pictures by their heads, anything else by its control characters."""
    assert looks_binary(raw)
    with pytest.raises(InputError, match=r"^a\.txt: is binary and not text; save the article as text, in UTF-8$"):
        decode(raw, "a.txt")


@pytest.mark.parametrize("raw", [b"\x81\x8d\x8f\x90\x9d" * 9, b"\xff\xfea", b"\xff\xfe\0\0a"])
def test_an_encoding_that_cannot_be_told_is_an_error(raw: bytes) -> None:
    """Nothing is guessed that does not decode."""
    with pytest.raises(InputError, match=r"^a\.txt: is in an encoding that cannot be told; save it as UTF-8$"):
        decode(raw, "a.txt")
