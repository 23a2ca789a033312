"""What a Word file says: its locked paragraphs, normalised, and the texts of its zones."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from documents.docx.check import MAIN, FileRefused, parts_of

_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MARGIN = re.compile(r"word/(header|footer|footnotes|endnotes|comments)[0-9]*\.xml")
_SKIPPED = frozenset(qn(f"w:{tag}") for tag in ("del", "moveFrom", "instrText", "fldSimple", "sdtPr", "pPr", "rPr", "delText"))
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}


@dataclass
class Reading:
    """Paragraphs in order, zones as ⟦tag⟧; what zones say by tag; what stands in the margins."""

    paragraphs: list[str] = field(default_factory=list)
    zones: dict[str, str] = field(default_factory=dict)
    margins: set[str] = field(default_factory=set)


def read(content: bytes, *, is_zone: Any) -> Reading:
    """The words of a file; `is_zone` tells whether a tag is one of ours.

    Raises:
        FileRefused: the file is not a plain Word document, or names a zone twice.
    """
    parts = parts_of(content)
    reading = Reading()
    walk = _Walk(reading, is_zone)
    walk.blocks(_body(parts[MAIN]))
    for name, part in parts.items():
        if _MARGIN.fullmatch(name):
            margin = Reading()
            _Walk(margin, lambda _tag: False).blocks(_body(part))
            reading.margins.update(margin.paragraphs)
    return reading


def _body(part: bytes) -> Any:
    try:
        return parse_xml(part)
    except ValueError as error:  # lxml's own errors are SyntaxErrors
        raise FileRefused from error
    except SyntaxError as error:
        raise FileRefused from error


def normalised(text: str) -> str:
    """The same words, whatever a word processor did to their spaces and invisible marks."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def normalised_lines(text: str) -> str:
    """The same, line by line, without empty lines."""
    return "\n".join(line for line in map(normalised, text.split("\n")) if line)


class _Walk:
    def __init__(self, reading: Reading, is_zone: Any) -> None:
        self.reading, self.is_zone = reading, is_zone

    def blocks(self, node: Any) -> None:
        for child in _elements(node):
            tag = self._zone(child)
            if tag:
                self._keep(tag, child, (self._inline(p) for p in child.iter(qn("w:p"))))
                self.reading.paragraphs.append(f"⟦{tag}⟧")
            elif child.tag == qn("w:p"):
                if text := normalised(self._inline(child)):
                    self.reading.paragraphs.append(text)
            elif child.tag not in _SKIPPED:
                self.blocks(child)

    def _zone(self, node: Any) -> str:
        if node.tag != qn("w:sdt"):
            return ""
        found = node.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        tag = found.get(qn("w:val"), "") if found is not None else ""
        return tag if tag and self.is_zone(tag) else ""

    def _keep(self, tag: str, node: Any, lines: Iterable[str]) -> None:
        if tag in self.reading.zones:
            raise FileRefused
        is_prompt = node.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None
        self.reading.zones[tag] = "" if is_prompt else normalised_lines("\n".join(lines))

    def _inline(self, node: Any) -> str:
        """The text of a paragraph, without deleted words and without what fields count."""
        said: list[str] = []
        is_result = False
        for child in _elements(node):
            if child.tag == qn("w:r") and (mark := child.find(qn("w:fldChar"))) is not None:
                is_result = mark.get(qn("w:fldCharType")) in ("begin", "separate")
                continue
            if child.tag in _SKIPPED or is_result:
                continue
            if child.tag == qn("w:t"):
                said.append(child.text or "")
            elif child.tag in _BREAKS:
                said.append(_BREAKS[child.tag])
            elif tag := self._zone(child):
                self._keep(tag, child, [self._inline(child.find(qn("w:sdtContent")))])
                said.append(f"⟦{tag}⟧")
            else:
                said.append(self._inline(child))
        return "".join(said)


def _elements(node: Any) -> list[Any]:
    return [child for child in node if isinstance(child.tag, str)] if node is not None else []
