"""The register of sanctions: what was decided against a provider, from when to when, and what became of it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from registers import numbers
from registers.entries import Cause, Named, key_of, today
from registers.models import Provider, Sanction

Status = Sanction.Status
HOLDING = (Status.IN_FORCE, Status.EXECUTED)


def enter(
    *,
    provider: Named,
    kind: str,
    cause: Cause,
    starts_on: date | str | None = None,
    ends_on: date | str | None = None,
    facts: Mapping[str, Any] | None = None,
    sites: Iterable[Named] = (),
    homologations: Iterable[Named] = (),
    precautionary: bool = False,
    status: str = Status.IN_FORCE,
) -> Sanction:
    """A signed measure; `facts` are columns by name (grounds, hearing_on, session_number, signatory …)."""
    of = Provider.of(provider)
    told = {
        **(facts or {}),
        "provider_ar": of.corporate_name_ar,
        "provider_fr": of.corporate_name_fr,
        "kind": kind,
        "starts_on": starts_on or cause.on,
        "ends_on": ends_on,
        "precautionary": precautionary,
        "status": status,
        "sites": [str(key_of(s)) for s in sites],
        "homologations": [str(key_of(h)) for h in homologations],
    }
    return Sanction.entered_once(
        cause=cause,
        origin="sanction",
        number=lambda: numbers.yearly_number("SAN", on=cause.on),
        facts=told,
        provider=of,
    )


def amend(*, sanction: Named, facts: Mapping[str, Any], cause: Cause) -> Sanction:
    """Notification, signatory …; the status is changed by the other verbs alone."""
    return Sanction.of(sanction).changed(cause=cause, facts={k: v for k, v in facts.items() if k not in ("status", "provider")})


def put_in_force(*, sanction: Named, cause: Cause) -> Sanction:
    """Signed after it was proposed, or again in force after a stay."""
    return Sanction.of(sanction).moved(Status.IN_FORCE, cause=cause)


def extend(*, sanction: Named, ends_on: date | str, cause: Cause) -> Sanction:
    return Sanction.of(sanction).changed(cause=cause, facts={"ends_on": ends_on})


def execute(*, sanction: Named, cause: Cause) -> Sanction:
    """The measure is carried out, or its time is over."""
    return Sanction.of(sanction).moved(Status.EXECUTED, cause=cause, executed_on=cause.on)


def lift(*, sanction: Named, cause: Cause, reason: str = "") -> Sanction:
    return Sanction.of(sanction).moved(Status.LIFTED, cause=cause, ends_on=cause.on, status_reason=reason)


def stay(*, sanction: Named, cause: Cause, appeal: str = "") -> Sanction:
    """Suspended while an appeal is heard: `appeal` is the number of its case."""
    return Sanction.of(sanction).moved(Status.STAYED, cause=cause, appeal=appeal)


def annul(*, sanction: Named, cause: Cause, appeal: str = "") -> Sanction:
    return Sanction.of(sanction).moved(Status.ANNULLED, cause=cause, appeal=appeal)


# What conditions ask.


def get(sanction: Named) -> Sanction:
    return Sanction.of(sanction)


def of_case(case_id: Any) -> Sanction | None:
    """The sanction that a case made."""
    first = Sanction.objects.filter(case_id=case_id, version=1).first()
    return Sanction.of(first) if first else None


def of_cases(cases: Any) -> QuerySet[Sanction]:
    """The sanctions that these cases made and that were not annulled since, as they were entered."""
    held = Sanction.objects.current().exclude(status__in=(Status.PROPOSED, Status.ANNULLED))
    return Sanction.objects.filter(version=1, case_id__in=cases, entry__in=held.values("entry"))


def record_of(provider: Named) -> QuerySet[Sanction]:
    """The prior record of a provider: what was neither proposed only nor annulled, newest first."""
    found = Sanction.objects.current().filter(provider=key_of(provider))
    return found.exclude(status__in=(Status.PROPOSED, Status.ANNULLED)).order_by("-starts_on", "-number")


def in_force(*, provider: Named | None = None, kind: str = "", on: date | None = None) -> QuerySet[Sanction]:
    """Measures whose days hold a day and that are neither stayed, lifted nor annulled."""
    day = on or today()
    found = Sanction.objects.current().filter(status=Status.IN_FORCE, starts_on__lte=day)
    found = found.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    found = found.filter(provider=key_of(provider)) if provider else found
    return (found.filter(kind=kind) if kind else found).order_by("-starts_on", "-number")


def closed_by_sanction_since(*, identity: str, since: date) -> bool:
    """Whether a structure of this legal representative was withdrawn or closed by a sanction since a day."""
    led = Provider.objects.filter(Q(legal_representative_identity=identity) | Q(director_identity=identity))
    found = Sanction.objects.current().filter(provider__in=led.values("entry"), status__in=HOLDING, starts_on__gte=since)
    return bool(identity) and found.filter(kind__in=FINAL).exists()


FINAL = ("withdrawal", "withdrawal_of_receipt", "final_closure", "closure")  # measures after which nothing reopens
