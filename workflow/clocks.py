"""Starts, suspends, resumes and stops the clocks of a case; every date comes from workflow.calendar."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from workflow import parameters, rows
from workflow.calendar import Run, TimeLimit, Unit, date_of_share, days_left, days_used, deadline
from workflow.holidays import calendar
from workflow.machine import Machine, Transition
from workflow.models import Case, Clock
from workflow.procedures import procedure_of
from workflow.reckoning import Step, explain
from workflow.terms import ClockState, Desk

AMBER, RED, WEEKLY = "amber", "red", "weekly"
SHARES = {AMBER: 0.5, WEEKLY: 1.2}
ONE_DAY = timedelta(days=1)


def limit_of(clock: Clock) -> TimeLimit:
    return TimeLimit(clock.days, Unit(clock.unit))


def runs_of(clock: Clock) -> list[Run]:
    """The running periods, each named by the stages that opened and closed it."""
    label = procedure_of(clock.case).stage_label
    closed_by = {start: label(stage) for start, _end, stage in clock.pauses}
    return [
        Run(date.fromisoformat(a), date.fromisoformat(b) if b else None, closed_by=closed_by.get(b, "") if b else "")
        for a, b in clock.runs
    ]


def _bare_runs(clock: Clock) -> list[Run]:
    return [Run(date.fromisoformat(a), date.fromisoformat(b) if b else None) for a, b in clock.runs]


def why(clock: Clock) -> list[Step]:
    """The reasons for the date, step by step, in the active language."""
    stopped = clock.status == Clock.Status.STOPPED
    return explain(limit=limit_of(clock), runs=runs_of(clock), calendar=calendar(), is_stopped=stopped)


def used_and_left(clock: Clock, *, on: date) -> tuple[int, int]:
    terms: dict[str, Any] = {"limit": limit_of(clock), "runs": _bare_runs(clock), "calendar": calendar(), "on": on}
    return days_used(**terms), days_left(**terms)


def recount(clock: Clock) -> None:
    """Computes the deadline and the next day on which the sweep must look at this clock."""
    if clock.status != Clock.Status.RUNNING:
        clock.due, clock.next_act = None, None
        return
    terms: dict[str, Any] = {"limit": limit_of(clock), "runs": _bare_runs(clock), "calendar": calendar()}
    due = deadline(**terms)
    clock.due = max(due, clock.floor) if due and clock.floor else due
    acts: list[date] = []
    start = date.fromisoformat(clock.runs[0][0])
    pending = clock.reminders[len(clock.reminded_on) :]
    acts += [start + timedelta(days=n) for n in pending[:1]]
    if clock.then and clock.due:
        acts.append(clock.due + ONE_DAY)
    elif clock.due:
        for name, share in SHARES.items():
            day = date_of_share(share=share, **terms)
            if name not in clock.alerts and day:
                acts.append(day if name == AMBER else day + ONE_DAY)
        if RED not in clock.alerts:
            acts.append(clock.due + ONE_DAY)
    clock.next_act = min(acts) if acts else None


def day_of_share(clock: Clock, share: float) -> date | None:
    """The working day on which this share of the time is used; none while suspended."""
    if clock.status != Clock.Status.RUNNING:
        return None
    return date_of_share(limit=limit_of(clock), runs=_bare_runs(clock), calendar=calendar(), share=share)


def amber_day(clock: Clock) -> date | None:
    """The working day on which half of the time is used."""
    return day_of_share(clock, SHARES[AMBER])


@dataclass
class Turned:
    """What a change of stage did to the clocks of a case; `save` writes it in two statements at most."""

    changed: list[Clock] = field(default_factory=list)
    started: list[Clock] = field(default_factory=list)
    opened: list[dict[str, Any]] = field(default_factory=list)
    closed: list[dict[str, Any]] = field(default_factory=list)

    def save(self) -> None:
        if self.changed:
            rows.update(*self.changed, names=["status", "runs", "pauses", "due", "next_act", "alerts", "reminded_on"])
        if self.started:
            rows.insert(*self.started)

    def at(self, stage: str) -> Clock | None:
        """The running clock of a stage's desk, when it has one."""
        candidates = [*self.started, *self.changed]
        return next((c for c in candidates if c.kind == "stage" and c.stage == stage and c.status == "running"), None)


