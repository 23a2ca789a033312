"""Why an act of guidance or placement is not possible now."""

from django.utils.translation import gettext_lazy as _

from forms.guidance import has_place, offered_places, proposed
from processes.language import Condition
from registers import enrolments, sessions
from workflow.procedure import Procedure

YOUNGEST = 15


def old_enough(procedure: Procedure) -> Condition:
    """Fifteen years on the day from which the person can begin."""
    met = procedure.application.is_old_enough(procedure.case, years=YOUNGEST)
    return Condition(met, _("Training begins at the age of fifteen at the earliest."))


def places_to_offer(procedure: Procedure) -> Condition:
    found = len(offered_places(procedure.case))
    return Condition(found > 0, _("No homologated place is free for these wishes."), places=found)


def nothing_to_offer(procedure: Procedure) -> Condition:
    found = len(offered_places(procedure.case))
    return Condition(not found, _("A place is free for these wishes: propose it."), places=found)


def proposal_still_open(procedure: Procedure) -> Condition:
    found = len(proposed(procedure.case))
    return Condition(found > 0, _("None of the proposals has a place left."), places=found)


def chosen_place_held(procedure: Procedure) -> Condition:
    """The structure has enrolled the person in the session that was chosen."""
    choice = procedure.case.facts.get("choice", {})
    if not choice:
        return Condition(False, _("No proposal was chosen."))
    held = enrolments.of_trainee_in(trainee=choice["trainee"], session=choice["session"])
    session = sessions.get(choice["session"])
    unmet = _("Enrol the person in the session first: the list of the session is where it is done.")
    told = {"session": session.number, "has_place": has_place(session)}
    return Condition(held is not None, unmet, enrolment=held.number if held else "", **told)
