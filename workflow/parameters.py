"""The numbers of the law: declared defaults, dated amendments by two persons, values frozen in running cases."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from registers import reasons, vocabulary
from workflow import outbox
from workflow.attempts import attempt
from workflow.calendar import TimeLimit
from workflow.ledger import record
from workflow.models import Case, Parameter
from workflow.procedure import Procedure
from workflow.procedures import procedure_of, procedures
from workflow.refusals import DutiesConflict, Refused

if TYPE_CHECKING:
    from workflow.terms import Desk

WEEKEND = "calendar.weekend"
IN_SERVICE = "in_service"
MOST = 10_000  # of days, rounds and the like: what the tables can hold
# Parameters that are one of the codes which forms offer for a fact.
CODED = {"licensing.director_degree": "director_degree"}
GENERAL: dict[str, tuple[Any, Any]] = {
    WEEKEND: ([5, 6], _("Days of the weekend (Monday is 0)")),
    "registration.other_officer_instructs": (
        True,
        _("The officer who registered a case may not examine it when the office has another"),
    ),
    "visits.notice": (5, _("Working days between the letter that announces a visit and the visit")),
    "visits.postponements": (2, _("Postponements of one visit")),
    "licensing.specifications": ("2026-1", _("Version of the specifications in force")),
    "licensing.director_degree": ("bts", _("Least degree of a director")),
    "licensing.director_years": (3, _("Least experience of a director, in years")),
    "licensing.branch_days": (30, _("Days between the filing and the opening of a branch")),
    "licensing.premises_days": (15, _("Working days between the filing and the effect of a change of premises")),
    "licensing.closure_days": (60, _("Days between the filing and the closure of a structure")),
    "licensing.interruption_days": (15, _("Working days between the filing and the first day of an interruption")),
    "licensing.interruption_months": (24, _("Months that an interruption lasts at most, its extension included")),
    "licensing.foreign_days": (15, _("Working days between the filing and the first action of a foreign structure")),
    "licensing.interim_days": (60, _("Days that an acting director may direct")),
    "licensing.declaration_days": (30, _("Days in which a change is declared")),
    "premises.classroom_area": ("1.50", _("Area of a classroom for each seat (m²)")),
    "premises.workshop_area": ("3.00", _("Area of a workshop for each seat (m²)")),
    "premises.lease_months": (12, _("Months that a lease must still run")),
    "groups.theory": (25, _("Largest group in a classroom")),
    "groups.workshop": (15, _("Largest group in a workshop")),
    "programmes.first_session_days": (60, _("Working days between the filing and the first session of a homologation")),
    "trainers.degree_above": (0, _("Levels by which the degree of a trainer exceeds the level taught")),
    "trainers.trade_years": (10, _("Years in the trade that stand for the degree, up to a CAP")),
    "trainers.practice_years": (2, _("Years in the trade of who teaches practical units")),
    "trainers.hours_week": (40, _("Hours a week of a trainer, in all structures together")),
    "programmes.hours_CC": (100, _("Least hours of a certificate of competence")),
    "programmes.hours_CC_most": (600, _("Most hours of the units of a certificate of competence")),
    "programmes.hours_CAP": (800, _("Least hours of a CAP")),
    "programmes.hours_BTP": (1200, _("Least hours of a BTP")),
    "programmes.hours_BTS": (1200, _("Least hours of a BTS")),
    "programmes.workplace_share": (20, _("Least share of a homologated programme at the workplace (%)")),
    "programmes.distance_share_none": (100, _("Share at a distance of a programme that is not homologated (%)")),
    "programmes.distance_share_CC": (50, _("Share at a distance of a certificate of competence (%)")),
    "programmes.distance_share_CAP": (30, _("Share at a distance of a CAP (%)")),
    "programmes.distance_share_BTP": (30, _("Share at a distance of a BTP (%)")),
    "programmes.distance_share_BTS": (50, _("Share at a distance of a BTS (%)")),
    "appeal.months": (2, _("Months in which a decision may be appealed against, from its notification")),
    "delivery.reminder_days": (4, _("Days after which the person is reminded of a decision that nobody opened")),
    "delivery.unread_days": (10, _("Days after which a decision that nobody opened is to be posted")),
    "delivery.counter_days": (30, _("Days for which a returned letter waits at the counter")),
    "delivery.display_days": (30, _("Days of display after which a document that could not be delivered counts as notified")),
    "drafts.days": (180, _("Days after which a draft that nobody touched is cleared away")),
    "notices.most_an_hour": (10, _("E-mails an hour to one person, after which what is not legal waits for the digest")),
    "drafts.notice": (15, _("Days between the notice to its author and the clearing of a draft")),
}


@dataclass(frozen=True)
class Declared:
    """A number of the law as the procedure declares it."""

    code: str
    default: Any
    label: Any
    unit: str = ""
    procedure: str = ""

    @property
    def decimals(self) -> int | None:
        """How many decimals the default is written with; None when it is no amount."""
        match = re.fullmatch(r"[0-9]+[.]([0-9]+)", self.default) if isinstance(self.default, str) else None
        return len(match[1]) if match else None

    @property
    def is_day(self) -> bool:
        return _is_day(self.default)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The codes that it may take with what they are called, where forms offer them; empty where anything may be written."""
        return vocabulary.offered(CODED[self.code]) if self.code in CODED else []

    @property
    def least(self) -> int:
        """The smallest number it may take: a time limit is at least one day."""
        return 1 if self.unit else 0

    def accepts(self, value: Any) -> bool:
        """Whether a value is of the default's kind, and possible."""
        if type(value) is not type(self.default):
            return False
        if type(value) is int:
            return self.least <= value <= MOST
        if self.decimals is not None:
            return bool(re.fullmatch(rf"[0-9]{{1,9}}[.][0-9]{{{self.decimals}}}", value))
        if self.code == WEEKEND:
            return all(type(d) is int and 0 <= d <= 6 for d in value) and len(set(value)) == len(value) < 7
        if self.is_day:
            return _is_day(value)
        return not self.choices or value in dict(self.choices)


