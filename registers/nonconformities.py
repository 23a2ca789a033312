"""The register of non-conformities: one line for each line of a checklist that failed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from registers import numbers, refusals
from registers.entries import Cause, Named, key_of
from registers.models import Inspection, NonConformity, Provider

Status, Severity = NonConformity.Status, NonConformity.Severity


def enter(*, inspection: Named, line: str, severity: str, description: str, cause: Cause, **facts: Any) -> NonConformity:
    """One failed line; `due_on=`, `action=`, `responsible=` where they are known."""
    of = Inspection.of(inspection)
    told = {"line": line, "severity": Severity(severity), "description": description, "site": of.site, **facts}
    told |= {"provider": of.provider, "provider_ar": of.provider_ar, "provider_fr": of.provider_fr}
    return NonConformity.entered_once(
        cause=cause,
        origin=f"line:{of.number}:{line}",
        number=lambda: numbers.yearly_number("NC", on=cause.on),
        facts=told,
        inspection=of,
    )


def note(*, provider: Named, line: str, severity: str, description: str, cause: Cause, **facts: Any) -> NonConformity:
    """A line that a case established without a visit."""
    of = Provider.of(provider)
    told = {"line": line, "severity": Severity(severity), "description": description, **facts}
    told |= {"provider": of, "provider_ar": of.corporate_name_ar, "provider_fr": of.corporate_name_fr}
    return NonConformity.entered_once(
        cause=cause, origin=f"line:{line}", number=lambda: numbers.yearly_number("NC", on=cause.on), facts=told
    )


def enter_all(*, inspection: Named, lines: Iterable[Mapping[str, Any]], cause: Cause) -> list[NonConformity]:
    """Lines of line, severity, description and more columns."""
    return [enter(inspection=inspection, cause=cause, **line) for line in lines]


def plan(*, nonconformity: Named, action: str, responsible: str, due_on: date | str, cause: Cause) -> NonConformity:
    told = {"action": action, "responsible": responsible, "due_on": due_on}
    return NonConformity.of(nonconformity).changed(cause=cause, facts=told)


def extend(*, nonconformity: Named, due_on: date | str, cause: Cause) -> NonConformity:
    """A later day, once, and never for a critical line.

    Raises:
        Refusal: extended before, or critical.
    """
    now = NonConformity.of(nonconformity)
    if now.extended or now.severity == Severity.CRITICAL:
        raise refusals.NoExtension
    return now.changed(cause=cause, facts={"due_on": due_on, "extended": True})


def treat(*, nonconformity: Named, proof: str, cause: Cause) -> NonConformity:
    return NonConformity.of(nonconformity).moved(Status.TREATED, cause=cause, proof=proof)


def reject(*, nonconformity: Named, cause: Cause) -> NonConformity:
    """The proof does not do: the line is open again."""
    return NonConformity.of(nonconformity).moved(Status.OPEN, cause=cause)


def close(*, nonconformity: Named, cause: Cause, verified_by: str = "") -> NonConformity:
    told = {"verified_on": cause.on, "verified_by": verified_by}
    return NonConformity.of(nonconformity).moved(Status.CLOSED, cause=cause, **told)


def escalate(*, nonconformity: Named, cause: Cause) -> NonConformity:
    return NonConformity.of(nonconformity).moved(Status.ESCALATED, cause=cause)


# What conditions ask.


def get(nonconformity: Named) -> NonConformity:
    return NonConformity.of(nonconformity)


def of_inspection(inspection: Named) -> QuerySet[NonConformity]:
    return NonConformity.objects.current().filter(inspection=key_of(inspection)).order_by("number")


def open_of(*, provider: Named, severity: str = "") -> QuerySet[NonConformity]:
    """Those of a provider that are not closed."""
    found = NonConformity.objects.current().filter(provider=key_of(provider)).exclude(status=Status.CLOSED)
    return (found.filter(severity=severity) if severity else found).order_by("due_on", "number")


def overdue(*, on: date, provider: Named | None = None) -> QuerySet[NonConformity]:
    found = NonConformity.objects.current().filter(status=Status.OPEN, due_on__lt=on)
    return (found.filter(provider=key_of(provider)) if provider else found).order_by("due_on", "number")
