"""Why the disciplinary committee does not deliberate now."""

from django.utils.translation import gettext_lazy as _

from processes.language import Condition
from workflow import committees, councils
from workflow.procedure import Procedure


def council_sits(procedure: Procedure) -> Condition:
    """The session of the case is open; or it was closed without hearing the case, and another one is open."""
    session = councils.sitting(procedure)
    met = session is not None and session.status == session.Status.OPEN
    return Condition(met, _("The committee's meeting is not open."), session=session.number if session else "")


def council_has_quorum(procedure: Procedure) -> Condition:
    """Half of the appointed members plus one sit; those set aside for the case are left out when it is opened."""
    session = councils.sitting(procedure)
    seats = list(session.members.values_list("is_present", flat=True)) if session else []
    count = committees.Quorum(appointed=len(seats), present=sum(seats))
    unmet = _("The quorum is not reached.")
    return Condition(count.is_reached, unmet, appointed=count.appointed, present=count.present, needed=count.needed)
