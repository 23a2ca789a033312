"""The register of complaints: facts, subject, outcome; who complained is on no screen of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from registers import numbers
from registers.entries import Cause, Named, key_of
from registers.models import Complaint, Provider

Status = Complaint.Status


def enter(
    *,
    subject: str,
    facts: Mapping[str, Any],
    cause: Cause,
    provider: Named | None = None,
    enrolment: Named | None = None,
    complainant: Named | None = None,
) -> Complaint:
    """`facts` are columns by name (facts, urgency, anonymous, region); `complainant` is the entry of a person."""
    of = Provider.of(provider) if provider else None
    names = {"provider_ar": of.corporate_name_ar, "provider_fr": of.corporate_name_fr} if of else {}
    told = {"region": of.region if of else "", **facts, **names, "subject": subject}
    return Complaint.entered_once(
        cause=cause,
        origin="complaint",
        number=lambda: numbers.yearly_number("CPL", on=cause.on),
        facts=told,
        provider=of,
        enrolment=enrolment,
        complainant=complainant,
    )


def amend(*, complaint: Named, facts: Mapping[str, Any], cause: Cause) -> Complaint:
    return Complaint.of(complaint).changed(cause=cause, facts={k: v for k, v in facts.items() if k != "status"})


def link_inspection(*, complaint: Named, inspection: Named, cause: Cause) -> Complaint:
    return Complaint.of(complaint).changed(cause=cause, inspection=key_of(inspection))


def close(*, complaint: Named, outcome: str, cause: Cause, answer: str = "") -> Complaint:
    """`outcome`: resolved, unfounded, referred, mediated …"""
    return Complaint.of(complaint).moved(Status.CLOSED, cause=cause, outcome=outcome, answer=answer, closed_on=cause.on)


def reopen(*, complaint: Named, cause: Cause) -> Complaint:
    return Complaint.of(complaint).moved(Status.OPEN, cause=cause, closed_on=None)


# What conditions ask.


def get(complaint: Named) -> Complaint:
    return Complaint.of(complaint)


def of_number(number: str) -> Complaint | None:
    return Complaint.objects.current().filter(number=number).first()  # type: ignore[no-any-return]


def of_provider(provider: Named, *, is_open: bool | None = None) -> QuerySet[Complaint]:
    found = Complaint.objects.current().filter(provider=key_of(provider)).order_by("number")
    return found if is_open is None else found.filter(status=Status.OPEN if is_open else Status.CLOSED)


def upheld(provider: Named, *, since: date) -> int:
    """How many complaints against a provider were closed as founded since a day."""
    return of_provider(provider, is_open=False).filter(outcome="upheld", closed_on__gte=since).count()


def count(provider: Named, *, since: date | None = None, outcome: str = "") -> int:
    """How many complaints against a provider, entered since a day, with an outcome."""
    found = of_provider(provider)
    if since is not None:
        first = Complaint.objects.filter(provider=key_of(provider), version=1, valid_from__gte=since)
        found = found.filter(entry__in=first.values("entry"))
    return (found.filter(outcome=outcome) if outcome else found).count()
