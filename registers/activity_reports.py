"""The register of activity reports: opened for each provider and period, filed, validated and then frozen, or defaulted."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from registers import numbers, refusals
from registers.entries import Cause, Named, key_of
from registers.models import ActivityReport, Provider

Status = ActivityReport.Status
PERIODS = ("A", "Q1", "Q2", "Q3", "Q4", "P")


def open_line(
    *, provider: Named, year: int, period: str, cause: Cause, due_on: date | str | None = None, agreement: Named | None = None
) -> ActivityReport:
    """The line of a provider for a year (A), a quarter (Q1 to Q4) or a project (P, with its agreement); once."""
    of = Provider.of(provider)
    if period not in PERIODS:
        raise ValueError(f"no such period: {period}")
    if period != "P" and (known := of_period(provider=of, year=year, period=period)) is not None:
        return known
    return ActivityReport.entered_once(
        cause=cause,
        origin=f"report:{year}:{period}",
        number=lambda: numbers.report_number(year=year, period=period, provider=of.number),
        facts={
            "provider_ar": of.corporate_name_ar,
            "provider_fr": of.corporate_name_fr,
            "year": year,
            "period": period,
            "due_on": due_on,
            "agreement": agreement,
        },
        provider=of,
    )


def file(
    *, report: Named, values: Mapping[str, Any], cause: Cause, explanations: str = "", differences: Iterable[Any] = ()
) -> ActivityReport:
    """What the provider declares, with the days by which it is late.

    Raises:
        Refusal: it is validated.
    """
    now = _unfrozen(report)
    late = max(0, (cause.on - now.due_on).days) if now.due_on else None
    told = {"values": dict(values), "explanations": explanations, "differences": list(differences), "days_late": late}
    return now.moved(Status.FILED, cause=cause, filed_on=cause.on, **told)


def reopen(*, report: Named, cause: Cause) -> ActivityReport:
    """Sent back to be corrected."""
    return _unfrozen(report).moved(Status.OPENED, cause=cause)


def validate(*, report: Named, cause: Cause) -> ActivityReport:
    """Frozen from now on."""
    return ActivityReport.of(report).moved(Status.VALIDATED, cause=cause, validated_on=cause.on)


def default(*, report: Named, cause: Cause) -> ActivityReport:
    return ActivityReport.of(report).moved(Status.DEFAULTED, cause=cause)


def exempt(*, report: Named, cause: Cause) -> ActivityReport:
    return ActivityReport.of(report).moved(Status.EXEMPT, cause=cause)


# What conditions ask.


def get(report: Named) -> ActivityReport:
    return ActivityReport.of(report)


def current(entries: Iterable[str]) -> QuerySet[ActivityReport]:
    """The lines of these entries as they now stand."""
    return ActivityReport.objects.current().filter(entry__in=list(entries))


def of_campaign(*, year: int, period: str) -> QuerySet[ActivityReport]:
    """The lines of everybody for a year (A) or one of its quarters."""
    return ActivityReport.objects.current().filter(year=year, period=period)


def of_period(*, provider: Named, year: int, period: str) -> ActivityReport | None:
    found = ActivityReport.objects.current().filter(provider=key_of(provider), year=year, period=period)
    return found.order_by("number").last()


def in_work(*, provider: Named, programme: Named, since: date) -> int | None:
    """How many graduates of a programme found work, by the validated annual reports of these years; None while none tells."""
    found = ActivityReport.objects.current().filter(provider=key_of(provider), period="A", year__gte=since.year)
    reports = found.filter(status=Status.VALIDATED).values_list("values", flat=True)
    rows = [row for told in reports for row in told.get("insertion_6m") or () if row.get("programme") == str(key_of(programme))]
    return sum(int(row.get("employed") or 0) + int(row.get("self_employed") or 0) for row in rows) if rows else None


def missing(*, provider: Named) -> QuerySet[ActivityReport]:
    """The reports on which the provider has defaulted."""
    return ActivityReport.objects.current().filter(provider=key_of(provider), status=Status.DEFAULTED).order_by("number")


def _unfrozen(report: Named) -> ActivityReport:
    now = ActivityReport.of(report)
    if now.status == Status.VALIDATED:
        raise refusals.Frozen
    return now
