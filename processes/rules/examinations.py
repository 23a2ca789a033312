"""Why an act on an examination is not possible now, and the days from which its limits are counted."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from forms.training import ExaminationRequest, meet
from processes.language import Condition
from registers import enrolments, examinations, homologations
from registers.models import Enrolment
from workflow.holidays import calendar
from workflow.models import Case
from workflow.procedure import Procedure

ONE_DAY = timedelta(days=1)
CLOSING = 5  # working days before the first paper on which the list of candidates is closed


def working_days_before(day: date, count: int) -> date:
    """The working day that comes so many working days before another."""
    while count > 0:
        day -= ONE_DAY
        count -= calendar().is_working(day)
    return day


def closing_day(case: Case) -> date:
    """The last day on which the region may close the list of candidates by hand."""
    return working_days_before(ExaminationRequest.days(case)[0], CLOSING)


def closing_counts_from(case: Case) -> date:
    """The day from which the five working days of the list are counted, so that they end on the closing day."""
    return working_days_before(closing_day(case), CLOSING)


def last_paper(case: Case) -> date:
    return ExaminationRequest.days(case)[1]


def session_validated(procedure: Procedure) -> Condition:
    """The list of the session is validated, and the session was not examined before."""
    session = procedure.application.session(procedure.case)
    if session.list_validated_on is None:
        return Condition(False, _("The session or its list has not been validated."), session=session.number)
    examined = [one.number for one in examinations.of_session(session)]
    return Condition(not examined, _("This session has an examination already."), examinations=examined)


def subjects_deposited(procedure: Procedure) -> Condition:
    told = procedure.application.answer(procedure.case, "subjects_deposit")
    return Condition(told == "yes", _("The sealed subjects have not been deposited."), told=told)


def homologation_not_suspended(procedure: Procedure) -> Condition:
    session = procedure.application.session(procedure.case)
    suspended = session.homologation is not None and homologations.get(session.homologation).status == "suspended"
    return Condition(not suspended, _("The homologation of the training is suspended."), session=session.number)


def dates_free(procedure: Procedure) -> Condition:
    """No other examination takes a room of the site at these hours, and the candidates can still be called in time."""
    case, application = procedure.case, procedure.application
    site, papers = application.answer(case, "exam_site"), application.papers(case)
    if closing_day(case) < procedure.today:
        return Condition(False, _("The first paper is too near: ask for other dates."), first=papers[0]["date"])
    others = examinations.at_site(site, statuses=("proposed", "appointed"))
    taken = sorted(
        {
            one.number
            for one in others
            for row in one.exam_dates
            for own in papers
            if row["room"] == own["room"] and meet(row, own)
        }
    )
    return Condition(not taken, _("Another examination takes a room at these hours."), examinations=taken)


def candidates_can_be_called(procedure: Procedure) -> Condition:
    """The list is closed by hand five working days before the first paper at the latest; then it closes by itself."""
    last = closing_day(procedure.case)
    met = procedure.today <= last
    return Condition(met, _("The list closes by itself: the first paper is less than five working days away."), last=str(last))


def first_paper_has_come(procedure: Procedure) -> Condition:
    first, last = ExaminationRequest.days(procedure.case)
    met = first <= procedure.today <= last
    return Condition(met, _("Today is not a day of this examination."), first=first.isoformat(), last=last.isoformat())


def last_paper_is_over(procedure: Procedure) -> Condition:
    last = last_paper(procedure.case)
    return Condition(procedure.today >= last, _("Papers are still to be sat."), last=last.isoformat())


def new_dates_left(procedure: Procedure) -> Condition:
    """New dates are set twice at the most."""
    used, allowed = procedure.case.facts.get("rescheduled", {}).get("times", 0), procedure.parameter("reschedulings")
    return Condition(used < allowed, _("New dates were set as often as is allowed."), used=used, allowed=allowed)


def candidates(procedure: Procedure) -> list[dict[str, Any]]:
    """The lines of the list as it is closed: the enrolment, and why a candidate is excluded."""
    excluded = {row["enrolment"]: row["reason"] for row in procedure.case.facts["jury"].get("excluded", [])}
    lines = [line for _row, line in procedure.application.lines(procedure.case)]
    return [{"enrolment": line, "excluded": excluded.get(line.number, "") or _gone(line)} for line in lines]


def _gone(line: Enrolment) -> str:
    """A trainee who has left since the jury was proposed is not presented."""
    stands = enrolments.get(line).status in ("active", "completed")
    return "" if stands else "غادر التكوين"