def turn(case: Case, *, machine: Machine, transition: Transition, source: str, on: date) -> Turned:
    """Turns the clocks of a case from one stage to the next; nothing is written yet."""
    turned = Turned()
    live = rows.fetch(Clock, "status <> 'stopped'", case_id=case.pk)
    for clock in live:
        clock.case = case
    desk = machine.desks.get(transition.target)
    if transition.target == source:
        _stop_timer(live, transition=transition, on=on, turned=turned)
        if desk and desk.reminds == transition.name:
            _note_reminder(live, stage=source, on=on, turned=turned)
        elif desk and desk.counts_from and not desk.goes_on:
            _count_anew(case, live, desk=desk, stage=source, on=on, turned=turned)
        if desk and desk.timers_from and transition.name not in desk.timers:
            _time_anew(case, live, desk=desk, stage=source, on=on, turned=turned)
        return turned
    waits = machine.clock_at(transition.target) is ClockState.SUSPENDED
    for clock in live:
        if desk is None:
            _stop(clock, on=on, turned=turned)
        elif clock.kind == Clock.Kind.LEGAL:
            _follow(clock, waits=waits, stage=transition.target, on=on, turned=turned)
        elif clock.kind == Clock.Kind.TIMER and desk.timers_from and clock.then in desk.timers:
            _stop(clock, on=on, turned=turned)  # the next desk counts it from the same day, also while the others wait
        elif clock.stage == transition.target:
            _follow(clock, waits=False, stage=transition.target, on=on, turned=turned)
        elif clock.stage == source and waits and machine.clock_at(source) is not ClockState.SUSPENDED:
            _follow(clock, waits=True, stage=transition.target, on=on, turned=turned)
        else:
            _stop(clock, on=on, turned=turned)
    if desk:
        _start_desk(case, desk=desk, stage=transition.target, live=live, on=on, turned=turned)
    if transition.terms.starts_clock and not any(c.kind == Clock.Kind.LEGAL for c in live):
        _start_legal(case, stage=transition.target, on=on, turned=turned)
    return turned


def _stop_timer(live: Iterable[Clock], *, transition: Transition, on: date, turned: Turned) -> None:
    """What time was to bring about without moving the case has been done: once is enough."""
    for clock in live:
        if clock.kind == Clock.Kind.TIMER and clock.then == transition.name:
            _stop(clock, on=on, turned=turned)


def _note_reminder(live: Iterable[Clock], *, stage: str, on: date, turned: Turned) -> None:
    for clock in live:
        if clock.kind == Clock.Kind.STAGE and clock.stage == stage:
            clock.reminded_on = [*clock.reminded_on, on.isoformat()]
            recount(clock)
            turned.changed.append(clock)


def stop_timer(case: Case, *, name: str, on: date) -> None:
    """What time was to bring about at this stage is no longer needed."""
    timers = Clock.objects.filter(case=case, kind=Clock.Kind.TIMER, then=name).exclude(status=Clock.Status.STOPPED)
    turned = Turned()
    for clock in timers:
        clock.case = case
        _stop(clock, on=on, turned=turned)
    turned.save()


def begin(case: Case, *, machine: Machine, on: date) -> Turned:
    """Starts the clocks of a case that begins registered, without an application; nothing is written yet."""
    turned = Turned()
    _start_desk(case, desk=machine.desks[case.stage], stage=case.stage, live=[], on=on, turned=turned)
    _start_legal(case, stage=case.stage, on=on, turned=turned)
    return turned


def begin_draft(case: Case, *, on: date) -> None:
    """Starts the clock of a draft that the law wants filed by a day; most may wait as long as their author likes."""
    desk = procedure_of(case).machine.desks.get(case.stage)
    if desk and desk.limit:
        turned = Turned()
        _start_desk(case, desk=desk, stage=case.stage, live=[], on=on, turned=turned)
        turned.save()


def _start_desk(case: Case, *, desk: Desk, stage: str, live: list[Clock], on: date, turned: Turned) -> None:
    """The clock of the desk, and those of what time brings about there, unless they are kept from before."""
    has_own = any(c.kind == Clock.Kind.STAGE and c.stage == stage and c.status != "stopped" for c in live)
    if desk.limit and not has_own:
        current = {} if case.parameters else parameters.in_force(prefix=f"{case.procedure}.", on=on)
        limit = parameters.limit_for(case, stage, desk, current) or desk.limit
        first = _first_day(case, desk, on)
        clock = Clock(kind=Clock.Kind.STAGE, stage=stage, then=desk.then, reminders=_reminders(desk, limit, first=first, on=on))
        _start(clock, case=case, limit=limit, on=first, turned=turned)
    _start_timers(case, desk=desk, stage=stage, live=live, on=on, turned=turned)


def _start_timers(case: Case, *, desk: Desk, stage: str, live: list[Clock], on: date, turned: Turned) -> None:
    """Those that do not run yet; the day from which they are counted may have passed already."""
    timed = {c.then for c in live if c.kind == Clock.Kind.TIMER and c.status != Clock.Status.STOPPED}
    first = (desk.timers_from and desk.timers_from(case)) or on
    for then, after in desk.timers.items():
        if then not in timed:
            clock = Clock(kind=Clock.Kind.TIMER, stage=stage, then=then)
            # A decision of the case may have set its own number of days.
            days = int(case.parameters.get(f"{case.procedure}.{then}.days", after.days))
            _start(clock, case=case, limit=TimeLimit(days, after.unit), on=first, turned=turned)


