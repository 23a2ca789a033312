"""Writes a letter as a Word file from its own HTML, so that its wording exists once."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from documents.docx import ooxml
from documents.docx.looks import Look, look_of
from documents.docx.pictures import png_of
from documents.docx.tree import Node, tree_of
from documents.docx.zones import OPEN_ZONE, SheetLine, Zone, split
from documents.rendering.letters import html_of, metadata_of
from documents.wording import Language

COPY = {"ar": "نسخة", "fr": "Copie", "en": "Copy"}
_BLOCKS = frozenset({"div", "p", "h1", "h2", "h3", "ol", "ul", "table", "header", "main", "body", "section", "article"})
_SKIPPED = frozenset({"head", "title", "script", "style", "template"})
_BLANK = re.compile(r"[ \t\n\r\f]+")


def docx_of(
    *,
    template: str,
    language: Language,
    context: Mapping[str, Any],
    is_copy: bool = False,
    zones: Sequence[Zone] = (),
    sheet: Sequence[SheetLine] = (),
) -> bytes:
    """The letter as DOCX. `zones` are the places left open in a draft, `sheet` what is asked beside the letter.

    Raises:
        ContextError, MissingFact: the context does not fit the letter.
    """
    told: dict[str, Any] = {"template": template, "language": language, "context": context}
    document = docx.Document()
    ooxml.set_up(document, language=language)
    body = document.element.body
    writer = _Writer(document, language=language, zones=zones)
    page = tree_of(html_of(**told))
    header, footer = document.sections[0].header, document.sections[0].footer
    for part in (header, footer):
        part._element.remove(part.paragraphs[0]._p)
    if is_copy:
        writer.paragraph(header, _marks(context), look_of(Look(), "p", ["draft"]))
    writer.flow(page, document, Look())
    if sheet:
        writer.sheet(sheet)
    for part in (header, footer):
        if not part.paragraphs:
            part.add_paragraph()
    if zones or sheet:
        ooxml.lock(document)
    if body[-1].tag != qn("w:sectPr"):  # Word wants the section last
        body.append(body.find(qn("w:sectPr")))
    _tell_properties(document, told, language)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _marks(context: Mapping[str, Any]) -> "list[_Piece]":
    """نسخة – Copie – Copy, each in its direction, and the number of what it is a copy of."""
    number = f" – {context['number']}" if context["number"] else ""
    latin = f" – {COPY['fr']} – {COPY['en']}{number}"
    return [_Piece(COPY["ar"], direction="rtl", language="ar"), _Piece(latin, direction="ltr", language="fr")]


def _tell_properties(document: WordDocument, told: Mapping[str, Any], language: Language) -> None:
    metadata = metadata_of(**told)
    properties = document.core_properties
    properties.title, properties.author = metadata.title[:255], metadata.author[:255]
    properties.subject, properties.language = metadata.subject[:255], ooxml.TAGS[language]
    properties.last_modified_by, properties.comments = "", ""
    properties.created = properties.modified = datetime.fromisoformat(metadata.created)
    properties.identifier = str(told["context"]["number"] or "")[:255]


@dataclass(frozen=True)
class _Piece:
    """Words, a line break, a field or a picture inside a paragraph."""

    text: str = ""
    look: Look | None = None
    direction: str = ""
    language: str = ""
    kind: str = "text"
    node: Node | None = None


@dataclass
class _Place:
    """Where the walk is: what surrounds the element."""

    look: Look
    direction: str
    language: str
    list_id: str = ""
    pieces: list[_Piece] = field(default_factory=list)


class _Writer:
    def __init__(self, document: WordDocument, *, language: Language, zones: Sequence[Zone]) -> None:
        self.document, self.language, self.zones = document, language, zones
        self.direction = "rtl" if language == "ar" else "ltr"
        self.section = document.sections[0]

    # Blocks
    def flow(self, node: Node, container: Any, look: Look, *, first: Any = None, list_id: str = "") -> None:
        """Writes what is inside an element, paragraph by paragraph; `first` is an empty paragraph to begin with."""
        place = _Place(look, node.attrs.get("dir", self.direction), node.attrs.get("lang", self.language), list_id)

        def end_paragraph() -> None:
            nonlocal first
            if _tidy(place.pieces):
                written = self.paragraph(container, _tidy(place.pieces), look, direction=place.direction, into=first)
                first = None
                if list_id:
                    ooxml.list_item(written, list_id)
            place.pieces.clear()

        for child in node.children:
            if isinstance(child, Node) and child.tag in _BLOCKS:
                end_paragraph()
                self.block(child, container, look)
            else:
                self.inline(child, place)
        end_paragraph()

    def block(self, node: Node, container: Any, look: Look) -> None:
        look = look_of(look, node.tag, node.classes)
        if "foot" in node.classes:
            self.flow(node, self.section.footer, look)
        elif "draft" in node.classes:
            self.flow(node, self.section.header, look)
        elif node.tag in ("ol", "ul"):
            list_id = ooxml.new_list(self.document, is_numbered=node.tag == "ol")
            for item in node.every("li"):
                self.flow(item, container, look_of(look, "li", item.classes), list_id=list_id)
        elif node.tag == "table":
            self.table(node, container, look)
        else:
            self.flow(node, container, look)
            if node.tag == "header":
                ooxml.shape(container.paragraphs[-1], replace(look, ruled=True, after=8), is_rtl=False)

    def table(self, node: Node, container: Any, look: Look) -> None:
        rows = list(node.every("tr"))
        width = max(len([c for c in row.children if isinstance(c, Node)]) for row in rows)
        table = container.add_table(rows=len(rows), cols=width)
        table.style = "Table Grid"
        if self.direction == "rtl":
            properties = table._tbl.tblPr
            properties.find(qn("w:tblStyle")).addnext(ooxml.element("bidiVisual"))
        heads = len(list(next(node.every("thead"), Node("thead")).every("tr")))
        for number, (row, written) in enumerate(zip(rows, table.rows, strict=True)):
            marks = written._tr.get_or_add_trPr()
            marks.append(ooxml.element("cantSplit"))
            if number < heads:
                marks.append(ooxml.element("tblHeader"))
            for cell, target in zip((c for c in row.children if isinstance(c, Node)), written.cells, strict=False):
                self.flow(cell, target, look_of(look, cell.tag, cell.classes), first=target.paragraphs[0])
                if number < heads:
                    target._tc.get_or_add_tcPr().append(ooxml.element("shd", val="clear", color="auto", fill="F3EFE9"))
        self.paragraph(container, [], replace(look, after=2, scale=0.4))  # Word joins tables that touch

    def sheet(self, lines: Sequence[SheetLine]) -> None:
        """A page of its own after the letter, for what the act asks and the letter does not say."""
        for number, line in enumerate(lines):
            look = Look(bold=line.is_title, scale=1.2 if line.is_title else 1.0)
            paragraph = self.paragraph(self.document, [_Piece(line.text, look=look, direction=self.direction)], look)
            if number == 0:
                paragraph.paragraph_format.page_break_before = True

    # Paragraphs
    def paragraph(self, container: Any, pieces: list[_Piece], look: Look, *, direction: str = "", into: Any = None) -> Any:
        is_rtl = (direction or self.direction) == "rtl"
        paragraph = into if into is not None else container.add_paragraph()
        if look.heading:
            paragraph.style = f"Heading {look.heading}"
        ooxml.shape(paragraph, look, is_rtl=is_rtl)
        if not pieces:
            paragraph.paragraph_format.line_spacing = Pt(4)
        for piece in pieces:
            self.write(paragraph, piece, piece.look or look, is_rtl)
        return paragraph

    def write(self, paragraph: Any, piece: _Piece, look: Look, in_rtl: bool) -> None:
        if piece.kind == "picture" and piece.node:
            content, description = png_of(piece.node)
            drawing = paragraph.add_run().add_picture(io.BytesIO(content), width=Mm(24))
            drawing._inline.docPr.set("descr", description)
        elif piece.kind == "field":
            paragraph._p.append(ooxml.page_field(piece.text, look, base=self.language))
        else:
            for number, text in split(piece.text) if self.zones else [(None, piece.text)]:
                runs = list(
                    ooxml.runs_of(
                        text,
                        look,
                        is_rtl=piece.direction == "rtl",
                        in_rtl=in_rtl and number is None,
                        language=piece.language or self.language,
                        base=self.language,
                    )
                )
                paragraph._p.extend(runs if number is None else [self._zone(number, runs)])

    def _zone(self, number: int, runs: list[Any]) -> Any:
        zone = self.zones[number]
        is_empty = not zone.text
        return ooxml.zone(zone.tag, zone.title, runs, number=number, is_multiline=zone.is_multiline, is_empty=is_empty)

    # Words
    def inline(self, child: Node | str, place: _Place) -> None:
        if isinstance(child, str):
            place.pieces.append(_Piece(child, place.look, place.direction, place.language))
        elif child.tag == "br":
            place.pieces.append(_Piece("\n", place.look, place.direction, place.language, kind="break"))
        elif child.tag in ("svg", "img"):
            place.pieces.append(_Piece(kind="picture", node=child))
        elif {"page", "pages"} & set(child.classes):
            place.pieces.append(_Piece("PAGE" if "page" in child.classes else "NUMPAGES", place.look, kind="field"))
        elif child.tag not in _SKIPPED:
            inner = _Place(
                look_of(place.look, child.tag, child.classes),
                child.attrs.get("dir", place.direction),
                child.attrs.get("lang", place.language),
            )
            for each in child.children:
                self.inline(each, inner)
            place.pieces.extend(inner.pieces)


def _tidy(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Spaces as a browser shows them: one between words, none at the ends of a line."""
    tidy: list[_Piece] = []
    at_start = True
    for piece in pieces:
        if piece.kind != "text":
            if piece.kind == "break":
                _strip_end(tidy)
            tidy.append(piece)
            at_start = piece.kind == "break"
            continue
        keeps = bool(piece.look and piece.look.keeps_lines) or (OPEN_ZONE in piece.text)
        text = piece.text if keeps else _BLANK.sub(" ", piece.text)
        text = text.lstrip(" ") if at_start else text
        if text:
            tidy.append(replace(piece, text=text))
            at_start = text.endswith((" ", "\n"))
    _strip_end(tidy)
    return [piece for piece in tidy if piece.text or piece.kind != "text"]


def _strip_end(pieces: list[_Piece]) -> None:
    while pieces and pieces[-1].kind == "text":
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip(" \n"))
        if pieces[-1].text:
            return
        pieces.pop()
