"""Pictures: measured before they are decoded, decoded in full, and written anew without anything but their pixels."""

from pathlib import Path

from PIL import Image, ImageFile, ImageOps, JpegImagePlugin, PngImagePlugin

from forms.gate import limits
from forms.gate.refused import Refused

ImageFile.LOAD_TRUNCATED_IMAGES = False
# The decoder is named: Pillow is never asked to find one that fits the content.
DECODERS = {"jpeg": JpegImagePlugin.jpeg_factory, "png": PngImagePlugin.PngImageFile}


def rewrite(path: Path, *, kind: str, to: Path) -> None:
    """Decode the picture at `path` and write its pixels to `to`, upright, in the same format."""
    try:
        picture: Image.Image = DECODERS[kind](path)  # type: ignore[arg-type]  # they open paths, too
        if picture.width * picture.height > limits.PIXELS:
            raise Refused("too_many_pixels")
        picture.load()
    except ValueError as error:  # compressed texts that unpack beyond Pillow's limits
        raise Refused("unpacked_too_large" if "too large" in str(error).lower() else "image_broken") from error
    picture = to_plain_pixels(upright(picture), keep_alpha=kind == "png")
    if kind == "jpeg":
        picture.save(to, format="JPEG", quality=limits.JPEG_QUALITY)
    else:
        picture.save(to, format="PNG", compress_level=limits.PNG_LEVEL)


def upright(picture: Image.Image) -> Image.Image:
    """Turned as the camera noted; a note that cannot be read is no reason to refuse the picture."""
    try:
        return ImageOps.exif_transpose(picture)
    except (ValueError, TypeError, SyntaxError, OSError, KeyError, IndexError, OverflowError, AttributeError):
        return picture


def to_plain_pixels(picture: Image.Image, *, keep_alpha: bool) -> Image.Image:
    """The same picture in bilevel, grey or colour, with nothing attached: no profile, palette, comment or text."""
    has_alpha = "transparency" in picture.info or picture.mode in ("LA", "PA", "RGBA", "RGBa", "La")
    if picture.mode.startswith("I") or picture.mode == "F":
        # Sixteen bits: Pillow would cut the high values instead of scaling them.
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif has_alpha and keep_alpha:
        picture = picture.convert("LA" if picture.mode in ("L", "LA", "La") else "RGBA")
    elif picture.mode not in ("1", "L"):
        picture = picture.convert("RGB")
    elif picture.mode == "1" and not keep_alpha:
        picture = picture.convert("L")
    plain = picture.copy()
    plain.info.clear()
    return plain
