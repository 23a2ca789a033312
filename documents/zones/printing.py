"""A text by staff becomes the HTML of its zone: every character escaped, every variable printed by a function of ours."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.template import Context, Library
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from documents.laws import Language
from documents.rendering.context import MissingFact
from documents.zones.catalogue import Zone, taken, zone_of, zones_taken
from documents.zones.syntax import Block, Line, Mark, Variable, parse
from documents.zones.variants import lookup

register = Library()


@register.simple_tag(takes_context=True)
def zone(context: Context, name: str, article: str = "") -> SafeString:
    """The text in force of a zone of this letter, as it was frozen; the built-in one when nobody has edited it.

    Of a zone with variants, the one that the facts of the letter take; nothing when they take none. With `article`, the
    text is an article of a decision, under that heading, which is nobody's to edit.
    """
    found = taken(context["letter"], name, context)
    if found is None:
        return SafeString()
    language: Language = context["language"]
    worded = {one["zone"]: one["text"] for one in context.get("wording") or ()}
    said = html_of(found, worded.get(found.name) or found.builtin(language), context, language)
    return _headed(said, article) if article else said


def _headed(said: SafeString, article: str) -> SafeString:
    label = format_html('<span class="label">{} —</span> ', article)
    first, rest = said[:3], said[3:]
    if first != "<p>":  # a list: the heading stands before it
        return format_html('<p class="article">{}</p>\n{}', label, said)
    return format_html('<p class="article">{}{}', label, mark_safe(rest))  # noqa: S308 (printed above)


def html_of(zone: Zone, text: str, facts: Mapping[str, Any] | Context, language: Language) -> SafeString:
    """Paragraphs and lists. Raises Unreadable on a text that was never checked, MissingFact on a hole."""
    return mark_safe("\n".join(_block(block, zone, facts, language) for block in blocks(zone.code, text)))  # noqa: S308 (escaped below)


@lru_cache(maxsize=512)
def blocks(code: str, text: str) -> tuple[Block, ...]:
    return parse(text, zone_of(code).variables)


def missing_of(letter: str, facts: Mapping[str, Any]) -> list[str]:
    """Names that the frozen texts of a letter use and its facts lack: such a letter is not ordered."""
    absent = []
    worded = {one["zone"]: one["text"] for one in facts.get("wording") or ()}
    for found in zones_taken(letter, facts):
        for text in worded.get(found.name, {}).values():
            pieces = [p for block in blocks(found.code, text) for line in block.lines for p in line]
            absent += [p.name for p in pieces if isinstance(p, Variable) and _value(p, found, facts) is None]
    return absent


def _block(block: Block, zone: Zone, facts: Mapping[str, Any] | Context, language: Language) -> str:
    lines = [_line(line, zone, facts, language) for line in block.lines]
    if block.kind == "paragraph":
        return f"<p>{'<br>'.join(lines)}</p>"
    name = "ul" if block.kind == "bullets" else "ol"
    return f"<{name}>{''.join(f'<li>{line}</li>' for line in lines)}</{name}>"


def _line(line: Line, zone: Zone, facts: Mapping[str, Any] | Context, language: Language) -> str:
    said, is_open = [], False
    for piece in line:
        if isinstance(piece, Mark):
            is_open = not is_open
            said.append("<strong>" if is_open else "</strong>")
        else:
            said.append(escape(piece) if isinstance(piece, str) else _printed(piece, zone, facts, language))
    return "".join(said)


def _printed(variable: Variable, zone: Zone, facts: Mapping[str, Any] | Context, language: Language) -> str:
    value = _value(variable, zone, facts)
    if value is None:
        raise MissingFact(variable.name)
    return zone.variables[variable.name].ways[variable.filter].write(value, variable.argument, language)


def _value(variable: Variable, zone: Zone, facts: Mapping[str, Any] | Context) -> Any:
    """What the letter tells; of the citation of a legal text, which text."""
    return zone.variables[variable.name].constant or lookup(facts, variable.name)
