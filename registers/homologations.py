"""The register of homologations: who may train for which level, where, from when to when."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum

from registers import numbers
from registers.entries import Cause, Named, key_of, today
from registers.models import Agreement, Homologation, Programme, Site

Status, Kind = Homologation.Status, Homologation.Kind
HELD = (Status.IN_FORCE, Status.CONDITIONAL)


def enter(
    *,
    programme: Named,
    site: Named,
    facts: Mapping[str, Any],
    cause: Cause,
    starts_on: date,
    ends_on: date,
    kind: str = Kind.ORDINARY,
    conditional: bool = False,
) -> Homologation:
    """A programme of a level at a site, for a time; `facts` are columns by name (groups_per_year, conditions …)."""
    what, where = Programme.of(programme), Site.of(site)
    told = {
        "level": what.target_level,
        "group_size": what.max_group,
        **facts,
        "title_ar": what.title_ar,
        "title_fr": what.title_fr,
        "programme_version": what.version,
        "region": where.region,
        "kind": kind,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "status": Status.CONDITIONAL if conditional else Status.IN_FORCE,
    }
    if kind == Kind.COMPETENCE:
        number = lambda: numbers.regional_number("CC", region=where.region, on=cause.on)  # noqa: E731
    else:
        number = lambda: numbers.yearly_number("HOM", on=cause.on)  # noqa: E731
    return Homologation.entered_once(
        cause=cause,
        origin=f"homologation:{where.entry}",
        number=number,
        facts=told,
        programme=what,
        site=where,
        provider=what.provider,
    )


def renew(*, homologation: Named, ends_on: date, cause: Cause, facts: Mapping[str, Any] | None = None) -> Homologation:
    """In force until another day, with what the renewal changed; nothing is left to be checked again."""
    now = Homologation.of(homologation)
    told = {**_amendable(facts), "programme_version": Programme.of(now.programme).version, "recheck": "", "decision_number": ""}
    return now.moved(Status.IN_FORCE, cause=cause, **{**told, "ends_on": ends_on, "extended_to": None})


def amend(*, homologation: Named, facts: Mapping[str, Any], cause: Cause, site: Named | None = None) -> Homologation:
    """What a change of the programme, or of the site where it is taught, makes of it."""
    now = Homologation.of(homologation)
    moved = {"site": Site.of(site).entry, "region": Site.of(site).region} if site else {}
    told = {**_amendable(facts), **moved, "programme_version": Programme.of(now.programme).version, "recheck": ""}
    return now.changed(cause=cause, facts=told)


def extend(*, homologation: Named, until: date, cause: Cause) -> Homologation:
    """It goes on beyond its last day while its renewal is examined, until a day at the latest."""
    return Homologation.of(homologation).changed(cause=cause, extended_to=until)


def stop_extension(*, homologation: Named, cause: Cause) -> Homologation:
    """Its last day is that of its validity again; what is over has ended on that day."""
    now = Homologation.of(homologation).changed(cause=cause, extended_to=None)
    is_over = now.ends_on is not None and now.ends_on < cause.on and now.status != Status.WITHDRAWN
    return now.moved(Status.ENDED, cause=cause) if is_over else now


def lift_conditions(*, homologation: Named, cause: Cause) -> Homologation:
    return Homologation.of(homologation).moved(Status.IN_FORCE, cause=cause, conditions_due=None)


def suspend(*, homologation: Named, cause: Cause, reason: str = "") -> Homologation:
    return Homologation.of(homologation).moved(Status.SUSPENDED, cause=cause, status_reason=reason)


def resume(*, homologation: Named, cause: Cause) -> Homologation:
    return Homologation.of(homologation).moved(Status.IN_FORCE, cause=cause, status_reason="")


def reinstate(*, homologation: Named, cause: Cause) -> Homologation:
    """As it stood before a measure suspended or withdrew it, and until the day that was set then."""
    now = Homologation.of(homologation)
    former = now.before(Status.SUSPENDED, Status.WITHDRAWN)
    return now.moved(former.status, cause=cause, status_reason="", ends_on=former.ends_on)


def withdraw(*, homologation: Named, cause: Cause, reason: str = "") -> Homologation:
    return Homologation.of(homologation).moved(Status.WITHDRAWN, cause=cause, status_reason=reason, ends_on=cause.on)


def end(*, homologation: Named, cause: Cause, on: date | None = None, reason: str = "") -> Homologation:
    return Homologation.of(homologation).moved(Status.ENDED, cause=cause, status_reason=reason, ends_on=on or cause.on)


def end_all(*, cause: Cause, provider: Named | None = None, site: Named | None = None, reason: str = "") -> int:
    """Ends every homologation of a provider or of a site; how many."""
    held = list(of(provider=provider, site=site))
    for one in held:
        end(homologation=one, cause=cause, reason=reason)
    return len(held)


def ask_recheck(*, site: Named, cause: Cause, reason: str) -> int:
    """Marks every homologation at a site that changed; how many."""
    held = list(of(site=site))
    for one in held:
        one.changed(cause=cause, recheck=reason)
    return len(held)


def record_success(*, homologation: Named, rate: Decimal, cause: Cause) -> Homologation:
    """The success rate (%) of its last examination, which the renewal reads."""
    return Homologation.of(homologation).changed(cause=cause, success_rate=rate)


def count_host_places(*, homologation: Named, cause: Cause) -> Homologation:
    """The host places that its agreements give, counted anew."""
    key = key_of(homologation)
    places = Agreement.objects.current().filter(homologation=key, status="active").aggregate(n=Sum("places"))["n"] or 0
    return Homologation.of(homologation).changed(cause=cause, host_places=places)


# What conditions ask.


def get(homologation: Named) -> Homologation:
    return Homologation.of(homologation)


def of(*, provider: Named | None = None, site: Named | None = None, programme: Named | None = None) -> QuerySet[Homologation]:
    """Those that have neither ended nor been withdrawn, suspended ones included; of everything that is named.

    Raises:
        ValueError: nothing is named.
    """
    named = {"provider": provider, "site": site, "programme": programme}
    asked = {k: key_of(v) for k, v in named.items() if v is not None}
    if not asked:
        raise ValueError("homologations of what?")
    found = Homologation.objects.current().filter(**asked)
    return found.exclude(status__in=(Status.ENDED, Status.WITHDRAWN)).order_by("number")


def is_valid(homologation: Named, *, on: date | None = None) -> bool:
    """Whether it lets train on a day."""
    day = on or today()
    held = Homologation.objects.current().filter(entry=key_of(homologation), status__in=HELD, starts_on__lte=day)
    return held.filter(_not_over(day)).exists()


def valid(*, programme: Named, site: Named | None = None, on: date | None = None) -> Homologation | None:
    """The homologation that lets train for a programme, at a site, on a day; the one that lasts longest."""
    day = on or today()
    held = of(programme=programme, site=site).filter(status__in=HELD, starts_on__lte=day)
    return held.filter(_not_over(day)).order_by("-ends_on").first()


def ending(*, until: date, since: date | None = None, provider: Named | None = None) -> QuerySet[Homologation]:
    """Those in force that end by a day, soonest first."""
    held = Homologation.objects.current().filter(status__in=HELD, ends_on__lte=until)
    held = held.filter(ends_on__gte=since) if since else held
    return (held.filter(provider=key_of(provider)) if provider else held).order_by("ends_on", "number")


def _not_over(day: date) -> Q:
    return Q(ends_on__isnull=True) | Q(ends_on__gte=day) | Q(extended_to__gte=day)


def _amendable(facts: Mapping[str, Any] | None) -> dict[str, Any]:
    kept = ("status", "provider", "site", "programme", "starts_on")
    return {k: v for k, v in (facts or {}).items() if k not in kept}
