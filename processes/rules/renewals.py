"""The renewal or the amendment of a homologation: why an act is not possible now, and what it does to the registers."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.contexts.homologations import validity
from forms.programmes import last_inspection
from processes import records
from processes.language import Condition
from registers import complaints, homologations, programmes, trainers
from registers.models import Homologation
from workflow.causes import cause_of
from workflow.procedure import Procedure

GOOD = ("A", "B")


def held(procedure: Procedure) -> Homologation:
    """The homologation that the case is about."""
    return homologations.get(str(procedure.application.answer(procedure.case, "homologation")))


def homologation_renewable(procedure: Procedure) -> Condition:
    """It is in force, or was until its last day; nobody renews what was suspended or withdrawn."""
    status = held(procedure).status
    met = status in homologations.HELD
    return Condition(met, _("This homologation is not in force any more."), status=status)


def _is_late(procedure: Procedure) -> bool:
    found, filed = held(procedure), procedure.case.submitted_at
    due = found.ends_on - timedelta(days=procedure.parameter("filing_days")) if found.ends_on else None
    return bool(due and filed and timezone.localdate(filed) > due)


def filing_day_read(procedure: Procedure) -> Condition:
    """A late filing is accepted; that it is late is kept with the registration."""
    ends_on = held(procedure).ends_on
    is_late = procedure.application.renews(procedure.case) and _is_late(procedure)
    return Condition(True, late=is_late, ends_on=ends_on.isoformat() if ends_on else "")


def seen_or_short_route(procedure: Procedure) -> Condition:
    """The site was visited, or the record of the structure is good enough to do without."""
    if "visit_report" in procedure.case.facts:
        return Condition(True, visited=True)
    return short_route(procedure)


def short_route(procedure: Procedure) -> Condition:
    """Last grade A or B within the time, no substantial change, no complaint upheld in that time."""
    found, months = held(procedure), procedure.parameter("record_months")
    since = _months_before(procedure.today, months)
    visit = last_inspection(found)
    is_recent = visit is not None and visit.final_on is not None and visit.final_on >= since
    upheld = complaints.upheld(found.provider, since=since)
    substantial = procedure.application.is_substantial(procedure.case)
    met = is_recent and visit is not None and visit.grade in GOOD and not upheld and not substantial
    unmet = _("The record does not allow the short route: a recent good grade, no substantial change, no complaint upheld.")
    read = {"grade": visit.grade if visit else "", "recent": is_recent, "upheld": upheld, "substantial": substantial}
    return Condition(met, unmet, **read)


def _months_before(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 - months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))


def short_route_or_opinion(procedure: Procedure) -> Condition:
    """The committee was heard, unless the short route is open."""
    if "opinion" in procedure.case.facts:
        return Condition(True, opinion=procedure.case.facts["opinion"]["outcome"])
    return short_route(procedure)


def committee_was_heard(procedure: Procedure) -> Condition:
    return Condition("opinion" in procedure.case.facts, _("The opinion of the committee has not been recorded."))


# Effects --------------------------------------------------------------------------------------------------------------


def open_examination(act: Procedure) -> None:
    """Notes whether the case came in time: a homologation then goes on while its renewal is examined."""
    case, found = act.case, held(act)
    case.facts["site"] = act.application.places(case)[0]
    if not act.application.renews(case):
        return
    is_late = _is_late(act)
    case.facts["filing"] = {"late": is_late, "ends_on": found.ends_on.isoformat() if found.ends_on else ""}
    if found.ends_on and not is_late:
        until = found.ends_on + timedelta(days=act.parameter("extension_days"))
        homologations.extend(homologation=found, until=until, cause=cause_of(act))


def close_extension(act: Procedure) -> None:
    """Without a renewal it ends on its last day; sessions that are open may finish."""
    if held(act).extended_to:
        homologations.stop_extension(homologation=held(act), cause=cause_of(act))


def renew(act: Procedure) -> None:
    """The programme and the homologation as they are from now on; new trainers are put to work for it."""
    case, cause, application, found = act.case, cause_of(act), act.application, held(act)
    _starts, ends = validity(act)
    places = application.places(case)
    facts = {}
    if case.facts["proposal"]["what"] != "renewal":
        programmes.amend(programme=found.programme, facts=application.programme(case), cause=cause)
        facts = application.homologation(case)
    if opinion := case.facts.get("opinion"):
        facts["session_number"] = opinion["session"]
    if application.renews(case):
        homologations.renew(homologation=found, ends_on=ends, cause=cause, facts=facts)
    homologations.amend(homologation=found, facts=facts, cause=cause, site=places[0] if places else None)
    for row in application.answer(case, "new_trainers", []):
        if (trainer := trainers.by_number(row["trainer"])) is not None:
            assigned = {"homologation": found, "module": row["module"], "ends_on": ends, "hours_week": None}
            trainers.assign(trainer=trainer, provider=act.provider, cause=cause, **assigned)
    case.facts["programme"], case.facts["homologation"] = str(found.programme), str(found.entry)
    records.enter_decision(act, outcome="approved")
    records.close_visit(act, follow_up="homologated")
