"""SAN-03 told as stories: two months to answer, nobody judges their own decision, and what is overturned gives way."""

import random
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from config.demonstration.driver import Player
from config.demonstration.plays.san_01 import OPINION
from config.demonstration.plays.san_03 import against
from config.demonstration.served import serve
from documents.catalogue import DOCUMENT_TYPES
from documents.models import Document
from processes.rules import appeals
from registers import certificates, decisions, providers, sanctions
from tests.contracts.invariants import check
from tests.factories.deliveries import issued_decision
from tests.factories.people import make_user, post
from tests.journeys.conftest import letters, mails, story
from workflow import anew as anew_cases
from workflow import links, policies
from workflow.actions import perform
from workflow.models import Case
from workflow.procedures import named, procedures
from workflow.refusals import ConditionsUnmet, DutiesConflict

pytestmark = pytest.mark.django_db


@pytest.fixture
def appealing(player: Any) -> Callable[..., Player]:
    return lambda stage="": player(stage, procedure="SAN-03")


def contested(case: Case) -> Case:
    return Case.objects.get(pk=case.facts["contested"]["case"])


def test_appeal_is_granted_and_the_decision_gives_way(appealing: Callable[..., Player]) -> None:
    told = appealing("submitted")
    case = told.case
    assert (case.number, case.clocks.get(kind="stage").due) == ("SAN-03/2026/000001", date(2026, 11, 30))
    assert case.clocks.get(kind="timer").due == date(2027, 1, 23)  # two months, from date to date
    former = issued_decision(contested(case))
    told.play("admit_appeal", "ask_author_opinion", "record_author_opinion", "propose_decision", "sign_grant")
    entry = decisions.of_case(contested(case).pk)
    answer = decisions.of_case(case.pk)
    assert (case.stage, entry.status, answer.outcome, answer.contests) == ("granted", "annulled", "granted", entry.entry)
    former.refresh_from_db()
    successor = Document.objects.filter(case=case, kind="APD").latest("ordered_at")
    assert (former.status, former.successor_act) == (Document.Status.REPLACED, successor.act)
    assert sorted(kind for kind, _number in letters(case)) == ["APD", "APR", "OPR"]
    assert story(case) == [
        "submit",
        "admit_appeal",
        "ask_author_opinion",
        "record_author_opinion",
        "propose_decision",
        "sign_grant",
    ]
    check(case.pk)


def test_request_that_is_sent_back_is_examined_anew_with_all_that_was_filed(appealing: Callable[..., Player]) -> None:
    told = appealing("awaiting_signature")
    former = contested(told.case)
    told.play("sign_grant")
    (anew,) = told.case.children.all()
    assert (anew.procedure, anew.stage, anew.number) == ("PRG-06", "under_review", "PRG-06/2026/000002")
    assert (anew.answers, anew.applicant, anew.family, anew.region) == (former.answers, former.applicant, former.pk, "TN-11")
    assert anew.facts["anew"] == {"case": str(former.pk), "number": former.number, "appeal": told.case.number}

    def joined(case: Case) -> list[tuple[str, str]]:
        return sorted(case.attachments.values_list("requirement", "sha256"))

    assert joined(anew) == joined(former) != []
    assert {one.file.name for one in anew.attachments.all()} & {one.file.name for one in former.attachments.all()} == set()
    assert mails(anew) == ["stage under_review"]
    assert Document.objects.filter(case=told.case, kind="APD").latest("ordered_at").content["anew"] is True
    applicant = told.case.applicant
    assert {c.pk for c in links.family_of(anew, by=applicant)} == {former.pk, told.case.pk}
    assert anew.pk in {c.pk for c in links.family_of(told.case, by=applicant)}
    assert story(anew) == ["case.opened"]
    # It is a case like another: the region decides it.
    Player(anew).play("register_trainer")
    assert (anew.stage, decisions.of_case(former.pk).status) == ("registered", "annulled")
    check(anew.pk)


def test_request_that_is_sent_back_is_examined_by_a_colleague(player: Any, ministry: dict[str, User]) -> None:
    """SD-02: who examined it before leaves it to another officer; where there is none, the office is not left without anybody."""
    refused: Player = player("under_review", procedure="PRG-06")
    first = refused.person_for("start_verification")
    refused.play("start_verification", "record_verification", "refuse_registration")
    told = Player(against(refused.case, "REF", by=ministry["applicant"], index=11, region="TN-11", chance=random.Random(11)))
    told.play("submit", "admit_appeal", "propose_decision", "sign_grant")
    anew = told.case.children.get()
    assert anew.duties["examined"] == [first.pk]
    transition = named("PRG-06").machine.transitions["start_verification"]
    others = User.objects.filter(postings__role=Role.REGIONAL_OFFICER, postings__region="TN-11").exclude(pk=first.pk)
    for other in others:
        other.postings.all().delete()
    assert policies.can_perform(anew, transition, User.objects.get(pk=first.pk))
    colleague = make_user(role=Role.REGIONAL_OFFICER, region="TN-11")
    with pytest.raises(DutiesConflict) as refusal:
        policies.entitle(anew, transition, User.objects.get(pk=first.pk))
    assert refusal.value.rule == "SD-02"
    assert policies.can_perform(anew, transition, colleague)


