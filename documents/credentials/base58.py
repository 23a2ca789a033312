"""Base 58 in the alphabet of Bitcoin, as multibase `z` writes keys and signatures."""

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def encode(content: bytes) -> str:
    number, text = int.from_bytes(content, "big"), ""
    while number:
        number, place = divmod(number, 58)
        text = ALPHABET[place] + text
    return "1" * (len(content) - len(content.lstrip(b"\0"))) + text


def decode(text: str) -> bytes:
    """Raises ValueError: a character outside the alphabet."""
    number = 0
    for character in text:
        number = number * 58 + ALPHABET.index(character)
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")
