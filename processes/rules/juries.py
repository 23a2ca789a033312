"""Why an act on a jury is not possible now."""

from django.utils.translation import gettext_lazy as _

from processes.language import Condition
from workflow import juries
from workflow.procedure import Procedure


def jury_without_interest(procedure: Procedure) -> Condition:
    """Nobody in the jury has declared an interest; whoever did was replaced."""
    tied = [seat["user"] for seat in juries.standing(procedure.case) if seat.get("conflict")]
    return Condition(not tied, _("A member of the jury declared an interest: replace them first."), tied=tied)


def jury_independent(procedure: Procedure) -> Condition:
    seats = juries.sitting(procedure.case)
    unmet = _("The jury needs a president and two members at least, most of them from outside the structure.")
    return Condition(juries.is_independent(seats), unmet, seats=len(seats))


def proposed_by_another(procedure: Procedure) -> Condition:
    """Whoever appoints or proposed the jury does not sit in it."""
    proposers = set(procedure.case.duties.get("proposes", ())) | set(procedure.actor.persons)
    own = sorted(proposers & {seat["user"] for seat in juries.sitting(procedure.case)})
    return Condition(not own, _("Whoever proposes or appoints a jury does not sit in it."), own=own)


def sits_in_jury(procedure: Procedure) -> Condition:
    """Only who holds a seat, and has not left it, declares an interest."""
    held = {seat["user"] for seat in juries.sitting(procedure.case)}
    met = bool(held & set(procedure.actor.persons))
    return Condition(met, _("You hold no seat in this jury."))