def test_request_is_not_sent_back_twice_nor_while_its_case_goes_on(appealing: Callable[..., Player]) -> None:
    told = appealing("granted")
    former = contested(told.case)
    act = named("SAN-03")(told.case)
    assert anew_cases.examine(act=act, former=former) == told.case.children.get()
    assert (anew_cases.stage_for(former), anew_cases.stage_for(told.case.children.get())) == ("under_review", "")


def test_every_procedure_that_begins_with_a_request_may_have_it_sent_back() -> None:
    """What an appeal decided is left to the court, and what the ministry began is begun anew by itself."""
    begun = {p.code for p in procedures() if "submit" in p.machine.transitions and set(p.documents()) & set(appeals.APPEALABLE)}
    asked = {code for code in begun if "draft" in named(code).machine.transitions["submit"].sources}
    assert set(appeals.EXAMINED_ANEW) == asked - {"SAN-03"}
    stages = {code: named(code).machine.desks for code in appeals.EXAMINED_ANEW}
    first = {code: named(code).machine.transitions.get("register_case") for code in appeals.EXAMINED_ANEW}
    assert [code for code, t in first.items() if (t.target if t else "submitted") not in stages[code]] == []


def test_certificate_of_an_annulled_decision_is_void(player: Any, ministry: dict[str, User]) -> None:
    given: Player = player("approved", procedure="EQV-01")
    issued_decision(given.case, "EQD")
    told = Player(against(given.case, "EQD", by=ministry["applicant"], index=12, region="TN-11", chance=random.Random(12)))
    told.perform("submit")
    told.perform("admit_appeal", by=make_user(role=Role.LEGAL_OFFICER))
    told.perform("propose_decision", by=make_user(role=Role.LEGAL_OFFICER), follows="answer")
    told.perform("sign_grant", by=make_user(role=Role.MINISTER_SIGNATORY))
    assert [one.status for one in certificates.given_by(given.case.pk)] == ["void"]
    assert list(told.case.children.all()) == []


def test_silence_of_two_months_refuses_wherever_the_appeal_waits(
    appealing: Callable[..., Player], days: Callable[[date], None]
) -> None:
    """Filed on 23 November: refused by silence on 23 January, a Saturday, which moves nothing; the court until 23 March."""
    told = appealing("awaiting_signature")
    told.play("return_for_review", "propose_decision")  # the count goes on through every stage
    told.play("keep_silent")
    days(timezone.localdate())
    told.case.refresh_from_db()
    assert (timezone.localdate(), told.case.stage) == (date(2027, 1, 23), "awaiting_signature")
    days(date(2027, 1, 24))
    told.case.refresh_from_db()
    assert told.case.stage == "implicit_rejection"
    dates = appeals.after(told.case)
    assert (dates.silence_on, dates.court.until) == (date(2027, 1, 23), date(2027, 3, 23))
    notice = Document.objects.filter(case=told.case, kind="IREJ").first()
    assert (notice.content["silence_on"], notice.content["court_until"]) == ("2027-01-23", "2027-03-23")
    answer = decisions.of_case(told.case.pk)
    assert (answer.outcome, answer.signed_by) == ("implicit_rejection", None)
    assert decisions.of_case(contested(told.case).pk).status == "signed"  # as it was


def test_who_decided_neither_examines_nor_decides_the_appeal(appealing: Callable[..., Player], ministry: dict[str, User]) -> None:
    """SD-02 over two cases: the director who refused holds every post of the appeal, and may use none."""
    told = appealing("submitted")
    author = ministry["director"]
    assert told.case.duties["decided"] == [author.pk]
    for role in (Role.LEGAL_OFFICER, Role.MINISTER_SIGNATORY):
        post(author, role=role)

    def rule(name: str) -> str:
        with pytest.raises(DutiesConflict) as refusal:
            perform(told.case, name, by=author, data={})
        return refusal.value.rule

    assert [rule("admit_appeal"), rule("reject_inadmissible")] == ["SD-02", "SD-02"]
    told.play("admit_appeal")
    assert [rule("ask_author_opinion"), rule("propose_decision")] == ["SD-02", "SD-02"]
    told.play("propose_decision")
    assert rule("sign_grant") == "SD-02"
    # SD-01: who proposed the answer does not sign it.
    officer = User.objects.get(pk=told.case.duties["proposes"][0])
    post(officer, role=Role.MINISTER_SIGNATORY)
    with pytest.raises(DutiesConflict) as refusal:
        perform(told.case, "sign_grant", by=officer, data={})
    assert refusal.value.rule == "SD-01"


