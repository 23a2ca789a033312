"""Why an act on a complaint is not possible now."""

from django.utils.translation import gettext_lazy as _

from processes.language import Condition
from registers import providers
from workflow import partners
from workflow.procedure import Procedure

SERIOUS = ("safety", "harassment")
MONEY = ("contract", "refund")


def urgency_of(procedure: Procedure) -> str:
    """As the officer qualified the facts, or as they were told."""
    told = procedure.case.facts.get("qualification", {})
    return str(told.get("urgency") or procedure.application.answer(procedure.case, "urgency"))


def structure_known(procedure: Procedure) -> Condition:
    met = procedure.case.provider is not None
    return Condition(met, _("The structure is not known to the register."))


def facts_are_serious(procedure: Procedure) -> Condition:
    """Urgency or danger, or facts that touch the safety of people."""
    urgency, subject = urgency_of(procedure), str(procedure.application.answer(procedure.case, "subject"))
    met = urgency in ("urgent", "danger") or subject in SERIOUS
    return Condition(met, _("The facts do not call for an inspection."), urgency=urgency, subject=subject)


def about_money_or_contract(procedure: Procedure) -> Condition:
    subject = str(procedure.application.answer(procedure.case, "subject"))
    return Condition(subject in MONEY, _("Only a matter of money or of contract can be mediated."), subject=subject)


def not_in_danger(procedure: Procedure) -> Condition:
    """A danger does not go away because somebody did not answer."""
    urgency = urgency_of(procedure)
    return Condition(urgency != "danger", _("A complaint about a danger does not lapse."), urgency=urgency)


def independent_of_structure(procedure: Procedure) -> Condition:
    """Who answers the complainant does not act for the structure."""
    case, user = procedure.case, procedure.actor.user
    if case.provider is None or user is None:
        return Condition(True)
    members = partners.members_of(providers.get(case.provider).organisation, on=procedure.today)
    unmet = _("You act for the structure concerned: another person must answer.")
    return Condition(not procedure.actor.persons & set(members), unmet)


def mission_closed(procedure: Procedure) -> Condition:
    """The mission that the complaint brought about is closed."""
    left = procedure.case.children.filter(procedure="MON-03", closed_at__isnull=True).count()
    return Condition(not left, _("The inspection is not closed yet."), left=left)
