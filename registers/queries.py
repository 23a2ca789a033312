"""Every list on a screen: search, pages, versions, extracts; the same on SQLite and PostgreSQL."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value

from registers.catalogue import REGISTERS, Register, pointers
from registers.entries import Entry
from registers.models import Certificate, Person, VoidProposal
from registers.normalise import fold, terms
from registers.refusals import NotInRegister

PAGE = 25


@dataclass(frozen=True, slots=True)
class Page:
    """Entries by descending number, and the numbers after and before which the neighbouring pages begin."""

    entries: Sequence[Entry]
    after: str = ""
    before: str = ""


def entries(register: Register, *, text: str = "", on: date | None = None, status: str = "") -> QuerySet[Any]:
    """The versions in force on a day (today's when none is given) that contain every word, in any spelling."""
    objects = register.model.objects  # type: ignore[attr-defined]
    found = objects.as_of(on) if on else objects.current()
    for term in terms(text):
        found = found.filter(search_text__contains=term)
    if status and register.status:
        found = found.filter(**{register.status: status})
    return found  # type: ignore[no-any-return]


def page(found: QuerySet[Any], *, after: str = "", before: str = "", size: int = PAGE) -> Page:
    """One page of entries; numbers are unique among the versions of a day, so they serve as the key."""
    if before:
        rows = list(found.filter(number__gt=before).order_by("number")[: size + 1])
        is_more, rows = len(rows) > size, rows[:size][::-1]
        return Page(rows, after=rows[-1].number if rows else "", before=rows[0].number if is_more else "")
    if after:
        found = found.filter(number__lt=after)
    rows = list(found.order_by("-number")[: size + 1])
    is_more, rows = len(rows) > size, rows[:size]
    return Page(rows, after=rows[-1].number if is_more else "", before=rows[0].number if after and rows else "")


def versions(register: Register, entry: uuid.UUID) -> list[Any]:
    """Every version of an entry, oldest first."""
    return list(register.model.objects.filter(entry=entry).order_by("version"))  # type: ignore[attr-defined]


def in_force(history: Sequence[Entry], on: date | None) -> Entry | None:
    """The version of a day; the current one when no day is given."""
    if on is None:
        return history[-1] if history else None
    held = [v for v in history if v.valid_from <= on and (v.valid_to is None or v.valid_to > on)]
    return held[-1] if held else None


def pointed_to(register: Register, entry: Entry) -> dict[str, tuple[Register, Entry]]:
    """The current versions of the entries that this one names, one question to each register."""
    found: dict[str, tuple[Register, Entry]] = {}
    for name, target, key in pointers(register, entry):
        version = target.model.objects.newest().filter(entry=key).first()  # type: ignore[attr-defined]
        if version is not None:
            found[name] = (target, version)
    return found


def namesakes(person: Person) -> list[Person]:
    """Other entries with the same name, birth date and sex: perhaps the same person with another document."""
    born = Person.objects.current().filter(birth_date=person.birth_date, gender=person.gender).exclude(entry=person.entry)
    return [p for p in born if fold(p.name_ar) == fold(person.name_ar) or fold(p.name_fr) == fold(person.name_fr)]


def certificate(number: str) -> Certificate | None:
    """The current version of a certificate, by the number printed on it."""
    return Certificate.objects.current().filter(number=number.strip().upper()).first()


def open_void_proposals() -> QuerySet[VoidProposal]:
    """What waits for a second person, oldest first."""
    waiting = VoidProposal.objects.filter(decided_by__isnull=True).order_by("pk")
    return waiting.select_related("certificate", "proposed_by", "proposed_for")


def void_proposal_of(entry: uuid.UUID) -> VoidProposal | None:
    return open_void_proposals().filter(certificate__entry=entry).first()


def of_case(case_id: uuid.UUID, *, named: Collection[uuid.UUID | str] = ()) -> list[tuple[Register, Any]]:
    """What a case entered or changed, and the entries that are named; one question finds the registers to be asked."""
    asked = Q(case_id=case_id) | Q(entry__in=list(named)) if named else Q(case_id=case_id)
    probes = [
        r.model._default_manager.filter(asked, valid_to__isnull=True).order_by().values_list(Value(code, CharField()))
        for code, r in REGISTERS.items()
    ]
    held = {code for (code,) in probes[0].union(*probes[1:])}
    found: list[tuple[Register, Any]] = []
    for code, register in REGISTERS.items():
        if code in held:
            entries_of = register.model._default_manager.filter(asked, valid_to__isnull=True, merged_into__isnull=True)
            found += [(register, entry) for entry in entries_of.order_by("number")]
    return found


def by_number(register: Register, number: str) -> Any:
    """The entry of a number, also of a duplicate that was merged.

    Raises:
        NotInRegister: there is none.
    """
    found = register.model._default_manager.filter(number=number.strip().upper(), valid_to__isnull=True).first()
    if found is None:
        raise NotInRegister
    return register.model.of(found)


def survivor(register: Register, entry: Entry) -> Entry | None:
    """The entry that was kept, of a duplicate."""
    return register.model.of(entry) if entry.merged_into else None
