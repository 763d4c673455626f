"""The bytes of a text file -> its text. The only home of charset-normalizer."""

import logging
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from ..errors import InputError

__all__ = ["decode", "encoding_of", "looks_binary"]

_WIDE_BOMS = (BOM_UTF16_LE, BOM_UTF16_BE, BOM_UTF32_LE, BOM_UTF32_BE)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b"))
_BINARY_HEADS = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"{\\rtf")
# What news is written in where it is not UTF-8. Left to choose among all, the detector finds Icelandic for Macintosh.
_ENCODINGS = ["cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "gb18030", "big5",
              "cp932", "euc_jp", "cp949"]  # fmt: skip

_log = logging.getLogger(__name__)


def looks_binary(raw: bytes) -> bool:
    """True where the bytes are no text in UTF-8 or any 8-bit encoding: NULs, control characters, a document's head."""
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    return b"\0" in raw or raw.startswith(_BINARY_HEADS) or controls > len(raw) // 100


def decode(raw: bytes, where: str) -> str:
    """The text, without its byte order mark. An encoding other than UTF-8 is logged. Raises InputError."""
    if not raw.startswith(_WIDE_BOMS) and looks_binary(raw):
        raise InputError(f"{where}: is binary and not text; save the article as text, in UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding = _encoding(raw)
    try:
        text = raw.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        raise InputError(f"{where}: is in an encoding that cannot be told; save it as UTF-8") from None
    _log.warning("%s: is not UTF-8 and was read as %s", where, encoding)
    return text


def encoding_of(sample: bytes, where: str) -> str:
    """The encoding of a file that begins so; one other than UTF-8 is logged. Raises InputError."""
    if not sample.startswith(_WIDE_BOMS) and looks_binary(sample):
        raise InputError(f"{where}: is binary and not text; save it as text, in UTF-8")
    try:
        sample.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 3:  # else the sample ends in the middle of a character
            encoding = _encoding(sample)
            if not encoding:
                raise InputError(f"{where}: is in an encoding that cannot be told; save it as UTF-8") from None
            _log.warning("%s: is not UTF-8 and was read as %s", where, encoding)
            return encoding
    return "utf-8-sig"


def _encoding(raw: bytes) -> str:
    """The likeliest encoding of bytes that are not UTF-8, or "" where there is none."""
    if raw.startswith((BOM_UTF32_LE, BOM_UTF32_BE)):
        return "utf-32"
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    if len(raw) - len(raw.decode("ascii", "ignore")) < len(raw) // 20:
        return "cp1252"  # a few quotes, dashes and accents in English: too little for a detector
    from charset_normalizer import from_bytes

    best = from_bytes(raw, cp_isolation=_ENCODINGS).best()
    return best.encoding if best else ""
