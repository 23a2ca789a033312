"""Draws up each object of a PDF once: left alone, the library does it once for the file and once more for its digest."""

import zlib
from typing import Any

import pydyf

# The usual level: the highest takes three times as long and saves two per cent.
LEVEL = 6


class Drawn(pydyf.Object):
    """An object whose bytes are known."""

    def __init__(self, original: Any) -> None:
        super().__init__()
        self.number, self.generation, self.free = original.number, original.generation, original.free
        self._data: bytes = _bytes_of(original)
        self._is_compressible = bool(original.compressible)

    @property
    def data(self) -> bytes:
        return self._data

    @property
    def compressible(self) -> bool:
        return self._is_compressible


def draw_once(_document: object, pdf: Any) -> None:
    """For `write_pdf(finisher=…)`: nothing is added to the objects after this."""
    pdf.objects[:] = [Drawn(each) if each.free == "n" else each for each in pdf.objects]


def _bytes_of(original: Any) -> bytes:
    if isinstance(original, pydyf.Stream) and original.compress:
        plain = b"\n".join(map(_plain, original.stream))
        packed = pydyf.Stream([zlib.compress(plain, LEVEL)], {**original.extra, "Filter": "/FlateDecode"})
        return bytes(packed.data)
    return bytes(original.data)


def _plain(piece: Any) -> bytes:
    # Pieces are bytes and texts; for anything else the library's own spelling, inside the brackets of a list.
    if isinstance(piece, bytes):
        return piece
    return piece.encode("ascii") if isinstance(piece, str) else bytes(pydyf.Array([piece]).data[1:-1])
