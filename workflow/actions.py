"""The one door: `perform` is the only way in which a case moves."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from accounts.models import User
from registers.normalise import fold
from workflow import clocks, links, notifications, numbers, outbox, parameters, policies, refused_acts, rows, tasks
from workflow.actor import SYSTEM, Actor
from workflow.ledger import canonical, record
from workflow.machine import Transition
from workflow.models import Case, Event, GivenAnswer, OutboxRow, Task
from workflow.procedure import Procedure
from workflow.procedures import procedure_of
from workflow.refusals import FormInvalid, KeyReused, NotATransition, NotEntitled, Outdated, Refused, require
from workflow.statements import execute

# What an ordinary act changes in the row of its case. The application and all that is indexed are written only when they changed.
MOVING = ("stage", "revision", "facts", "duties", "entered_stage_at", "closed_at", "ledger_seq", "ledger_head")


@dataclass
class Performed:
    """What an act amounted to; `is_repeated` when the same request had already been answered."""

    case: Case
    transition: str
    stage: str
    event_id: int
    documents: list[Mapping[str, Any]] = field(default_factory=list)
    is_repeated: bool = False

    def as_json(self) -> dict[str, Any]:
        documents = [dict(d) for d in self.documents]
        return {"transition": self.transition, "stage": self.stage, "event": self.event_id, "documents": documents}


def perform(
    case: Case | UUID,
    transition: str,
    *,
    by: User | Actor,
    data: Mapping[str, Any] | None = None,
    files: Any = None,
    revision: int | None = None,
    key: UUID | None = None,
) -> Performed:
    """Moves a case by one transition, entirely or not at all.

    Args:
        by: a signed-in user, or SYSTEM for what time brings about.
        data: what the actor filled in; `files` what was joined.
        revision: the revision of the case that the actor saw; a newer one refuses the act.
        key: of the request; the same key and content answer the same, once.

    Raises:
        Refused: one of its subclasses, each with a sentence for the person; nothing has changed but the record of it.
    """
    case_id = case.pk if isinstance(case, Case) else case
    files = _judged(case_id, transition, by=by, files=files)
    try:
        with transaction.atomic():
            return _perform(case_id, transition, by=by, data=data, files=files, revision=revision, key=key)
    except Refused as refusal:
        record_refusal(case_id, transition, by=by, refusal=refusal)
        raise


def _judged(case_id: UUID, name: str, *, by: User | Actor, files: Any) -> Any:
    """The files as the form's gate leaves them, which may take seconds: asked while nobody waits for the case.

    The gate works only for those who may act; for the others the door finds the refusal before it reads the form.
    """
    if not files or not isinstance(by, User):
        return files
    case = Case.objects.filter(pk=case_id).first()
    transition = procedure_of(case).machine.transitions.get(name) if case else None
    prepare = getattr(transition.form, "prepare", None) if transition else None
    if case is None or transition is None or prepare is None or case.stage not in transition.sources:
        return files
    return prepare(files) if policies.can_perform(case, transition, by) else files


@dataclass
class _Fresh:
    """The account as it is now, and the answer that the key of the request was given, if it was."""

    standing_version: int
    is_active: bool
    identity: str
    user_id: int | None
    body_hash: bytes | None
    answer: str | None


def _perform(
    case_id: UUID,
    name: str,
    *,
    by: User | Actor,
    data: Mapping[str, Any] | None,
    files: Any,
    revision: int | None,
    key: UUID | None,
) -> Performed:
    case = _locked(case_id)
    as_read = rows.written(case, but=MOVING)
    fresh = _fresh(by, key)
    if fresh and fresh.body_hash is not None:
        return _answered(case, fresh, digest=_digest(case_id, name, data), by=by)
    procedure = procedure_of(case)
    transition = procedure.machine.transitions.get(name)
    if transition is None or case.stage not in transition.sources:
        raise _moved_on(case, revision) or NotATransition()
    transition = transition.at(case.stage)
    if revision is not None and revision != case.revision and not transition.is_self_loop:
        raise _moved_on(case, revision) or Outdated()
    actor = _actor(case, transition, by, fresh)
    act = procedure(case, actor=actor, data=data, at=timezone.now())
    open_tasks = tasks.open_of(case.pk)
    tasks.check_holder(open_tasks, actor=actor, desk=procedure.machine.desks.get(case.stage))
    answers = act.answers(transition)
    require(answers)
    facts, told = _filled_in(act, transition, data, files)
    performed = _carry_out(act, transition, open_tasks, facts=facts, told=told, answers=answers, as_read=as_read)
    if key and isinstance(by, User):
        _keep_answer(key, by, _digest(case_id, name, data), performed)
    return performed


def _actor(case: Case, transition: Transition, by: User | Actor, fresh: _Fresh | None) -> Actor:
    if isinstance(by, Actor):
        # Time clears away a draft whose author was told; everything else that it does is declared.
        clears = transition.terms.clears and case.warned_at is not None
        if not by.is_system or not (by.role in transition.by or clears):
            raise NotEntitled
        return by
    # What the account is now, not what it was when the request began: a revoked posting ends at once.
    if fresh is None or not fresh.is_active:
        raise NotEntitled
    by.standing_version, by.is_active, by.identity = fresh.standing_version, fresh.is_active, fresh.identity
    return policies.entitle(case, transition, by)


def _filled_in(
    act: Procedure, transition: Transition, data: Mapping[str, Any] | None, files: Any
) -> tuple[dict[str, Any], dict[str, Any]]:
    if transition.form is None:
        act.data = {}
        return {}, {}
    form = transition.form(data or {}, files, case=act.case, actor=act.actor)
    if not form.is_valid():
        raise FormInvalid(form)
    form.keep_files(by=act.actor)
    act.data = form.cleaned_data
    return dict(form.facts()), dict(form.record())


def _carry_out(
    act: Procedure,
    transition: Transition,
    open_tasks: list[Task],
    *,
    facts: dict[str, Any],
    told: dict[str, Any],
    answers: list[tuple[str, Any]],
    as_read: tuple[Any, ...],
) -> Performed:
    case, actor, source = act.case, act.actor, act.case.stage
    case.facts = {**case.facts, **facts}
    if transition.terms.duty and actor.user:
        policies.note_part(case, transition.terms.duty, actor)
    if transition.terms.starts_clock and not case.number:
        _register(act)
    # viewflow sets the stage and applies the effect; of the conditions it gets the answers of this act.
    getattr(act, transition.name)()
    moved = case.stage != source
    turned = clocks.turn(case, machine=act.machine, transition=transition, source=source, on=act.today)
    turned.save()
    _turn_tasks(act, turned, open_tasks, moved=moved)
    if moved:
        case.revision += 1
        case.entered_stage_at = act.at
        case.closed_at = act.at if act.machine.is_final(case.stage) else None
    event = _record(act, transition, source=source, told=told, answers=answers, turned=turned)
    documents = [one for d in act.issued(transition) for one in d.order(procedure=act, event=event, at=act.at)]
    rows.update(case, names=MOVING if rows.written(case, but=MOVING) == as_read else ())
    outbox.order(*notifications.of(case=case, event=event, transition=transition), *_at_once(act, event, moved=moved))
    return Performed(case, transition.name, case.stage, event.pk, documents)


AT_ONCE = "case.at_once"


def _at_once(act: Procedure, event: Event, *, moved: bool) -> list[OutboxRow]:
    """What the system tries at the new stage as soon as the act is kept."""
    desk = act.machine.desks.get(act.case.stage)
    if not moved or desk is None or not desk.at_once:
        return []
    payload = {"case": str(act.case.pk), "stage": act.case.stage}
    return [outbox.row(topic=AT_ONCE, key=f"event:{event.pk}", payload=payload)]


def _register(act: Procedure) -> None:
    """Gives the number and binds the case to the law of the day."""
    case = act.case
    case.number = numbers.case_number(case, on=act.today)
    case.registered_at = act.at
    case.parameters = parameters.frozen_for(type(act), on=act.today)
    case.search_text = f"{case.search_text} {fold(case.number)}".strip()


def _turn_tasks(act: Procedure, turned: clocks.Turned, open_tasks: list[Task], *, moved: bool) -> None:
    """Closes the tasks of the stage that was left and opens those of the next; a self-loop ends the actor's own task."""
    own = [t for t in open_tasks if t.role == act.actor.role and t.assignee_id in (None, *act.actor.persons)]
    desk = act.machine.desks.get(act.case.stage)
    # Where everybody has a task of their own, an act that leaves the case in place ends the actor's; the work of a desk stays.
    ending = [t for t in own if t.assignee_id in act.actor.persons] if desk and desk.each else []
    tasks.close(open_tasks if moved else ending, done={t.pk for t in own}, by=act.actor.user, at=act.at)
    if not moved:
        if desk and desk.counts_from:
            tasks.move_due(open_tasks, clock=turned.at(act.case.stage))
        return
    if desk:
        clock = turned.at(act.case.stage)
        amber_on = clocks.amber_day(clock) if clock else None
        rows.insert(*tasks.open_at(act.case, desk=desk, clock=clock, amber_on=amber_on, at=act.at))


