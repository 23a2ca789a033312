"""Word files opened with python-docx: every paragraph in order, tables included."""

import io
import re
import unicodedata
from typing import Any

import docx
from docx.oxml.ns import qn

_MARKS = re.compile("[\u200e\u200f]")


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def paragraphs(file: Any) -> list[Any]:
    """The `w:p` elements of the body."""
    return list(file.element.body.iter(qn("w:p")))


def text_of(node: Any) -> str:
    """The words under an element; a line break is a space."""
    said = [(each.text or "") if each.tag == qn("w:t") else " " for each in node.iter(qn("w:t"), qn("w:br"))]
    return " ".join(_MARKS.sub("", unicodedata.normalize("NFC", "".join(said))).split())


def whole_text(file: Any) -> str:
    """Header, body and footer, one paragraph a line."""
    section = file.sections[0]
    margins = [list(part._element.iter(qn("w:p"))) for part in (section.header, section.footer)]
    nodes = [*margins[0], *paragraphs(file), *margins[1]]
    return "\n".join(filter(None, map(text_of, nodes)))
