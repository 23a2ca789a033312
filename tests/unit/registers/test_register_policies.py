"""Who may read and act: every role against every register."""

import pytest

from accounts.roles import Role
from accounts.standing import NOBODY, Holding, Standing
from registers import policies
from registers.catalogue import REGISTERS

CENTRE = {Role.REGISTRAR, Role.AUDITOR, Role.CENTRAL_OFFICER, Role.CENTRAL_DIRECTOR}
DIRECTED = CENTRE | {Role.REGIONAL_DIRECTOR}
REGION = DIRECTED | {Role.REGIONAL_OFFICER}
FIELD = REGION | {Role.INSPECTOR, Role.LEAD_INSPECTOR}
KNOWN = FIELD | {Role.LEGAL_OFFICER, Role.FRONT_DESK, Role.COMPLAINTS_OFFICER, Role.COUNSELLOR, Role.FINANCE_OFFICER}
READERS = {
    "persons": CENTRE,
    "providers": KNOWN,
    "sites": KNOWN,
    "programmes": KNOWN,
    "homologations": KNOWN,
    "sessions": KNOWN,
    "trainers": FIELD,
    "trainer-assignments": FIELD,
    "trainees": REGION,
    "enrolments": REGION,
    "examinations": REGION,
    "awarding-bodies": DIRECTED,
    "equivalence-decisions": DIRECTED,
    "certificates": DIRECTED,
    "inspections": FIELD | {Role.LEGAL_OFFICER},
    "non-conformities": FIELD | {Role.LEGAL_OFFICER},
    "sanctions": FIELD | {Role.LEGAL_OFFICER},
    "activity-reports": FIELD,
    "advertising": REGION | {Role.LEGAL_OFFICER},
    "complaints": DIRECTED | {Role.COMPLAINTS_OFFICER},
    "agreements": REGION | {Role.FINANCE_OFFICER},
    "payments": DIRECTED | {Role.FINANCE_OFFICER},
    "restrictions": REGION | {Role.LEGAL_OFFICER, Role.FRONT_DESK, Role.COUNSELLOR},
    "decisions": DIRECTED | {Role.LEGAL_OFFICER},
    "deliveries": DIRECTED | {Role.FRONT_DESK},
}


def standing(*holdings: Holding, user_id: int = 1) -> Standing:
    return Standing(user_id, "", holdings)


@pytest.mark.parametrize(("register", "readers"), [*READERS.items(), ("unknown", set())])
def test_can_read_by_role(register: str, readers: set[Role]) -> None:
    assert {r for r in Role if policies.can_read(standing(Holding(r)), register)} == readers


def test_readers_of_every_register() -> None:
    assert set(READERS) == set(REGISTERS) == set(policies.READERS)


def test_can_read_nobody() -> None:
    assert policies.can_read_any(NOBODY) is False


def test_can_read_administrator_with_another_posting() -> None:
    both = standing(Holding(Role.ADMINISTRATOR), Holding(Role.REGISTRAR))
    assert policies.can_read_any(both) is False
    assert policies.can_propose_void(both) is False


def test_can_read_lent_signature() -> None:
    assert policies.can_read_any(standing(Holding(Role.REGISTRAR, delegation="D-1", field=("EQV",)))) is False


def test_can_merge_by_role() -> None:
    assert {r for r in Role if policies.can_merge(standing(Holding(r)))} == {Role.REGISTRAR}


def test_can_propose_void_by_role() -> None:
    assert {r for r in Role if policies.can_propose_void(standing(Holding(r)))} == {Role.REGISTRAR}


def test_can_decide_void_second_person() -> None:
    own, stand_in = Holding(Role.REGISTRAR), Holding(Role.REGISTRAR, on_behalf_of=7)
    assert policies.can_decide_void(standing(own, user_id=2), proposed_by={1, None}) is True
    assert policies.can_decide_void(standing(own, user_id=1), proposed_by={1, None}) is False
    # A stand-in never answers the person whose place they hold.
    assert policies.can_decide_void(standing(stand_in, user_id=2), proposed_by={7, None}) is False
    assert policies.can_decide_void(standing(stand_in, own, user_id=2), proposed_by={7, None}) is True
    # Nor does the absent person answer what was proposed in their place.
    assert policies.can_decide_void(standing(own, user_id=7), proposed_by={1, 7}) is False


def test_can_propose_restriction_by_role() -> None:
    assert {r for r in Role if policies.can_propose_restriction(standing(Holding(r)))} == {Role.LEGAL_OFFICER}
    lent = standing(Holding(Role.LEGAL_OFFICER, delegation="D-1", field=("SAN",)))
    both = standing(Holding(Role.ADMINISTRATOR), Holding(Role.LEGAL_OFFICER))
    assert (policies.can_propose_restriction(lent), policies.can_propose_restriction(both)) == (False, False)


def test_can_decide_restriction_second_person() -> None:
    second = {Role.LEGAL_OFFICER, Role.CENTRAL_DIRECTOR}
    assert {r for r in Role if policies.can_decide_restriction(standing(Holding(r)))} == second
    own, stand_in = Holding(Role.LEGAL_OFFICER), Holding(Role.LEGAL_OFFICER, on_behalf_of=7)
    assert policies.can_decide_restriction(standing(own, user_id=1), proposed_by={1, None}) is False
    assert policies.can_decide_restriction(standing(stand_in, user_id=2), proposed_by={7, None}) is False
    assert policies.can_decide_restriction(standing(own, user_id=7), proposed_by={1, 7}) is False
    assert policies.can_decide_restriction(standing(own, user_id=2), proposed_by={1, None}) is True
    assert policies.legal_officer_stood_in_for(standing(stand_in)) == 7


def test_can_read_restriction_proposals_by_role() -> None:
    readers = {Role.LEGAL_OFFICER, Role.CENTRAL_DIRECTOR, Role.AUDITOR}
    assert {r for r in Role if policies.can_read_restriction_proposals(standing(Holding(r)))} == readers


def test_is_own() -> None:
    person = Standing(1, "cin:01234567", (), frozenset({"cin:07654321"}))
    assert policies.is_own(person, identity="cin:01234567") is True
    assert policies.is_own(person, identity="cin:07654321") is True
    assert policies.is_own(person, identity="cin:00000000") is False
    assert policies.is_own(Standing(1, "", ()), identity="") is False
