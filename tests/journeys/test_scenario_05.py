"""Scenario 5: twenty-two trainees, one of them fifteen: session, examination, two claims, a diploma and what becomes of it."""

import random
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Organisation, User
from config.demonstration import applications
from config.demonstration.applications import person
from config.demonstration.driver import Player, paper
from config.demonstration.plays import trn_04, trn_05
from config.demonstration.plays.eqv_05 import REQUESTS
from config.demonstration.structures import DECLARATION
from config.demonstration.training import cause_of
from documents import codes, jobs, verification
from documents.models import Document
from documents.signing import Signed
from registers import certificates, enrolments, examinations, homologations, programmes, sessions
from registers.models import Certificate, Person, Verification
from tests.contracts.invariants import check
from tests.factories.answers import identity_answers
from tests.journeys.conftest import letters, story
from workflow import automatic, cases
from workflow.models import Case, OutboxRow
from workflow.procedures import named
from workflow.refusals import ConditionsUnmet, FormInvalid

pytestmark = pytest.mark.django_db

GROUP = 22
FIRST, LAST = date(2026, 12, 14), date(2027, 6, 30)
PAPERS = [date(2027, 9, 13), date(2027, 9, 14)]
MINOR = {"birth_date": "2011-12-01", "id_type": "none", "cin": ""}
GUARDIAN = {"filed_by": "guardian", "guardian": "وليّ المثال، بطاقة عدد 01234567"}
EMPLOYER = {"name_ar": "شركة الافتراض", "name_fr": "Société Imaginaire", "rne_id": "1234567R"}


@pytest.fixture(autouse=True)
def _printer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "render_contained", lambda html, **told: b"%PDF-1.7 a letter")
    monkeypatch.setattr(jobs.signing, "sign", lambda content, statement: Signed(content=content, level="B-B", serial="1"))


def printed(kind: str, certificate: str) -> Document:
    """The document of a certificate, printed in both languages; the one in the language that prevails."""
    found = Document.objects.filter(kind=kind, certificate=certificate)
    for row in OutboxRow.objects.filter(topic="document.render", payload__document__in=[str(d.pk) for d in found]):
        jobs.render(row)
    return found.get(is_reference=True)


def verified(*documents: Document) -> list[str]:
    """What whoever types the codes of these documents is told."""
    return [verification.by_code(codes.code_of(document.pk)).outcome for document in documents]


@pytest.fixture
def on(clock: Any) -> Callable[..., None]:
    """Moves the clock to an hour of a day."""
    return lambda year, month, day, hour=10: clock.move_to(timezone.make_aware(datetime(year, month, day, hour)))


def due(case: Case) -> date | None:
    return case.clocks.filter(kind="stage", stage=case.stage).exclude(status="stopped").get().due


def opened_by(case: Case, procedure: str, told: Player) -> Player:
    return Player(case.children.get(procedure=procedure), wait=told.wait)


def refused(told: Player, name: str, **changes: Any) -> list[str]:
    """The questions beside which an act is refused."""
    with pytest.raises(FormInvalid) as refusal:
        told.perform(name, **changes)
    return list(refusal.value.form.errors)


def declared(told: Player) -> None:
    """The draft of the session: a homologated BTP for a group of twenty-two, minors among them."""
    programme, site = told.procedure.application.programme(told.case), told.procedure.application.site(told.case)
    cause = cause_of(0, on=timezone.localdate())
    terms = {"programme": programme, "target_level": "BTP", "entry_level": "9_base", "total_hours": 1200, "max_group": 25}
    programmes.homologate(provider=programme.provider, facts=terms, cause=cause)
    days = {"starts_on": date(2025, 1, 1), "ends_on": date(2029, 12, 31)}
    homologations.enter(programme=programme, site=site, facts={"groups_per_year": 4}, cause=cause, **days)
    group = {"start_date": FIRST.isoformat(), "end_date": LAST.isoformat(), "group_max": str(GROUP), "takes_minors": "yes"}
    applications.fill(told.case, {"group": {**told.case.answers["group"], **group}})
    applications.join_papers(told.case, told.case.author)


def trainee(n: int) -> dict[str, Any]:
    """The answers of one line of the list."""
    who = person(index=80_000 + n, chance=random.Random(n), on=date(2026, 11, 23), region="TN-11")
    names = ("first_name_ar", "last_name_ar", "first_name_fr", "last_name_fr", "gender", "birth_date", "id_type", "cin")
    return {
        **{name: who[name] for name in names},
        "contract_no": f"C-{n + 1}",
        "entry_level": "9_base",
        "entry_proof": paper("level"),
    }