def _record(
    act: Procedure,
    transition: Transition,
    *,
    source: str,
    told: dict[str, Any],
    answers: list[tuple[str, Any]],
    turned: clocks.Turned,
) -> Event:
    payload = {
        "procedure": act.code,
        "version": act.version,
        "transition": transition.name,
        "source": source,
        "target": act.case.stage,
        "region": act.case.region,
        "conditions": [{"name": name, "met": bool(a), "read": getattr(a, "read", {})} for name, a in answers],
        "documents": [d.code for d in act.issued(transition)],
        "notifications": notifications.listed(act, transition=transition, source=source),
        "clocks": {"opened": turned.opened, "closed": turned.closed},
        **({"opened": [links.told(c) for c in act.opened]} if act.opened else {}),
        **told,
    }
    return record.append_to_case(
        act.case,
        kind=f"transition.{transition.name}",
        by=act.actor,
        payload=payload,
        at=act.at,
        source=source,
        target=act.case.stage,
    )


def _moved_on(case: Case, revision: int | None) -> Outdated | None:
    """What happened since the actor opened the case, newest last."""
    if revision is None or revision == case.revision:
        return None
    events = Event.objects.filter(stream=case.stream, kind__startswith="transition.").exclude(target="").order_by("-seq")
    since = list(events.select_related("actor")[: max(1, case.revision - revision)])
    return Outdated(changes=list(reversed(since)))


