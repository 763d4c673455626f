"""A picture of an author's -> its copy for a page: small, and without the place at which it was taken."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path

from ..extras import needs
from ..read.sources import LIMIT, opened
from .authored import Table

__all__ = ["image_of"]

_WIDEST = 1200  # px
_QUALITY = 80


def image_of(table: Table, key: str, path: str) -> str:
    """The picture as a data: address; its path is as the file of `table` sees it. Raises InputError and ExtraError."""
    with needs("pictures", "a picture in a story"):
        from PIL import Image, ImageOps

    with opened(str(Path(table.path).parent / path)) as stream:
        raw = stream.read(LIMIT + 1)
    try:
        with Image.open(BytesIO(raw)) as found:
            picture = ImageOps.exif_transpose(found).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise table.error(key, f"{key!r} is {path!r}, which is no picture; give a JPEG, PNG, GIF or WebP") from None
    picture.thumbnail((_WIDEST, _WIDEST))
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture)
    out = BytesIO()
    paper.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return f"data:image/jpeg;base64,{b64encode(out.getvalue()).decode()}"