def copy_asked(holder: User, line: Certificate, **request: str) -> Player:
    """A request of the holder about a certificate, filed from their own account."""
    own = identity_answers(Person.of(line.person))
    case = cases.open_draft(procedure=named("EQV-05"), by=holder)
    others = person(index=1, chance=random.Random(1), on=timezone.localdate(), region="TN-11")
    asked = {"number_known": "yes", "certificate": line.number, "delivery": "office", **request}
    applications.fill(case, {"person": {**others, **own}, "request": asked, "declaration": DECLARATION})
    applications.join_papers(case, holder)
    return Player(case)


def asked_by_employer(client: Any, employee: User, line: Certificate) -> Case:
    """An organisation asks whether a certificate is authentic, with the consent of its holder; the first time it is entered."""
    known = Organisation.objects.filter(rne_id=EMPLOYER["rne_id"]).first()
    client.force_login(employee)
    client.post("/cases/new/EQV-03/", {"organisation": str(known.uuid)} if known else {"organisation": "another", **EMPLOYER})
    case = Case.objects.get(procedure="EQV-03", author=employee, stage="draft")
    given = {
        "requester_type": "employer",
        "holder_known_by": "cin",
        "holder_cin": Person.of(line.person).identity_number,
        "number_known": "yes",
        "certificate_number": line.number,
        "certificate_title": line.title,
        "issuing_structure": "Centre Imaginaire",
        "issue_date": line.issued_on.isoformat(),
        "filed_by_agent": "no",
        "paper_answer": "no",
    }
    own = person(index=9, chance=random.Random(9), on=timezone.localdate(), region="TN-11")
    applications.fill(case, {"person": own, "certificate": given, "declaration": DECLARATION})
    applications.join_papers(case, employee)
    Player(case).play("submit")
    automatic.answer(case)
    case.refresh_from_db()
    return case


