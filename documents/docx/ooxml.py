"""What Word needs beyond python-docx: both directions of writing, fields, lists that start at one, locked zones."""

import re
from collections.abc import Iterator
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from documents.docx.looks import SIZES, Look

FONT = "Amiri"
TAGS = {"ar": "ar-TN", "fr": "fr-FR", "en": "en-GB"}
_LRM = "\u200e"
_ARABIC = re.compile("([\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]+(?:[ \u00a0]+[\u0600-\u06ff]+)*)")
# Of a paragraph or a run, in the order that the schema asks for.
_PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens "
    "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
    "rPr sectPr pPrChange"
).split()


def element(tag: str, **attributes: object) -> Any:
    """`w:tag` with its `w:` attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def put(properties: Any, child: Any) -> None:
    """Adds a property to a paragraph where the schema has its place, instead of one of the same name."""
    name = child.tag.rpartition("}")[2]
    for old in properties.findall(child.tag):
        properties.remove(old)
    later = {qn(f"w:{other}") for other in _PARAGRAPH[_PARAGRAPH.index(name) + 1 :]}
    following = next((each for each in properties if each.tag in later), None)
    if following is None:
        properties.append(child)
    else:
        following.addprevious(child)


def set_up(document: WordDocument, *, language: str) -> None:
    """Page, fonts, sizes and languages of the whole file."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(18), Mm(25)
    section.header_distance, section.footer_distance = Mm(8), Mm(8)
    if language == "ar":
        grid = section._sectPr.find(qn("w:docGrid"))
        bidi = element("bidi")
        section._sectPr.append(bidi) if grid is None else grid.addprevious(bidi)
    for default in document.styles.element.iter(qn("w:lang")):
        default.set(qn("w:val"), TAGS["fr" if language == "ar" else language])
        default.set(qn("w:bidi"), TAGS["ar"])
    for style in document.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH and style.name in ("Normal", "Header", "Footer", *_HEADINGS):
            properties = style.element.get_or_add_rPr()
            for old in properties.findall(qn("w:rFonts")):
                properties.remove(old)
            properties.insert(0, _fonts())
            style.font.size = Pt(SIZES[language])
            style.font.color.rgb = RGBColor.from_string("111111")
    document.styles["Normal"].paragraph_format.line_spacing = 1.0


_HEADINGS = ("Heading 1", "Heading 2", "Heading 3")


def _fonts() -> Any:
    return element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)


def shape(paragraph: Any, look: Look, *, is_rtl: bool) -> None:
    """Direction, side, spaces and frame of a paragraph. Word counts sides from where the line begins."""
    layout, properties = paragraph.paragraph_format, paragraph._p.get_or_add_pPr()
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    if look.heading:
        layout.keep_with_next = True
    if look.indent:
        layout.left_indent = Mm(look.indent)
    if is_rtl:
        put(properties, element("bidi"))
    if look.align:
        put(properties, element("jc", val={"center": "center", "end": "right"}[look.align]))
    if look.ruled or look.shaded:
        border = element("pBdr")
        side = "bottom" if look.ruled else ("right" if is_rtl else "left")
        border.append(element(side, val="single", sz="6" if look.ruled else "12", space="4", color="7A1F2B"))
        put(properties, border)
    if look.shaded:
        put(properties, element("shd", val="clear", color="auto", fill="FAF8F5"))


def runs_of(text: str, look: Look, *, is_rtl: bool, in_rtl: bool, language: str, base: str) -> Iterator[Any]:
    """The runs of a text: Arabic ones as complex script, and what reads from the left kept so inside Arabic."""
    if is_rtl:
        yield _run(text, look, is_rtl=True, language="ar", base=base)
        return
    if in_rtl and text.strip() and not _ARABIC.search(text):
        text = f"{_LRM}{text}{_LRM}"  # figures in groups would otherwise change places after an Arabic word
    latin = language if language != "ar" else "fr"
    for number, piece in enumerate(_ARABIC.split(text)):
        if piece:
            yield _run(piece, look, is_rtl=number % 2 == 1, language="ar" if number % 2 else latin, base=base)


def _run(text: str, look: Look, *, is_rtl: bool, language: str, base: str) -> Any:
    run, properties = element("r"), element("rPr")
    properties.append(_fonts())
    if look.bold:
        properties.extend([element("b"), element("bCs")])
    properties.append(element("color", val=look.colour))
    size = round(SIZES[base] * look.scale * 2)
    properties.extend([element("sz", val=size), element("szCs", val=size)])
    if is_rtl:
        properties.append(element("rtl"))
    properties.append(element("lang", **{"bidi" if is_rtl else "val": TAGS[language]}))
    run.append(properties)
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(element("br"))
        if line:
            words = element("t")
            words.text = line
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(words)
    return run


def page_field(name: str, look: Look, *, base: str) -> Any:
    """PAGE or NUMPAGES, counted by Word."""
    field = element("fldSimple", instr=name)
    field.append(_run("1", look, is_rtl=False, language="fr", base=base))
    return field


def zone(tag: str, title: str, runs: list[Any], *, number: int, is_multiline: bool, is_empty: bool) -> Any:
    """A place where text may be typed, which cannot itself be deleted."""
    made, properties, content = element("sdt"), element("sdtPr"), element("sdtContent")
    properties.extend([element("alias", val=title[:64]), element("tag", val=tag), element("id", val=1000 + number)])
    properties.append(element("lock", val="sdtLocked"))
    if is_empty:
        properties.append(element("showingPlcHdr"))
    properties.append(element("text", multiLine="1") if is_multiline else element("text"))
    content.extend(runs)
    made.extend([properties, content])
    return made


def lock(document: WordDocument) -> None:
    """Word lets only the zones be changed; what counts is the comparison when the file comes back."""
    document.settings.element.find(qn("w:defaultTabStop")).addprevious(
        element("documentProtection", edit="forms", enforcement="1")
    )


def new_list(document: WordDocument, *, is_numbered: bool) -> str:
    """A list of its own, which starts at one; returns its number."""
    numbering = document.part.numbering_part.element
    abstracts, lists = numbering.findall(qn("w:abstractNum")), numbering.findall(qn("w:num"))
    abstract_id = 1 + max(int(a.get(qn("w:abstractNumId"))) for a in abstracts)
    list_id = 1 + max(int(n.get(qn("w:numId"))) for n in lists)
    abstract, level = element("abstractNum", abstractNumId=abstract_id), element("lvl", ilvl=0)
    abstract.append(element("multiLevelType", val="singleLevel"))
    level.extend(
        [
            element("start", val=1),
            element("numFmt", val="decimal" if is_numbered else "bullet"),
            element("lvlText", val="%1." if is_numbered else "•"),
            element("lvlJc", val="left"),
        ]
    )
    indent = element("pPr")
    indent.append(element("ind", left=454, hanging=340))
    level.append(indent)
    abstract.append(level)
    abstracts[-1].addnext(abstract)
    made = element("num", numId=list_id)
    made.append(element("abstractNumId", val=abstract_id))
    lists[-1].addnext(made)
    return str(list_id)


def list_item(paragraph: Any, list_id: str) -> None:
    """Makes the paragraph an item of a list."""
    properties = element("numPr")
    properties.extend([element("ilvl", val=0), element("numId", val=list_id)])
    put(paragraph._p.get_or_add_pPr(), properties)
