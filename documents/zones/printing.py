"""A text by staff becomes the HTML of its zone: every character escaped, every variable printed by a function of ours."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.template import Context, Library
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from documents.laws import Language
from documents.rendering.context import MissingFact
from documents.zones.catalogue import Zone, zone_of, zones_of
from documents.zones.syntax import Block, Line, Variable, parse

register = Library()


@register.simple_tag(takes_context=True)
def zone(context: Context, name: str) -> SafeString:
    """The text in force of a zone of this letter, as it was frozen; the built-in one when nobody has edited it."""
    found = zone_of(f"{context['letter']}.{name}")
    language: Language = context["language"]
    worded = {one["zone"]: one["text"] for one in context.get("wording") or ()}
    return html_of(found, worded.get(name) or found.builtin(language), context, language)


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
    for found in zones_of(letter):
        for text in worded.get(found.name, {}).values():
            pieces = [p for block in blocks(found.code, text) for line in block.lines for p in line]
            absent += [p.name for p in pieces if isinstance(p, Variable) and _lookup(facts, p.name) is None]
    return absent


def _block(block: Block, zone: Zone, facts: Mapping[str, Any] | Context, language: Language) -> str:
    lines = [_line(line, zone, facts, language) for line in block.lines]
    if block.kind == "paragraph":
        return f"<p>{'<br>'.join(lines)}</p>"
    name = "ul" if block.kind == "bullets" else "ol"
    return f"<{name}>{''.join(f'<li>{line}</li>' for line in lines)}</{name}>"


def _line(line: Line, zone: Zone, facts: Mapping[str, Any] | Context, language: Language) -> str:
    return "".join(escape(p) if isinstance(p, str) else _printed(p, zone, facts, language) for p in line)


def _printed(variable: Variable, zone: Zone, facts: Mapping[str, Any] | Context, language: Language) -> str:
    value = _lookup(facts, variable.name)
    if value is None:
        raise MissingFact(variable.name)
    return zone.variables[variable.name].ways[variable.filter].write(value, variable.argument, language)


def _lookup(facts: Mapping[str, Any] | Context, name: str) -> Any:
    """A declared name, followed through dictionaries of facts alone: never an attribute, never a call."""
    value: Any = facts
    for key in name.split("."):
        if not isinstance(value, Mapping | Context) or key not in value:
            return None
        value = value[key]
    return value
