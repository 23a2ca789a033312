"""EQV-01 told as the regulation tells it: how the equivalence of a foreign vocational diploma is asked, examined and decided."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from config.demonstration.applications import fill, join_papers
from config.demonstration.plays.eqv_01 import DIPLOMAS, answers
from registers import voiding
from registers.models import AwardingBody, Certificate, EquivalenceDecision, Person
from tests.factories.people import make_user
from tests.journeys.conftest import letters, mails, post, story
from workflow import cases, committees, meetings, parameters, policies, tasks
from workflow.actions import perform
from workflow.ledger import record, verification
from workflow.models import Case, CommitteeSession, Event
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid, NotATransition, NotEntitled, Refused

pytestmark = pytest.mark.django_db


def waiting(case: Case) -> dict[str, Any]:
    """Who holds the case now: role and person."""
    return dict(case.tasks.filter(closed_at=None).values_list("role", "assignee"))


def certified(case: Case) -> None:
    """What was written of the case verifies to the last line."""
    assert not [flaw for flaw in verification.verify().flaws if str(case.pk) in flaw.where]


def test_diploma_is_recognised(player: Any, ministry: dict[str, User], days: Any) -> None:
    """Filed, registered, examined in the region and at the centre, heard by the committee, signed by the minister."""
    brought = player()
    case: Case = brought.case
    assert (case.number, case.region, waiting(case)) == (None, "", {})

    # The holder files; the deposit is acknowledged with its hour, but no legal time runs yet.
    brought.perform("submit")
    assert case.submitted_at == timezone.now()
    assert waiting(case) == {"front_desk": None, "regional_director": None}
    assert list(case.clocks.values_list("kind", "due")) == [("stage", date(2026, 11, 26))]

    # The counter compares the originals and registers: the case has its number, its officer and its legal time.
    days(date(2026, 11, 24))
    brought.perform("register_case")
    assert case.number == "EQV-01/2026/000001"
    assert waiting(case) == {"regional_officer": ministry["officer"].pk, "regional_director": None}
    legal = case.clocks.get(kind="legal")
    assert (legal.days, legal.unit, legal.due) == (90, "calendar", date(2027, 2, 22))
    assert case.parameters["EQV-01.time_limit.days"] == 90

    # The region asks for a missing page, and gives its opinion once it has it.
    days(date(2026, 11, 25))
    brought.perform("request_complements")
    assert waiting(case) == {"applicant": ministry["applicant"].pk}
    days(date(2026, 12, 5))
    brought.perform("supply_complements")
    legal.refresh_from_db()
    assert legal.due == date(2027, 3, 4)  # ten days of waiting are not counted
    days(date(2026, 12, 8))
    brought.perform("transmit_to_centre")

    # The centre asks the body that awarded the diploma; the body confirms.
    brought.perform("query_awarding_body")
    assert waiting(case) == {"central_officer": None}
    days(date(2026, 12, 28))
    brought.perform("record_awarding_body_answer")
    body = AwardingBody.objects.current().get()
    assert (body.recognition, body.response_days) == ("recognised", 20)

    # A rapporteur compares; the committee meets at least five working days after its members have the file.
    brought.play("assign_rapporteur")
    assert waiting(case) == {"rapporteur": ministry["rapporteur"].pk}
    days(date(2027, 1, 4))
    brought.play("file_rapporteur_report", "put_on_agenda")
    session = CommitteeSession.objects.get()
    assert timezone.localdate(session.meets_at) >= date(2027, 1, 11)
    brought.play("open_deliberation")
    assert set(case.tasks.filter(closed_at=None).values_list("role", flat=True)) == {
        "committee_member",
        "committee_secretary",
        "committee_chair",
    }
    brought.play("votes", "record_committee_opinion")
    assert case.facts["opinion"] | {"met_on": ""} == {
        "outcome": "favourable",
        "level": "CAP",
        "for": 5,
        "against": 0,
        "abstentions": 0,
        "session": "COM-equivalence-2027-01",
        "met_on": "",
    }

    # What is proposed is what is signed; the registers say so.
    brought.play("propose_approval")
    assert waiting(case) == {"minister_signatory": None}
    brought.play("sign_approval")
    post()

    assert (case.stage, case.is_open, waiting(case)) == ("approved", False, {})
    assert set(case.clocks.values_list("status", flat=True)) == {"stopped"}
    decision, certificate, person = EquivalenceDecision.objects.get(), Certificate.objects.get(), Person.objects.get()
    assert (decision.status, decision.level, decision.case_number) == ("granted", "CAP", case.number)
    assert (decision.decision_number, decision.session_number) == ("2027/EQV/000001", "COM-equivalence-2027-01")
    assert decision.awarding_body == body.entry
    assert (certificate.status, certificate.level, certificate.decision) == ("issued", "CAP", decision.entry)
    assert (certificate.person, person.identity) == (person.entry, case.applicant_identity)
    assert story(case) == [
        "submit",
        "register_case",
        "request_complements",
        "supply_complements",
        "transmit_to_centre",
        "query_awarding_body",
        "record_awarding_body_answer",
        "assign_rapporteur",
        "file_rapporteur_report",
        "put_on_agenda",
        "open_deliberation",
        *["cast_vote"] * 5,
        "record_committee_opinion",
        "propose_approval",
        "sign_approval",
    ]
    assert letters(case) == [
        ("ACK", "2026/ACK/TN-11/000001"),
        ("REC", "2026/REC/TN-11/000001"),
        ("CPL", "2026/CPL/TN-11/000001"),
        ("AWB", "2026/AWB/000001"),
        ("RAP", "2027/RAP/000001"),
        ("EQD", "2027/EQV/000001"),
    ]
    assert [d.kind for d in session.documents.filter(is_reference=True).order_by("ordered_at")] == ["AGD", "MIN"]
    assert [m for m in mails(case) if m.startswith("stage")] == [
        f"stage {stage}"
        for stage in (
            "submitted",
            "under_review",
            "awaiting_complements",
            "under_review",
            "central_review",
            "awarding_body_verification",
            "central_review",
            "committee_agenda",
            "approved",
        )
    ]
    assert {tuple(m.to) for m in mail.outbox if case.number in m.subject} >= {(ministry["applicant"].email,)}
    certified(case)


def test_diploma_is_refused(player: Any, ministry: dict[str, User], days: Any) -> None:
    """The committee is divided; the chair breaks the tie; the refusal is reasoned and may be asked again."""
    brought = player("committee_deliberation")
    case: Case = brought.case
    vote = {"for": {"choice": "for", "level": "CAP"}, "against": {"choice": "against", "reason": "Heures insuffisantes."}}
    for name, choice in (("member_1", "for"), ("member_2", "for"), ("member_3", "against")):
        brought.perform("cast_vote", by=ministry[name], **vote[choice])
    brought.perform("cast_vote", by=ministry["chair"], **vote["against"])
    with pytest.raises(ConditionsUnmet):
        perform(case.pk, "record_committee_opinion", by=ministry["secretary"])
    brought.perform("cast_vote", by=ministry["member_4"], choice="abstain", level="", reason="")
    brought.play("record_committee_opinion")
    opinion = {k: case.facts["opinion"][k] for k in ("outcome", "for", "against", "abstentions")}
    assert opinion == {"outcome": "unfavourable", "for": 2, "against": 2, "abstentions": 1}

    # An approval can no longer be proposed, and the signatory cannot sign one.
    with pytest.raises(ConditionsUnmet):
        brought.perform("propose_approval")
    brought.play("propose_refusal")
    with pytest.raises(ConditionsUnmet):
        perform(case.pk, "sign_approval", by=ministry["minister"], data={})
    brought.play("sign_refusal")

    decision = EquivalenceDecision.objects.get()
    assert (decision.status, decision.level, decision.decision_number) == ("refused", "", "2026/EQV/000001")
    assert Certificate.objects.count() == 0
    content = case.documents.get(kind="REF", is_reference=True).content
    assert [g["fact"] for g in content["grounds"]] == ["800 ساعة عوضا عن 1600 ساعة."]
    assert letters(case)[-1] == ("REF", "2026/EQV/000001")
    certified(case)


def test_signatory_sends_the_proposal_back(player: Any, ministry: dict[str, User]) -> None:
    """Changing the outcome goes through the office that instructs, and through the committee again."""
    brought = player("awaiting_signature")
    brought.play("return_for_review")
    assert (brought.case.stage, "proposal" in brought.case.facts) == ("central_review", False)
    with pytest.raises(NotATransition):
        perform(brought.case.pk, "propose_refusal", by=ministry["central_officer"])
    brought.play("put_on_agenda", "open_deliberation", "votes", "record_committee_opinion", "propose_refusal", "sign_refusal")
    assert brought.case.stage == "refused"


def test_file_lapses(player: Any, ministry: dict[str, User], days: Any) -> None:
    """Returned as incomplete, reminded twice, never completed."""
    brought = player("submitted")
    case: Case = brought.case
    days(date(2026, 11, 24))
    brought.perform("return_incomplete")
    assert waiting(case) == {"applicant": ministry["applicant"].pk}
    days(date(2026, 12, 24))
    case.refresh_from_db()
    assert case.stage == "incomplete"
    days(date(2026, 12, 25))
    case.refresh_from_db()
    assert (case.stage, case.number, case.is_open, waiting(case)) == ("lapsed", None, False, {})
    assert story(case) == ["submit", "return_incomplete", "reminder", "reminder", "expire_incomplete"]
    assert [kind for kind, _number in letters(case)] == ["ACK", "RET", "LAP"]
    assert mails(case)[-3:] == ["reminder", "reminder", "stage lapsed"]
    assert EquivalenceDecision.objects.count() == 0
    certified(case)


def test_holder_withdraws(player: Any, ministry: dict[str, User], days: Any) -> None:
    """Until a decision is signed, wherever the case does not depend on others; afterwards nothing can be done to it."""
    brought = player("awarding_body_verification")
    brought.play("withdraw")
    case: Case = brought.case
    assert (case.stage, case.is_open, waiting(case)) == ("withdrawn", False, {})
    assert case.clocks.exclude(status="stopped").count() == 0
    with pytest.raises(NotATransition):
        perform(case.pk, "record_awarding_body_answer", by=ministry["central_officer"])
    days(timezone.localdate() + timedelta(days=70))
    case.refresh_from_db()
    assert (case.stage, story(case)[-1]) == ("withdrawn", "withdraw")


def test_request_is_inadmissible(player: Any, ministry: dict[str, User]) -> None:
    """A ground of the closed list, a text, a reason, a signature: the holder is told where to go instead."""
    brought = player("submitted")
    with pytest.raises(NotEntitled):
        brought.perform("declare_inadmissible", by=ministry["front_desk"])
    with pytest.raises(FormInvalid):
        brought.perform("declare_inadmissible", ground="too_late")
    brought.play("declare_inadmissible")
    case: Case = brought.case
    assert (case.stage, case.number) == ("inadmissible", None)
    assert case.facts["inadmissibility"]["ground"] == "wrong_authority"
    assert case.duties["signs"] == [ministry["director"].pk]
    assert letters(case)[-1] == ("INA", "2026/INA/TN-11/000001")


def test_forged_diploma_is_found_out(player: Any, ministry: dict[str, User], clock: Any, days: Any) -> None:
    """The body denies it; the holder is heard for fifteen days before anybody may pronounce."""
    brought = player("awarding_body_verification")
    case: Case = brought.case
    days(timezone.localdate() + timedelta(days=10))
    brought.perform("record_awarding_body_answer", verdict="denies", recognised="unknown", source="")
    with pytest.raises(ConditionsUnmet):
        brought.perform("report_forgery")
    letter = {"alleged": "Le numéro n'existe pas.", "evidence": "Réponse de l'organisme, au dossier."}
    with pytest.raises(NotEntitled):
        cases.send_letter(case=case, name="adversarial_letter", by=ministry["rapporteur"], data=letter)
    with pytest.raises(FormInvalid):
        cases.send_letter(case=case, name="adversarial_letter", by=ministry["central_officer"], data={})
    cases.send_letter(case=case, name="adversarial_letter", by=ministry["central_officer"], data=letter)
    sent = timezone.localdate()
    case.refresh_from_db()
    assert (case.stage, case.facts["adversarial_letter"]["sent_on"]) == ("central_review", sent.isoformat())

    days(sent + timedelta(days=14))
    with pytest.raises(ConditionsUnmet):
        brought.perform("report_forgery")
    days(sent + timedelta(days=15))
    # Whoever asked the body cannot pronounce, whatever post they have come to hold.
    ministry["central_officer"].postings.update(role=Role.CENTRAL_DIRECTOR)
    User.objects.filter(pk=ministry["central_officer"].pk).update(standing_version=50)
    with pytest.raises(DutiesConflict):
        brought.perform("report_forgery", by=ministry["central_officer"])
    brought.perform("report_forgery", by=ministry["central_director"], established_by="body_denies")

    assert (case.stage, case.is_open) == ("refused_fraud", False)
    decision = EquivalenceDecision.objects.get()
    assert (decision.status, decision.decision_number) == ("forged", "2026/EQV/000001")
    assert Certificate.objects.count() == 0
    assert story(case)[-3:] == ["record_awarding_body_answer", "letter.adversarial_letter", "report_forgery"]
    assert [kind for kind, _number in letters(case)][-2:] == ["ADV", "FRA"]
    # The legal office reads the file from now on, and no other.
    assert policies.case_role(case, ministry["legal_officer"]) == Role.LEGAL_OFFICER
    assert policies.case_role(player("under_review").case, ministry["legal_officer"]) is None
    refusals = Event.objects.filter(stream=f"refusal:{case.pk}").select_related("payload").order_by("seq")
    assert [r.payload.body.get("act") or r.payload.body["transition"] for r in refusals] == [
        "report_forgery",
        "letter",
        "letter",
        "report_forgery",
        "report_forgery",
    ]
    certified(case)


def test_italian_diploma_whose_body_is_silent(player: Any, ministry: dict[str, User], days: Any) -> None:
    """The body says nothing for sixty days, the committee wants to see the skill, the level is CAP."""
    brought = player()
    case: Case = brought.case
    italian = next(i for i, diploma in enumerate(DIPLOMAS) if diploma[1] == "IT")
    given = answers(index=italian, chance=random.Random(6), on=timezone.localdate(), region="TN-11")
    given["purpose"] |= {"purpose": "work", "requested_level": "CAP"}
    fill(case, given)
    join_papers(case, case.author)
    brought.play("submit", "register_case", "transmit_to_centre", "query_awarding_body")
    assert case.facts["awarding_body_query"]["country"] == "IT"
    asked = timezone.localdate()
    days(asked + timedelta(days=61))
    case.refresh_from_db()
    assert (case.stage, case.facts["awarding_body_answer"]["verdict"]) == ("central_review", "silent")
    assert AwardingBody.objects.current().get().recognition == "unverified"
    assert case.clocks.get(kind="legal").runs[-1] == [(asked + timedelta(days=61)).isoformat(), None]

    brought.play("assign_rapporteur", "file_rapporteur_report", "put_on_agenda", "open_deliberation", "votes")
    brought.play("record_committee_opinion", "order_test")
    assert waiting(case) == {"jury_president": ministry["jury_president"].pk}
    assert letters(case)[-1][0] == "TST"
    days(date.fromisoformat(case.facts["test"]["on"]))
    brought.play("record_test")
    assert case.facts["test_result"]["result"] == "pass"
    brought.play("put_on_agenda", "open_deliberation", "votes", "record_committee_opinion")
    brought.perform("propose_approval", level="CAP")
    brought.play("sign_approval")

    decision = EquivalenceDecision.objects.get()
    assert (decision.country, decision.level, decision.status) == ("IT", "CAP", "granted")
    assert Certificate.objects.get().level == "CAP"
    assert [i.outcome for i in case.agenda_items.order_by("placed_at")] == ["favourable", "favourable"]
    certified(case)


def test_misuse_is_refused_and_told(player: Any, ministry: dict[str, User], client: Any, clock: Any) -> None:
    """Each in their turn tries what they must not do; the ledger remembers who tried what."""
    brought = player("committee_deliberation")
    case: Case = brought.case

    # The officer who instructs opens the page of the signature, and posts to it.
    client.force_login(ministry["central_officer"])
    page = f"/cases/{case.pk}/act/sign_approval/"
    assert client.get(page).status_code in (403, 409)
    assert client.post(page, {"revision": case.revision, "key": "6f1c3a1e-54a8-4be7-9ff5-0d3a5e7c9b10"}).status_code in (403, 409)

    # The chair votes twice.
    vote = {"choice": "for", "level": "CAP"}
    perform(case.pk, "cast_vote", by=ministry["chair"], data=vote)
    with pytest.raises(ConditionsUnmet):
        perform(case.pk, "cast_vote", by=ministry["chair"], data=vote)

    # The secretary closes the meeting in the chair's place.
    session = committees.live_item(case).session
    with pytest.raises(NotEntitled):
        meetings.close_meeting(session=session, by=ministry["secretary"])

    # An administrator stretches a time limit, alone.
    row = parameters.propose(
        code="EQV-01.under_review.days", value=60, valid_from=timezone.localdate(), source="Note", reason="Éviter la transmission.",
        by=ministry["administrator"],
    )  # fmt: skip
    with pytest.raises(DutiesConflict):
        parameters.decide(parameter=row, accept=True, by=ministry["administrator"])

    # A rapporteur with a declared tie is named.
    tied = make_user(role=Role.RAPPORTEUR, identity=case.applicant_identity)
    other = player("central_review")
    Case.objects.filter(pk=other.case.pk).update(applicant_identity=case.applicant_identity)
    with pytest.raises(FormInvalid):
        other.perform("assign_rapporteur", rapporteur=tied.pk)

    # The registrar asks for a second certificate of one decision.
    decided = player("approved")
    certificate = Certificate.objects.get()
    with pytest.raises(Refused):
        perform(decided.case.pk, "sign_approval", by=ministry["registrar"])
    assert list(Certificate.objects.values_list("number", flat=True)) == [certificate.number]

    # A clerk takes the task of another region.
    stranger = make_user(role=Role.FRONT_DESK, region="TN-61")
    waiting_here = player("submitted").case.tasks.get(role="front_desk", closed_at=None)
    with pytest.raises(NotEntitled):
        tasks.take(task_uuid=waiting_here.uuid, by=stranger)

    told = Event.objects.filter(kind="refusal").select_related("payload", "actor").order_by("id")
    assert [(e.actor, e.payload.body.get("act") or e.payload.body["transition"], e.payload.body["code"]) for e in told] == [
        *[(ministry["central_officer"], "sign_approval", "not_a_transition")] * 2,  # the page, then the act
        (ministry["chair"], "cast_vote", "conditions_unmet"),
        (ministry["secretary"], "session.close_meeting", "not_entitled"),
        (ministry["administrator"], "parameter.decide", "duties_conflict"),
        (ministry["secretary"], "assign_rapporteur", "form_invalid"),
        (ministry["registrar"], "sign_approval", "not_a_transition"),
        (stranger, "task.take", "not_entitled"),
    ]


def test_certificate_made_void_withdraws_its_decision(player: Any, ministry: dict[str, User]) -> None:
    case = player("approved").case
    certificate = Certificate.objects.get(case_id=case.pk)
    terms = {"reason": "A name that is not the holder's", "record": record.append}
    proposal = voiding.propose(certificate=certificate, by=ministry["registrar"], **terms)
    assert set(case.documents.filter(kind="EQD").values_list("status", flat=True)) <= {"ordered", "issued"}
    second = make_user(role=Role.REGISTRAR)
    voiding.decide(proposal=proposal, accept=True, by=second, record=record.append)
    assert set(case.documents.filter(kind="EQD").values_list("status", "status_reason")) == {("withdrawn", terms["reason"])}
    assert set(case.documents.filter(kind="REC").values_list("status", flat=True)) <= {"ordered", "issued"}