def _digest(case_id: UUID, name: str, data: Mapping[str, Any] | None) -> bytes:
    plain = {k: v for k, v in (data or {}).items() if k != "csrfmiddlewaretoken"}
    if isinstance(data, MultiValueDict):
        plain = {k: v for k, v in data.lists() if k != "csrfmiddlewaretoken"}
    body = {"case": str(case_id), "name": name, "data": {k: repr(v) for k, v in plain.items()}}
    return hashlib.sha256(canonical.encode(body)).digest()


_FRESH = """
    SELECT account.standing_version, account.is_active, account.identity, given.user_id, given.body_hash, given.answer
    FROM accounts_user account LEFT JOIN workflow_givenanswer given ON given.key = %s WHERE account.id = %s
"""


def _locked(case_id: UUID) -> Case:
    """The case, its row locked: every act on it, and every twin of a request, waits here for the one before."""
    found = rows.fetch(Case, lock=True, id=case_id)
    if not found:
        raise Case.DoesNotExist
    return found[0]


def _fresh(by: User | Actor, key: UUID | None) -> _Fresh | None:
    if isinstance(by, Actor):
        return None
    row = execute(connection, _FRESH, [rows.prepared(GivenAnswer, "key", key), by.pk]).fetchone()
    return _Fresh(*row) if row else None


def _answered(case: Case, fresh: _Fresh, *, digest: bytes, by: User | Actor) -> Performed:
    """What was answered when the same request first came.

    Raises:
        KeyReused: it was another request, or another person's.
    """
    if not isinstance(by, User) or fresh.user_id != by.pk or bytes(fresh.body_hash or b"") != digest or not fresh.answer:
        raise KeyReused
    given = json.loads(fresh.answer)
    return Performed(case, given["transition"], given["stage"], given["event"], given["documents"], True)


def _keep_answer(key: UUID, by: User, digest: bytes, performed: Performed) -> None:
    row = rows.new(GivenAnswer, key=key, user_id=by.pk, body_hash=digest, answer=performed.as_json())
    if not rows.insert(row, once=True):
        raise KeyReused  # at this very moment, for another case


def record_refusal(case_id: UUID, name: str, *, by: User | Actor, refusal: Refused) -> None:
    """Tells the ledger that an act was tried and refused."""
    user = by if isinstance(by, User) else by.user
    case = Case.objects.filter(pk=case_id).first()
    act = {"transition": name, "stage": case.stage if case else ""}
    refused_acts.tell(stream=f"refusal:{case_id}", act=act, by=user, refusal=refusal, case=case)


__all__ = ["SYSTEM", "Performed", "perform"]
