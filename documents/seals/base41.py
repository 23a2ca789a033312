"""Bytes as text in forty-one characters that a QR writes in five and a half bits and an address carries unescaped.

Base 45 (RFC 9285) needs the space and the percent sign, which a fragment must escape. Two bytes fit three characters of
forty-one as well, and the two that end a sentence, full stop and colon, never come last.
"""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+-/.:"


def encode(content: bytes) -> str:
    """Three characters for two bytes, two for one left over; the least significant first."""
    written: list[str] = []
    for start in range(0, len(content), 2):
        chunk = content[start : start + 2]
        number = int.from_bytes(chunk, "big")
        for _place in range(len(chunk) + 1):
            number, digit = divmod(number, 41)
            written.append(ALPHABET[digit])
    return "".join(written)


def decode(text: str) -> bytes:
    """The bytes.

    Raises:
        ValueError: a foreign character, a cut text, or three characters that exceed two bytes.
    """
    read = bytearray()
    for start in range(0, len(text), 3):
        chunk = text[start : start + 3]
        if len(chunk) == 1:
            raise ValueError("one character is left over")
        number = sum(ALPHABET.index(character) * 41**place for place, character in enumerate(chunk))
        try:
            read += number.to_bytes(len(chunk) - 1, "big")
        except OverflowError as error:
            raise ValueError("characters that no bytes give") from error
    return bytes(read)
