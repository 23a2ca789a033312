"""One spelling for search: Arabic and Latin words folded so that the ways people write a name meet."""

import re
import unicodedata

_DROPPED = dict.fromkeys(map(ord, "'’‘ʼʻ`´ء\N{ARABIC TATWEEL}"))
_SPELT: dict[int, str] = {
    # Arabic: what is left of the forms of hamza once marks are taken off, and letters that keyboards exchange.
    ord("ٱ"): "ا",
    ord("ة"): "ه",
    ord("ى"): "ي",
    ord("ی"): "ي",
    ord("ک"): "ك",
    ord("ڨ"): "ق",
    ord("ڤ"): "ف",
    ord("پ"): "ب",
    # Latin letters that have no accent to lose.
    ord("œ"): "oe",
    ord("æ"): "ae",
    ord("ø"): "o",
    ord("ł"): "l",
    ord("đ"): "d",
    ord("ı"): "i",
}
_ARTICLES = frozenset({"el", "al"})
_SONS = {"ben": "ben", "bin": "ben", "بن": "بن", "ابن": "بن"}
_ATTACHED = ("ben", "bin", "el", "al", "بن", "ال")
_DOUBLED = re.compile(r"([a-z])\1+")
_UNSEEN = ("Mn", "Me", "Cf")  # marks and invisible signs, which are taken away


def fold(text: str) -> str:
    """The words of a text in their search spelling, one space between them; folding twice changes nothing.

    Hamza, ta marbuta, alif maqsura, tatweel, diacritics and Arabic-Indic digits; case, accents, double letters, the
    article El/Al, and Ben joined to the name that follows it.
    """
    words = _letters(text).split()
    while (shorter := _shortened(words)) != words:
        words = shorter
    return " ".join(words)


def terms(query: str) -> list[str]:
    """What a folded text must contain to answer a query: each word without the article or Ben written onto it."""
    return list(dict.fromkeys(_stem(word) for word in fold(query).split()))


def _shortened(words: list[str]) -> list[str]:
    single = [_DOUBLED.sub(r"\1", word) for word in words]
    named = [word for word in single if word not in _ARTICLES] or single
    joined: list[str] = []
    prefix = ""
    for word in named:
        if word in _SONS:
            prefix += _SONS[word]
        else:
            joined.append(prefix + word)
            prefix = ""
    return [*joined, prefix] if prefix else joined


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(_DROPPED)).casefold()
    plain = unicodedata.normalize("NFKD", plain).translate(_DROPPED).translate(_SPELT)
    return "".join(_letter(c) for c in plain)


def _letter(character: str) -> str:
    if unicodedata.category(character) in _UNSEEN:
        return ""
    if (digit := unicodedata.decimal(character, None)) is not None:
        return str(digit)
    return character if character.isalnum() else " "


def _stem(word: str) -> str:
    for prefix in _ATTACHED:
        if word.startswith(prefix) and len(word) - len(prefix) >= 4:
            return _stem(word[len(prefix) :])
    return word
