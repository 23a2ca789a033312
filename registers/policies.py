"""Who may read which register and who may act on it: pure questions about a standing; what is not said is denied."""

from collections.abc import Collection, Mapping

from accounts.roles import Role
from accounts.standing import Holding, Standing

_CENTRE = frozenset({Role.REGISTRAR, Role.AUDITOR, Role.CENTRAL_OFFICER, Role.CENTRAL_DIRECTOR})
_REGION = frozenset({Role.REGIONAL_DIRECTOR, Role.REGIONAL_OFFICER})
_FIELD = frozenset({Role.INSPECTOR, Role.LEAD_INSPECTOR})
_LAW = frozenset({Role.LEGAL_OFFICER})
_DIRECTED = _CENTRE | {Role.REGIONAL_DIRECTOR}
# What is nearly public of a structure: whoever receives, guides or hears people may look it up.
_KNOWN = _CENTRE | _REGION | _FIELD | _LAW | {Role.FRONT_DESK, Role.COMPLAINTS_OFFICER, Role.COUNSELLOR, Role.FINANCE_OFFICER}
_SUPERVISED = _CENTRE | _REGION | _FIELD | _LAW
READERS: Mapping[str, frozenset[Role]] = {
    "persons": _CENTRE,
    **dict.fromkeys(("providers", "sites", "programmes", "homologations", "sessions"), _KNOWN),
    **dict.fromkeys(("trainers", "trainer-assignments"), _CENTRE | _REGION | _FIELD),
    **dict.fromkeys(("trainees", "enrolments", "examinations"), _CENTRE | _REGION),
    **dict.fromkeys(("awarding-bodies", "equivalence-decisions", "certificates"), _DIRECTED),
    **dict.fromkeys(("inspections", "non-conformities", "sanctions"), _SUPERVISED),
    "activity-reports": _CENTRE | _REGION | _FIELD,
    "advertising": _CENTRE | _REGION | _LAW,
    "complaints": _DIRECTED | {Role.COMPLAINTS_OFFICER},
    "agreements": _CENTRE | _REGION | {Role.FINANCE_OFFICER},
    "payments": _DIRECTED | {Role.FINANCE_OFFICER},
    "restrictions": _CENTRE | _REGION | _LAW | {Role.FRONT_DESK, Role.COUNSELLOR},
    "decisions": _DIRECTED | _LAW,
    "deliveries": _DIRECTED | {Role.FRONT_DESK},
}


def _held(standing: Standing, roles: Collection[str]) -> list[Holding]:
    """The postings, one's own or a stand-in's; a lent signature opens no register, nor does an administrator's posting."""
    if standing.holds(Role.ADMINISTRATOR):
        return []
    return [h for h in standing.holdings if h.role in roles and not h.delegation]


def can_read(standing: Standing, register: str) -> bool:
    return bool(_held(standing, READERS.get(register, frozenset())))


def can_read_any(standing: Standing) -> bool:
    return any(can_read(standing, register) for register in READERS)


def can_merge(standing: Standing) -> bool:
    return bool(_held(standing, {Role.REGISTRAR}))


def can_propose_void(standing: Standing) -> bool:
    return bool(_held(standing, {Role.REGISTRAR}))


def registrar_stood_in_for(standing: Standing) -> int | None:
    """The absent registrar in whose place the person acts; None for a registrar in their own right."""
    return _stood_in_for(standing, {Role.REGISTRAR})


def _stood_in_for(standing: Standing, roles: Collection[str]) -> int | None:
    places = [h.on_behalf_of for h in _held(standing, roles)]
    return None if None in places or not places else places[0]


def can_decide_void(standing: Standing, *, proposed_by: Collection[int | None]) -> bool:
    """A registrar who neither proposed it nor stands in for someone who did."""
    return _is_second_person(standing, {Role.REGISTRAR}, proposed_by)


def _is_second_person(standing: Standing, roles: Collection[str], proposed_by: Collection[int | None]) -> bool:
    if standing.user_id in proposed_by:
        return False
    return any(h.on_behalf_of is None or h.on_behalf_of not in proposed_by for h in _held(standing, roles))


def can_propose_restriction(standing: Standing) -> bool:
    """Who asks that a general restriction be entered, ended or prolonged."""
    return bool(_held(standing, _LAW))


def legal_officer_stood_in_for(standing: Standing) -> int | None:
    """The absent legal officer in whose place the person proposes."""
    return _stood_in_for(standing, _LAW)


def can_decide_restriction(standing: Standing, *, proposed_by: Collection[int | None] = ()) -> bool:
    """A central director or a legal officer who neither proposed it nor stands in for someone who did."""
    return _is_second_person(standing, _LAW | {Role.CENTRAL_DIRECTOR}, proposed_by)


def can_read_restriction_proposals(standing: Standing) -> bool:
    return bool(_held(standing, _LAW | {Role.CENTRAL_DIRECTOR, Role.AUDITOR}))


def is_own(standing: Standing, *, identity: str) -> bool:
    """Whether the identity is the person's own, or of someone whose cases are closed to them."""
    return bool(identity) and (identity == standing.identity or identity in standing.interests)
