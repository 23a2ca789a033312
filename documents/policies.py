"""Who may read a document, see one before it is signed, or record that it was delivered."""

from accounts.models import User
from accounts.roles import OUTSIDE_ROLES, Role
from accounts.standing import Standing, standing_of
from documents import holders
from documents.models import Document
from workflow import meetings
from workflow.actor import Actor
from workflow.machine import Transition
from workflow.models import Case
from workflow.policies import SENTENCES, case_role, check_duties, entitle, is_party
from workflow.refusals import DutiesConflict, NotEntitled

DELIVERERS = (Role.FRONT_DESK, Role.REGISTRAR)


def can_read_numbers(standing: Standing) -> bool:
    """Who sees which numbers are void, and why."""
    return standing.holds(Role.REGISTRAR, Role.AUDITOR, Role.CENTRAL_DIRECTOR)


def can_propose_void(standing: Standing) -> bool:
    """Who asks that a number be made void."""
    return standing.holds(Role.REGISTRAR)


def can_decide_void(standing: Standing) -> bool:
    """Who decides on it, when somebody else proposed it."""
    return standing.holds(Role.REGISTRAR, Role.CENTRAL_DIRECTOR)


def can_write_wordings(standing: Standing) -> bool:
    """Who words letters and clauses, and proposes them."""
    return standing.holds(Role.REGISTRAR, Role.LEGAL_OFFICER)


def can_decide_wordings(standing: Standing) -> bool:
    """Who puts in force what another person proposed."""
    return standing.holds(Role.CENTRAL_DIRECTOR, Role.LEGAL_OFFICER)


def can_read_wordings(standing: Standing) -> bool:
    return can_write_wordings(standing) or can_decide_wordings(standing) or standing.holds(Role.AUDITOR)


def reader_role(document: Document, user: User) -> str | None:
    """By which role the person reads the document: as its holder, as a party, by a posting, or not at all."""
    if document.case is None:
        return _session_role(document, user)
    if holders.is_holder(document, user):
        return Role.TRAINEE
    role = case_role(document.case, user)
    if role == Role.APPLICANT and not document.is_for_applicant:
        return None
    if role in OUTSIDE_ROLES:
        return None
    return role


def is_addressee(document: Document, role: str) -> bool:
    """Whether who reads it by this role is the one to whom it is notified: the holder, or the party to the case."""
    return role == (Role.TRAINEE if document.person else Role.APPLICANT)


def _session_role(document: Document, user: User) -> str | None:
    seen = meetings.sessions_of(user).filter(pk=document.session_id).exists()
    return Role.COMMITTEE_MEMBER if seen else None


def previewer(case: Case, transition: Transition, user: User) -> Actor | None:
    """The title by which the person could perform the transition now, and may therefore see what it would issue."""
    if case.stage not in transition.sources:
        return None
    try:
        return entitle(case, transition, user)
    except (NotEntitled, DutiesConflict):
        return None


def records_deliveries(standing: Standing) -> bool:
    """Who has the list of what is to be delivered: the front desk of a region, and the registry."""
    return standing.holds(*DELIVERERS) and not standing.holds(Role.ADMINISTRATOR)


def recorder(case: Case, user: User) -> Actor:
    """The title by which the person may record a delivery of this case today.

    Raises:
        NotEntitled: neither the front desk of its region nor the registry.
        DutiesConflict: it is the person's own case, or that of somebody with whom they declared a tie.
    """
    standing = standing_of(user)
    for holding in standing.holdings if records_deliveries(standing) else ():
        if holding.role in DELIVERERS and holding.reaches(region=case.region, committee="", procedure=case.procedure):
            actor = Actor(user, holding.role, standing, holding)
            check_duties(case, None, actor)
            if is_party(case, user):
                raise DutiesConflict("SD-19", SENTENCES["SD-19"])
            return actor
    raise NotEntitled


def delivers(case: Case, user: User) -> bool:
    """Whether the person has this case among those whose documents they deliver, their own included."""
    try:
        recorder(case, user)
    except DutiesConflict:
        return True
    except NotEntitled:
        return False
    return True
