"""Cases that have really been through the door up to a stage."""

from collections.abc import Callable
from datetime import datetime

from accounts.models import User
from accounts.roles import Role
from config.demonstration import driver
from config.demonstration.driver import Player
from config.demonstration.stories import (
    DELIBERATED,
    FILED,
    ON_AGENDA,
    OPINION,
    PROPOSED,
    QUERIED,
    REGISTERED,
    REPORTED,
    TO_CENTRE,
)
from tests.factories.people import make_user, post
from workflow.models import Case

TUNIS, SFAX = "TN-11", "TN-61"
# The shortest way to each stage.
WAYS: dict[str, tuple[str, ...]] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "inadmissible": (*FILED, "declare_inadmissible"),
    "under_review": REGISTERED,
    "awaiting_complements": (*REGISTERED, "request_complements"),
    "withdrawn": (*REGISTERED, "withdraw"),
    "central_review": TO_CENTRE,
    "awaiting_central_complements": (*TO_CENTRE, "request_central_complements"),
    "awarding_body_verification": QUERIED,
    "expert_review": (*TO_CENTRE, "assign_rapporteur"),
    "test_scheduled": (*TO_CENTRE, "order_test"),
    "committee_agenda": ON_AGENDA,
    "committee_deliberation": (*ON_AGENDA, "open_deliberation"),
    "opinion_issued": OPINION,
    "awaiting_signature": PROPOSED,
    "approved": (*PROPOSED, "sign_approval"),
    "refused": (*OPINION, "propose_refusal", "sign_refusal"),
}
__all__ = ["DELIBERATED", "REPORTED", "SFAX", "TUNIS", "WAYS", "make_case", "make_ministry", "make_player", "make_user"]


def make_ministry(*, region: str = TUNIS) -> dict[str, User]:
    """One person for each role that EQV-01 calls on, two where duties must be separated; five committee members."""
    folk = {
        "front_desk": make_user(role=Role.FRONT_DESK, region=region),
        "officer": make_user(role=Role.REGIONAL_OFFICER, region=region),
        "director": make_user(role=Role.REGIONAL_DIRECTOR, region=region),
        "central_officer": make_user(role=Role.CENTRAL_OFFICER),
        "central_director": make_user(role=Role.CENTRAL_DIRECTOR),
        "rapporteur": make_user(role=Role.RAPPORTEUR),
        "secretary": make_user(role=Role.COMMITTEE_SECRETARY, committee="equivalence"),
        "chair": make_user(role=Role.COMMITTEE_CHAIR, committee="equivalence"),
        "jury_president": make_user(role=Role.JURY_PRESIDENT),
        "minister": make_user(role=Role.MINISTER_SIGNATORY),
        "registrar": make_user(role=Role.REGISTRAR),
        "legal_officer": make_user(role=Role.LEGAL_OFFICER),
        "auditor": make_user(role=Role.AUDITOR),
        "administrator": make_user(role=Role.ADMINISTRATOR),
        "applicant": make_user(),
    }
    post(folk["chair"], role=Role.COMMITTEE_MEMBER, committee="equivalence")
    for n in range(1, 5):
        folk[f"member_{n}"] = make_user(role=Role.COMMITTEE_MEMBER, committee="equivalence")
    return folk


_index = iter(range(1_000, 9_000))


def make_player(
    stage: str = "draft", *, applicant: User, region: str = TUNIS, wait: Callable[[datetime], None] | None = None
) -> Player:
    """A case brought to a stage by its own transitions; `wait` moves the frozen clock (needed from the meeting on)."""
    player = driver.start(by=applicant, index=next(_index), region=region, wait=wait)
    player.play(*WAYS[stage])
    return player


def make_case(
    stage: str = "draft", *, applicant: User, region: str = TUNIS, wait: Callable[[datetime], None] | None = None
) -> Case:
    return make_player(stage, applicant=applicant, region=region, wait=wait).case
