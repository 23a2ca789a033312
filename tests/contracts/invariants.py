"""What is true of every case after every act, told from the rows and the ledger alone."""

from typing import Any

from accounts.roles import PARTY_ROLES, Role
from workflow.ledger import chain
from workflow.ledger.verification import entry_of
from workflow.models import Case, Event, Task
from workflow.procedures import procedure_of
from workflow.terms import ClockState


def check(case_id: Any) -> None:
    """Raises AssertionError at the first thing that does not agree."""
    case = Case.objects.get(pk=case_id)
    check_ledger(case)
    check_tasks(case)
    check_clocks(case)


def rebuilt(case: Case) -> dict[str, Any]:
    """The case as its events alone tell it."""
    machine = procedure_of(case).machine
    found: dict[str, Any] = {"stage": machine.initial, "revision": 0, "duties": {}, "closed_at": None, "registered_at": None}
    opened = Event.objects.filter(stream=case.stream, kind="case.opened").exclude(target="").first()
    if opened:  # of the ministry's own motion: registered at once, by whoever holds the duty of opening it
        found |= {"stage": opened.target, "registered_at": opened.at}
        found["duties"] = {duty: set(people) for duty, people in case.duties.items() if duty in ("opens", "inspects", "examined")}
    for event in Event.objects.filter(stream=case.stream, kind__startswith="transition.").order_by("seq"):
        transition = machine.transitions[event.kind.removeprefix("transition.")]
        assert event.source == found["stage"]
        found["stage"] = event.target
        found["revision"] += event.source != event.target
        if machine.is_final(event.target):
            found["closed_at"] = event.at
        if transition.terms.starts_clock and found["registered_at"] is None:
            found["registered_at"] = event.at
        if transition.terms.duty and event.actor_id:
            absent = event.on_behalf_of.removeprefix("user:") if event.on_behalf_of.startswith("user:") else ""
            held = found["duties"].setdefault(str(transition.terms.duty), set())
            held |= {event.actor_id, *([int(absent)] if absent else [])}
    letters = procedure_of(case).letters
    for event in Event.objects.filter(stream=case.stream, kind__startswith="letter.").order_by("seq"):
        letter = letters[event.kind.removeprefix("letter.")]
        if letter.duty and event.actor_id:  # whoever sends it is bound as by an act
            found["duties"].setdefault(str(letter.duty), set()).add(event.actor_id)
    if "report_visit" in machine.transitions and "inspects" in found["duties"]:
        # Whoever went along is bound as the author of the report is.
        found["duties"]["inspects"] |= {member["user"] for member in case.facts["visit"]["team"]}
    if told := case.facts.get("contested"):
        # Whoever took the contested decision is bound in the appeal against it.
        duties = Case.objects.get(pk=told["case"]).duties
        found["duties"]["decided"] = {user for duty in ("signs", "proposes") for user in duties.get(duty, ())}
    found["duties"] = {duty: sorted(people) for duty, people in found["duties"].items()}
    return found


def check_ledger(case: Case) -> None:
    """The chain verifies, its head is the case's, and the case is what its events amount to."""
    events = list(Event.objects.filter(stream=case.stream).select_related("payload").order_by("seq"))
    assert [e.seq for e in events] == list(range(1, len(events) + 1))
    assert chain.verify_chain([entry_of(e, e.payload) for e in events]) == []
    assert case.ledger_seq == len(events)
    assert bytes(case.ledger_head) == (bytes(events[-1].entry_hash) if events else b"")
    told = rebuilt(case)
    assert {key: getattr(case, key) for key in told} == told


def check_tasks(case: Case) -> None:
    """None in a closed case or a draft; otherwise one for each role of the desk, and no other."""
    machine = procedure_of(case).machine
    tasks = list(Task.objects.filter(case=case, closed_at=None))
    assert {t.stage for t in tasks} <= {case.stage}
    desk = machine.desks.get(case.stage)
    assert (desk is None) == (case.closed_at is not None)
    if desk is None or not desk.has_task:
        assert tasks == []
        return
    shared = [t.role for t in tasks if not (desk.each and t.role == desk.role)]
    expected = [] if desk.each else [desk.role]
    for role in (*expected, *desk.also):
        nobody = case.applicant_id is None and case.organisation_id is None
        role = Role.FRONT_DESK if role in PARTY_ROLES and nobody else role
        assert shared.count(role) == 1
    assert len(shared) == len(expected) + len(desk.also)
    if desk.each:
        assert sorted(t.assignee_id for t in tasks if t.role == desk.role) == sorted(desk.each(case))
    assert all(t.assignee_id == case.applicant_id for t in tasks if t.role in PARTY_ROLES - {Role.PARTNER})


def check_clocks(case: Case) -> None:
    """At most one legal clock, suspended exactly where the law says; the clock of the desk runs; nothing else does."""
    machine = procedure_of(case).machine
    live = list(case.clocks.exclude(status="stopped"))
    for clock in live:
        runs = clock.runs
        assert (clock.due is not None) == (clock.status == "running") == (runs[-1][1] is None)
        begun = [start for start, _end in runs]
        assert all(start <= end for start, end in runs if end) and begun == sorted(begun)
        assert [end for _start, end in runs[:-1]] == [p[0] for p in clock.pauses[: len(runs) - 1]]
    if machine.is_final(case.stage):
        assert live == []
        return
    state = machine.clock_at(case.stage)
    legal = [c.status for c in live if c.kind == "legal"]
    is_timed = case.registered_at is not None and procedure_of(case).time_limit is not None
    assert legal == ([] if not is_timed else ["suspended" if state is ClockState.SUSPENDED else "running"])
    running = [c.stage for c in live if c.kind == "stage" and c.status == "running"]
    assert running == ([case.stage] if machine.desks[case.stage].limit else [])
    assert state is ClockState.NOT_STARTED or case.registered_at is not None
