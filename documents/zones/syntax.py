"""The small syntax of texts by staff: paragraphs, lists, bold, declared variables. All else it meets is refused, never run."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from documents.rendering.text import printable
from documents.zones.kinds import Kind

LONGEST = 6_000  # characters of one text
NAME = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"  # of a clause
_VARIABLE = re.compile(r"\{\{ ?([A-Za-z0-9_.]{1,60}) ?(?:\| ?([a-z_]{1,20})(?::\"([^\"{}|<>\n]{1,80})\")? ?)?\}\}")
_CLAUSE = re.compile(rf"\[\[ ?({NAME}) ?\]\]")
_ITEM = re.compile(r"(?:(-)|[0-9]{1,2}[.)]) +(.+)")


class Unreadable(ValueError):
    """The text says something that no letter can print; `sentence` tells its author what, and in which line."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Variable:
    name: str
    filter: str = ""
    argument: str = ""


class Mark:
    """Where bold begins or ends."""


STRONG = Mark()
Line = tuple[str | Variable | Mark, ...]


@dataclass(frozen=True)
class Block:
    """A paragraph of lines, or a list of items."""

    kind: Literal["paragraph", "bullets", "numbers"]
    lines: tuple[Line, ...]


def cleaned(text: str) -> str:
    """As it is kept: nothing invisible, no space at the end of a line, one empty line between paragraphs."""
    lines = "\n".join(line.strip() for line in printable(text).replace("\t", " ").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def parse(text: str, variables: Mapping[str, Kind]) -> tuple[Block, ...]:
    """The blocks of a text in which clauses stand already.

    Raises:
        Unreadable: a tag, an unknown variable or filter, braces or square brackets of another use, too many characters.
    """
    if len(text) > LONGEST:
        raise Unreadable(_("The text is longer than %(most)s characters.") % {"most": LONGEST})
    blocks: list[Block] = []
    kind, lines = "", list[Line]()
    for number, written in enumerate([*text.split("\n"), ""], start=1):
        item = _ITEM.fullmatch(written)
        here = "" if not written else "paragraph" if item is None else "bullets" if item[1] else "numbers"
        if here != kind and kind:
            blocks.append(Block(kind, tuple(lines)))  # type: ignore[arg-type]  # one of the three names
            lines = []
        kind = here
        if here:
            lines.append(_line(item[2] if item else written, number, variables))
    return tuple(blocks)


def _line(written: str, number: int, variables: Mapping[str, Kind]) -> Line:
    pieces: list[str | Variable | Mark] = []
    end = 0
    for found in _VARIABLE.finditer(written):
        pieces += [*_plain(written[end : found.start()], number), _variable(found, number, variables)]
        end = found.end()
    pieces += _plain(written[end:], number)
    if pieces.count(STRONG) % 2:
        raise Unreadable(_("Line %(line)s: bold begins and ends with two asterisks, on the same line.") % {"line": number})
    return tuple(piece for piece in pieces if piece)


def _plain(text: str, number: int) -> list[str | Mark]:
    if "{" in text or "}" in text:
        said = _("Line %(line)s: braces serve for variables alone, each written as in the list: tags, comments and calls do not.")
        raise Unreadable(said % {"line": number})
    if "[[" in text or "]]" in text:
        said = _("Line %(line)s: a clause stands alone on its line, written [[name-of-the-clause]].")
        raise Unreadable(said % {"line": number})
    first, *others = text.split("**")
    return [first, *(piece for other in others for piece in (STRONG, other))]


def _variable(found: re.Match[str], number: int, variables: Mapping[str, Kind]) -> Variable:
    name, filter_, argument = found[1], found[2] or "", found[3] or ""
    told = {"line": number, "name": name, "filter": filter_}
    if name not in variables:
        raise Unreadable(_("Line %(line)s: this text has no variable “%(name)s”. Take one of the list.") % told)
    ways = variables[name].ways
    if filter_ not in ways:
        if not filter_:
            raise Unreadable(_("Line %(line)s: “%(name)s” is written with one of its forms, as the list shows.") % told)
        raise Unreadable(_("Line %(line)s: “%(name)s” cannot be followed by “%(filter)s”.") % told)
    if not ways[filter_].accepts(argument):
        raise Unreadable(_("Line %(line)s: what follows “%(filter)s” is not written as the list shows.") % told)
    return Variable(name, filter_, argument)


def clauses_of(text: str) -> list[str]:
    """Names of the clauses that a text refers to, each alone on its line."""
    return [found[1] for line in text.split("\n") if (found := _CLAUSE.fullmatch(line))]


def with_clauses(text: str, clauses: Mapping[str, str]) -> str:
    """The text with each clause in the place of its name, as paragraphs of their own. Raises KeyError on one not given."""
    lines = text.split("\n")
    return cleaned("\n".join(f"\n{clauses[m[1]]}\n" if (m := _CLAUSE.fullmatch(line)) else line for line in lines))
