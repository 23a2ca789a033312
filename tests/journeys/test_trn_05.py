"""TRN-05 told as stories: two markers, a jury that decides in secret, claims, two validations, diplomas; fraud."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import mail

from accounts.models import User
from accounts.roles import Role
from config.demonstration import applications
from config.demonstration.driver import Player
from config.demonstration.plays.trn_05 import answers
from forms.certification.lines import told_line
from forms.training import standings_of
from registers import certificates, enrolments, examinations, sessions, trainees
from registers.entries import Cause
from registers.models import Certificate, Homologation, NonConformity, Person
from tests.factories.answers import identity_answers
from tests.factories.people import make_user
from tests.factories.people import post as hold
from tests.journeys.conftest import letters, mails, post, story
from workflow import automatic, juries, policies, queries
from workflow.ledger import canonical
from workflow.models import Clock, Event, Payload
from workflow.procedures import procedure_of
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid, NotEntitled

pytestmark = pytest.mark.django_db
JURY = (Role.JURY_MEMBER, Role.JURY_PRESIDENT)
MARK = re.compile(r"17[.,٫]43|16[.,٫]57")  # of no date, number or amount


@pytest.fixture
def results(player: Callable[..., Player]) -> Callable[..., Player]:
    return lambda stage="", **changes: player(stage, procedure="TRN-05", **changes)


def due(case: Any) -> date | None:
    return case.clocks.filter(kind=Clock.Kind.STAGE, stage=case.stage).exclude(status="stopped").get().due


def held(told: Player) -> Any:
    return told.procedure.application.examination(told.case)


def numbers(told: Player) -> list[str]:
    return sorted(told.procedure.application.candidates(told.case))


def mark(told: Player, candidate: int, first: str, second: str, agreed: str = "") -> None:
    """Other marks for every paper of one candidate of the draft."""
    number, case = numbers(told)[candidate], told.case
    for row in case.answers["marks"]["marks"]:
        if row["candidate"] == number:
            row |= {"mark_20": first, "second_mark": second, "agreed_mark": agreed}
    case.save(update_fields=["answers"])


def propose(told: Player, candidate: int, decision: str) -> None:
    number, case = numbers(told)[candidate], told.case
    for row in case.answers["decisions"]["proposals"]:
        if row["candidate"] == number:
            row["decision"] = decision
    case.save(update_fields=["answers"])


def vote(told: Player, **choices: str) -> None:
    """Every member present casts the same votes, the other candidates admitted."""
    while told.case.tasks.filter(closed_at=None, role="jury_member").exists():
        told.perform("cast_vote", **choices)


def test_examination_that_was_held_opens_the_case_of_its_results(player: Any, results: Any) -> None:
    told = player("exam_completed", procedure="TRN-04")
    child = told.case.children.get(procedure="TRN-05")
    assert (child.stage, child.author_id, child.family) == ("draft", told.case.author_id, told.case.pk)
    held_one = told.case.facts["examination"]
    assert child.answers["examined"]["examination"] == held_one
    assert due(child) == date(2027, 1, 25)  # ten working days after the last paper, 11 January
    lines = tuple(line for _row, line in told.procedure.application.lines(told.case))
    terms: Any = {"index": 1, "chance": None, "on": date(2027, 1, 11), "region": "TN-11"}
    applications.fill(child, answers(**terms, examination=held_one, lines=lines))
    applications.join_papers(child, child.author)
    marked = Player(child, wait=told.wait)
    marked.play("submit_marks", "open_jury")
    assert (child.number, child.facts["markers"]["late"]) == ("TRN-05/2027/000001", False)
    assert {s["user"] for s in juries.sitting(child)} == {s["user"] for s in juries.sitting(told.case)}


def test_results_from_the_marks_to_the_diplomas(results: Any, days: Any) -> None:
    told = results("jury_deliberation")
    assert due(told.case) == date(2026, 11, 30)
    told.play("ballots", "publish_results")
    assert (held(told).status, due(told.case)) == ("published", date(2026, 11, 30))
    days(date(2026, 12, 1))
    told.case.refresh_from_db()
    assert (told.case.stage, due(told.case)) == ("regional_validation", date(2026, 12, 8))
    told.play("validate_regionally")
    assert due(told.case) == date(2026, 12, 15)
    told.play("validate_centrally")
    assert due(told.case) == date(2026, 12, 23)  # 17 December is off
    reserved = told.case.facts["diplomas"]
    assert Certificate.objects.count() == 0
    told.play("sign_diplomas")
    entered = {enrolments.get(c.enrolment).number: c for c in Certificate.objects.current()}
    assert {number: c.number for number, c in entered.items()} == reserved
    first = entered[numbers(told)[0]]
    assert (first.kind, first.level, first.mention, first.status, first.number[:12]) == (
        "diploma",
        "BTP",
        "قريب من الحسن",
        "issued",
        "2026-BTP-11-",
    )
    printed = told.case.documents.filter(kind="DIP", is_reference=True).order_by("number")
    assert [one.content["certificate"] for one in printed] == [one.certificate for one in printed]
    assert sorted(one.certificate for one in printed) == sorted(reserved.values())
    line = enrolments.get(first.enrolment)
    assert (line.status, line.result, line.marks) == (
        "graduated",
        "graduated",
        [{"unit": "Bases", "mark": "12.88"}, {"unit": "Atelier", "mark": "12.88"}],
    )
    session = sessions.get(held(told).session)
    assert session.results_validated_on == date(2026, 12, 1)
    assert Homologation.objects.current().get(entry=session.homologation).success_rate == 100
    told.play("deliver")
    assert sorted(code for code, _n in letters(told.case)) == ["DIP", "DIP", "DIP", "JMIN", "TRS", "TRS", "TRS"]
    acts = ("submit_marks", "open_jury", "cast_vote", "cast_vote", "publish_results", "close_claims")
    closing = ("validate_regionally", "validate_centrally", "sign_diplomas", "deliver")
    assert [one for one in story(told.case) if one != "case.opened"] == [*acts, *closing]
    # What duplicates and authentications read.
    found = certificates.matching(number=first.number, holder=first.holder_ar, title=session.title_fr)
    assert found is not None
    assert told_line(found)["marks"] == line.marks


def test_nobody_but_the_jury_reads_a_mark_before_the_publication(results: Any, client: Any, ministry: dict[str, User]) -> None:
    told = results()
    mark(told, 0, "17.43", "17.43")
    mark(told, 1, "16.57", "16.57")
    told.play("submit_marks", "open_jury", "ballots")
    case = told.case
    post()
    president = User.objects.get(pk=next(s["user"] for s in juries.sitting(case) if s["capacity"] == "president"))
    applicant = case.author

    def pages(user: User) -> str:
        client.force_login(user)
        tabs = ("request", "attachments", "examination", "documents", "registers", "history")
        found = [client.get(f"/cases/{case.pk}/?tab={tab}") for tab in tabs]
        found += [client.get(f"/cases/{case.pk}/application/{section.code}/") for section in told.procedure.application.sections]
        assert {page.status_code for page in found} <= {200, 302, 404}
        return "".join(page.content.decode() for page in found)

    assert MARK.search(pages(president))  # they could be seen
    people = [applicant, *(u for u in ministry.values() if policies.case_role(case, u) not in (None, *JURY))]
    assert len(people) > 3
    assert [user.email for user in people if MARK.search(pages(user))] == []
    sheets = case.attachments.get(requirement="REPORT")
    client.force_login(applicant)
    assert client.get(f"/attachments/{sheets.pk}/").status_code == 404
    ledger = "".join(canonical.encode(body).decode() for body in Payload.objects.values_list("body", flat=True))
    assert "submit_marks" in ledger
    assert MARK.search(ledger) is None
    votes = Payload.objects.filter(event__kind="transition.cast_vote").values_list("body", flat=True)
    assert [sorted(body["answers"]) for body in votes] == [["candidates", "sealed"]] * 2
    assert "admitted" not in ledger
    sent = "".join(f"{m.subject} {m.body}" for m in mail.outbox)
    assert MARK.search(sent) is None
    assert held(told).results == []
    assert [e.marks for e in told.procedure.application.candidates(case).values()] == [[], [], []]

    told.play("publish_results")
    assert MARK.search(pages(ministry["director"]))
    minutes = case.documents.get(kind="JMIN", is_reference=True).content
    assert MARK.search(str(minutes)) is None  # the list that is published has no marks


def test_two_markers_who_differ_agree_on_one_mark(results: Any) -> None:
    told = results()
    mark(told, 0, "9", "12.5")
    with pytest.raises(ConditionsUnmet):
        told.play("submit_marks")
    mark(told, 0, "9", "12.5", "11.25")
    told.play("submit_marks")
    assert str(standings_of(told.case.answers)[numbers(told)[0]].average) == "11.25"


def test_mark_that_is_missing_is_not_handed_in(results: Any) -> None:
    told = results()
    told.case.answers["marks"]["marks"].pop()
    told.case.save(update_fields=["answers"])
    with pytest.raises(ConditionsUnmet):
        told.play("submit_marks")


def test_nobody_is_admitted_below_eight(results: Any) -> None:
    told = results()
    mark(told, 0, "7.5", "7.5")
    with pytest.raises(ConditionsUnmet):  # the structure proposed it
        told.play("submit_marks")
    propose(told, 0, "adjourned")
    told.play("submit_marks", "open_jury")
    low = numbers(told)[0]
    with pytest.raises(FormInvalid) as refusal:
        told.perform("cast_vote")
    assert list(refusal.value.form.errors) == [f"decision_{low}"]
    vote(told, **{f"decision_{low}": "second_session"})
    told.play("publish_results")
    assert [(line["decision"], line["result"]) for line in held(told).results if line["number"] == low] == [
        ("second_session", "adjourned")
    ]
    told.play("lapse", "validate_regionally", "validate_centrally", "sign_diplomas")
    assert Certificate.objects.count() == 2
    assert enrolments.get(told.procedure.application.candidates(told.case)[low].entry).result == "adjourned"


def test_two_claims_reopen_the_deliberation_for_those_who_filed_them(results: Any, days: Any) -> None:
    told = results("results_published")
    trainee = told.person_for("file_claim")
    post()
    assert "results" in mails(told.case)
    assert list(queries.cases_of(trainee)) == [told.case]
    before = {line["number"]: line for line in held(told).results}
    told.perform("file_claim", by=trainee, module="Bases")
    with pytest.raises(FormInvalid):  # one claim for each unit
        told.perform("file_claim", by=trainee, module="Bases")
    told.perform("file_claim", by=trainee, module="Atelier")
    with pytest.raises(ConditionsUnmet):
        told.perform("file_claim", by=trainee, module="Atelier")
    days(date(2026, 12, 2))  # claims that nobody took up keep the period open
    told.case.refresh_from_db()
    assert told.case.stage == "results_published"
    told.play("reopen_jury")
    claimant = told.case.facts["deliberation"]["candidates"]
    assert (len(claimant), held(told).status, held(told).results) == (1, "held", [])
    assert policies.case_role(told.case, trainee) is None
    told.play("ballots")
    correction = {"corrections-0-candidate": claimant[0], "corrections-0-module": "Bases", "corrections-0-mark": "15"}
    told.perform("publish_results", **correction)
    after = {line["number"]: line for line in held(told).results}
    assert [m["mark"] for m in after[claimant[0]]["marks"]] == ["15.00", "12.88"]
    assert {n: line for n, line in after.items() if n not in claimant} == {n: li for n, li in before.items() if n not in claimant}
    told.play("lapse")
    assert told.case.stage == "regional_validation"


def test_claim_comes_from_a_candidate_and_in_time(results: Any, clock: Any) -> None:
    told = results("results_published")
    trainee = told.person_for("file_claim")
    with pytest.raises(NotEntitled):
        told.perform("file_claim", by=make_user())
    clock.move_to("2026-12-01 09:00+01:00")
    with pytest.raises(ConditionsUnmet):
        told.perform("file_claim", by=trainee)


def test_candidate_reads_nothing_of_the_others(results: Any, client: Any) -> None:
    told = results("results_published")
    trainee = told.person_for("file_claim")
    client.force_login(trainee)
    page = client.get(f"/cases/{told.case.pk}/")
    assert page.status_code == 200
    text = page.content.decode()
    assert [link["url"] for link in page.context["tabs"]] == ["?tab=request"]
    assert [number for number in numbers(told) if number in text] == []
    minutes = told.case.documents.filter(kind="JMIN").first()
    assert client.get(f"/documents/{minutes.pk}/").status_code in (403, 404)


def test_member_votes_once_and_not_on_their_own_kin(results: Any, ministry: dict[str, User]) -> None:
    told = results("jury_deliberation")
    first = told.person_for("cast_vote")
    told.perform("cast_vote", by=first)
    with pytest.raises(ConditionsUnmet):
        told.perform("cast_vote", by=first)
    with pytest.raises(ConditionsUnmet):
        told.play("publish_results")
    other = User.objects.get(
        pk=next(s["user"] for s in juries.sitting(told.case) if s["capacity"] == "member" and s["user"] != first.pk)
    )
    candidate = next(iter(told.procedure.application.candidates(told.case).values()))
    person = Person.of(trainees.get(candidate.trainee).person)
    other.interests.create(identity=person.identity)
    User.objects.filter(pk=other.pk).update(standing_version=77)
    with pytest.raises(ConditionsUnmet):
        told.perform("cast_vote", by=User.objects.get(pk=other.pk))
    told.play("publish_results")


def test_deliberation_needs_three_and_a_president(results: Any) -> None:
    told = results("marks_submitted")
    there = told.filled("open_jury", told.person_for("open_jury"))["present"]
    with pytest.raises(FormInvalid) as refusal:
        told.perform("open_jury", present=there[:2])
    assert list(refusal.value.form.errors) == ["present"]


def test_returned_results_are_deliberated_again(results: Any) -> None:
    told = results("central_validation")
    told.play("return_for_review")
    assert (held(told).status, told.case.facts["deliberation"]["candidates"]) == ("held", numbers(told))
    told.play("ballots", "publish_results")
    assert told.case.documents.filter(kind="JMIN", is_reference=True).count() == 2


def test_diploma_is_not_issued_twice(results: Any) -> None:
    told = results("central_validation")
    first = told.procedure.application.candidates(told.case)[numbers(told)[0]]
    session = sessions.get(held(told).session)
    terms: Any = {"title": session.title_fr, "level": session.level}
    certificates.enter_classified(person=trainees.get(first.trainee).person, facts=terms, cause=_cause(), region="TN-11")
    with pytest.raises(ConditionsUnmet):
        told.play("validate_centrally")


def _cause() -> Cause:
    return Cause(case_id=None, case_number="", event_stream="test", on=date(2026, 12, 1))


def test_whoever_validates_does_not_sign(results: Any) -> None:
    told = results("awaiting_signature")
    validator = User.objects.get(pk=told.case.duties["proposes"][0])
    hold(validator, role=Role.MINISTER_SIGNATORY)
    with pytest.raises(DutiesConflict) as refusal:
        told.perform("sign_diplomas", by=User.objects.get(pk=validator.pk))
    assert refusal.value.details["rule"] == "SD-01"


def test_fraud_makes_every_diploma_void_after_the_parties_were_heard(results: Any) -> None:
    told = results("diplomas_generated")
    with pytest.raises(ConditionsUnmet):
        told.play("annul")
    told.play("accuse", "annul")
    assert told.case.stage == "annulled"
    assert {c.status for c in Certificate.objects.current()} == {"void"}
    # Whoever verifies the diplomas is told so.
    assert set(told.case.documents.filter(kind="DIP").values_list("status", flat=True)) == {"withdrawn"}
    assert Event.objects.filter(kind="document.withdrawn").count() == 3
    assert {line.status for line in told.procedure.application.candidates(told.case).values()} == {"completed"}


def test_marks_are_given_up_only_with_their_examination(results: Any) -> None:
    told = results()
    with pytest.raises(ConditionsUnmet):
        told.play("discard")
    told.play("cancel_examination", "discard")
    assert told.case.stage == "withdrawn"
    assert examinations.get(held(told)).status == "cancelled"


def test_returned_marks_are_handed_in_again(results: Any) -> None:
    told = results("marks_submitted")
    told.play("return_marks")
    assert (told.case.stage, due(told.case)) == ("draft", date(2026, 12, 7))
    told.play("submit_marks", "open_jury")


def test_marks_that_are_kept_back_are_a_non_conformity(results: Any, days: Any) -> None:
    told = results()
    assert due(told.case) == date(2026, 12, 7)
    days(date(2026, 12, 7))
    assert NonConformity.objects.count() == 0
    days(date(2026, 12, 10))
    line = NonConformity.objects.current().get()
    assert (line.line, line.severity, line.provider, line.event_stream) == (
        "PED-04", "minor", held(told).provider, told.case.stream,
    )  # fmt: skip
    assert held(told).number in line.description
    told.case.refresh_from_db()
    told.play("submit_marks")
    assert told.case.facts["markers"]["late"] is True
    told.play("return_marks")
    days(date(2026, 12, 14))
    assert NonConformity.objects.current().count() == 1


def test_marks_that_the_jury_returned_were_not_kept_back(results: Any, days: Any) -> None:
    told = results("marks_submitted")
    told.play("return_marks")
    days(date(2026, 12, 14))
    assert Event.objects.filter(stream=told.case.stream, kind="alert.red").exists()
    assert NonConformity.objects.count() == 0


def test_diploma_is_duplicated_corrected_and_authenticated(results: Any, player: Any) -> None:
    """The diploma is worn out and duplicated, its holder's transcript is issued, and an employer has it authenticated."""
    told = results("delivered")
    diploma = Certificate.objects.current().order_by("number")[0]
    own = identity_answers(Person.of(diploma.person))

    def copy(kind: str) -> Player:
        asked = player(procedure="EQV-05")
        answers = asked.case.answers
        request = {**answers["request"], "certificate": diploma.number}
        applications.fill(asked.case, {"person": {**answers["person"], **own}, "request": request})
        if kind != "duplicate":
            asked.play(f"ask_{kind}")
        asked.play("submit", "check_register", "propose_approval", "sign_document")
        return asked

    duplicate = copy("duplicate")
    assert certificates.get(diploma.entry).copies == 1
    assert duplicate.case.documents.get(kind="DUP", is_reference=True).content["line"]["number"] == diploma.number
    transcript = copy("transcript").case.documents.get(kind="TRS", is_reference=True).content
    assert [row["mark"] for row in transcript["marks"]] == [row["mark"] for row in enrolments.get(diploma.enrolment).marks]
    assert told.case.documents.filter(kind="TRS", is_reference=True).count() == 3

    query = player(procedure="EQV-03")
    asked = {
        **query.case.answers["certificate"],
        "certificate_number": diploma.number,
        "certificate_title": diploma.title,
        "issue_date": diploma.issued_on.isoformat(),
    }
    applications.fill(query.case, {"person": {**query.case.answers["person"], **own}, "certificate": asked})
    query.play("submit")
    automatic.answer(query.case)
    query.case.refresh_from_db()
    assert query.case.stage == "confirmed_authentic"


def test_decisions_that_the_marks_amount_to_stand_in_the_form(results: Any) -> None:
    case = results().case
    rows = [{**row, "mark_20": "8.00", "second_mark": "9.00"} for row in case.answers["marks"]["marks"][:2]]
    marks = {"marks": [*rows, *case.answers["marks"]["marks"][2:]]}
    asked = {"examined": case.answers["examined"], "marks": marks}
    section = procedure_of(case).application.section("decisions")(answers=asked, case=case)
    found = {row["candidate"]: (row["decision"], row["mention"]) for row in section.initial["proposals"]}
    first, second, third = sorted(found)
    assert [found[n] for n in (first, second, third)] == [("adjourned", ""), ("admitted", "fair"), ("admitted", "good")]
