"""Cases that the ministry opens itself, and cases that one case opens."""

from typing import Any

import pytest

from accounts.models import User
from accounts.roles import Role
from forms.application import Application
from forms.fields import LineField
from forms.sections import Section
from processes.language import Applicants, Desk, Family, Link, Procedure, Scope, Stage, calendar_days, stage
from tests.contracts.invariants import check
from tests.factories.cases import SFAX, TUNIS
from tests.factories.people import make_user
from tests.factories.providers import make_provider
from workflow import cases, links, outbox, policies, procedures, queries, soundness
from workflow.actions import perform
from workflow.actor import SYSTEM
from workflow.models import Case, Event, OutboxRow
from workflow.procedures import register
from workflow.refusals import FormInvalid, NotEntitled, Refused

pytestmark = pytest.mark.django_db
COMMON: dict[str, Any] = {
    "title": "Small",
    "family": Family.MONITORING,
    "applicants": Applicants.ADMINISTRATION,
    "scope": Scope.REGIONAL,
}


class Why(Section):
    code = "why"
    title = "Why"
    order_reason = LineField(label="Reason")


class Asked(Application):
    sections = (Why,)


@pytest.fixture(autouse=True)
def _two_procedures(monkeypatch: pytest.MonkeyPatch) -> None:
    """A visit that may open a plan, for the time of a test."""
    monkeypatch.setattr(procedures, "_registry", dict(procedures._registry))

    class Visit(Procedure):
        code = "TST-01"
        vars().update(COMMON)
        application = Asked
        initial = ex_officio = Stage.PLANNED
        opened_by = (Role.REGIONAL_DIRECTOR,)
        concealed = (Stage.PLANNED,)
        links = (Link("TST-02", by=("open_plan",)), Link("MON-99", by=("open_plan",)))
        desks = {
            Stage.PLANNED: Desk(Role.REGIONAL_DIRECTOR, calendar_days(9)),
            Stage.NOTIFIED: Desk(Role.REGIONAL_DIRECTOR),
        }

        @stage.transition(label="Notify", source=Stage.PLANNED, target=Stage.NOTIFIED, by=Role.REGIONAL_DIRECTOR)
        def notify(self) -> None: ...

        @stage.transition(label="Plan", source=Stage.NOTIFIED, target=Stage.CLOSED_WITH_PLAN, by=Role.REGIONAL_DIRECTOR)
        def open_plan(self) -> None:
            for _twice in range(2):
                links.open_case(act=self, procedure_code="TST-02", answers={"why": {"order_reason": "Grade C"}}, facts={"a": 1})

    class Plan(Procedure):
        code = "TST-02"
        vars().update(COMMON)
        application = Asked
        initial = ex_officio = Stage.REQUESTED
        desks = {Stage.REQUESTED: Desk(Role.APPLICANT, calendar_days(9), also=(Role.REGIONAL_DIRECTOR,))}

        @stage.transition(label="Close", source=Stage.REQUESTED, target=Stage.CLOSED, by=(Role.APPLICANT, Role.REGIONAL_DIRECTOR))
        def close(self) -> None: ...

    register(Visit), register(Plan)


@pytest.fixture
def director(clock: Any) -> User:
    return make_user(role=Role.REGIONAL_DIRECTOR, region=TUNIS)


def opened(director: User, **changes: Any) -> tuple[Case, User]:
    provider, _site, member = make_provider(region=TUNIS)
    terms = {"code": "TST-01", "by": director, "provider": provider.entry, "data": {"order_reason": "Complaint"}, **changes}
    return cases.open_ex_officio(**terms), member


