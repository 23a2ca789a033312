"""How large the streams of a PDF become, counted while they are unpacked and thrown away."""

import zlib
from collections.abc import Iterable, Iterator

import pikepdf

from forms.gate import limits
from forms.gate.refused import Refused

STEP = 256 * 1024
FLATE = ("/FlateDecode", "/Fl")
PICTURE_CODECS = {"/DCTDecode", "/DCT", "/JPXDecode", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode"}
START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class Meter:
    """Adds up what the streams of one document unpack to, and refuses when it is too much."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self.document = document
        self.total = 0
        self.pictures = 0

    def add(self, stream: pikepdf.Stream) -> None:
        facts = stream.stream_dict
        filters = filters_of(facts)
        if "/Crypt" in filters:
            raise Refused("encrypted")
        if len(filters) > limits.FILTERS:
            raise Refused("unpacked_too_large")
        raw = stream.read_raw_bytes()
        if str(facts.get("/Subtype", "")) == "/Image":
            ceiling = check_picture(facts, filters=filters, raw=raw)
            self.pictures += self.unpack(raw, filters=filters, ceiling=ceiling)
            if self.pictures > limits.UNPACKED_PICTURES:
                raise Refused("unpacked_too_large")
            return
        size = self.unpack(raw, filters=filters, ceiling=limits.UNPACKED - self.total)
        if size > limits.RATIO_FROM and size > limits.RATIO * len(raw):
            raise Refused("unpacked_too_large")
        self.total += size

    def unpack(self, raw: bytes, *, filters: list[str], ceiling: int) -> int:
        """The size after every filter but those of pictures; refuses beyond `ceiling`."""
        general = []
        for name in filters:
            if name in PICTURE_CODECS:
                break
            general.append(name)
        if any(name not in FLATE for name in general):
            return self.unpack_rare(raw, filters=general, ceiling=ceiling)
        chunks: Iterable[bytes] = [raw]
        for _ in general:
            chunks = inflate(chunks)
        size = 0
        for chunk in chunks:
            size += len(chunk)
            if size > ceiling:
                raise Refused("unpacked_too_large")
        return size

    def unpack_rare(self, raw: bytes, *, filters: list[str], ceiling: int) -> int:
        """LZW, run lengths and text encodings: unpacked by qpdf, within the memory of this process."""
        copy = pikepdf.Stream(self.document, raw)
        copy.stream_dict["/Filter"] = pikepdf.Array([pikepdf.Name(name) for name in filters])
        try:
            size = len(copy.read_bytes(pikepdf.StreamDecodeLevel.specialized))
        except pikepdf.PdfError as error:
            if "unfilterable" in str(error):
                return len(raw)  # a filter that no reader knows, either
            raise
        if size > ceiling:
            raise Refused("unpacked_too_large")
        return size


def filters_of(facts: pikepdf.Object) -> list[str]:
    value = facts.get("/Filter")
    if value is None:
        return []
    return [str(value)] if isinstance(value, pikepdf.Name) else [str(name) for name in value]


def inflate(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Flate in small steps; damaged data ends where a reader would stop, too."""
    inflater = zlib.decompressobj()
    try:
        for chunk in chunks:
            rest = chunk
            while rest and not inflater.eof:
                yield inflater.decompress(rest, STEP)
                rest = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error:
        return


def check_picture(facts: pikepdf.Object, *, filters: list[str], raw: bytes) -> int:
    """Refuse a picture with too many pixels; return the bytes that its announced size may unpack to."""
    width, height = int(facts.get("/Width", 0)), int(facts.get("/Height", 0))
    bits = 1 if facts.get("/ImageMask") else int(facts.get("/BitsPerComponent", 8))
    if "/DCTDecode" in filters[-1:] and len(filters) == 1:
        real_width, real_height = jpeg_size(raw)
        width, height = max(width, real_width), max(height, real_height)
    if width < 0 or height < 0 or not 0 < bits <= 16:
        raise Refused("pdf_broken")
    if width * height > (limits.BILEVEL_PIXELS if bits == 1 else limits.PIXELS):
        raise Refused("too_many_pixels")
    if any(name in PICTURE_CODECS for name in filters):
        return len(raw) * 4 + limits.UNPACKED // 10
    row = (width * 4 * bits + 7) // 8 + 1  # four components, and one byte for the predictor
    return row * height + limits.MEGABYTE


def jpeg_size(raw: bytes) -> tuple[int, int]:
    """Width and height that a JPEG announces itself, or zeros."""
    at = 2
    while at + 9 < len(raw):
        if raw[at] != 0xFF:
            at += 1
            continue
        marker = raw[at + 1]
        if marker in START_OF_FRAME:
            return int.from_bytes(raw[at + 7 : at + 9]), int.from_bytes(raw[at + 5 : at + 7])
        if marker == 0xFF or marker == 0x01 or 0xD0 <= marker <= 0xD8:
            at += 1 if marker == 0xFF else 2
            continue
        at += 2 + int.from_bytes(raw[at + 2 : at + 4])
    return 0, 0