def _time_anew(case: Case, live: list[Clock], *, desk: Desk, stage: str, on: date, turned: Turned) -> None:
    """What time brings about at a desk waits from the day that the act has set."""
    for clock in live:
        if clock.kind == Clock.Kind.TIMER and clock.stage == stage and clock.status != Clock.Status.STOPPED:
            _stop(clock, on=on, turned=turned)
    _start_timers(case, desk=desk, stage=stage, live=live, on=on, turned=turned)


def _start_legal(case: Case, *, stage: str, on: date, turned: Turned) -> None:
    legal = legal_limit(case)
    if legal:
        _start(Clock(kind=Clock.Kind.LEGAL, stage=stage), case=case, limit=legal, on=on, turned=turned)


def _first_day(case: Case, desk: Desk, on: date) -> date:
    told = (desk.counts_from and desk.counts_from(case)) or on
    return told if desk.goes_on else max(on, told)


def _reminders(desk: Desk, limit: TimeLimit, *, first: date, on: date) -> list[int]:
    """The days after the first on which a reminder is still to be sent."""
    days = {*desk.reminders, *(limit.days - before for before in desk.last_reminders)}
    return sorted(n for n in days if n > (on - first).days)


def _count_anew(case: Case, live: Iterable[Clock], *, desk: Desk, stage: str, on: date, turned: Turned) -> None:
    """The day from which the limit of a desk is counted may change while the case stays there."""
    entered = timezone.localdate(case.entered_stage_at) if case.entered_stage_at else on
    for clock in live:
        if clock.kind == Clock.Kind.STAGE and clock.stage == stage and clock.status == Clock.Status.RUNNING:
            first = _first_day(case, desk, entered).isoformat()
            if clock.runs == [[first, None]]:
                continue  # the act has changed nothing
            clock.runs, clock.alerts = [[first, None]], []
            recount(clock)
            turned.changed.append(clock)
            turned.opened.append(_told(clock))


def legal_limit(case: Case) -> TimeLimit | None:
    """The time limit of the whole procedure as it binds this case."""
    declared = procedure_of(case).time_limit
    if declared is None:
        return None
    days = case.parameters.get(f"{case.procedure}.time_limit.days", declared.days)
    return TimeLimit(int(days), declared.unit)


def _start(clock: Clock, *, case: Case, limit: TimeLimit, on: date, turned: Turned) -> None:
    clock.case, clock.days, clock.unit, clock.runs = case, limit.days, str(limit.unit), [[on.isoformat(), None]]
    recount(clock)
    turned.started.append(clock)
    turned.opened.append(_told(clock))


def _follow(clock: Clock, *, waits: bool, stage: str, on: date, turned: Turned) -> None:
    running = clock.status == Clock.Status.RUNNING
    if waits and running:
        day = _not_before(clock.runs[-1][0], on)
        clock.runs[-1][1] = day
        clock.pauses.append([day, None, stage])
        clock.status = Clock.Status.SUSPENDED
    elif not waits and not running:
        day = _not_before(clock.pauses[-1][0], on)
        clock.runs.append([day, None])
        clock.pauses[-1][1] = day
        clock.status = Clock.Status.RUNNING
    else:
        return
    recount(clock)
    turned.changed.append(clock)
    (turned.closed if waits else turned.opened).append(_told(clock))


def _not_before(start: str, on: date) -> str:
    """The machine's clock may step back: a period never ends before it began."""
    return max(start, on.isoformat())


def _stop(clock: Clock, *, on: date, turned: Turned) -> None:
    if clock.status == Clock.Status.RUNNING:
        clock.runs[-1][1] = _not_before(clock.runs[-1][0], on)
    clock.status = Clock.Status.STOPPED
    recount(clock)
    turned.changed.append(clock)
    turned.closed.append(_told(clock))


def _told(clock: Clock) -> dict[str, Any]:
    """As the ledger keeps it."""
    due = clock.due.isoformat() if clock.due else ""
    return {"kind": clock.kind, "stage": clock.stage, "days": clock.days, "unit": clock.unit, "status": clock.status, "due": due}


def live_of(case: Case) -> Iterable[Clock]:
    """The time limits that run or are suspended, the legal one first."""
    live = Clock.objects.filter(case=case).exclude(status=Clock.Status.STOPPED).exclude(kind=Clock.Kind.TIMER)
    return live.select_related("case").order_by("kind")
