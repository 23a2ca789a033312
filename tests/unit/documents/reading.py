"""What a PDF says, read back by another library than the one that wrote it."""

import re
import unicodedata
from html.parser import HTMLParser

import pypdfium2

_ARABIC = re.compile("[\u0621-\u064a]{2,}")
_LATIN = re.compile("[a-zà-ÿœ]{2,}")
_VOWELS = re.compile(r"\s?[\u064b-\u0652]|\u0640")  # PDFium sets a space before a sign


def pages(content: bytes) -> list[str]:
    """The text of every page."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def words(text: str) -> set[str]:
    """Arabic and Latin words of two letters and more, without vowel signs, in lower case."""
    plain = _VOWELS.sub("", unicodedata.normalize("NFKC", text)).lower()
    return {*_ARABIC.findall(plain), *_LATIN.findall(plain)}


class _Visible(HTMLParser):
    hidden = 0

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag in ("title", "svg")
        self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("title", "svg")
        self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(data)


def words_of_html(html: str) -> set[str]:
    """Words that a reader of the page sees."""
    parser = _Visible()
    parser.feed(html)
    return words("".join(parser.pieces))


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(sorted(name for name, _ in attrs))))

    def handle_decl(self, decl: str) -> None:
        self.found.append(("!", (decl,)))

    def handle_pi(self, data: str) -> None:
        self.found.append(("?", (data,)))


def markup(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every tag with the names of its attributes, declarations included: what a text must not be able to change."""
    parser = _Tags()
    parser.feed(html)
    return parser.found
