"""The register of providers: declared, then active; what was decided about them since is told version by version."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from registers import numbers, refusals
from registers.entries import Cause, Filed, Named, key_of
from registers.identifiers import compact
from registers.models import Provider
from registers.normalise import fold
from registers.persons import identity_of

Status = Provider.Status
GONE = (Status.CLOSED, Status.WITHDRAWN, Status.OBJECTED)


def enter(*, facts: Mapping[str, Any], case: Filed, cause: Cause, status: str = Status.DECLARED) -> Provider:
    """A new provider, of the region and the organisation of the case; once for each case.

    `facts` are columns of the register by name; what has none is left aside. `people_of` reads them from a form.

    Raises:
        Refusal: another provider in force has this identifier of enterprises.
    """
    told = {"regime": Provider.Regime.FILING, **facts, "region": facts.get("region") or case.region}
    told = {**told, **_spelt(told)}
    rne = told.get("rne_id", "")
    if rne and (other := of_rne(rne)) is not None and other.case_id != cause.case_id:
        raise refusals.AlreadyEntered(other.number)
    organisation = case.organisation.uuid if case.organisation else None
    number = lambda: numbers.provider_number(region=told["region"])  # noqa: E731
    return Provider.entered_once(
        cause=cause, origin="provider", number=number, facts=told, organisation=organisation, status=status
    )


def enter_foreign(*, facts: Mapping[str, Any], case: Filed, cause: Cause, valid_until: date) -> Provider:
    """A foreign structure, authorised for a time."""
    told = {
        **facts,
        "corporate_name_fr": facts.get("corporate_name_fr") or facts.get("foreign_name", ""),
        "regime": Provider.Regime.AUTHORISATION,
        "valid_until": valid_until,
    }
    return enter(facts=told, case=case, cause=cause, status=Status.ACTIVE)


def amend(*, provider: Named, facts: Mapping[str, Any], cause: Cause) -> Provider:
    """What a declaration changed; the status is changed by the other verbs alone."""
    told = {**facts, **_spelt(facts)}
    return Provider.of(provider).changed(cause=cause, facts={k: v for k, v in told.items() if k != "status"})


def write_receipt(*, provider: Named, number: str, on: date, cause: Cause) -> Provider:
    return Provider.of(provider).changed(cause=cause, receipt_number=number, receipt_date=on)


def activate(*, provider: Named, cause: Cause, reason: str = "") -> Provider:
    """In activity: confirmed, resumed, or given back what a measure took."""
    return _moved(provider, Status.ACTIVE, cause, reason, interrupted_until=None)


def object_to(*, provider: Named, cause: Cause, reason: str) -> Provider:
    return _moved(provider, Status.OBJECTED, cause, reason)


def interrupt(*, provider: Named, until: date | None, cause: Cause, reason: str = "") -> Provider:
    return _moved(provider, Status.INTERRUPTED, cause, reason, interrupted_until=until)


def suspend(*, provider: Named, cause: Cause, reason: str = "", by_precaution: bool = False) -> Provider:
    return _moved(provider, Status.SUSPENDED_PRECAUTION if by_precaution else Status.SUSPENDED, cause, reason)


def withdraw(*, provider: Named, cause: Cause, reason: str = "") -> Provider:
    return _moved(provider, Status.WITHDRAWN, cause, reason)


def close(*, provider: Named, cause: Cause, reason: str = "") -> Provider:
    return _moved(provider, Status.CLOSED, cause, reason)


def reinstate(*, provider: Named, cause: Cause, reason: str = "") -> Provider:
    """As it stood before a measure suspended, withdrew or closed it."""
    now = Provider.of(provider)
    taken = (Status.SUSPENDED, Status.SUSPENDED_PRECAUTION, Status.WITHDRAWN, Status.CLOSED)
    return _moved(now, now.before(*taken).status, cause, reason)


def grade(*, provider: Named, cause: Cause, grade: str = "", risk_score: Any = None) -> Provider:
    """The grade of the last inspection, the risk computed anew; what is left out stays."""
    told = {k: v for k, v in (("grade", grade), ("risk_score", risk_score)) if v not in ("", None)}
    return Provider.of(provider).changed(cause=cause, facts=told)


def flag(*, provider: Named, cause: Cause, **flags: bool) -> Provider:
    """`report_missing=`, `open_plan=`."""
    if unknown := set(flags) - {"report_missing", "open_plan"}:
        raise TypeError(f"no such flag: {unknown}")
    return Provider.of(provider).changed(cause=cause, facts=flags)


def people_of(*, role: str, person: Mapping[str, Any]) -> dict[str, str]:
    """The columns of `director` or `legal_representative` from the answers of a block of a person."""
    names = {s: f"{person.get(f'first_name_{s}', '')} {person.get(f'last_name_{s}', '')}".strip() for s in ("ar", "fr")}
    return {f"{role}_ar": names["ar"], f"{role}_fr": names["fr"], f"{role}_identity": identity_of(person)}


# What conditions ask.


def get(provider: Named) -> Provider:
    return Provider.of(provider)


def is_active(provider: Named, *, on: date | None = None) -> bool:
    """Whether the provider is in activity, today or on a day, and its authorisation has not ended."""
    found = _at(provider, on)
    if found is None or found.status != Status.ACTIVE:
        return False
    return on is None or found.valid_until is None or found.valid_until >= on


def _at(provider: Named, on: date | None) -> Provider | None:
    versions = Provider.objects.filter(entry=key_of(provider))
    return (versions.as_of(on) if on else versions.current()).order_by("version").last()  # type: ignore[attr-defined]


def of_rne(rne: str) -> Provider | None:
    """The provider in force with this identifier of enterprises."""
    return Provider.objects.current().filter(rne_id=compact(rne)).exclude(status__in=GONE).first()


def is_name_free(*, name_ar: str = "", name_fr: str = "", other_than: Named | None = None) -> bool:
    """Whether no provider in force has one of these names, however it is spelt."""
    same = Q()
    for column, name in (("name_key_ar", name_ar), ("name_key_fr", name_fr)):
        if key := fold(name)[:300]:
            same |= Q(**{column: key})
    if not same:
        return True
    found = Provider.objects.current().filter(same).exclude(status__in=GONE)
    return not (found.exclude(entry=key_of(other_than)) if other_than else found).exists()


def of_organisation(organisation: uuid.UUID | None) -> QuerySet[Provider]:
    """The providers for which the members of an organisation may act."""
    return Provider.objects.current().filter(organisation=organisation, organisation__isnull=False).order_by("number")


def link(*, provider: Named, organisation: uuid.UUID, cause: Cause) -> Provider:
    """Ties a provider to the organisation whose members act for it."""
    return Provider.of(provider).changed(cause=cause, organisation=organisation)


def _moved(provider: Named, status: str, cause: Cause, reason: str, **facts: Any) -> Provider:
    return Provider.of(provider).moved(status, cause=cause, status_reason=reason, **facts)


def _spelt(facts: Mapping[str, Any]) -> dict[str, str]:
    """Identifiers without separators, and the head office in one line where a form asked for its parts."""
    spelt = {k: compact(str(facts[k])) for k in ("rne_id", "matricule_fiscal", "rib") if facts.get(k)}
    if isinstance(office := facts.get("head_office"), Mapping):
        parts = (str(office.get(k) or "") for k in ("address", "delegation", "postal_code"))
        spelt["head_office"] = ", ".join(part for part in parts if part)
    return spelt
