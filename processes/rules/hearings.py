"""When a structure may be heard or judged without being heard: the time it had, and the proof that it was told."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from documents import deliveries_entered
from documents.models import Document
from processes.language import Condition
from workflow.holidays import calendar
from workflow.models import Case
from workflow.procedure import Procedure
from workflow.refusals import ConditionsUnmet

# The letters that tell the day of a hearing, and the decisions whose notification counts.
CONVENINGS = ("CONVH", "PREC")


def served_on(case: Case, *kinds: str) -> date | None:
    """The day on which the last letter of these kinds is proved to have reached its addressee; none without proof."""
    last = Document.objects.filter(case=case, kind__in=kinds, is_reference=True).order_by("ordered_at").last()
    if last is None:
        return None
    proof = deliveries_entered.first_proof(deliveries_entered.attempts_of([last.act])[last.act])
    return proof.settled_on if proof else None


def day_came(procedure: Procedure) -> Condition:
    on = procedure.case.facts.get("hearing", {}).get("on", "")
    met = bool(on) and date.fromisoformat(on) <= procedure.today
    return Condition(met, _("The day of the hearing has not come."), on=on)


def defence_over_or_hearing_asked(procedure: Procedure) -> Condition:
    """The time for the written defence has passed, or the structure asks to be heard without waiting for its end."""
    case = procedure.case
    clock = case.clocks.filter(kind="stage", stage=case.stage).exclude(status="stopped").first()
    due = clock.due if clock else None
    asked = any(one.get("asks_hearing") == "yes" for one in case.facts.get("defence", ()))
    met = asked or bool(due and procedure.today > due)
    unmet = _("The time for the defence has not passed, and the structure did not ask to be heard earlier.")
    return Condition(met, unmet, due=due.isoformat() if due else "", asked=asked)


def defence_in_time(procedure: Procedure) -> Condition:
    case = procedure.case
    clock = case.clocks.filter(kind="stage", stage=case.stage).exclude(status="stopped").first()
    met = bool(clock and clock.due and procedure.today <= clock.due)
    return Condition(met, _("The time for the written defence has passed: you may still be heard."))


def heard_in_time(procedure: Procedure) -> Condition:
    """Whoever is under a measure that was signed first is heard before the time for it is over."""
    case = procedure.case
    clock = case.clocks.filter(kind="stage", stage=case.stage).exclude(status="stopped").first()
    due = clock.due if clock else None
    unmet = _("The time to hear the structure has passed: the measure must be lifted.")
    return Condition(due is None or procedure.today <= due, unmet, due=due.isoformat() if due else "")


def check_absence(procedure: Procedure) -> None:
    """Insists that nobody is judged in absence who was not told of the hearing in the time that the law gives.

    Raises:
        ConditionsUnmet: nobody came, and nothing proves that the convening arrived early enough.
    """
    case, heard = procedure.case, procedure.case.facts["heard"]
    if heard["attended"] == "yes":
        return
    served, on = served_on(case, *CONVENINGS), date.fromisoformat(case.facts["hearing"]["on"])
    notice = int(procedure.parameter("hearing.notice"))
    if served is None or calendar().add_working(served, notice) > on:
        raise ConditionsUnmet([_("Nobody came, and nothing proves that the convening was received in time: set another day.")])


def check_not_served(procedure: Procedure) -> None:
    """A second convening is sent for want of a first one only when nothing proves that this arrived.

    Raises:
        ConditionsUnmet: it was received.
    """
    case = procedure.case
    if case.facts["hearing"].get("why") == "not_served" and served_on(case, "CONVH") is not None:
        raise ConditionsUnmet([_("The convening was received: another day is set only at the request of the structure.")])
