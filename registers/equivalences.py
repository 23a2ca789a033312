"""The register of equivalence decisions: granted, refused or forged, one entry for each case."""

import uuid
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from registers import awarding_bodies, decisions, numbers, persons
from registers.entries import Cause, Filed
from registers.models import EquivalenceDecision

Status = EquivalenceDecision.Status
HOME = "TN"


def enter_granted(*, case: Filed, cause: Cause, national: str = "") -> EquivalenceDecision:
    """The level that the signed decision gives, and what it rests on; `national` titles a certificate of this country."""
    proposal = case.facts["proposal"]
    told = {"level": proposal["level"], "basis": proposal["basis"]}
    return _enter(case, cause, status=Status.GRANTED, national=national, **told)


def enter_refused(*, case: Filed, cause: Cause, national: str = "") -> EquivalenceDecision:
    proposal = case.facts.get("proposal", {})
    return _enter(case, cause, status=Status.REFUSED, national=national, basis=proposal.get("basis", ""))


def enter_forged(*, case: Filed, cause: Cause) -> EquivalenceDecision:
    finding = case.facts.get("forgery", {})
    return _enter(case, cause, status=Status.FORGED, basis=finding.get("basis", ""))


def write_decision_number(*, case_id: uuid.UUID, number: str) -> bool:
    """Adds the number of the issued decision to what its case entered; once, so that no version is rewritten."""
    return decisions.write_number(case_id=case_id, number=number) > 0


def _enter(case: Filed, cause: Cause, *, status: Status, national: str = "", **outcome: Any) -> EquivalenceDecision:
    if (already := _entered(cause)) is not None:
        return _same(already, status)
    person = persons.enter_or_find(answers=case.answers["person"], cause=cause)
    diploma = {"diploma_title": national, "country": HOME} if national else case.answers["diploma"]
    try:
        with transaction.atomic():
            return EquivalenceDecision.entered(
                cause=cause,
                number=numbers.equivalence_number(on=cause.on),
                person=person.entry,
                holder_ar=person.name_ar,
                holder_fr=person.name_fr,
                diploma_title=diploma["diploma_title"],
                awarding_body=None if national else _body(case, cause, status),
                country=diploma["country"],
                award_date=_day(diploma.get("award_date")),
                session_number=case.facts.get("opinion", {}).get("session", ""),
                decision_number=case.facts.get("signature", {}).get("number", ""),
                status=status,
                **outcome,
            )
    except IntegrityError:
        already = _entered(cause)
        if already is None:
            raise
        return _same(already, status)


def _body(case: Filed, cause: Cause, status: Status) -> uuid.UUID | None:
    """The body that was asked; else the one that the application names, unless it may exist on forged paper alone."""
    diploma = case.answers["diploma"]
    if known := case.facts.get("awarding_body"):
        return uuid.UUID(known)
    if status == Status.FORGED or not diploma.get("awarding_body"):
        return None
    chosen = diploma.get("known_body") or ""
    name, country = diploma["awarding_body"], diploma["country"]
    return awarding_bodies.enter_or_find(name=name, country=country, entry=chosen, cause=cause).entry


def _entered(cause: Cause) -> EquivalenceDecision | None:
    first = EquivalenceDecision.objects.filter(case_id=cause.case_id, version=1).first()
    return EquivalenceDecision.objects.current().get(entry=first.entry) if first else None


def _same(decision: EquivalenceDecision, status: Status) -> EquivalenceDecision:
    if decision.status != status:
        raise ValueError(f"{decision.number} already decides this case as {decision.status}")
    return decision


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else value or None
