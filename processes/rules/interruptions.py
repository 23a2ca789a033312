"""Why an interruption, or the return from it, is not possible now."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from processes import conditions
from processes.language import Condition
from processes.rules import visits
from registers import providers, sites
from workflow.calendar import add_months
from workflow.models import Case
from workflow.procedure import Procedure
from workflow.procedures import procedure_of


def first_day(case: Case) -> date:
    """The first day of the interruption, from which its longest duration is counted."""
    first, _until = procedure_of(case).application.period(case)
    return first  # type: ignore[no-any-return]


def last_day(case: Case) -> date:
    """The last day as it is authorised now."""
    _first, until = procedure_of(case).application.period(case)
    return until  # type: ignore[no-any-return]


def site_in_use(procedure: Procedure) -> Condition:
    site = sites.get(procedure.application.answer(procedure.case, "provider_or_site"))
    met = sites.is_conform(site) and providers.is_active(site.provider)
    return Condition(met, _("This site is not in use."), site=site.status)


def no_session_affected(procedure: Procedure) -> Condition:
    """No session is announced or under way in these days: silence decides nothing about trainees."""
    found = [s.number for s in procedure.application.affected(procedure.case)]
    return Condition(not found, _("Sessions are announced or under way at the site."), sessions=found)


def trainees_covered(procedure: Procedure) -> Condition:
    """Every session of these days has its solution in the plan."""
    named = {row["session"] for row in procedure.application.answer(procedure.case, "sessions_affected", [])}
    left = [s.number for s in procedure.application.affected(procedure.case) if str(s.entry) not in named]
    return Condition(not left, _("A session under way at the site has no solution."), left=left)


def before_the_end(procedure: Procedure) -> Condition:
    until = last_day(procedure.case)
    return Condition(procedure.today <= until, _("The authorised interruption has ended."), until=until.isoformat())


def extended_once(procedure: Procedure) -> Condition:
    before = "extension" in procedure.case.facts
    return Condition(not before, _("The interruption was extended once already."))


def visit_needed(procedure: Procedure) -> Condition:
    """After more than three months, or when premises or staff have changed, one goes and sees first."""
    told = procedure.case.facts.get("resumption", {})
    resumed = date.fromisoformat(told["resumption_date"]) if told else procedure.today
    months = int(procedure.parameter("visit_months"))
    long = resumed > add_months(first_day(procedure.case), months)
    changed = "yes" in (told.get("premises_changed"), told.get("staff_changed"))
    return Condition(long or changed, _("No visit is needed: the interruption was short and nothing has changed."), long=long)


def fit_to_resume(procedure: Procedure) -> Condition:
    """No visit is needed, or the visit gave grade A or B."""
    if "visit_report" in procedure.case.facts:
        return visits.grade_is_fit(procedure)
    return Condition(not visit_needed(procedure), _("The site has not been seen, or was not found fit."))


def unfit_to_resume(procedure: Procedure) -> Condition:
    """The visit found a critical failure, or gave neither grade A nor B."""
    return Condition(not visits.grade_is_fit(procedure), _("The visit found the site fit: authorise the resumption."))


def ran_out(procedure: Procedure) -> Condition:
    """Thirty days after the authorised end without a request; at once, when the longest duration of all is over too."""
    until = last_day(procedure.case)
    late = conditions.timer_is_up("expire_interruption")(procedure)
    longest = procedure.today > until and conditions.time_is_up(procedure)
    return Condition(bool(late or longest), _("The interruption has not lasted too long."), until=until.isoformat())
