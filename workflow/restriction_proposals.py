"""General restrictions by two persons: one proposes to enter, end or prolong one, another confirms or declines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.standing import Standing, standing_of
from registers import policies, reasons, restrictions
from registers.entries import Cause
from registers.models import Restriction, Session
from registers.normalise import fold
from workflow.attempts import attempt
from workflow.ledger import record
from workflow.models import Case, RestrictionProposal
from workflow.refusals import DutiesConflict, NotEntitled, Refused

SCOPE = ("speciality", "sector", "level", "region")
WHAT = ("kind", *SCOPE)
# Kinds that would stop a whole procedure if they bore on no field.
NEED_A_FIELD = (Restriction.Kind.MORATORIUM, Restriction.Kind.HOMOLOGATION_ONLY)
Act, Status = RestrictionProposal.Act, RestrictionProposal.Status


@dataclass(frozen=True, slots=True)
class Reach:
    """What a restriction would bear on, on the day it is asked: structures, and open cases before and after registration."""

    structures: int
    unregistered: int
    registered: int


def waiting() -> QuerySet[RestrictionProposal]:
    """What waits for a second person, the oldest first."""
    return with_people().filter(status=Status.PROPOSED).order_by("pk")


def decided() -> QuerySet[RestrictionProposal]:
    return with_people().exclude(status=Status.PROPOSED).order_by("-decided_at", "-pk")


def with_people() -> QuerySet[RestrictionProposal]:
    return RestrictionProposal.objects.select_related("proposed_by", "proposed_for", "decided_by")


def may_decide(proposal: RestrictionProposal, standing: Standing) -> bool:
    """Whether the person may be the second one, today."""
    word = {proposal.proposed_by_id, proposal.proposed_for_id}
    return proposal.status == Status.PROPOSED and policies.can_decide_restriction(standing, proposed_by=word)


@attempt("restriction.propose", on="act")
def propose(
    *, act: str, facts: Mapping[str, Any], legal_basis: str, reason: str, by: User, restriction: Restriction | None = None
) -> RestrictionProposal:
    """Asks a second person to enter a restriction, or to change one; the register says nothing of it until then.

    Args:
        facts: of a new one its kind, scope, procedures, `starts_on` and `ends_on`; of a change `ends_on` alone.
        restriction: the one to end or to prolong.

    Raises:
        Refused: not entitled, the days or the procedures are not possible, it holds already, or why is missing.
    """
    standing = standing_of(by)
    if not policies.can_propose_restriction(standing):
        raise NotEntitled(_("Your postings have no part in entering restrictions."))
    if reasons.is_too_short(reason) or not legal_basis.strip():
        raise Refused(_("Say which text decides it, and why."))
    row = drafted(act=act, facts=facts, restriction=restriction)
    row.legal_basis, row.reason = legal_basis.strip()[:200], reason.strip()[:300]
    row.proposed_by, row.proposed_for_id = by, policies.legal_officer_stood_in_for(standing)
    _check(row)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused(_("A change of this restriction already waits for a second person.")) from None
    _tell(row, "restriction.proposed", by=by)
    return row


@attempt("restriction.decide", on="proposal")
def decide(*, proposal: RestrictionProposal, accept: bool, by: User) -> RestrictionProposal:
    """The second person's word: the register then says it, from the proposal's act on; or nothing changes.

    Raises:
        Refused: not entitled, the same person, decided before, or no longer possible.
    """
    standing = standing_of(by)
    if not policies.can_decide_restriction(standing):
        raise NotEntitled(_("Your postings have no part in entering restrictions."))
    row = RestrictionProposal.objects.select_for_update().get(pk=proposal.pk)
    if row.status != Status.PROPOSED:
        raise Refused(_("This proposal has already been decided."))
    if not may_decide(row, standing):
        raise DutiesConflict(
            "SD-16", _("Another person must decide on what you proposed, or on what was proposed in your place.")
        )
    if accept:
        _check(row)
        row.restriction = _performed(row).entry
    row.status = Status.CONFIRMED if accept else Status.DECLINED
    row.decided_by, row.decided_at = by, timezone.now()
    row.save(update_fields=["status", "restriction", "decided_by", "decided_at"])
    _tell(row, "restriction.confirmed" if accept else "restriction.declined", by=by)
    return row


def stream_of(proposal: RestrictionProposal) -> str:
    """Where the ledger tells of the proposal, and what the register gives as the cause."""
    return f"restriction:{proposal.pk}"


def reach(proposal: RestrictionProposal) -> Reach:
    """How many structures it concerns and how many open cases it meets; nothing is changed by asking."""
    asked = as_entry(proposal)
    cases = Case.objects.filter(procedure__in=proposal.procedures, closed_at__isnull=True)
    cases = cases.filter(region=proposal.region) if proposal.region else cases
    keys = _keys_of_training(asked)
    found = cases.values_list("answers", "registered_at").iterator(chunk_size=500)
    met = [registered_at is not None for answers, registered_at in found if _bears_on(asked, answers, keys)]
    return Reach(len(restrictions.concerned(asked)), met.count(False), met.count(True))


def as_entry(proposal: RestrictionProposal) -> Restriction:
    """The restriction as the proposal says it, which is not in the register."""
    return Restriction(procedures=list(proposal.procedures), **_facts(proposal))


def _facts(proposal: RestrictionProposal) -> dict[str, Any]:
    return {name: getattr(proposal, name) for name in ("starts_on", "ends_on", "legal_basis", "reason", *WHAT)}


def drafted(*, act: str, facts: Mapping[str, Any], restriction: Restriction | None = None) -> RestrictionProposal:
    """A proposal that is not kept yet; facts as for `propose`, of which some may still be missing."""
    days = {"starts_on": facts.get("starts_on"), "ends_on": facts.get("ends_on")}
    told = {name: facts.get(name) or "" for name in WHAT}
    if restriction is None:
        offered = restrictions.stopped_by(kind=told["kind"], speciality=told["speciality"])
        return RestrictionProposal(act=Act(act), **told, **days, procedures=sorted(facts.get("procedures") or offered))
    now = restrictions.get(restriction)
    told, days["starts_on"] = {name: getattr(now, name) for name in WHAT}, now.starts_on
    stopped = now.procedures or list(restrictions.STOPS.get(now.kind, ()))
    return RestrictionProposal(act=Act(act), **told, **days, restriction=now.entry, procedures=stopped)


def faults(row: RestrictionProposal) -> Iterator[tuple[str, Any]]:
    """Why it cannot be done today: the question that is wrongly answered ("" for none), and the sentence.

    What is not answered is no fault. Asked when it is typed, when it is proposed, and again when it is confirmed.
    """
    return _faults_of_new(row) if row.act == Act.IMPOSE else _faults_of_change(row)


def _faults_of_new(row: RestrictionProposal) -> Iterator[tuple[str, Any]]:
    if row.starts_on and row.starts_on < timezone.localdate():
        yield "starts_on", _("A restriction holds from today on at the earliest.")
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        yield "ends_on", _("The last day precedes the first.")
    if row.kind in NEED_A_FIELD and not (row.speciality or row.sector):
        yield "speciality", _("Name a speciality, or choose a sector.")
    offered = restrictions.stopped_by(kind=row.kind, speciality=row.speciality)
    if row.kind and (others := sorted(set(row.procedures) - set(offered))):
        sentence = _("A restriction of this kind and scope does not stop: %(procedures)s.")
        yield "procedures", sentence % {"procedures": ", ".join(others)}
    if row.kind and row.starts_on and (same := _duplicate(as_entry(row))) is not None:
        sentence = _("A restriction of this kind and scope already holds on these days: %(number)s.")
        yield "kind", sentence % {"number": same.number}


def _faults_of_change(row: RestrictionProposal) -> Iterator[tuple[str, Any]]:
    now, today = restrictions.get(str(row.restriction)), timezone.localdate()
    over = now.status != restrictions.Status.IN_FORCE or (now.ends_on is not None and now.ends_on < today)
    if over or not restrictions.is_general(now):
        yield "", _("This restriction holds no longer, or names somebody: it is not changed here.")
    if row.act == Act.PROLONG and now.ends_on is None:
        yield "ends_on", _("The new last day must come after the present one.")
    if row.ends_on is None:
        return
    if row.ends_on < max(today, now.starts_on):
        yield "ends_on", _("The last day precedes the first, or has passed.")
    elif row.act == Act.PROLONG and now.ends_on is not None and row.ends_on <= now.ends_on:
        yield "ends_on", _("The new last day must come after the present one.")
    elif row.act == Act.END and now.ends_on is not None and row.ends_on >= now.ends_on:
        yield "ends_on", _("The new last day must come before the present one.")


def _check(row: RestrictionProposal) -> None:
    for _question, sentence in faults(row):
        raise Refused(sentence)


def _duplicate(asked: Restriction) -> Restriction | None:
    """One of the same kind and scope that holds on some of the same days."""
    for one in restrictions.general():
        same = all(getattr(one, name) == getattr(asked, name) for name in ("kind", "sector", "level", "region"))
        apart = (asked.ends_on and asked.ends_on < one.starts_on) or (one.ends_on and one.ends_on < asked.starts_on)
        if same and fold(one.speciality) == fold(asked.speciality) and not apart:
            return one
    return None


def _performed(row: RestrictionProposal) -> Restriction:
    cause = Cause(None, "", stream_of(row), timezone.localdate())
    if row.act == Act.IMPOSE:
        return restrictions.impose(cause=cause, procedures=row.procedures, **_facts(row))
    key = str(row.restriction)
    if row.act == Act.END and row.ends_on is None:
        return restrictions.lift(restriction=key, cause=cause, reason=row.reason)
    return restrictions.prolong(restriction=key, ends_on=row.ends_on, cause=cause)


def _keys_of_training(asked: Restriction) -> set[str] | None:
    """The programmes in its scope and their sessions, which some applications name by key; None where it has no such scope."""
    if not (asked.speciality or asked.sector or asked.level):
        return None
    taught = [one.entry for one in restrictions.programmes_of(asked)]
    held = Session.objects.current().filter(programme__in=taught).values_list("entry", flat=True)
    return {str(key) for key in (*taught, *held)}


def _bears_on(asked: Restriction, answers: Mapping[str, Any], keys: set[str] | None) -> bool:
    """Whether what was filed is of its speciality, sector and level, as far as the application says them."""
    if keys is None:
        return True
    told = list(_told(answers))
    if any(name in ("homologation_or_programme", "session") for name, _text in told):
        return bool(keys & {text for _name, text in told})
    for wanted, names in ((asked.sector, {"sector"}), (asked.level, {"target_level", "level"})):
        said = {text for name, text in told if name in names}
        if wanted and said and wanted not in said:
            return False
    word = fold(asked.speciality)
    return not word or any(word in fold(text) for _name, text in told)


def _told(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, held in value.items():
            yield from _told(held, key)
    elif isinstance(value, list):
        for held in value:
            yield from _told(held, name)
    elif isinstance(value, str) and value:
        yield name, value


def _tell(row: RestrictionProposal, kind: str, *, by: User) -> None:
    said = {name: getattr(row, name) for name in ("act", "procedures", "legal_basis", "reason", *WHAT)}
    days = {"since": row.starts_on.isoformat(), "until": row.ends_on.isoformat() if row.ends_on else ""}
    entry = str(row.restriction) if row.restriction else ""
    in_place_of = policies.legal_officer_stood_in_for(standing_of(by)) if kind == "restriction.proposed" else None
    payload = {"id": row.pk, "restriction": entry, **said, **days, "in_place_of": in_place_of}
    record.append(stream=stream_of(row), kind=kind, by=by, payload=payload)
