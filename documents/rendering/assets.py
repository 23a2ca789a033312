"""The only resources a letter may use: fonts and sheet of this release, by name, and small pictures made here."""

import base64
import binascii
import io
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STYLESHEET = ROOT / "templates" / "documents" / "letter.css"
WARM_UP = STYLESHEET.with_name("warm_up.html")
FONTS = ROOT / "static" / "fonts"

PICTURE_BYTES = 200_000
PICTURE_PIXELS = 4_000_000
_PICTURE = re.compile(r"data:image/(png|jpeg);base64,([A-Za-z0-9+/=]+)")


class AssetRefused(ValueError):
    """A document asked for something that no letter of this release uses."""


@cache
def asset_names() -> frozenset[str]:
    return frozenset(path.name for path in FONTS.glob("amiri-*.woff2"))


@cache
def asset(name: str) -> bytes:
    """The bytes of one asset. The name is looked up in a list, never joined to a path."""
    if name not in asset_names():
        raise AssetRefused(f"no such asset: {name[:80]}")
    return (FONTS / name).read_bytes()


def picture(url: str) -> tuple[bytes, str]:
    """Bytes and media type of a small `data:` picture, after its size has been read from its header."""
    from PIL import Image

    match = _PICTURE.fullmatch(url) if len(url) <= PICTURE_BYTES * 2 else None
    if match is None:
        raise AssetRefused("only small PNG or JPEG data is accepted")
    try:
        content = base64.b64decode(match[2], validate=True)
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image:
            width, height = image.size
    except (binascii.Error, OSError, ValueError, Image.DecompressionBombError) as error:
        raise AssetRefused("not a picture") from error
    if len(content) > PICTURE_BYTES or width * height > PICTURE_PIXELS:
        raise AssetRefused("picture too large")
    return content, f"image/{match[1]}"
