"""The draft of a decision: taken out as a Word file before it is proposed, edited, and handed back as the form of the act."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import Role
from documents.contexts import offices
from documents.contexts.words import text, translated
from documents.docx.read import Reading, normalised, read
from documents.docx.write import docx_of
from documents.docx.zones import SheetLine, Zone, marked, unmarked
from documents.types import DocumentType
from documents.wording import Language
from documents.zones import versions
from workflow.actor import Actor
from workflow.description import in_languages
from workflow.machine import Transition
from workflow.models import Case
from workflow.procedure import Procedure
from workflow.procedures import procedure_of
from workflow.refusals import Refused

# The act that proposes, and the act that signs what was proposed.
_SIGNED_BY = {"propose_approval": "sign_approval", "propose_refusal": "sign_refusal"}
_TAG = re.compile(r"(ar|fr|en)\.([0-9]{8})\.(fact|lifted_by|basis|reason)(?:\.([A-Za-z0-9_-]{1,40}))?", re.ASCII)
_UNSIGNED = text("…", "…", "…")


class NotThisDraft(Refused):
    code = "draft_unknown"
    status = 422
    sentence = gettext_lazy(
        "This file is not the draft of this decision: its editable places are missing. Download the draft again."
    )


class LockedTextChanged(Refused):
    """Only the zones are taken over; a change elsewhere would be lost without a word."""

    code = "draft_changed"
    status = 422

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)


@dataclass(frozen=True)
class Choices:
    """What the officer decides before the texts: grounds of a refusal in order, whether one may ask again, the level."""

    rules: tuple[str, ...] = ()
    may_ask_again: bool = False
    level: str = ""


@dataclass(frozen=True)
class Draft:
    """The draft of one decision on one case, in one language."""

    case: Case
    transition: Transition
    kind: DocumentType
    signing: Transition
    actor: Actor
    language: Language
    choices: Choices
    on: date = field(default_factory=timezone.localdate)

    def content(self) -> bytes:
        """The Word file.

        Raises:
            CannotBeDrawnUp: the case lacks something that the decision must say.
        """
        with translation.override(self.language):
            zones = self._zones()
            context, sheet = self._context(zones), self._sheet(zones)
        return docx_of(template=self.kind.template, language=self.language, context=context, zones=zones, sheet=sheet)

    # What is asked
    def _zones(self) -> list[Zone]:
        if self.choices.level:
            return [self._zone("basis", self.choices.level, _("What the level rests on"), is_multiline=True)]
        fact = _("What was found, and in which document")
        zones = [self._zone("fact", rule, fact) for rule in self.choices.rules]
        if self.choices.may_ask_again:
            zones.append(self._zone("lifted_by", "", _("What would allow a new request"), is_multiline=True))
        return [*zones, self._zone("reason", "", _("Reason"), is_multiline=True)]

    def _zone(self, name: str, detail: str, title: str, *, is_multiline: bool = False) -> Zone:
        tag = f"{self.language}.{self.on:%Y%m%d}.{name}" + (f".{detail}" if detail else "")
        return Zone(tag, title, prompt=_("[Write here: %(what)s]") % {"what": title}, is_multiline=is_multiline)

    def _context(self, zones: Sequence[Zone]) -> dict[str, Any]:
        """What the decision would say, signed by nobody yet, with zones where the officer writes."""
        case = Case.objects.select_related("applicant", "organisation").get(pk=self.case.pk)
        case.facts = {**case.facts, "proposal": self._proposal()}  # in memory: the form of the act writes it
        said = unmarked(self.kind.content(procedure_of(case)(case, actor=self.actor)))
        role = self.signing.by[0]
        said["letterhead"] = offices.letterhead(offices.of_role(case, role))
        said["signature"] = {"name": _UNSIGNED, "function": translated(Role(role).label), "delegated": False}
        said["date"] = self.on.isoformat()
        places = {zone.tag.split(".", 2)[2]: marked(zone, number) for number, zone in enumerate(zones)}
        for ground, rule in zip(said.get("grounds", ()), self.choices.rules, strict=False):
            ground["fact"] = places[f"fact.{rule}"]
        if "lifted_by" in places:
            said["lifted_by"] = [places["lifted_by"]]
        # What is still to be written also says which texts of staff the letter takes.
        said.pop("wording", None)
        said |= versions.worded(self.kind.template, on=self.on, facts=said)
        return cast(dict[str, Any], said)

    def _proposal(self) -> dict[str, Any]:
        if self.choices.level:
            return {"outcome": "approve", "level": self.choices.level}
        offered = grounds_of(procedure_of(self.case))
        grounds = [
            {"rule": rule, "title": in_languages(offered[rule][0]), "law": offered[rule][1], "fact": "…"}
            for rule in self.choices.rules
        ]
        return {"outcome": "refuse", "grounds": grounds, "may_ask_again": self.choices.may_ask_again}

    def _sheet(self, zones: Sequence[Zone]) -> list[SheetLine]:
        """What the act asks and the decision does not print."""
        asked = [(number, zone) for number, zone in enumerate(zones) if zone.tag.split(".")[2] in ("basis", "reason")]
        lines = [SheetLine(_("Proposal sheet: not part of the decision"), is_title=True)]
        for number, zone in asked:
            lines += [SheetLine(zone.title), SheetLine(marked(zone, number))]
        return lines


def grounds_of(procedure: type[Procedure]) -> Mapping[str, tuple[Any, str]]:
    """The grounds of refusal that the procedure offers: code → (label, law)."""
    return cast(Mapping[str, tuple[Any, str]], getattr(procedure.application, "grounds", {}))


def levels_of(procedure: type[Procedure]) -> Sequence[tuple[str, Any]]:
    return cast(Sequence[tuple[str, Any]], getattr(procedure.application, "levels", ()))


def signed_later(procedure: type[Procedure], transition: Transition) -> tuple[DocumentType, Transition] | None:
    """The decision that a proposal prepares and the act that signs it, when it has a draft."""
    signing = procedure.machine.transitions.get(_SIGNED_BY.get(transition.name, ""))
    if signing is None:
        return None
    kinds = [d for d in signing.terms.issues if isinstance(d, DocumentType) and d.needs_signature]
    return (kinds[0], signing) if kinds and kinds[0].code in ("EQD", "REF") else None


def taken_over(content: bytes, draft: Draft) -> dict[str, list[str]]:
    """The fields of the act's form, filled in from a draft that came back; `draft` gives case, act and actor.

    Raises:
        FileRefused: the file is not a plain Word document.
        NotThisDraft: it is another one, or its zones are gone.
        LockedTextChanged: something else than the zones was changed.
    """
    reading = read(content, is_zone=_TAG.fullmatch)
    sent = replace(draft, **_told_by(reading, draft))
    expected = read(sent.content(), is_zone=_TAG.fullmatch)
    _compare(expected, reading)
    with translation.override(sent.language):
        zones = {zone.tag.split(".", 2)[2]: _typed(reading.zones.get(zone.tag, ""), zone) for zone in sent._zones()}
    return _fields(sent.choices, zones)


def _typed(found: str, zone: Zone) -> str:
    return "" if normalised(found) == normalised(zone.prompt) else found


def _told_by(reading: Reading, draft: Draft) -> dict[str, Any]:
    """Language, date and choices, as the tags of the zones carry them: any of them may be forged, none can do harm."""
    found = [match for tag in reading.zones if (match := _TAG.fullmatch(tag))]
    heads = {(match[1], match[2]) for match in found}
    names = [match[3] for match in found]
    if len(heads) != 1:
        raise NotThisDraft
    language, day = heads.pop()
    try:
        on = date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}")
    except ValueError as error:
        raise NotThisDraft from error
    procedure = procedure_of(draft.case)
    level = next((match[4] or "" for match in found if match[3] == "basis"), "")
    rules = tuple(match[4] or "" for match in found if match[3] == "fact")
    known = set(grounds_of(procedure))
    is_approval = draft.transition.name == "propose_approval"
    fits = (
        level in {code for code, _label in levels_of(procedure)} if is_approval else rules and set(rules) <= known and not level
    )
    if not fits or language not in draft.kind.languages:
        raise NotThisDraft
    return {"language": language, "on": on, "choices": Choices(rules, "lifted_by" in names, level)}


def _compare(expected: Reading, found: Reading) -> None:
    for number, paragraph in enumerate(expected.paragraphs):
        there = found.paragraphs[number] if number < len(found.paragraphs) else ""
        if there == paragraph:
            continue
        if paragraph in found.paragraphs[number:] and there not in expected.paragraphs[number:]:
            raise LockedTextChanged(_added(there))
        said = _("This paragraph cannot be edited, and it was changed or removed: “%(paragraph)s”. Nothing was taken over.")
        raise LockedTextChanged(said % {"paragraph": _short(paragraph)})
    if len(found.paragraphs) > len(expected.paragraphs):
        raise LockedTextChanged(_added(found.paragraphs[len(expected.paragraphs)]))
    if foreign := sorted(found.margins - expected.margins):
        said = _("Headers, footers, notes and comments are not taken over. Remove this: “%(paragraph)s”.")
        raise LockedTextChanged(said % {"paragraph": _short(foreign[0])})


def _added(paragraph: str) -> str:
    said = _("This paragraph was added outside the editable places: “%(paragraph)s”. Nothing was taken over.")
    return said % {"paragraph": _short(paragraph)}


def _short(paragraph: str) -> str:
    shown = re.sub("⟦[^⟧]*⟧", "[…]", paragraph)
    return shown if len(shown) <= 120 else f"{shown[:119]}…"


def _fields(choices: Choices, zones: Mapping[str, str]) -> dict[str, list[str]]:
    if choices.level:
        return {"level": [choices.level], "basis": [zones["basis." + choices.level]]}
    fields = {"may_ask_again": ["yes" if choices.may_ask_again else "no"], "reason": [zones["reason"]]}
    if choices.may_ask_again:
        fields["lifted_by"] = [zones["lifted_by"]]
    for number, rule in enumerate(choices.rules):
        fields[f"grounds-{number}-rule"] = [rule]
        fields[f"grounds-{number}-fact"] = [" ".join(zones[f"fact.{rule}"].split("\n"))]
    return fields
