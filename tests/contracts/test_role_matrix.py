"""Who may perform which transition: each of the 29 roles, at each stage, through the one door."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Membership, Posting, User
from accounts.roles import REACH, Reach, Role
from config.demonstration.plays import play_of
from config.demonstration.plays.eqv_01 import WAYS
from tests.conftest import forget
from tests.factories.attempts import attempt, let_in
from tests.factories.cases import SFAX, TUNIS, make_player
from tests.factories.people import make_everybody, make_user
from tests.factories.remembered import remembered, undone
from workflow import policies
from workflow.actor import SYSTEM
from workflow.models import Assignment, Case, OpinionRequest
from workflow.procedure import Procedure
from workflow.procedures import named, procedures

pytestmark = pytest.mark.django_db

PROCEDURE = named("EQV-01")
MACHINE = PROCEDURE.machine
OPEN_STAGES = [s for s in WAYS if s in MACHINE.desks]
# How many transitions each role may perform, counted by hand in the regulation: a role that gains one shows here.
COUNTS = {
    "applicant": 6,
    "front_desk": 6,
    "regional_officer": 1,
    "regional_director": 2,
    "central_officer": 6,
    "rapporteur": 1,
    "committee_secretary": 4,
    "committee_member": 2,
    "committee_chair": 3,
    "jury_president": 1,
    "central_director": 1,
    "minister_signatory": 3,
    "system": 5,
}


def test_transitions_of_each_role_are_as_many_as_in_the_regulation() -> None:
    assert Counter(str(role) for t in MACHINE.transitions.values() for role in t.by) == COUNTS


def roles_of(user: User, case: Case) -> set[str]:
    """The roles that the person has on this case, told without the code under test."""
    held = set(Posting.objects.filter(user=user).values_list("role", flat=True))
    named_here = set(Assignment.objects.filter(case=case, user=user, ended_at__isnull=True).values_list("role", flat=True))
    if OpinionRequest.objects.filter(case=case, authority=user, status__in=["sent", "reminded"], stage=case.stage).exists():
        named_here.add("external_authority")
    held = {role for role in held if REACH[role] is not Reach.ASSIGNED or role in named_here}
    acts_for = Membership.objects.filter(user=user, organisation=case.organisation_id).exists() if case.organisation_id else False
    is_party = case.applicant_id == user.pk or (case.applicant_id is None and acts_for)
    return held | (named_here & {"partner", "trainee"}) | ({"applicant"} if is_party else set())


def everybody_here(case: Case, ministry: dict[str, User]) -> dict[str, User]:
    """Somebody for each role: who holds it in this case, else anybody; and a stranger beside whoever was named for the case."""
    strangers = make_everybody(region=TUNIS, committee="equivalence")
    by_role = {role: user for user in ministry.values() for role in roles_of(user, case)}
    named_here = {f"another {role}": strangers[role] for role in by_role if REACH[role] is Reach.ASSIGNED}
    return {**strangers, **by_role, **named_here}


def expected_answer(case: Case, transition: Any, user: User, held: set[str], tasks: dict[str, set[int | None]]) -> str:
    """Told from the declaration, the postings and the open tasks alone."""
    if case.stage == "draft":
        return "let in" if user.pk == case.author_id and "applicant" in transition.by else "not_entitled"
    for role in held & set(transition.by):
        holders = tasks.get(role, {None})
        # What a colleague took is the colleague's; votes are everybody's own, and the conditions speak of them.
        if role == "committee_member" or holders & {None, user.pk}:
            return "let in"
    return "not_entitled"


@pytest.mark.parametrize("stage", OPEN_STAGES)
def test_only_declared_roles_act_at(stage: str, player: Any, ministry: dict[str, User]) -> None:
    case = player(stage).case
    people = everybody_here(case, ministry)
    held = {who: roles_of(user, case) for who, user in people.items()}
    tasks: dict[str, set[int | None]] = {}
    for role, assignee in case.tasks.filter(closed_at__isnull=True).values_list("role", "assignee"):
        tasks.setdefault(role, set()).add(assignee)
    expected, found = {}, {}
    for transition in MACHINE.leaving(stage):
        for who, user in people.items():
            answer = attempt(case, transition.name, user)
            found[transition.name, who] = "let in" if let_in(answer) else answer
            expected[transition.name, who] = expected_answer(case, transition, user, held[who], tasks)
        answer = attempt(case, transition.name, SYSTEM)
        found[transition.name, "SYSTEM"] = "let in" if let_in(answer) else answer
        expected[transition.name, "SYSTEM"] = "let in" if Role.SYSTEM in transition.by else "not_entitled"
    assert {k: v for k, v in found.items() if expected[k] != v} == {}
    assert set(found.values()) == {"let in", "not_entitled"}


@pytest.mark.parametrize("procedure", procedures(), ids=lambda p: p.code)
def test_only_declared_roles_may_act_in(procedure: type[Procedure], player: Any, ministry: dict[str, User], clock: Any) -> None:
    """At every stage of every procedure, as the policies tell it; the door itself is tried above."""
    keys = remembered("everybody", lambda: [u.pk for u in make_everybody(region=TUNIS, committee="another").values()])
    wrong, people = {}, {**dict(zip(Role, User.objects.filter(pk__in=keys).order_by("pk"), strict=True)), **ministry}
    for stage, transition, case in leaving_every_stage(procedure, player, clock):
        for who, user in people.items():
            may = policies.can_perform(case, transition, user)
            if may and not roles_of(user, case) & set(transition.by):
                wrong[stage, transition.name, who] = "let in"
    assert wrong == {}


def leaving_every_stage(procedure: type[Procedure], player: Any, clock: Any) -> Iterator[tuple[str, Any, Case]]:
    """A case at each stage, while there is no other."""
    begun, before = timezone.now(), versions()
    for stage in play_of(procedure.code).ways:
        transitions = procedure.machine.leaving(stage)
        if transitions:
            with undone():
                case = player(stage, procedure=procedure.code).case
                yield from ((stage, t, case) for t in transitions)
                raised = before - versions()
            clock.move_to(begun)
            if raised:  # what is remembered of somebody at a version is no longer so
                forget()


def versions() -> set[tuple[int, int]]:
    """What the standing of each person is remembered by."""
    return set(User.objects.values_list("pk", "standing_version"))


@pytest.mark.parametrize("stage", OPEN_STAGES)
def test_transitions_of_other_stages_are_refused_at(stage: str, player: Any, ministry: dict[str, User]) -> None:
    """Even to those who could perform them elsewhere."""
    case = player(stage).case
    others = [t for t in MACHINE.transitions.values() if stage not in t.sources]
    by_role = {role: user for user in ministry.values() for role in user.postings.values_list("role", flat=True)}
    by_role |= {"applicant": ministry["applicant"], "system": SYSTEM}
    assert {t.name: attempt(case, t.name, by_role[t.by[0]]) for t in others if t.by[0] in by_role} == dict.fromkeys(
        [t.name for t in others if t.by[0] in by_role], "not_a_transition"
    )


@pytest.mark.parametrize("stage", OPEN_STAGES)
def test_right_role_in_another_region_is_refused_at(stage: str, player: Any) -> None:
    case = player(stage).case
    strangers = make_everybody(region=SFAX, committee="another")
    regional = [
        (t.name, role)
        for t in MACHINE.leaving(stage)
        for role in t.by
        if REACH[role] in (Reach.REGION, Reach.COMMITTEE, Reach.ASSIGNED, Reach.OWN)
    ]
    found = {(name, role): attempt(case, name, strangers[role]) for name, role in regional}
    assert found == dict.fromkeys(found, "not_entitled")


@pytest.mark.parametrize("stage", OPEN_STAGES)
def test_ended_posting_is_refused_at(stage: str, player: Any, ministry: dict[str, User]) -> None:
    """The day after a posting ends its holder can do nothing, whatever tasks and sessions they still have."""
    case = player(stage).case
    yesterday = timezone.localdate() - timedelta(days=1)
    staff = [u for u in ministry.values() if u.postings.exists()]
    able = {
        (t.name, u.pk)
        for t in MACHINE.leaving(stage)
        for u in staff
        if let_in(attempt(case, t.name, u)) and case.applicant_id != u.pk
    }
    Posting.objects.update(until=yesterday)
    for user in staff:
        User.objects.filter(pk=user.pk).update(standing_version=user.standing_version + 1)
    people = {u.pk: u for u in staff}
    found = {(name, pk): attempt(case, name, people[pk]) for name, pk in able}
    assert found == dict.fromkeys(able, "not_entitled")
    assert able or stage in ("draft", "incomplete", "awaiting_complements", "awaiting_central_complements")


def test_closed_account_is_refused(player: Any, ministry: dict[str, User]) -> None:
    """The person object was read before the account was closed, as in a request under way."""
    case = player("submitted").case
    clerk = User.objects.get(pk=ministry["front_desk"].pk)
    assert let_in(attempt(case, "register_case", clerk))
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    assert clerk.is_active
    assert attempt(case, "register_case", clerk) == "not_entitled"


def test_administrator_is_refused_whatever_else_was_posted(player: Any) -> None:
    case = player("under_review").case
    both = make_user(role=Role.ADMINISTRATOR)
    Posting.objects.create(user=both, role=Role.REGIONAL_DIRECTOR, region=TUNIS, since=timezone.localdate())
    assert attempt(case, "transmit_to_centre", both) == "not_entitled"
    Posting.objects.filter(user=both, role=Role.ADMINISTRATOR).delete()
    User.objects.filter(pk=both.pk).update(standing_version=99)
    assert let_in(attempt(case, "transmit_to_centre", both))


def test_draft_of_the_counter_is_filed_by_its_author_alone(ministry: dict[str, User], clock: Any) -> None:
    player = make_player(applicant=ministry["front_desk"])
    colleague = make_user(role=Role.FRONT_DESK, region=TUNIS)
    assert player.case.applicant is None
    assert attempt(player.case, "submit", colleague) == "not_entitled"
    assert let_in(attempt(player.case, "submit", ministry["front_desk"]))


def test_person_cannot_act_as_the_system(player: Any, ministry: dict[str, User]) -> None:
    from workflow.actor import Actor

    case = player("incomplete").case
    disguised = Actor(user=ministry["front_desk"], role=Role.SYSTEM)
    assert attempt(case, "expire_incomplete", disguised) == "not_entitled"
    assert attempt(case, "expire_incomplete", SYSTEM) == "conditions_unmet"
