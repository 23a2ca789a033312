"""The register of agreements: with host firms and partners, and with the ministry for projects."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from registers import numbers
from registers.entries import Cause, Named, key_of
from registers.identifiers import compact
from registers.models import Agreement, Provider
from registers.normalise import fold

Status = Agreement.Status


def enter(
    *,
    provider: Named,
    agreement_type: str,
    facts: Mapping[str, Any],
    cause: Cause,
    starts_on: date | str | None,
    ends_on: date | str | None,
    homologation: Named | None = None,
    line: int = 1,
) -> Agreement:
    """`facts` are columns by name (partner_ar, partner_fr, places, tutors, amount_tnd, instalments, indicators …)."""
    told = {**facts, "agreement_type": agreement_type, "starts_on": starts_on, "ends_on": ends_on}
    told["programmes"] = [str(key_of(p)) for p in facts.get("programmes") or ()]
    if facts.get("partner_rne"):
        told["partner_rne"] = compact(str(facts["partner_rne"]))
    return Agreement.entered_once(
        cause=cause,
        origin=f"agreement:{line}",
        number=lambda: numbers.yearly_number("AGR", on=cause.on),
        facts=told,
        provider=Provider.of(provider),
        homologation=homologation,
    )


def amend(*, agreement: Named, facts: Mapping[str, Any], cause: Cause) -> Agreement:
    return Agreement.of(agreement).changed(cause=cause, facts={k: v for k, v in facts.items() if k not in ("status", "provider")})


def end(*, agreement: Named, cause: Cause, reason: str = "") -> Agreement:
    return Agreement.of(agreement).moved(Status.ENDED, cause=cause, status_reason=reason)


def terminate(*, agreement: Named, cause: Cause, reason: str) -> Agreement:
    """Before its time, for a breach."""
    return Agreement.of(agreement).moved(Status.TERMINATED, cause=cause, status_reason=reason)


# What conditions ask.


def get(agreement: Named) -> Agreement:
    return Agreement.of(agreement)


def of_provider(provider: Named, *, agreement_type: str = "", on: date | None = None) -> QuerySet[Agreement]:
    """Active agreements, those that hold on a day when one is given."""
    found = Agreement.objects.current().filter(provider=key_of(provider), status=Status.ACTIVE)
    found = found.filter(agreement_type=agreement_type) if agreement_type else found
    return (found.filter(starts_on__lte=on, ends_on__gte=on) if on else found).order_by("number")


def host_places(provider: Named, *, on: date) -> int:
    """The places that host firms have agreed to on a day."""
    return int(of_provider(provider, on=on).aggregate(n=Sum("places"))["n"] or 0)


def places_with(rne: str, *names: str, since: date, until: date) -> int:
    """The places that a partner has given to all structures for days among these; by its identifier, or else by its name."""
    held = Agreement.objects.current().filter(status=Status.ACTIVE, starts_on__lte=until, ends_on__gte=since)
    if rne:
        held = held.filter(partner_rne=compact(rne))
    else:
        told = {fold(name) for name in names if name}
        known = held.filter(partner_rne="").values_list("pk", "partner_ar", "partner_fr")
        held = held.filter(pk__in=[pk for pk, *both in known if told & {fold(name) for name in both}])
    return int(held.aggregate(n=Sum("places"))["n"] or 0)


def ending(*, until: date, since: date | None = None, provider: Named | None = None) -> QuerySet[Agreement]:
    found = Agreement.objects.current().filter(status=Status.ACTIVE, ends_on__lte=until)
    found = found.filter(ends_on__gte=since) if since else found
    return (found.filter(provider=key_of(provider)) if provider else found).order_by("ends_on", "number")
