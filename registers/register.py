"""What a register declares so that lists, entries, extracts and search work for it: nothing else is written per register."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext

from registers import countries, vocabulary
from registers.entries import Entry

# What a status says, whatever the register.
TONES: Mapping[str, str] = {
    **dict.fromkeys(("active", "conform", "in_force", "registered", "recognised", "granted", "issued", "homologated"), "success"),
    **dict.fromkeys(
        ("cc_authorised", "validated", "paid", "delivered", "graduated", "notified", "published", "final"), "success"
    ),
    **dict.fromkeys(("suspended", "suspended_precaution", "withdrawn", "objected", "blocked", "barred", "void"), "danger"),
    **dict.fromkeys(("refused", "forged", "not_recognised", "defaulted", "escalated", "annulled", "terminated"), "danger"),
    **dict.fromkeys(("declared", "proposed", "announced", "planned", "asked", "opened", "pending", "open"), "waiting"),
    **dict.fromkeys(("unverified", "conditional", "reserves", "pre_registered", "provisional", "detected", "stayed"), "waiting"),
}
COUNTRIES = frozenset({"country", "nationality"})
LEFT_TO_RIGHT = frozenset(
    {
        *("identity", "email", "level", "session_number", "decision_number", "replaces"),
        *("response_days", "rne_id", "matricule_fiscal", "cnss_number", "rib", "phone", "website", "receipt_number"),
        *("postal_code", "contract_number", "authorisation_number", "own_number", "order_number", "act_number"),
        *("reference", "minutes_number", "replaced_by", "target_level", "line", "period", "procedure", "appeal"),
    }
)


@dataclass(frozen=True, slots=True)
class Register:
    code: str  # as in the address
    model: type[Entry]
    title: Any
    about: Any
    columns: tuple[str, ...]  # of the list, after number and name
    status: str = "status"  # the field that says how the entry stands
    hidden: tuple[str, ...] = ()  # columns that no screen shows
    points_to: Mapping[str, str] = field(default_factory=dict)  # field -> code of the register it names an entry of

    @property
    def facts(self) -> tuple[str, ...]:
        """The columns of an entry, in the order in which the register declares them."""
        apart = {self.status, *self.hidden, *self.points_to}
        own = (f for f in self.model._meta.concrete_fields if f.editable and f.name not in apart)
        return tuple(f.name for f in own if f.name not in self.model.OF_THE_VERSION | self.model.OF_THE_ENTRY)

    def label(self, name: str) -> str:
        text = str(self.model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        return text[:1].upper() + text[1:]

    def shown(self, entry: Entry, name: str) -> dict[str, Any]:
        """One fact as the components want it: label, value, and dir for what is written left to right."""
        value, label = getattr(entry, name), self.label(name)
        if (display := getattr(entry, f"get_{name}_display", None)) is not None:
            return {"label": label, "value": str(display())}
        if name in COUNTRIES and isinstance(value, str):
            return {"label": label, "value": countries.name_of(value)}
        if isinstance(value, str) and name.endswith("identity"):
            return {"label": label, "value": _paper_in_words(value), "dir": "auto"}
        if isinstance(value, str) and (word := vocabulary.word_for(name, value)):
            return {"label": label, "value": word}
        if isinstance(value, bool):
            return {"label": label, "value": gettext("Yes") if value else gettext("No")}
        if isinstance(value, date):
            return {"label": label, "value": day(value), "dir": "ltr"}
        if isinstance(value, int | Decimal):
            return {"label": label, "value": str(value), "dir": "ltr"}
        if isinstance(value, list | dict):
            return {"label": label, "value": _in_words(value), "dir": "auto"}
        if isinstance(value, models.Model):
            return {"label": label, "value": str(value), "dir": "auto"}
        if name.endswith(("_ar", "_fr")):
            return {"label": label, "value": value, "lang": name[-2:], "dir": "rtl" if name.endswith("_ar") else "ltr"}
        return {"label": label, "value": value, "dir": "ltr" if name in LEFT_TO_RIGHT else "auto"}

    def tone(self, entry: Entry) -> str:
        return TONES.get(getattr(entry, self.status), "neutral") if self.status else ""

    def status_label(self, entry: Entry) -> str:
        return str(getattr(entry, f"get_{self.status}_display")()) if self.status else ""

    def statuses(self) -> list[tuple[str, str]]:
        return [(str(v), str(label)) for v, label in self.model._meta.get_field(self.status).choices] if self.status else []  # type: ignore[union-attr]


def day(value: date) -> str:
    """`22/10/2025`: dates on screens."""
    return value.strftime("%d/%m/%Y")


def _paper_in_words(identity: str) -> str:
    """`cin:01234567` as the name of the document and its number."""
    kind, _colon, number = identity.partition(":")
    paper = vocabulary.word_for("id_type", kind)
    return f"{paper} {number.replace(':', ' ')}" if paper and number else identity


def _in_words(value: Any, *, name: str = "") -> str:
    """A table or a list in one text: its lines apart by semicolons, its cells by points; keys of entries are left out."""
    if isinstance(value, dict):
        return " · ".join(text for text in (_in_words(v, name=k) for k, v in value.items()) if text)
    if isinstance(value, list):
        return "; ".join(text for text in (_in_words(v, name=name) for v in value) if text)
    if isinstance(value, bool):
        return gettext("Yes") if value else ""
    text = "" if value is None else str(value)
    return "" if _is_key(text) else vocabulary.word_for(name, text) or text


def _is_key(text: str) -> bool:
    try:
        return len(text) == 36 and bool(UUID(text))
    except ValueError:
        return False
