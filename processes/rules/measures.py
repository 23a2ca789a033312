"""What a measure does to the registers, and how it is undone; each effect is told in the facts of the case."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from registers import homologations, providers, restrictions, sanctions, sessions, sites
from registers.entries import Cause
from registers.models import Sanction
from workflow.causes import cause_of
from workflow.models import Case
from workflow.procedure import Procedure

BARRED_YEARS = 5  # without opening a structure, after a final closure


def enter(
    act: Procedure,
    *,
    kind: str,
    at: Iterable[str],
    basis: str,
    held: Iterable[str] = (),
    precautionary: bool = False,
    ends_on: date | None = None,
    **facts: Any,
) -> None:
    """Puts a measure in force: its entry in the register, and its effects on the structure."""
    case, cause, places, named = act.case, cause_of(act), list(at), list(held)
    entered = sanctions.enter(
        provider=act.provider,
        kind=kind,
        cause=cause,
        sites=places,
        homologations=named,
        precautionary=precautionary,
        ends_on=ends_on,
        facts={**facts, "grounds": [{"basis": basis[:600]}]},
    )
    case.facts["sanction"] = str(entered.entry)
    case.facts["effects"] = _applied(act.provider, kind=kind, at=places, held=named, reason=basis[:300], cause=cause)


def _applied(provider: UUID, *, kind: str, at: list[str], held: list[str], reason: str, cause: Cause) -> dict[str, Any]:
    """Carries out a measure; what was done, so that it can be undone."""
    told: dict[str, Any] = {"kind": kind, "homologations": [], "sites": [], "restrictions": []}
    if kind in ("suspension_of_homologation", "suspend_homologation"):
        for one in held or [str(h.entry) for h in homologations.of(provider=provider)]:
            if homologations.get(one).status in homologations.HELD:
                homologations.suspend(homologation=one, cause=cause, reason=reason)
                told["homologations"].append(one)
    elif kind == "withdrawal_of_homologation":
        for one in held:
            homologations.withdraw(homologation=one, cause=cause, reason=reason)
        told["homologations"] = held
    elif kind in ("temporary_closure", "close_provider"):
        providers.suspend(provider=provider, cause=cause, reason=reason, by_precaution=kind == "close_provider")
        told["provider"] = True
    elif kind == "final_closure":
        told |= _closed(provider, reason=reason, cause=cause)
    if kind in ("close_site", "close_provider", "temporary_closure"):
        told["sites"] = _blocked(at, reason=reason, cause=cause)
    if kind in ("suspend_sessions", "close_provider", "temporary_closure", "close_site"):
        scope: list[dict[str, Any]] = [{"provider": provider, "site": one} for one in at] if kind == "close_site" else []
        for about in scope or [{"provider": provider}]:
            imposed = restrictions.impose(kind="no_new_session", cause=cause, reason=reason, **about)
            told["restrictions"].append(str(imposed.entry))
    return told


def _closed(provider: UUID, *, reason: str, cause: Cause) -> dict[str, Any]:
    """The end of a structure: nothing of it goes on, and who answered for it may open no other for years."""
    of = providers.get(provider)
    held = [str(h.entry) for h in homologations.of(provider=provider)]
    for one in held:
        homologations.withdraw(homologation=one, cause=cause, reason=reason)
    places = [str(s.entry) for s in sites.of_provider(provider)]
    for one in places:
        sites.close(site=one, cause=cause, reason=reason)
    providers.close(provider=provider, cause=cause, reason=reason)
    until = cause.on.replace(year=cause.on.year + BARRED_YEARS, day=min(cause.on.day, 28))
    barred = []
    for identity in filter(None, {of.legal_representative_identity, f"rne:{of.rne_id}" if of.rne_id else ""}):
        imposed = restrictions.impose(kind="no_opening", cause=cause, reason=reason, ends_on=until, identity=identity)
        barred.append(str(imposed.entry))
    return {"provider": True, "homologations": held, "sites": places, "restrictions": barred}


def _blocked(at: list[str], *, reason: str, cause: Cause) -> list[str]:
    for one in at:
        sites.block(site=one, cause=cause, reason=reason)
    return at


def undo(case: Case, *, cause: Cause, reason: str) -> None:
    """Gives back what a measure took: the structure, its sites and homologations stand as they stood before it."""
    told = case.facts.get("effects", {})
    again = Case.objects.filter(procedure="SAN-03", facts__restored__of=str(case.pk)).values_list("facts", flat=True)
    imposed = [*told.get("restrictions", ()), *(one for facts in again for one in facts["restored"]["restrictions"])]
    for one in imposed:
        restrictions.lift(restriction=one, cause=cause, reason=reason)
    for one in told.get("homologations", ()):
        homologations.reinstate(homologation=one, cause=cause)
    for one in told.get("sites", ()):
        sites.release(site=one, cause=cause)
    if told.get("provider"):
        providers.reinstate(provider=case.provider or "", cause=cause, reason=reason)


def restore(act: Procedure, of: Case, *, held: Sanction) -> None:
    """Carries a measure out again that an appeal had stayed, with what it then bears on; told in the facts of the appeal."""
    told = _applied(
        held.provider,
        kind=held.kind,
        at=[str(key) for key in held.sites],
        held=[str(key) for key in held.homologations],
        reason=held.status_reason or act.case.number or "",
        cause=cause_of(act),
    )
    act.case.facts["restored"] = {**told, "of": str(of.pk)}


def end_precaution(act: Procedure, *, reason: str) -> None:
    """The urgent measure from which the proceedings follow ends with them; its entry is kept."""
    origin = act.case.answers.get("file", {}).get("origin_case", "")
    urgent = Case.objects.filter(number=origin, procedure="SAN-02").first() if origin else None
    held = sanctions.of_case(urgent.pk) if urgent else None
    if urgent is None or held is None or held.status != sanctions.Status.IN_FORCE:
        return
    sanctions.lift(sanction=held, cause=cause_of(act), reason=reason[:300])
    undo(urgent, cause=cause_of(act), reason=reason)


def protect(act: Procedure, rows: Iterable[dict[str, str]]) -> None:
    """How the trainees of each session are protected, in the register of sessions."""
    by_session: dict[str, list[str]] = {}
    for row in rows:
        by_session.setdefault(row["session"], []).append(f"{row['trainee']}: {row['protection']}")
    for session, told in by_session.items():
        sessions.protect(session=session, protection="; ".join(told)[:300], cause=cause_of(act))