def test_case_of_the_ministrys_own_motion_is_numbered_and_on_its_desk_at_once(director: User) -> None:
    case, _member = opened(director)
    assert (case.number, case.stage, case.region, case.author) == ("TST-01/2026/000001", "planned", TUNIS, director)
    assert case.answers == {"why": {"order_reason": "Complaint"}}
    assert case.duties == {"opens": [director.pk]}
    assert case.applicant_identity.startswith("rne:1")
    assert [(t.role, t.region) for t in case.tasks.all()] == [(Role.REGIONAL_DIRECTOR, TUNIS)]
    assert [(c.kind, c.stage) for c in case.clocks.all()] == [("stage", "planned")]
    check(case.pk)


def test_incomplete_opening_opens_nothing(director: User) -> None:
    with pytest.raises(FormInvalid):
        opened(director, data={})
    assert Case.objects.count() == 0


def test_director_of_another_region_opens_nothing(director: User) -> None:
    with pytest.raises(NotEntitled):
        opened(make_user(role=Role.REGIONAL_DIRECTOR, region=SFAX))
    assert Case.objects.count() == 0
    assert Event.objects.get(kind="refusal").stream == "refusal:code:TST-01"


def test_party_knows_of_a_case_only_from_the_stage_where_it_is_told(director: User) -> None:
    case, member = opened(director)
    assert (policies.case_role(case, member), list(queries.cases_of(member))) == (None, [])
    assert list(policies.visible_to(member)) == []
    assert not OutboxRow.objects.filter(topic="mail.stage").exists()
    perform(case, "notify", by=director)
    case.refresh_from_db()
    assert (policies.case_role(case, member), list(queries.cases_of(member))) == (Role.APPLICANT, [case])
    assert list(policies.visible_to(member)) == [case]


def test_members_of_the_organisation_are_told(director: User, mailoutbox: list[Any]) -> None:
    case, member = opened(director)
    perform(case, "notify", by=director)
    outbox.drain()
    assert [m.to for m in mailoutbox] == [[member.email]]


def test_linked_case_is_opened_once_and_both_records_say_so(director: User) -> None:
    case, member = opened(director)
    perform(case, "notify", by=director)
    perform(case, "open_plan", by=director)
    child = Case.objects.get(parent=case)
    assert (child.procedure, child.number, child.stage) == ("TST-02", "TST-02/2026/000001", "requested")
    assert (child.family, child.provider, child.organisation_id) == (case.pk, case.provider, case.organisation_id)
    assert child.answers == {"why": {"order_reason": "Grade C"}}
    assert child.facts["origin"]["number"] == case.number
    told = Event.objects.get(stream=case.stream, kind="transition.open_plan").payload.body
    assert told["opened"] == [{"case": str(child.pk), "procedure": "TST-02", "number": child.number}]
    first = Event.objects.get(stream=child.stream, kind="case.opened")
    assert (first.target, first.payload.body["origin"]["case"]) == ("requested", str(case.pk))
    assert [c.pk for c in links.family_of(child, by=director)] == [case.pk]
    assert {t.role for t in child.tasks.all()} == {Role.APPLICANT, Role.REGIONAL_DIRECTOR}
    check(case.pk), check(child.pk)
    perform(child, "close", by=member)
    check(child.pk)


def test_case_opens_later_only_what_its_procedure_declares(director: User) -> None:
    case, _member = opened(director)
    assert links.open_later(from_case=case, procedure_code="MON-99", by=SYSTEM) is None
    with pytest.raises(Refused):
        links.open_later(from_case=case, procedure_code="EQV-01", by=SYSTEM)
    child = links.open_later(from_case=case, procedure_code="TST-02", by=SYSTEM)
    again = links.open_later(from_case=case, procedure_code="TST-02", by=SYSTEM)
    assert child is not None and child == again
    case.refresh_from_db()
    assert Event.objects.filter(stream=case.stream, kind="link.opened").count() == 1
    check(case.pk), check(child.pk)


def test_soundness_knows_what_a_case_may_open() -> None:
    found = soundness.findings(procedures.named("TST-01"))
    assert found == ["a case may open MON-99, which is no procedure"]
