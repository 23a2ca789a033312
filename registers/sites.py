"""The register of sites: where a provider trains, how many it may receive there, and until when its papers hold."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from registers import numbers
from registers.entries import Cause, Named, key_of
from registers.models import Provider, Session, Site

Status = Site.Status
IN_USE = (Status.CONFORM, Status.RESERVES)


def enter(
    *,
    provider: Named,
    facts: Mapping[str, Any],
    cause: Cause,
    is_main: bool = False,
    status: str = Status.PROPOSED,
    line: int = 1,
) -> Site:
    """A new site of a provider; `line` tells apart several sites of one case. `governorate` is read as the region."""
    of = Provider.of(provider)
    told = {**facts, "region": facts.get("region") or facts.get("governorate") or of.region}
    number = lambda: numbers.site_number(provider=of.number)  # noqa: E731
    return Site.entered_once(
        cause=cause, origin=f"site:{line}", number=number, facts=told, provider=of, is_main=is_main, status=status
    )


def amend(*, site: Named, facts: Mapping[str, Any], cause: Cause) -> Site:
    """Address, rooms, capacity, director, papers; the status is changed by the other verbs alone."""
    told = {k: v for k, v in facts.items() if k not in ("status", "provider")}
    if told.get("governorate"):
        told["region"] = told["governorate"]
    return Site.of(site).changed(cause=cause, facts=told)


def confirm(*, site: Named, cause: Cause, grade: str = "", with_reserves: bool = False) -> Site:
    """Found conform by a visit, with or without reserves; also back in use after an interruption."""
    status = Status.RESERVES if with_reserves else Status.CONFORM
    told: dict[str, Any] = {"grade": grade} if grade else {}
    return Site.of(site).moved(status, cause=cause, conformity_date=cause.on, interrupted_until=None, status_reason="", **told)


def interrupt(*, site: Named, until: date | None, cause: Cause, reason: str = "") -> Site:
    return Site.of(site).moved(Status.INTERRUPTED, cause=cause, interrupted_until=until, status_reason=reason)


def block(*, site: Named, cause: Cause, reason: str) -> Site:
    """No training there until it is confirmed again."""
    return Site.of(site).moved(Status.BLOCKED, cause=cause, status_reason=reason)


def release(*, site: Named, cause: Cause) -> Site:
    """As it stood before it was blocked or closed by a measure."""
    now = Site.of(site)
    return now.moved(now.before(Status.BLOCKED, Status.CLOSED).status, cause=cause, status_reason="")


def close(*, site: Named, cause: Cause, reason: str = "") -> Site:
    return Site.of(site).moved(Status.CLOSED, cause=cause, status_reason=reason)


# What conditions ask.


def get(site: Named) -> Site:
    return Site.of(site)


def of_provider(provider: Named, *, in_use: bool = False) -> QuerySet[Site]:
    """The sites of a provider that are not closed, or those where it may train."""
    found = Site.objects.current().filter(provider=key_of(provider)).exclude(status=Status.CLOSED)
    return (found.filter(status__in=IN_USE) if in_use else found).order_by("number")


def is_conform(site: Named) -> bool:
    return Site.of(site).status in IN_USE


def is_name_free(*, provider: Named, name: str, other_than: Named | None = None) -> bool:
    found = of_provider(provider).filter(site_name__iexact=" ".join(name.split()))
    return not (found.exclude(entry=key_of(other_than)) if other_than else found).exists()


def free_places(site: Named, *, since: date, until: date, other_than: Named | None = None) -> int | None:
    """The authorised capacity less the largest groups of the sessions of those days; None where none was set."""
    capacity = Site.of(site).authorised_capacity
    if capacity is None:
        return None
    there = Session.objects.current().filter(site=key_of(site), status__in=("announced", "open", "running"))
    there = there.filter(starts_on__lte=until, ends_on__gte=since)
    if other_than is not None:
        there = there.exclude(entry=key_of(other_than))
    return capacity - sum(s.group_max or 0 for s in there)


def papers_ending(*, until: date, since: date | None = None, provider: Named | None = None) -> list[tuple[Site, str, date]]:
    """Each site with the paper that ends by a day (and not before `since`), soonest first: the column and its date."""
    found = Site.objects.current().exclude(status=Status.CLOSED)
    if provider is not None:
        found = found.filter(provider=key_of(provider))
    ends = [(s, c, getattr(s, c)) for s in found for c in ("lease_end", "fire_certificate_end", "insurance_end")]
    return sorted(((s, c, d) for s, c, d in ends if d and d <= until and (not since or d >= since)), key=lambda e: e[2])
