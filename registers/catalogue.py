"""The registers as the screens show them: their names, the fields of a line and of an entry, and what points where."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from registers.entries import Entry
from registers.models import AwardingBody, Certificate, EquivalenceDecision, Person


@dataclass(frozen=True, slots=True)
class Register:
    code: str  # as in the address
    model: type[Entry]
    title: Any
    about: Any
    columns: tuple[str, ...]  # of the list, after number and name
    facts: tuple[str, ...]  # of an entry, in the order of reading
    status: str = ""  # the field that says how the entry stands
    tones: Mapping[str, str] = field(default_factory=dict)
    points_to: Mapping[str, str] = field(default_factory=dict)  # field -> code of the register it names an entry of

    def label(self, name: str) -> str:
        text = str(self.model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        return text[:1].upper() + text[1:]

    def shown(self, entry: Entry, name: str) -> dict[str, Any]:
        """One fact as the components want it: label, value, and dir for what is written left to right."""
        value = getattr(entry, name)
        if (display := getattr(entry, f"get_{name}_display", None)) is not None:
            return {"label": self.label(name), "value": str(display())}
        if isinstance(value, date):
            return {"label": self.label(name), "value": day(value), "dir": "ltr"}
        if name.endswith(("_ar", "_fr")):
            arabic = name.endswith("_ar")
            return {"label": self.label(name), "value": value, "lang": name[-2:], "dir": "rtl" if arabic else "ltr"}
        return {"label": self.label(name), "value": value, "dir": "ltr" if name in LEFT_TO_RIGHT else "auto"}

    def tone(self, entry: Entry) -> str:
        return self.tones.get(getattr(entry, self.status), "neutral") if self.status else ""

    def status_label(self, entry: Entry) -> str:
        return str(getattr(entry, f"get_{self.status}_display")()) if self.status else ""

    def statuses(self) -> list[tuple[str, str]]:
        return [(str(v), str(label)) for v, label in self.model._meta.get_field(self.status).choices] if self.status else []  # type: ignore[union-attr]

    def pointers(self, entry: Entry) -> Iterator[tuple[str, "Register", uuid.UUID]]:
        """Each fact that names an entry of another register."""
        for name, code in self.points_to.items():
            if (target := getattr(entry, name)) is not None:
                yield name, REGISTERS[code], target


LEFT_TO_RIGHT = frozenset(
    {"identity", "country", "nationality", "email", "level", "session_number", "decision_number", "replaces", "response_days"}
)


def day(value: date) -> str:
    """`22/10/2025`: dates on screens."""
    return value.strftime("%d/%m/%Y")


_ALL = (
    Register(
        code="persons",
        model=Person,
        title=_("Persons"),
        about=_("The people whom the ministry knows, by their identity document."),
        columns=("birth_date", "nationality"),
        facts=(
            *("first_name_ar", "last_name_ar", "first_name_fr", "last_name_fr"),
            *("birth_date", "birth_place", "gender", "nationality", "identity"),
        ),
    ),
    Register(
        code="awarding-bodies",
        model=AwardingBody,
        title=_("Foreign awarding bodies"),
        about=_("Who awards diplomas abroad, and what is known of their recognition."),
        columns=("country", "response_days"),
        facts=(
            *("name", "name_ar", "country", "official_registration", "address", "email"),
            *("recognition_source", "response_days", "warning"),
        ),
        status="recognition",
        tones={"recognised": "success", "not_recognised": "danger", "unverified": "waiting", "closed": "neutral"},
    ),
    Register(
        code="equivalence-decisions",
        model=EquivalenceDecision,
        title=_("Equivalence decisions"),
        about=_("The outcome of every equivalence case: granted, refused, or a forged document."),
        columns=("diploma_title", "level"),
        facts=(
            *("holder_ar", "holder_fr", "diploma_title", "country", "award_date"),
            *("level", "basis", "session_number", "decision_number"),
        ),
        status="status",
        tones={"granted": "success", "refused": "danger", "forged": "danger"},
        points_to={"person": "persons", "awarding_body": "awarding-bodies"},
    ),
    Register(
        code="certificates",
        model=Certificate,
        title=_("Certificates"),
        about=_("Every certificate that can be verified; a void one keeps its number and stays here."),
        columns=("title", "level", "issued_on"),
        facts=("holder_ar", "holder_fr", "birth_date", "title", "level", "issued_on", "replaces", "void_reason"),
        status="status",
        tones={"issued": "success", "void": "danger", "replaced": "neutral"},
        points_to={"person": "persons", "decision": "equivalence-decisions"},
    ),
)
REGISTERS: dict[str, Register] = {r.code: r for r in _ALL}