def test_late_appeal_and_appeal_without_standing_are_not_admitted(
    appealing: Callable[..., Player], ministry: dict[str, User], clock: Any
) -> None:
    told = appealing()
    first = Case.objects.get(procedure="PRG-06")
    serve(first, "REF")  # notified on 23 November: until 25 January, since 23 January is a Saturday
    clock.move_to(timezone.make_aware(datetime(2027, 1, 25, 9)))
    told.play("submit", "admit_appeal")
    assert told.case.stage == "under_review"
    clock.move_to(timezone.make_aware(datetime(2027, 1, 26, 9)))
    late = against(first, "REF", by=ministry["applicant"], index=7, region="TN-11", chance=random.Random(7))
    followed = Player(late)
    followed.play("submit")
    with pytest.raises(ConditionsUnmet):
        followed.play("admit_appeal")
    followed.play("reject_inadmissible")
    assert [kind for kind, _number in letters(late)] == ["APR", "INA"]
    stranger = make_user()
    other = Player(against(first, "REF", by=stranger, index=8, region="TN-11", chance=random.Random(8)))
    other.play("submit")
    with pytest.raises(ConditionsUnmet):
        other.play("admit_appeal")


def test_unknown_decision_is_returned_and_silence_of_the_service_does_not_hold_up(
    appealing: Callable[..., Player], days: Callable[[date], None]
) -> None:
    told = appealing("opinions_pending")
    days(date(2026, 12, 8))  # ten working days
    told.case.refresh_from_db()
    assert told.case.stage == "under_review"


def test_every_kind_of_decision_that_opens_a_time_limit_may_be_appealed() -> None:
    kinds = {
        code
        for code, kind in DOCUMENT_TYPES.items()
        if getattr(kind, "is_decision", False) or getattr(kind, "may_be_appealed", False)
    }
    assert set(appeals.APPEALABLE) == kinds
    assert {"INA", "REF", "SAN", "PREC", "OBJ"} - kinds == set()
    assert {"GRI", "CONVH", "HMIN", "ACK"} & kinds == set()


def test_sanction_is_stayed_meanwhile_then_annulled(player: Any, ministry: dict[str, User]) -> None:
    sanctioned: Player = player(procedure="SAN-01")
    sanctioned.play(*OPINION, "close_for_a_time", "sign_sanction")
    case = sanctioned.case
    issued_decision(case, "SAN")
    assert providers.get(case.provider).status == "suspended"
    draft = against(case, "SAN", by=ministry["applicant"], index=9, region="TN-11", chance=random.Random(9))
    told = Player(draft, wait=sanctioned.wait)
    # Others must examine and sign: these proposed and signed the sanction, and notified its grievances.
    officer, minister = make_user(role=Role.LEGAL_OFFICER), make_user(role=Role.MINISTER_SIGNATORY)
    director = make_user(role=Role.CENTRAL_DIRECTOR)
    told.play("submit")
    assert ministry["minister"].pk in draft.duties["decided"]
    told.perform("admit_appeal", by=officer)
    told.perform("suspend_execution", by=director)
    assert (sanctions.of_case(case.pk).status, providers.get(case.provider).status) == ("stayed", "active")
    told.perform("propose_decision", by=officer)
    told.perform("sign_grant", by=minister)
    entry = sanctions.of_case(case.pk)
    assert (entry.status, entry.appeal, providers.get(case.provider).status) == ("annulled", draft.number, "active")
    assert Document.objects.get(case=case, kind="SAN", is_reference=True).status == Document.Status.REPLACED


def test_stayed_sanction_holds_again_when_the_appeal_is_rejected(player: Any, ministry: dict[str, User]) -> None:
    sanctioned: Player = player(procedure="SAN-01")
    sanctioned.play(*OPINION, "close_for_a_time", "sign_sanction")
    case = sanctioned.case
    told = Player(
        against(case, "SAN", by=ministry["applicant"], index=10, region="TN-11", chance=random.Random(10)), wait=sanctioned.wait
    )
    officer, minister = make_user(role=Role.LEGAL_OFFICER), make_user(role=Role.MINISTER_SIGNATORY)
    told.play("submit")
    told.perform("admit_appeal", by=officer)
    told.perform("suspend_execution", by=make_user(role=Role.CENTRAL_DIRECTOR))
    told.perform("propose_decision", by=officer, outcome="reject", effect="")
    told.perform("sign_rejection", by=minister)
    assert (sanctions.of_case(case.pk).status, providers.get(case.provider).status) == ("in_force", "suspended")
    # Its own end gives back what holds again.
    sanctioned.case.refresh_from_db()
    sanctioned.play("lift_sanction")
    assert providers.get(case.provider).status == "active"
