"""The register of sessions: opened under a homologation that is valid on the first day, within what the site may hold."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from registers import homologations, numbers, refusals, sites
from registers.entries import Cause, Named, key_of
from registers.models import Programme, Session, Site

Status = Session.Status
UNDER_WAY = (Status.ANNOUNCED, Status.OPEN, Status.RUNNING)


def enter(
    *,
    programme: Named,
    site: Named,
    starts_on: date | str,
    ends_on: date | str,
    facts: Mapping[str, Any],
    cause: Cause,
    status: str = Status.OPEN,
    line: int = 1,
) -> Session:
    """A new session of a programme at a site; `line` tells apart several sessions of one case.

    Raises:
        Refusal: a homologated programme without a homologation valid on the first day; or no places left at the site.
    """
    what, where = Programme.of(programme), Site.of(site)
    first, last = _day(starts_on), _day(ends_on)
    homologation = homologations.valid(programme=what, site=where, on=first)
    if homologation is None and what.status in ("homologated", "cc_authorised", "suspended"):
        raise refusals.NotHomologated
    told = {"group_max": what.max_group, "price_tnd": what.price_tnd, "address": where.address, **facts}
    check_places(site=where, starts_on=first, ends_on=last, group_max=told.get("group_max"), cause=cause)
    told |= {
        "title_ar": what.title_ar,
        "title_fr": what.title_fr,
        "level": what.target_level,
        "region": where.region,
        "starts_on": first,
        "ends_on": last,
        "status": status,
        "head_count": 0,
    }
    return Session.entered_once(
        cause=cause,
        origin=f"session:{line}",
        number=lambda: numbers.session_number(programme=what.number, on=first),
        facts=told,
        programme=what,
        site=where,
        provider=what.provider,
        homologation=homologation.entry if homologation else None,
    )


def check_places(*, site: Named, starts_on: date, ends_on: date, group_max: Any, cause: Cause | None = None) -> None:
    """Insists that the groups at one time stay within the authorised capacity.

    Raises:
        Refusal: too few places are left.
    """
    free = sites.free_places(site, since=starts_on, until=ends_on)
    if free is None or group_max in (None, ""):
        return
    own = Session.objects.current().filter(site=key_of(site), case_id=cause.case_id) if cause and cause.case_id else ()
    if int(group_max) > free + sum(s.group_max or 0 for s in own):
        raise refusals.NoPlaces(max(0, free))


def amend(*, session: Named, facts: Mapping[str, Any], cause: Cause) -> Session:
    """Dates, timetable, price, address …; the status is changed by the other verbs alone."""
    told = {k: v for k, v in facts.items() if k not in ("status", "provider", "programme", "site")}
    return Session.of(session).changed(cause=cause, facts=told)


def move(*, session: Named, site: Named, cause: Cause, protection: str = "") -> Session:
    """Goes on at another site."""
    where = Site.of(site)
    told = {"site": where.entry, "address": where.address, "region": where.region}
    return Session.of(session).changed(cause=cause, facts={**told, **({"protection": protection} if protection else {})})


def protect(*, session: Named, protection: str, cause: Cause) -> Session:
    """How its trainees are protected while the provider is under a sanction."""
    return Session.of(session).changed(cause=cause, protection=protection)


def start(*, session: Named, cause: Cause) -> Session:
    return Session.of(session).moved(Status.RUNNING, cause=cause)


def close(*, session: Named, cause: Cause) -> Session:
    return Session.of(session).moved(Status.CLOSED, cause=cause)


def cancel(*, session: Named, cause: Cause, reason: str = "") -> Session:
    return Session.of(session).moved(Status.CANCELLED, cause=cause, status_reason=reason)


def validate_list(*, session: Named, cause: Cause) -> Session:
    """The list of trainees as the administration took note of it."""
    return count_heads(session=session, cause=cause, list_validated_on=cause.on)


def validate_results(*, session: Named, cause: Cause) -> Session:
    """Certificates may follow."""
    return Session.of(session).changed(cause=cause, results_validated_on=cause.on)


def count_heads(*, session: Named, cause: Cause, **facts: Any) -> Session:
    """The head count, from the register of enrolments."""
    from registers.enrolments import count  # enrolments know sessions; here they are only counted

    return Session.of(session).changed(cause=cause, facts={**facts, "head_count": count(session=session)})


# What conditions ask.


def get(session: Named) -> Session:
    return Session.of(session)


def of(*, provider: Named | None = None, site: Named | None = None, programme: Named | None = None) -> QuerySet[Session]:
    """The sessions of everything that is named, that are neither closed nor cancelled.

    Raises:
        ValueError: nothing is named.
    """
    named = {"provider": provider, "site": site, "programme": programme}
    asked = {k: key_of(v) for k, v in named.items() if v is not None}
    if not asked:
        raise ValueError("sessions of what?")
    return Session.objects.current().filter(**asked, status__in=UNDER_WAY).order_by("starts_on", "number")


def running(*, provider: Named | None = None, site: Named | None = None, on: date) -> QuerySet[Session]:
    """Those under way on a day."""
    return of(provider=provider, site=site).filter(starts_on__lte=on, ends_on__gte=on)


def free_seats(session: Named) -> int | None:
    """None where no largest group was set."""
    from registers.enrolments import count  # as above

    now = Session.of(session)
    return None if now.group_max is None else now.group_max - count(session=now)


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value[:10])
