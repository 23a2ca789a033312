"""The register of enrolments: a trainee in a session, from the first registration to how it ended."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from registers import numbers, programmes, refusals
from registers.entries import Cause, Named, key_of
from registers.models import Enrolment, Session, Trainee

Status, Result = Enrolment.Status, Enrolment.Result
HELD = (Status.PRE_REGISTERED, Status.ACTIVE, Status.COMPLETED, Status.GRADUATED)


def enter(*, trainee: Named, session: Named, facts: Mapping[str, Any], cause: Cause, status: str = Status.ACTIVE) -> Enrolment:
    """A trainee in a session; `facts` are columns by name (contract_number, contract_date, price_tnd, entry_level …).

    A registration that a counsellor made before, for the same programme, becomes this one.

    Raises:
        Refusal: the entry level is too low, no seat is left, the session does not take anyone any more, or the trainee
            follows another full-time session in the same days.
    """
    who, where = Trainee.of(trainee), Session.of(session)
    if (already := of_trainee_in(trainee=who, session=where)) is not None:
        return already
    check(trainee=who, session=where, entry_level=facts.get("entry_level") or "")
    told = {
        "price_tnd": where.price_tnd,
        **{k: v for k, v in facts.items() if k not in ("status", "trainee", "session")},
        "session": where.entry,
        "provider": where.provider,
        "programme": where.programme,
        "starts_on": facts.get("starts_on") or where.starts_on,
        "expected_end": where.ends_on,
    }
    wished = Enrolment.objects.current().filter(trainee=who.entry, session=None, status=Status.PRE_REGISTERED)
    if (wish := wished.filter(Q(programme=where.programme) | Q(programme=None)).first()) is not None:
        return wish.moved(status, cause=cause, **told)
    return _entered(who, cause, f"enrolment:{where.entry}:{str(who.entry)[:18]}", {**told, "status": status})


def pre_register(*, trainee: Named, wish: str, cause: Cause, programme: Named | None = None) -> Enrolment:
    """A wish, before there is a session."""
    who = Trainee.of(trainee)
    told = {"wish": wish, "programme": key_of(programme) if programme else None, "status": Status.PRE_REGISTERED}
    return _entered(who, cause, f"wish:{who.entry}", told)


def _entered(who: Trainee, cause: Cause, origin: str, facts: Mapping[str, Any]) -> Enrolment:
    names = {"name_ar": who.name_ar, "name_fr": who.name_fr, "birth_date": who.birth_date}
    number = lambda: numbers.yearly_number("ENR", on=cause.on)  # noqa: E731
    return Enrolment.entered_once(cause=cause, origin=origin, number=number, facts={**facts, **names}, trainee=who)


def check(*, trainee: Named, session: Named, entry_level: str) -> None:
    """Insists on what an enrolment needs; see `enter`."""
    who, where = Trainee.of(trainee), Session.of(session)
    if where.status not in ("announced", "open", "running"):
        raise refusals.SessionOver
    if not programmes.admits(where.programme, entry_level=entry_level):
        raise refusals.EntryLevelTooLow
    if where.group_max is not None and count(session=where) >= where.group_max:
        raise refusals.NoPlaces(0)
    if overlapping(trainee=who, session=where):
        raise refusals.EnrolledElsewhere


def amend(*, enrolment: Named, facts: Mapping[str, Any], cause: Cause) -> Enrolment:
    """Contract, price, attendance, marks …

    Raises:
        Refusal: the enrolment is locked.
    """
    now = Enrolment.of(enrolment)
    if now.is_locked:
        raise refusals.Locked
    return now.changed(cause=cause, facts={k: v for k, v in facts.items() if k not in ("status", "trainee", "session")})


def lock(*, session: Named, cause: Cause) -> int:
    """Locks every enrolment of a session, when its list is validated; how many were not locked before."""
    return _each(of_session(session).filter(is_locked=False), cause, {"is_locked": True})


def unlock(*, enrolment: Named, cause: Cause) -> Enrolment:
    """Opens one line for a dated change."""
    return Enrolment.of(enrolment).changed(cause=cause, is_locked=False)


def authorise_foreign(*, enrolment: Named, number: str, cause: Cause) -> Enrolment:
    """A trainee from abroad, under the authorisation of this number."""
    return Enrolment.of(enrolment).changed(cause=cause, is_foreign=True, authorisation_number=number)


def transfer(*, enrolment: Named, session: Named, cause: Cause, reason: str, facts: Mapping[str, Any] | None = None) -> Enrolment:
    """Ends an enrolment and begins another in a session, elsewhere; returns the new one, to which the first points."""
    now = Enrolment.of(enrolment)
    if now.status == Status.TRANSFERRED and now.moved_to:
        return Enrolment.of(now.moved_to)
    told = {"entry_level": now.entry_level, "entry_proof": now.entry_proof, "is_foreign": now.is_foreign, **(facts or {})}
    gone = now.moved(Status.TRANSFERRED, cause=cause, exit_on=cause.on, exit_reason=reason)
    new = enter(trainee=now.trainee, session=session, facts={**told, "starts_on": cause.on}, cause=cause)
    gone.changed(cause=cause, moved_to=new.entry)
    return new


def leave(
    *, enrolment: Named, cause: Cause, reason: str, on: date | None = None, refund_tnd: Decimal | str | None = None
) -> Enrolment:
    told = {"exit_on": on or cause.on, "exit_reason": reason, "refund_tnd": refund_tnd}
    return Enrolment.of(enrolment).moved(Status.LEFT, cause=cause, **told)


def complete(*, enrolment: Named, cause: Cause) -> Enrolment:
    return Enrolment.of(enrolment).moved(Status.COMPLETED, cause=cause)


def present(*, enrolment: Named, cause: Cause, excluded: bool = False, reason: str = "") -> Enrolment:
    """Presented at the examination, or excluded from it with a reason."""
    told = {"result": Result.EXCLUDED if excluded else Result.PRESENTED, "exit_reason": reason}
    return Enrolment.of(enrolment).changed(cause=cause, facts=told)


def record_result(*, enrolment: Named, result: str, cause: Cause, marks: Iterable[Any] | None = None) -> Enrolment:
    """`graduated`, `adjourned` or `absent`: the first also ends the enrolment with a diploma."""
    told: dict[str, Any] = {"result": Result(result)}
    if marks is not None:
        told["marks"] = list(marks)
    now = Enrolment.of(enrolment)
    if result == Result.GRADUATED:
        return now.moved(Status.GRADUATED, cause=cause, **told)
    return now.changed(cause=cause, facts=told)


def certify_hours(*, enrolment: Named, hours: Decimal | int | str, cause: Cause) -> Enrolment:
    """The hours that an attestation with a visa certifies."""
    return Enrolment.of(enrolment).changed(cause=cause, certified_hours=hours)


# What conditions ask.


def get(enrolment: Named) -> Enrolment:
    return Enrolment.of(enrolment)


def of_session(session: Named, *, statuses: Iterable[str] = HELD) -> QuerySet[Enrolment]:
    found = Enrolment.objects.current().filter(session=key_of(session), status__in=list(statuses))
    return found.order_by("number")


def of_provider(provider: Named, *, statuses: Iterable[str] = (Status.ACTIVE,)) -> QuerySet[Enrolment]:
    found = Enrolment.objects.current().filter(provider=key_of(provider), status__in=list(statuses))
    return found.order_by("number")


def of_trainee_in(*, trainee: Named, session: Named) -> Enrolment | None:
    return of_session(session).filter(trainee=key_of(trainee)).first()


def count(
    *, session: Named | None = None, provider: Named | None = None, statuses: Iterable[str] = HELD, on: date | None = None
) -> int:
    """How many enrolments of a session or a provider stand in these statuses, today or on a day."""
    objects = Enrolment.objects
    found = objects.as_of(on) if on else objects.current()  # type: ignore[attr-defined]
    found = found.filter(status__in=list(statuses))
    found = found.filter(session=key_of(session)) if session else found
    return int((found.filter(provider=key_of(provider)) if provider else found).count())


def results(*, homologation: Named, since: date) -> tuple[int, int, int]:
    """How many were enrolled, presented and passed in the sessions of a homologation that began since a day."""
    held = Session.objects.current().filter(homologation=key_of(homologation), starts_on__gte=since).values("entry")
    found = list(Enrolment.objects.current().filter(session__in=held).values_list("result", flat=True))
    presented = (Result.PRESENTED, Result.GRADUATED, Result.ADJOURNED)
    return len(found), sum(r in presented for r in found), sum(r == Result.GRADUATED for r in found)


def overlapping(*, trainee: Named, session: Named) -> list[Enrolment]:
    """Other active enrolments of the trainee at the hours of the session; an unknown timetable takes all hours."""
    where = Session.of(session)
    found = Enrolment.objects.current().filter(trainee=key_of(trainee), status=Status.ACTIVE).exclude(session=where.entry)
    if where.starts_on and where.ends_on:
        found = found.filter(starts_on__lte=where.ends_on, expected_end__gte=where.starts_on)
    others = {s.entry: s for s in Session.objects.current().filter(entry__in=[e.session for e in found])}
    return [e for e in found if e.session not in others or _hours_cross(where.timetable, others[e.session].timetable)]


def _hours_cross(one: list[Any], other: list[Any]) -> bool:
    """Lines such as `{"day": "mon", "from": "18:00", "to": "20:00"}`."""
    if not one or not other:
        return True
    pairs = ((a, b) for a in one for b in other if a.get("day") == b.get("day"))
    return any(str(a.get("from")) < str(b.get("to")) and str(b.get("from")) < str(a.get("to")) for a, b in pairs)


def unsettled(*, provider: Named) -> int:
    """Trainees for whom a closing provider still owes a solution."""
    return of_provider(provider, statuses=(Status.PRE_REGISTERED, Status.ACTIVE)).count()


def _each(found: QuerySet[Enrolment], cause: Cause, facts: Mapping[str, Any]) -> int:
    rows = list(found)
    for one in rows:
        one.changed(cause=cause, facts=facts)
    return len(rows)