def _is_day(value: Any) -> bool:
    """Whether it is a day as parameters keep it, 2026-12-31."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return False
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


_declared: dict[Any, tuple[Declared, ...]] = {}


def declared_by(procedure: type[Procedure]) -> tuple[Declared, ...]:
    """Every number that a procedure leaves to be amended: its desks' limits, its time limit, its own parameters."""
    if procedure not in _declared:  # asked at every act, and never another
        _declared[procedure] = tuple(_read(procedure))
    return _declared[procedure]


def _read(procedure: type[Procedure]) -> list[Declared]:
    found = []
    if procedure.time_limit:
        limit = procedure.time_limit
        found.append(Declared(f"{procedure.code}.time_limit.days", limit.days, _("Whole procedure"), limit.unit, procedure.code))
    for stage, desk in procedure.machine.desks.items():
        if desk.limit:
            code = f"{procedure.code}.{stage}.days"
            found.append(Declared(code, desk.limit.days, procedure.stage_label(stage), desk.limit.unit, procedure.code))
    for name, (default, label) in procedure.parameters.items():
        found.append(Declared(f"{procedure.code}.{name}", default, label, "", procedure.code))
    return found


def all_declared() -> dict[str, Declared]:
    """By code, the general ones first."""
    general = [Declared(code, default, label) for code, (default, label) in GENERAL.items()]
    return {d.code: d for d in [*general, *(d for p in procedures() for d in declared_by(p))]}


def in_force(*, prefix: str, on: date | None = None) -> dict[str, Any]:
    """Amended values in force on a day, by code."""
    day = on or timezone.localdate()
    rows = Parameter.objects.filter(code__startswith=prefix, status=Parameter.Status.IN_FORCE, valid_from__lte=day)
    return dict(rows.order_by("valid_from").values_list("code", "value"))


def frozen_for(procedure: type[Procedure], *, on: date) -> dict[str, Any]:
    """The values that a case registered on this day keeps for its whole life."""
    values = {d.code: d.default for d in declared_by(procedure)}
    return values | in_force(prefix=f"{procedure.code}.", on=on)


