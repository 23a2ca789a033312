"""The register of persons: found by the identity document, amended when what the law knows of them has changed."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from registers import numbers
from registers.entries import Cause, Named
from registers.identifiers import compact
from registers.models import Person
from registers.normalise import fold

_NAMES = ("first_name_ar", "last_name_ar", "first_name_fr", "last_name_fr")
_LEGAL = (*_NAMES, "birth_place", "gender", "nationality")


def identity_of(answers: Mapping[str, Any]) -> str:
    """`cin:01234567`, `passport:IT:AA123456` (the nationality issues it) or `residence_card:AB12`; "" when unknown."""
    kind = answers.get("id_type", "")
    if kind == "cin":
        number = compact(str(answers.get("cin") or ""))
        return f"cin:{number}" if number else ""
    if kind == "passport":
        number = compact(str(answers.get("passport_no") or ""))
        return f"passport:{answers.get('nationality', '')}:{number}" if number else ""
    number = compact(str(answers.get(f"{kind}_no") or "")) if kind else ""
    return f"{kind}:{number}" if number else ""


def enter_or_find(*, answers: Mapping[str, Any], cause: Cause) -> Person:
    """The person with this identity document: entered, or amended where the application says otherwise.

    With `id_type` "none" (a minor who has no card yet) the key is the name, the date of birth and the sex.

    Raises:
        ValueError: the answers name no identity document.
    """
    identity, facts = identity_of(answers), _facts(answers)
    if not identity and answers.get("id_type") == "none":
        identity = civil_identity(facts)
    if not identity:
        raise ValueError("a person is entered by an identity document")
    found = _known(identity)
    if found is None:
        try:
            with transaction.atomic():
                return Person.entered(cause=cause, number=numbers.person_number(), identity=identity, **facts)
        except IntegrityError:  # entered by someone else since we looked
            found = Person.of(Person.objects.newest().get(identity=identity))
    changes = found.differing(**facts)
    same = [k for k, v in changes.items() if isinstance(v, str) and v.casefold() == getattr(found, k).casefold()]
    changes = {k: v for k, v in changes.items() if k not in same}
    return found.amended(cause=cause, **changes) if changes else found


def civil_identity(facts: Mapping[str, Any]) -> str:
    """`birth:2010-04-05:m:…`: who has no identity document is known by the name as it is searched, birth and sex."""
    name = fold(f"{facts.get('first_name_ar', '')} {facts.get('last_name_ar', '')}") or fold(
        f"{facts.get('first_name_fr', '')} {facts.get('last_name_fr', '')}"
    )
    return f"birth:{facts['birth_date']}:{facts.get('gender', '')}:{name}"[:60]


def get(person: Named) -> Person:
    return Person.of(person)


def entries_of(identity: str) -> list[UUID]:
    """The entries of whoever has this identity document, those that were merged into theirs included."""
    own = list(Person.objects.current().filter(identity=identity).values_list("entry", flat=True)) if identity else []
    return [*own, *Person.objects.filter(valid_to__isnull=True, merged_into__in=own).values_list("entry", flat=True)]


def _known(identity: str) -> Person | None:
    """The person of a document; the one who was kept, when it belongs to a duplicate."""
    found = Person.objects.newest().filter(identity=identity).first()
    return Person.of(found) if found else None


def _facts(answers: Mapping[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = {name: " ".join(str(answers.get(name) or "").split()) for name in _LEGAL}
    born = answers["birth_date"]
    facts["birth_date"] = born if isinstance(born, date) else date.fromisoformat(born)
    return facts