def test_session_of_twenty_two_and_what_becomes_of_one_diploma(
    player: Callable[..., Player], ministry: dict[str, User], on: Callable[..., None], days: Any, client: Any, english: None
) -> None:
    # The session -----------------------------------------------------------------------------------------------------
    # Filed and registered on Monday 23 November; silence would open it after five working days, on the 30th.
    told = player(procedure="TRN-01")
    declared(told)
    told.play("submit", "register_case")
    assert due(told.case) == date(2026, 11, 30)
    assert "PARENT" in told.case.attachments.values_list("requirement", flat=True)
    on(2026, 11, 25)
    told.play("accept_opening")
    session = sessions.get(told.case.facts["session"])
    assert (session.level, session.group_max, session.starts_on, session.ends_on) == ("BTP", GROUP, FIRST, LAST)

    # Twenty-one adults, and one who is fifteen on the first day: with the consent of the guardian only.
    for n in range(GROUP - 1):
        told.perform("add_enrolment", **trainee(n))
    young = {**trainee(GROUP - 1), **MINOR}
    assert refused(told, "add_enrolment", **young) == ["minor_consent"]
    assert refused(told, "add_enrolment", **{**young, "birth_date": "2011-12-15"}, minor_consent="on") == ["birth_date"]
    # Work that the law forbids to minors: no consent opens such a programme to them.
    programme = programmes.get(session.programme)
    programmes.amend(programme=programme, facts={"min_age": 18}, cause=cause_of(0, on=timezone.localdate()))
    assert refused(told, "add_enrolment", **young, minor_consent="on") == ["birth_date"]
    programmes.amend(programme=programme, facts={"min_age": 15}, cause=cause_of(0, on=timezone.localdate()))
    told.perform("add_enrolment", **young, minor_consent="on")
    assert refused(told, "add_enrolment", **trainee(GROUP)) == ["__all__"]  # no place is left
    lines = list(enrolments.of_session(session))
    minor = next(line for line in lines if line.birth_date == date(2011, 12, 1))

    # The list is due fifteen working days after the first day, 17 December and 1 January off; validated in five.
    assert due(told.case) == date(2027, 1, 6)
    on(2026, 12, 16)
    told.play("submit_list")
    assert due(told.case) == date(2026, 12, 24)
    on(2026, 12, 24)
    told.play("validate_list")
    assert (told.case.facts["list"]["head_count"], told.case.stage) == (GROUP, "session_running")
    for line in lines:
        told.perform("record_change", line=str(line.entry))
    on(2027, 6, 30)
    with pytest.raises(ConditionsUnmet):
        told.play("close_session")
    on(2027, 7, 1)
    told.play("close_session")

    # The examination -------------------------------------------------------------------------------------------------
    # Asked for on Friday 2 July; papers on Monday 13 and Tuesday 14 September.
    on(2027, 7, 2)
    exam = opened_by(told.case, "TRN-04", told)
    terms: dict[str, Any] = {"index": 1, "chance": random.Random(1), "on": timezone.localdate(), "region": "TN-11"}
    known: dict[str, Any] = {"session": str(session.entry), "site": told.procedure.application.site(told.case)}
    given = trn_04.answers(**terms, **known, lines=tuple(lines))
    given["papers"]["exam_dates"] = trn_04.papers(first=PAPERS[0])
    applications.fill(exam.case, given)
    applications.join_papers(exam.case, exam.case.author)
    exam.play("submit", "register_case", "propose_jury", "appoint_jury")
    assert due(exam.case) == date(2027, 9, 6)  # five working days before the first paper
    on(2027, 9, 3)
    exam.play("lock_candidates", "first_day", "start_exam", "last_day", "finish_exam")
    assert timezone.localdate() == PAPERS[1]
    assert (exam.case.stage, len(examinations.get(exam.case.facts["examination"]).candidates)) == ("exam_completed", GROUP)

    # The marks are due ten working days after the last paper. One candidate has 9.50 and is adjourned.
    holder = trn_05.account_of(lines[0], index=5)
    marked = opened_by(exam.case, "TRN-05", exam)
    assert due(marked.case) == date(2027, 9, 28)
    given = trn_05.answers(**terms, examination=exam.case.facts["examination"], lines=tuple(lines))
    for row in given["marks"]["marks"]:
        low = row["candidate"] == lines[0].number
        row |= {"mark_20": "9.50", "second_mark": "9.50"} if low else {"mark_20": "13.50", "second_mark": "13.50"}
    given["decisions"]["proposals"][0]["decision"] = "adjourned"
    applications.fill(marked.case, given)
    applications.join_papers(marked.case, marked.case.author)
    on(2027, 9, 20)
    marked.play("submit_marks", "open_jury")
    adjourned = {f"decision_{lines[0].number}": "adjourned"}
    for member in User.objects.filter(pk__in=trn_05.results.voters(marked.case)):
        marked.perform("cast_vote", by=member, **adjourned)
    on(2027, 9, 24)
    marked.play("publish_results")
    assert due(marked.case) == date(2027, 10, 1)  # five working days for claims

    # Two claims: one from an account, one at the counter, brought by the guardian of the minor who has neither account nor card.
    on(2027, 9, 27)
    marked.perform("file_claim", by=holder, module="Bases")
    on(2027, 10, 1)
    brought = trn_05.at_counter(minor, module="Atelier") | GUARDIAN
    assert refused(marked, "file_claim_at_counter", **{**brought, "birth_date": "2011-12-02"}) == ["__all__"]
    marked.perform("file_claim_at_counter", **brought)
    assert [(c["candidate"], c["module"]) for c in marked.case.facts["claims"]["lines"]] == [
        (lines[0].number, "Bases"),
        (minor.number, "Atelier"),
    ]
    days(date(2027, 10, 4))  # claims that nobody took up keep the period open
    marked.case.refresh_from_db()
    assert marked.case.stage == "results_published"
    marked.play("reopen_jury")
    assert marked.case.facts["deliberation"]["candidates"] == sorted([lines[0].number, minor.number])
    # The first mark is corrected, and its candidate admitted; the second mark stands.
    marked.play("ballots")
    correction = {"corrections-0-candidate": lines[0].number, "corrections-0-module": "Bases", "corrections-0-mark": "11"}
    marked.perform("publish_results", **correction)
    results = {line["number"]: line for line in examinations.get(exam.case.facts["examination"]).results}
    assert {c["status"] for c in marked.case.facts["claims"]["lines"]} == {"settled"}
    assert (results[lines[0].number]["average"], results[lines[0].number]["decision"]) == ("10.25", "admitted")
    assert [m["mark"] for m in results[minor.number]["marks"]] == ["13.50", "13.50"]
    assert due(marked.case) == date(2027, 10, 11)

    # The diplomas ----------------------------------------------------------------------------------------------------
    days(date(2027, 10, 12))
    marked.case.refresh_from_db()
    assert marked.case.stage == "regional_validation"
    marked.play("validate_regionally")
    assert due(marked.case) == date(2027, 10, 27)  # ten working days: 15 October is off
    marked.play("validate_centrally")
    on(2027, 10, 18)
    marked.play("sign_diplomas")
    on(2027, 10, 20)
    marked.play("deliver")
    diploma = Certificate.objects.current().get(number=marked.case.facts["diplomas"][lines[0].number])
    assert (Certificate.objects.current().count(), diploma.status, diploma.issued_on) == (GROUP, "issued", date(2027, 10, 18))
    assert {code for code, _number in letters(marked.case)} == {"JMIN", "DIP", "TRS"}
    paper_of_diploma = printed("DIP", diploma.number)
    assert (paper_of_diploma.person, verified(paper_of_diploma)) == (diploma.person, ["valid"])
    assert sessions.get(session).results_validated_on == date(2027, 10, 18)

    # Lost in January: a duplicate bears the number of the original, and is counted.
    on(2028, 1, 10)
    lost = copy_asked(holder, diploma, **{**REQUESTS["duplicate"], "original_state": "lost", "loss_date": "2028-01-03"})
    assert "LOSS" in lost.case.attachments.values_list("requirement", flat=True)
    lost.play("submit", "check_register", "propose_approval", "sign_document")
    now = certificates.get(diploma.entry)
    assert (now.number, now.status, now.copies) == (diploma.number, "issued", 1)
    duplicate = printed("DUP", diploma.number)
    assert (duplicate.content["is_duplicate"], verified(paper_of_diploma, duplicate)) == (True, ["valid", "valid"])

    # In March an employer that had no account has it authenticated: the register answers without a human.
    on(2028, 3, 6)
    employee = User.objects.create_user(
        email="employee@takwin.invalid", password="a long password here", name_fr="Employé Exemple"
    )
    query = asked_by_employer(client, employee, diploma)
    assert (query.stage, query.applicant_name_fr, story(query)) == (
        "confirmed_authentic",
        "Société Imaginaire",
        ["submit", "auto_match"],
    )
    assert Organisation.objects.get(rne_id=EMPLOYER["rne_id"]).memberships.get().user == employee
    assert (Verification.objects.get().result, Verification.objects.get().certificate) == ("authentic", diploma.entry)

    # In May a judgement corrects the name: another number, the first line replaced, and both stay with their days.
    on(2028, 5, 8)
    corrected = copy_asked(
        holder, diploma, request_kind="rectification", wrong_field="name", correct_value="ليلى الخيالي / Leïla Imaginaire"
    )
    corrected.play("submit", "check_register")
    corrected.perform("propose_approval", holder_ar="ليلى الخيالي", holder_fr="Leïla Imaginaire")
    on(2028, 5, 10)
    corrected.play("sign_document")
    second = Certificate.objects.current().get(replaces=diploma.number)
    versions = Certificate.objects.filter(entry=diploma.entry).order_by("version")
    assert [(v.status, v.copies or 0, v.valid_from, v.valid_to) for v in versions] == [
        ("issued", 0, date(2027, 10, 18), date(2028, 1, 10)),
        ("issued", 1, date(2028, 1, 10), date(2028, 5, 10)),
        ("replaced", 1, date(2028, 5, 10), None),
    ]
    assert (second.holder_fr, second.valid_from, second.examination) == (
        "Leïla Imaginaire",
        date(2028, 5, 10),
        diploma.examination,
    )
    assert certificates.find(number=diploma.number).replaced_by == second.number
    # The diploma and its duplicate say to whoever verifies them that the corrected one took their place.
    corrected_paper = printed("DUP", second.number)
    assert verified(paper_of_diploma, duplicate, corrected_paper) == ["replaced", "replaced", "valid"]
    successor = verification.by_code(codes.code_of(paper_of_diploma.pk)).successor
    assert successor is not None
    assert successor["number"] == corrected_paper.number
    # Whoever asks about the former number is not told that it is authentic; the new one is.
    assert asked_by_employer(client, employee, diploma).stage == "register_check"
    for case in Case.objects.exclude(procedure="EQV-03"):
        check(case.pk)