def value(code: str, *, on: date | None = None) -> Any:
    """A value in force on a day, or the declared default.

    Raises:
        KeyError: no procedure declares this code.
    """
    amended = in_force(prefix=code, on=on)
    return amended[code] if code in amended else all_declared()[code].default


def value_for(case: Case, code: str) -> Any:
    """The value that binds this case: frozen at registration, current before it."""
    if code in case.parameters:
        return case.parameters[code]
    amended = in_force(prefix=code)
    if code in amended:
        return amended[code]
    return next(d.default for d in declared_by(procedure_of(case)) if d.code == code)


def is_open(procedure: type[Procedure], *, on: date | None = None) -> bool:
    """Whether cases of the procedure may be opened.

    A procedure that the law provides and no order has opened yet declares the parameter `in_service`, and is closed by default.
    """
    return IN_SERVICE not in procedure.parameters or bool(value(f"{procedure.code}.{IN_SERVICE}", on=on))


def limit_for(case: Case, stage: str, desk: "Desk", current: Mapping[str, Any] | None = None) -> TimeLimit | None:
    """The time limit of a desk as it binds this case; `current` are the values in force when it is not registered yet."""
    if desk.limit is None:
        return None
    values = case.parameters or current or {}
    return TimeLimit(int(values.get(f"{case.procedure}.{stage}.days", desk.limit.days)), desk.limit.unit)


@attempt("parameter.propose", on="code")
def propose(*, code: str, value: Any, valid_from: date, source: str, reason: str, by: User) -> Parameter:
    """Proposes a value; nothing changes until another person puts it in force.

    Raises:
        Refused: nobody declares it, the value is of another kind than the default, the past cannot change, or why is missing.
    """
    declared = all_declared().get(code)
    if declared is None:
        raise Refused(_("No procedure declares this parameter."))
    if not declared.accepts(value):
        raise Refused(_("This parameter cannot take this value."))
    if valid_from < timezone.localdate():
        raise Refused(_("A parameter changes from today on at the earliest."))
    if reasons.is_too_short(reason) or not source.strip():
        raise Refused(_("Say which text changes the parameter, and why."))
    row = Parameter.objects.create(code=code, value=value, valid_from=valid_from, source=source, reason=reason, proposed_by=by)
    payload = {"code": code, "value": value, "valid_from": valid_from.isoformat(), "source": source, "reason": reason}
    record.append(stream=f"parameter:{code}"[:60], kind="parameter.proposed", by=by, payload=payload)
    return row


@attempt("parameter.decide", on="parameter")
def decide(*, parameter: Parameter, accept: bool, by: User) -> Parameter:
    """Puts a proposed value in force, or rejects it; the proposer may do neither."""
    row = Parameter.objects.select_for_update().get(pk=parameter.pk)
    if row.proposed_by_id == by.pk:
        raise DutiesConflict("SD-16", _("A second person must decide on a parameter that you proposed."))
    if row.status != Parameter.Status.PROPOSED:
        raise Refused(_("This proposal has already been decided."))
    if accept:
        _check_may_hold(row)
    row.status = Parameter.Status.IN_FORCE if accept else Parameter.Status.REJECTED
    row.decided_by, row.decided_at = by, timezone.now()
    row.save(update_fields=["status", "decided_by", "decided_at"])
    kind = "parameter.in_force" if accept else "parameter.rejected"
    payload = {"id": row.pk, "code": row.code, "value": row.value, "valid_from": row.valid_from.isoformat()}
    record.append(stream=f"parameter:{row.code}"[:60], kind=kind, by=by, payload=payload)
    if accept and row.code == WEEKEND:
        midnight = datetime.combine(row.valid_from, time.min, tzinfo=timezone.get_default_timezone())
        outbox.order(outbox.row(topic="clocks.recount", key=f"parameter:{row.pk}", not_before=max(midnight, timezone.now())))
    return row


def _check_may_hold(row: Parameter) -> None:
    if row.valid_from < timezone.localdate():
        raise Refused(_("The day from which this value was to hold has passed: it must be proposed again."))
    if Parameter.objects.filter(code=row.code, valid_from=row.valid_from, status=Parameter.Status.IN_FORCE).exists():
        raise Refused(_("Another value is already in force from this day."))
