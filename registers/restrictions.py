"""Restrictions and moratoria: dated data that conditions consult, never rules in code."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.dispatch import Signal

from registers import numbers
from registers.entries import Cause, Named, key_of, today
from registers.models import Programme, Provider, Restriction, Site
from registers.normalise import fold
from registers.providers import GONE

Status, Kind = Restriction.Status, Restriction.Kind
# Whose cases a restriction stops where it does not say so itself.
STOPS: dict[str, tuple[str, ...]] = {
    Kind.MORATORIUM: ("LIC-01", "PRG-01", "PRG-02", "PRG-03", "PRG-04", "PRG-05"),
    Kind.HOMOLOGATION_ONLY: ("PRG-01",),
    Kind.NO_NEW_SESSION: ("TRN-01",),
    Kind.NO_NEW_ENROLMENT: ("TRN-01", "TRN-02"),
    Kind.NO_FOREIGN_TRAINEE: ("TRN-02",),
    Kind.NO_OPENING: ("LIC-01", "LIC-02", "LIC-07"),
    Kind.NO_TRAINING: ("PRG-06",),
    Kind.NO_FUNDING: ("FIN-01",),
}
# What the ministry may decide of a whole field, and the procedures that ask about it by speciality, sector, level or region:
# the renewal of one homologation (PRG-03) asks about itself alone.
GENERAL: dict[str, tuple[str, ...]] = {
    kind: tuple(code for code in STOPS[kind] if code != "PRG-03")
    for kind in (
        Kind.MORATORIUM,
        Kind.HOMOLOGATION_ONLY,
        Kind.NO_NEW_SESSION,
        Kind.NO_NEW_ENROLMENT,
        Kind.NO_FOREIGN_TRAINEE,
    )
}
# Sent with `restriction=`, in the same transaction: those on whom it bears are told. Sent again for what was entered before.
imposed = Signal()
# Sent with `restriction=` once one has been lifted, or has another last day.
changed = Signal()
_POINTERS = ("provider", "site", "homologation", "person")


def impose(
    *,
    kind: str,
    cause: Cause,
    starts_on: date | str | None = None,
    ends_on: date | str | None = None,
    reason: str = "",
    legal_basis: str = "",
    procedures: Iterable[str] = (),
    **scope: Any,
) -> Restriction:
    """A restriction from a day on; the scope is what it bears on, and a scope left out is no limit.

    Scope: `provider=`, `site=`, `homologation=`, `person=` (entries), `identity=`, `speciality=`, `sector=`, `level=`,
    `region=` (text).
    """
    told = _scope(scope)
    origin = ":".join([kind, *(str(v)[:18] for v in told.values())])[:80]
    entered = Restriction.entered_once(
        cause=cause,
        origin=origin,
        number=lambda: numbers.yearly_number("RST", on=cause.on),
        facts={
            **told,
            "kind": Kind(kind),
            "starts_on": starts_on or cause.on,
            "ends_on": ends_on,
            "reason": reason,
            "legal_basis": legal_basis,
            "procedures": list(procedures),
        },
    )
    imposed.send(Restriction, restriction=entered)
    return entered


def lift(*, restriction: Named, cause: Cause, reason: str = "") -> Restriction:
    """From the day of the act it holds no longer."""
    now = Restriction.of(restriction)
    if now.status == Status.LIFTED:
        return now
    lifted = now.moved(Status.LIFTED, cause=cause, reason=reason or now.reason, lifted_on=cause.on)
    changed.send(Restriction, restriction=lifted)
    return lifted


def lift_all(*, cause: Cause, kind: str = "", reason: str = "", **scope: Any) -> int:
    """Lifts what bears on exactly this scope; how many."""
    found = Restriction.objects.current().filter(status=Status.IN_FORCE, **_scope(scope))
    rows = list(found.filter(kind=kind) if kind else found)
    for one in rows:
        lift(restriction=one, cause=cause, reason=reason)
    return len(rows)


def prolong(*, restriction: Named, ends_on: date | str | None, cause: Cause) -> Restriction:
    """The same restriction with another last day, later or earlier; none: until it is lifted."""
    now = Restriction.of(restriction)
    dated = now.changed(cause=cause, facts={"ends_on": ends_on})
    if dated != now:
        changed.send(Restriction, restriction=dated)
    return dated


# What conditions ask.


def get(restriction: Named) -> Restriction:
    return Restriction.of(restriction)


def concerned(restriction: Restriction) -> list[Provider]:
    """The structures that go on, of its region and speciality.

    What names a structure or a person is told to them by the decision that imposes it, and concerns no other.
    """
    if not is_general(restriction):
        return []
    held = Provider.objects.current().exclude(status__in=GONE)
    if restriction.region:
        there = Site.objects.current().filter(region=restriction.region).exclude(status=Site.Status.CLOSED)
        held = held.filter(Q(region=restriction.region) | Q(entry__in=there.values("provider")))
    if restriction.speciality or restriction.sector or restriction.level:
        held = held.filter(entry__in={programme.provider for programme in programmes_of(restriction)})
    return list(held.order_by("number"))


def is_general(restriction: Restriction) -> bool:
    """Whether it bears on whoever is of its region and speciality, and names nobody."""
    return not any(getattr(restriction, column) for column in (*_POINTERS, "identity"))


def programmes_of(restriction: Restriction) -> list[Programme]:
    """The programmes on offer of its sector, level and speciality, the latter in whatever spelling."""
    taught = Programme.objects.current().exclude(status=Programme.Status.ENDED)
    taught = taught.filter(sector=restriction.sector) if restriction.sector else taught
    taught = taught.filter(target_level=restriction.level) if restriction.level else taught
    word = fold(restriction.speciality)
    return [one for one in taught if not word or any(word in fold(text) for text in (one.nsf_code, one.title_ar, one.title_fr))]


def general(*, on: date | None = None) -> list[Restriction]:
    """Those that name nobody and hold on a day, or will later; the first to begin first."""
    day = on or today()
    held = Restriction.objects.current().filter(status=Status.IN_FORCE, kind__in=GENERAL)
    held = held.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day)).order_by("starts_on", "number")
    return [one for one in held if is_general(one)]


def stopped_by(*, kind: str, speciality: str = "") -> tuple[str, ...]:
    """The procedures that a general restriction of this kind may stop: openings are asked about by speciality alone."""
    return tuple(code for code in GENERAL.get(kind, ()) if speciality or code != "LIC-01")


def in_force(*, kind: str = "", on: date | None = None, **about: Any) -> QuerySet[Restriction]:
    """Those that hold on a day for what is asked about: each scope must be that, or open.

    `restrictions.in_force(kind="moratorium", speciality="aide-soignant", region="TN-11", on=day)`. A scope that is not
    asked about must be open: a restriction on one provider is not found when no provider is asked about.
    """
    found = _held(on or today(), _scope(about), Restriction.SCOPE)
    return (found.filter(kind=kind) if kind else found).order_by("starts_on", "number")


def _held(day: date, asked: dict[str, Any], scope: Iterable[str]) -> QuerySet[Restriction]:
    found = Restriction.objects.current().filter(starts_on__lte=day)
    found = found.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day)).filter(Q(lifted_on__isnull=True) | Q(lifted_on__gt=day))
    for column in scope:
        is_open = Q(**{f"{column}__isnull": True}) if column in _POINTERS else Q(**{column: ""})
        found = found.filter(is_open | Q(**{column: asked[column]}) if asked.get(column) else is_open)
    return found


def blocks(*, procedure: str, on: date | None = None, **about: Any) -> list[Restriction]:
    """The restrictions that stop a case of a procedure on a day, for what it is about; empty when nothing does.

    What is restricted is a speciality in whatever spelling: a word of the titles that are told as `speciality=`.
    """
    asked = _scope(about)
    told = fold(asked.pop("speciality", ""))
    held = _held(on or today(), asked, [column for column in Restriction.SCOPE if column != "speciality"])
    return [
        r
        for r in held.order_by("starts_on", "number")
        if procedure in (r.procedures or STOPS.get(r.kind, ())) and (not r.speciality or fold(r.speciality) in told)
    ]


def _scope(named: dict[str, Any]) -> dict[str, Any]:
    if unknown := set(named) - set(Restriction.SCOPE):
        raise TypeError(f"no such scope: {sorted(unknown)}")
    return {k: key_of(v) if k in _POINTERS else str(v) for k, v in named.items() if v not in ("", None)}
