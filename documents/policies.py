"""Who may read a document, and who may see one before it is signed."""

from accounts.models import User
from accounts.roles import OUTSIDE_ROLES, Role
from accounts.standing import Standing
from documents.models import Document
from workflow import committees
from workflow.actor import Actor
from workflow.models import Case
from workflow.policies import case_role, entitle
from workflow.procedure import Transition
from workflow.refusals import DutiesConflict, NotEntitled


def can_read_numbers(standing: Standing) -> bool:
    """Who sees which numbers are void, and why."""
    return standing.holds(Role.REGISTRAR, Role.AUDITOR, Role.CENTRAL_DIRECTOR)


def can_write_wordings(standing: Standing) -> bool:
    """Who words letters and clauses, and proposes them."""
    return standing.holds(Role.REGISTRAR, Role.LEGAL_OFFICER)


def can_decide_wordings(standing: Standing) -> bool:
    """Who puts in force what another person proposed."""
    return standing.holds(Role.CENTRAL_DIRECTOR, Role.LEGAL_OFFICER)


def can_read_wordings(standing: Standing) -> bool:
    return can_write_wordings(standing) or can_decide_wordings(standing) or standing.holds(Role.AUDITOR)


def reader_role(document: Document, user: User) -> str | None:
    """By which role the person reads the document: as a party, by a posting, or not at all."""
    if document.case is None:
        return _session_role(document, user)
    role = case_role(document.case, user)
    if role == Role.APPLICANT and not document.is_for_applicant:
        return None
    if role in OUTSIDE_ROLES:
        return None
    return role


def _session_role(document: Document, user: User) -> str | None:
    seen = committees.sessions_of(user).filter(pk=document.session_id).exists()
    return Role.COMMITTEE_MEMBER if seen else None


def previewer(case: Case, transition: Transition, user: User) -> Actor | None:
    """The title by which the person could perform the transition now, and may therefore see what it would issue."""
    if case.stage not in transition.sources:
        return None
    try:
        return entitle(case, transition, user)
    except (NotEntitled, DutiesConflict):
        return None
