"""One test for each rule of the separation of duties; where it is cheap, the rule is taken away to see that it was the cause."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import actions
from accounts.models import User
from accounts.roles import Role
from accounts.standing import Standing
from registers import certificates
from registers.models import Certificate, EquivalenceDecision, Restriction
from tests.factories.attempts import attempt, let_in
from tests.factories.cases import TUNIS, make_player
from tests.factories.people import lend_signature, make_user, post, substitute_for
from workflow import cases, committees, meetings, parameters, policies, restriction_proposals
from workflow.actions import perform
from workflow.ledger import record
from workflow.models import Case, Event, Parameter, Recusal, RestrictionProposal, Vote
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid, NotEntitled, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def without_rules(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Takes the table of exclusions away."""
    return lambda: monkeypatch.setattr(policies, "EXCLUDES", {})


def refused_by(case: Case, name: str, user: User) -> str:
    """The rule by which the act is refused; "" when it is not refused by one."""
    try:
        perform(case.pk, name, by=user, data={})
    except Refused as refusal:
        return str(getattr(refusal, "rule", ""))
    return ""


@pytest.mark.parametrize("part", ["front_desk", "officer", "director", "central_officer", "rapporteur"])
def test_sd_01_whoever_instructed_cannot_sign(part: str, player: Any, ministry: dict[str, User], without_rules: Any) -> None:
    brought = make_player(applicant=ministry["applicant"], wait=player().wait)
    way = ("submit", "register_case", "request_complements", "supply_complements", "transmit_to_centre", "assign_rapporteur")
    brought.play(*way, "file_rapporteur_report", "put_on_agenda", "open_deliberation", "votes")
    brought.play("record_committee_opinion", "propose_approval")
    post(ministry[part], role=Role.MINISTER_SIGNATORY)
    assert refused_by(brought.case, "sign_approval", ministry[part]) == "SD-01"
    without_rules()
    brought.perform("sign_approval", by=ministry[part])
    assert brought.case.stage == "approved"


def test_sd_01_forgery_is_not_pronounced_by_whoever_accused(player: Any, ministry: dict[str, User], clock: Any) -> None:
    """The adversarial letter is an act of the examination: another director pronounces."""
    from config.demonstration.plays.eqv_01 import LETTER

    brought = player("central_review")
    accuser = ministry["central_director"]
    cases.send_letter(case=brought.case, name="adversarial_letter", by=accuser, data=LETTER)
    clock.move_to(timezone.now() + timedelta(days=15))
    brought.case.refresh_from_db()
    assert brought.case.duties["instructs"] == sorted({*brought.case.duties["instructs"], accuser.pk})
    assert refused_by(brought.case, "report_forgery", accuser) == "SD-01"
    brought.perform("report_forgery", by=make_user(role=Role.CENTRAL_DIRECTOR))
    assert brought.case.stage == "refused_fraud"


def test_sd_01_forgery_is_not_pronounced_by_whoever_asked_the_body(player: Any, ministry: dict[str, User], clock: Any) -> None:
    from tests.factories.ways import bring

    brought = bring(player, "report_forgery", "awarding_body_verification", clock.move_to)
    post(ministry["central_officer"], role=Role.CENTRAL_DIRECTOR)
    assert refused_by(brought.case, "report_forgery", ministry["central_officer"]) == "SD-01"


def test_sd_03_whoever_typed_the_application_cannot_register_it(
    ministry: dict[str, User], clock: Any, without_rules: Any
) -> None:
    from config.demonstration.applications import admitted
    from forms import attachments

    typist, colleague = ministry["front_desk"], make_user(role=Role.FRONT_DESK, region=TUNIS)
    brought = make_player(applicant=typist)
    attachments.keep(admitted("PAPER"), case=brought.case, requirement="PAPER", by=typist, is_internal=False)
    brought.perform("submit", by=typist)
    assert brought.case.duties == {"files": [typist.pk]}
    assert refused_by(brought.case, "register_case", typist) == "SD-03"
    assert brought.person_for("register_case") == colleague
    without_rules()
    assert let_in(attempt(brought.case, "register_case", typist))


def test_sd_03_whoever_registered_does_not_instruct_while_the_office_has_another(
    player: Any, ministry: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, clerk = player("under_review").case, ministry["front_desk"]
    post(clerk, role=Role.REGIONAL_OFFICER, region=TUNIS)
    transition = player().transition("request_complements")
    assert refused_by(case, "request_complements", clerk) == "SD-03"
    with monkeypatch.context() as patched:
        patched.setattr(parameters, "value", lambda code: code != "registration.other_officer_instructs")
        assert policies.can_perform(case, transition, clerk)
    User.objects.filter(pk=ministry["officer"].pk).update(is_active=False)
    assert policies.can_perform(case, transition, clerk)


# Committee ----------------------------------------------------------------------------------------------------------


def meeting(brought: Any, *, present: list[User]) -> Any:
    """The meeting of the case convened, at its hour, with these members present."""
    item = committees.live_item(brought.case)
    session, people = item.session, {m.pk for m in present}
    secretary = brought.person_for("remove_from_agenda")
    meetings.convene(session=session, by=secretary)
    brought.wait(session.meets_at)
    meetings.note_presence(session=session, present=sorted(people), by=secretary)
    session.refresh_from_db()
    return session, secretary


def test_sd_07_no_vote_without_quorum(player: Any, ministry: dict[str, User]) -> None:
    """Five members: three must be there, to open and at each vote."""
    brought = player("committee_agenda")
    chair, one, two = ministry["chair"], ministry["member_1"], ministry["member_2"]
    session, secretary = meeting(brought, present=[chair, one])
    with pytest.raises(Refused):
        meetings.open_meeting(session=session, by=chair)
    meetings.note_presence(session=session, present=[chair.pk, one.pk, two.pk], by=secretary)
    meetings.open_meeting(session=session, by=chair)
    perform(brought.case.pk, "open_deliberation", by=chair, data={})
    meetings.note_presence(session=session, present=[chair.pk, one.pk], by=secretary)
    with pytest.raises(ConditionsUnmet):
        perform(brought.case.pk, "cast_vote", by=one, data={"choice": "for", "level": "CAP"})
    assert Vote.objects.count() == 0
    # Nor can the meeting end as if the two who stayed had decided.
    with pytest.raises(Refused):
        meetings.close_meeting(session=session, by=chair)
    meetings.note_presence(session=session, present=[chair.pk, one.pk, two.pk], by=secretary)
    for user in (one, two, chair):
        perform(brought.case.pk, "cast_vote", by=user, data={"choice": "for", "level": "CAP"})
    assert Vote.objects.count() == 3


def test_sd_07_recused_members_count_neither_as_appointed_nor_as_present(player: Any, ministry: dict[str, User]) -> None:
    brought = player("committee_deliberation")
    item = committees.live_item(brought.case)
    assert committees.quorum(item) == committees.Quorum(appointed=5, present=5)
    perform(brought.case.pk, "declare_recusal", by=ministry["member_1"], data={"reason": "Cousin du demandeur."})
    assert committees.quorum(item) == committees.Quorum(appointed=4, present=4)
    with pytest.raises(ConditionsUnmet):
        perform(brought.case.pk, "cast_vote", by=ministry["member_1"], data={"choice": "for", "level": "CAP"})


def test_sd_07_secretary_never_votes(player: Any, ministry: dict[str, User]) -> None:
    brought = player("committee_deliberation")
    with pytest.raises(NotEntitled):
        perform(brought.case.pk, "cast_vote", by=ministry["secretary"], data={"choice": "for", "level": "CAP"})


def test_sd_08_member_who_took_part_is_set_aside(player: Any, ministry: dict[str, User], without_rules: Any) -> None:
    involved = ministry["member_1"]
    post(involved, role=Role.CENTRAL_OFFICER)
    brought = player("central_review")
    brought.perform("query_awarding_body", by=involved)
    brought.play(
        "record_awarding_body_answer", "assign_rapporteur", "file_rapporteur_report", "put_on_agenda", "open_deliberation"
    )
    assert list(Recusal.objects.values_list("user", "reason")) == [(involved.pk, "SD-08")]
    assert committees.quorum(committees.live_item(brought.case)) == committees.Quorum(appointed=4, present=4)
    assert not brought.case.tasks.filter(closed_at=None, assignee=involved).exists()
    assert refused_by(brought.case, "cast_vote", involved) == "SD-08"
    without_rules()
    Recusal.objects.all().delete()
    perform(brought.case.pk, "cast_vote", by=involved, data={"choice": "for", "level": "CAP"})
    assert Vote.objects.get().user == involved


@pytest.mark.usefixtures("english")
def test_sd_08_nobody_votes_twice(player: Any, ministry: dict[str, User]) -> None:
    brought = player("committee_deliberation")
    chair = ministry["chair"]
    perform(brought.case.pk, "cast_vote", by=chair, data={"choice": "for", "level": "CAP"})
    with pytest.raises(ConditionsUnmet, match="conditions_unmet") as refusal:
        perform(brought.case.pk, "cast_vote", by=chair, data={"choice": "against", "reason": "Je change d'avis."})
    assert refusal.value.unmet == ["You have already voted on this case."]
    item = committees.live_item(brought.case)
    with pytest.raises(IntegrityError), transaction.atomic():  # the table says so too
        Vote.objects.create(item=item, user=chair, choice="against", at=timezone.now())
    assert Vote.objects.count() == 1


def test_sd_08_whoever_voted_cannot_sign(player: Any, ministry: dict[str, User], without_rules: Any) -> None:
    brought = player("awaiting_signature")
    post(ministry["member_2"], role=Role.MINISTER_SIGNATORY)
    assert refused_by(brought.case, "sign_approval", ministry["member_2"]) == "SD-08"
    without_rules()
    brought.perform("sign_approval", by=ministry["member_2"])
    assert brought.case.stage == "approved"


def test_sd_13_certificate_comes_of_a_signed_decision_alone(player: Any) -> None:
    brought = player("refused")
    decision = EquivalenceDecision.objects.get()
    with pytest.raises(ValueError):
        certificates.enter_equivalent(decision=decision, case=brought.case, cause=None)  # type: ignore[arg-type]
    assert Certificate.objects.count() == 0


def test_sd_14_only_the_system_gives_numbers(player: Any) -> None:
    brought = player("submitted")
    brought.perform("register_case", number="EQV-01/2026/999999", decision_number="1", certificate="1")
    assert brought.case.number == "EQV-01/2026/000001"
    brought.play(
        "transmit_to_centre", "assign_rapporteur", "file_rapporteur_report", "put_on_agenda", "open_deliberation", "votes"
    )
    brought.play("record_committee_opinion", "propose_approval")
    brought.perform("sign_approval", number="2026/EQV/999999", decision_number="2026/EQV/999999")
    assert EquivalenceDecision.objects.current().get().decision_number == "2026/EQV/000001"
    assert Certificate.objects.get().number.startswith("2026-CAP-11-000001-")
    asked = {
        name
        for t in brought.procedure.machine.transitions.values()
        if t.form
        for name in t.form.base_fields
        if name in ("number", "decision_number", "certificate_number")
    }
    assert asked == set()


# Those who watch ----------------------------------------------------------------------------------------------------


def test_sd_16_administrator_neither_reads_nor_acts(
    player: Any, ministry: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, admin = player("under_review").case, ministry["administrator"]
    post(admin, role=Role.REGIONAL_DIRECTOR, region=TUNIS)  # by mistake
    assert policies.case_role(case, admin) is None
    assert list(policies.visible_to(admin)) == []
    assert attempt(case, "transmit_to_centre", admin) == "not_entitled"
    monkeypatch.setattr(
        Standing, "holds", lambda self, *roles: Role.ADMINISTRATOR not in roles and bool(self.roles() & set(roles))
    )
    assert policies.case_role(case, admin) == Role.REGIONAL_DIRECTOR
    assert let_in(attempt(case, "transmit_to_centre", admin))


def test_sd_16_parameter_needs_a_second_person(ministry: dict[str, User], clock: Any) -> None:
    admin, second = ministry["administrator"], make_user(role=Role.ADMINISTRATOR)
    row = parameters.propose(
        code="EQV-01.under_review.days", value=50, valid_from=timezone.localdate(), source="A2010-79", reason="Pour gagner du temps.", by=admin
    )  # fmt: skip
    with pytest.raises(DutiesConflict) as refusal:
        parameters.decide(parameter=row, accept=True, by=admin)
    assert refusal.value.rule == "SD-16"
    told = Event.objects.select_related("payload").get(stream=f"refusal:parameter:{row.pk}")
    assert (told.actor, told.payload.body["act"], told.payload.body["rule"]) == (admin, "parameter.decide", "SD-16")
    assert parameters.value("EQV-01.under_review.days") == 5
    with pytest.raises(IntegrityError), transaction.atomic():  # the table says so too
        Parameter.objects.filter(pk=row.pk).update(status="in_force", decided_by=admin)
    parameters.decide(parameter=row, accept=True, by=second)
    assert parameters.value("EQV-01.under_review.days") == 50
    kinds = [(e.kind, e.actor) for e in Event.objects.filter(stream="parameter:EQV-01.under_review.days").order_by("seq")]
    assert kinds == [("parameter.proposed", admin), ("parameter.in_force", second)]


def test_sd_16_general_restriction_needs_a_second_person(clock: Any, db: None) -> None:
    officer, director = make_user(role=Role.LEGAL_OFFICER), make_user(role=Role.CENTRAL_DIRECTOR)
    facts = {"kind": "no_foreign_trainee", "procedures": ["TRN-02"], "starts_on": timezone.localdate()}
    row = restriction_proposals.propose(
        act="impose", facts=facts, legal_basis="Communiqué", reason="Dans l'attente d'une circulaire.", by=officer
    )
    with pytest.raises(DutiesConflict) as refusal:
        restriction_proposals.decide(proposal=row, accept=True, by=officer)
    assert (refusal.value.rule, Restriction.objects.count()) == ("SD-16", 0)
    told = Event.objects.select_related("payload").get(stream=f"refusal:proposal:{row.pk}")
    assert (told.actor, told.payload.body["act"], told.payload.body["rule"]) == (officer, "restriction.decide", "SD-16")
    with pytest.raises(IntegrityError), transaction.atomic():  # the table says so too
        RestrictionProposal.objects.filter(pk=row.pk).update(status="confirmed", decided_by=officer)
    restriction_proposals.decide(proposal=row, accept=True, by=director)
    assert Restriction.objects.get().event_stream == f"restriction:{row.pk}"
    kinds = [(e.kind, e.actor) for e in Event.objects.filter(stream=f"restriction:{row.pk}").order_by("seq")]
    assert kinds == [("restriction.proposed", officer), ("restriction.confirmed", director)]


def test_sd_17_auditor_sees_everything_changes_nothing_and_is_told(player: Any, ministry: dict[str, User], client: Any) -> None:
    case, auditor = player("under_review").case, ministry["auditor"]
    assert [policies.case_role(case, auditor), list(policies.visible_to(auditor))] == [Role.AUDITOR, [case]]
    machine = player().procedure.machine
    answers = {t.name: attempt(case, t.name, auditor) for t in machine.leaving("under_review")}
    assert answers == dict.fromkeys(answers, "not_entitled")
    client.force_login(auditor)
    assert client.get(f"/cases/{case.pk}/").status_code == 200
    assert client.get("/ledger/").status_code == 200
    readings = Event.objects.filter(stream=f"reading:{case.pk}", actor=auditor)
    assert list(readings.values_list("kind", flat=True)) == ["reading.case"]
    assert client.post(f"/cases/{case.pk}/messages/", {"body": "Bonjour"}).status_code == 403
    assert client.post(f"/cases/{case.pk}/notes/", {"body": "Bonjour"}).status_code == 403


def test_sd_19_nobody_acts_on_their_own_case(player: Any, ministry: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    """By the identity number, by the account, or by a declared tie."""
    case = player("under_review").case
    own, relative = make_user(identity=case.applicant_identity), make_user()
    for user in (own, relative, ministry["applicant"]):
        post(user, role=Role.REGIONAL_DIRECTOR, region=TUNIS)
    actions.declare_interest(user=relative, identity=case.applicant_identity, tie="sœur", by=relative, record=record.append)
    relative.refresh_from_db()
    people = (own, relative, ministry["applicant"])
    assert [refused_by(case, "transmit_to_centre", u) for u in people] == ["SD-19"] * 3
    monkeypatch.setattr(policies, "check_duties", lambda *_args: None)
    assert [let_in(attempt(case, "transmit_to_centre", u)) for u in people] == [True] * 3


def test_sd_19_relative_is_set_aside_from_the_committee(player: Any, ministry: dict[str, User]) -> None:
    brought = player("committee_agenda")
    member = ministry["member_3"]
    actions.declare_interest(user=member, identity=brought.case.applicant_identity, tie="frère", by=member, record=record.append)
    brought.perform("open_deliberation")
    assert list(Recusal.objects.values_list("user", "reason")) == [(member.pk, "SD-19")]


def test_sd_19_relative_is_not_offered_as_rapporteur(player: Any, ministry: dict[str, User]) -> None:
    brought = player("central_review")
    tied = make_user(role=Role.RAPPORTEUR)
    actions.declare_interest(user=tied, identity=brought.case.applicant_identity, tie="associé", by=tied, record=record.append)
    assert attempt(brought.case, "assign_rapporteur", ministry["secretary"]) == "form_invalid"
    with pytest.raises(FormInvalid):
        brought.perform("assign_rapporteur", rapporteur=tied.pk)
    brought.perform("assign_rapporteur", rapporteur=ministry["rapporteur"].pk)
    assert brought.case.stage == "expert_review"


# Signatures ---------------------------------------------------------------------------------------------------------


def sign_in_bulk(client: Any, cases: list[Case], **more: str) -> Any:
    """Ticks the cases, reviews them, and confirms with what the review showed."""
    tasks = [c.tasks.get(role="minister_signatory", closed_at=None) for c in cases]
    review = client.post("/signature/", {"selected": [str(t.uuid) for t in tasks]})
    shown = {row["id"]: row for row in review.context["rows"]}
    marks = {f"{k}-{u}": str(row[k]) for u, row in shown.items() for k in ("seen", "revision", "key")}
    return review, client.post("/signature/", {"selected": list(shown), "confirm": "yes", **marks, **more}), shown


def test_sd_20_bulk_signature_never_skips_the_guards(player: Any, ministry: dict[str, User], client: Any) -> None:
    """Two cases are ticked; the signatory examined one of them."""
    free, examined = player("awaiting_signature"), player("awaiting_signature")
    Case.objects.filter(pk=examined.case.pk).update(duties={"instructs": [ministry["minister"].pk]})
    client.force_login(ministry["minister"])
    _review, _answer, shown = sign_in_bulk(client, [free.case, examined.case])
    assert len(shown) == 2
    stages = [Case.objects.get(pk=p.case.pk).stage for p in (free, examined)]
    assert stages == ["approved", "awaiting_signature"]


def test_sd_20_bulk_signature_of_different_outcomes_asks_why(player: Any, ministry: dict[str, User], client: Any) -> None:
    from config.demonstration.plays.eqv_01 import OPINION

    granted, refused = player("awaiting_signature"), player()
    refused.play(*OPINION, "propose_refusal")
    client.force_login(ministry["minister"])
    cases = [granted.case, refused.case]
    _review, answer, _shown = sign_in_bulk(client, cases)
    assert answer.status_code == 422
    assert {Case.objects.get(pk=c.pk).stage for c in cases} == {"awaiting_signature"}
    sign_in_bulk(client, cases, reason="Dossiers de la même séance, avis suivis.")
    assert [Case.objects.get(pk=c.pk).stage for c in cases] == ["approved", "refused"]


def test_sd_21_delegated_signature_says_so(player: Any, ministry: dict[str, User]) -> None:
    brought = player("awaiting_signature")
    user = lend_signature()
    brought.perform("sign_approval", by=user)
    event = Event.objects.get(stream=brought.case.stream, kind="transition.sign_approval")
    assert (event.actor, event.on_behalf_of) == (user, "delegation:2026/12")
    block = brought.case.documents.filter(kind="EQD").first().content["signature"]
    assert block["delegated"] is True
    assert block["name"]["fr"] == "Salma Déléguée"
    assert block["act"]["fr"].startswith("Délégation de signature n° 2026/12 du ")


@pytest.mark.parametrize(
    ("terms", "answer"),
    [
        ({"field": ["EQV-01"]}, True),
        ({"field": ["LIC"]}, False),
        ({"field": []}, False),
        ({"excludes": ["sign_approval"]}, False),
        ({"excludes": ["sign_refusal"]}, True),
    ],
)
def test_sd_21_delegation_has_a_field_and_limits(
    terms: dict[str, Any], answer: bool, player: Any, ministry: dict[str, User]
) -> None:
    brought = player("awaiting_signature")
    assert let_in(attempt(brought.case, "sign_approval", lend_signature(**terms))) is answer


def test_sd_21_delegation_ends(player: Any, ministry: dict[str, User]) -> None:
    brought, today = player("awaiting_signature"), timezone.localdate()
    user = lend_signature(until=today)
    assert let_in(attempt(brought.case, "sign_approval", user))
    brought.wait(timezone.now() + timedelta(days=1))
    assert attempt(brought.case, "sign_approval", user) == "not_entitled"
    later = lend_signature(
        number="2026/13", since=timezone.localdate() + timedelta(days=2), until=timezone.localdate() + timedelta(days=9)
    )
    assert attempt(brought.case, "sign_approval", later) == "not_entitled"
    revoked = lend_signature(number="2026/14")
    assert let_in(attempt(brought.case, "sign_approval", revoked))
    actions.revoke_delegation(
        delegation=revoked.delegations.get(), on=timezone.localdate(), by=ministry["administrator"], record=record.append
    )
    assert attempt(brought.case, "sign_approval", revoked) == "not_entitled"


def test_sd_21_delegate_is_bound_by_the_parts_they_took(player: Any, ministry: dict[str, User]) -> None:
    brought = player("awaiting_signature")
    user = lend_signature()
    Case.objects.filter(pk=brought.case.pk).update(duties={"proposes": [user.pk]})
    assert refused_by(brought.case, "sign_approval", user) == "SD-01"


# In somebody's place ------------------------------------------------------------------------------------------------


def test_substitute_acts_in_the_absent_persons_place(player: Any, ministry: dict[str, User]) -> None:
    brought = player("under_review")
    deputy = substitute_for(ministry["director"])
    brought.perform("transmit_to_centre", by=deputy)
    event = Event.objects.select_related("payload").get(stream=brought.case.stream, kind="transition.transmit_to_centre")
    assert (event.actor, event.on_behalf_of) == (deputy, f"user:{ministry['director'].pk}")
    assert event.payload.body["role"] == "regional_director"
    assert brought.case.duties["instructs"] == sorted([deputy.pk, ministry["director"].pk])


def test_duties_of_the_absent_person_bind_the_substitute(player: Any, ministry: dict[str, User], without_rules: Any) -> None:
    """Otherwise a signatory who examined a case would only have to go on leave."""
    brought = player("awaiting_signature")
    Case.objects.filter(pk=brought.case.pk).update(duties={"instructs": [ministry["minister"].pk]})
    deputy = substitute_for(ministry["minister"])
    assert refused_by(brought.case, "sign_approval", deputy) == "SD-01"
    without_rules()
    assert let_in(attempt(brought.case, "sign_approval", deputy))


def test_substitute_of_the_applicant_does_not_decide_their_case(player: Any, ministry: dict[str, User]) -> None:
    brought = player("under_review")
    post(ministry["applicant"], role=Role.REGIONAL_DIRECTOR, region=TUNIS)
    deputy = substitute_for(ministry["applicant"])
    assert refused_by(brought.case, "transmit_to_centre", deputy) == "SD-19"


def test_substitute_of_somebody_with_a_tie_does_not_decide_the_case(player: Any, ministry: dict[str, User]) -> None:
    """Also of an applicant whom the case knows by their identity alone: it was typed at the counter."""
    brought = player("under_review")
    tied, other = ministry["director"], make_user(role=Role.REGIONAL_DIRECTOR, region=TUNIS)
    deputy = substitute_for(tied)
    assert let_in(attempt(brought.case, "transmit_to_centre", deputy))
    identity = brought.case.applicant_identity
    actions.declare_interest(user=tied, identity=identity, tie="cousin", by=tied, record=record.append)
    assert refused_by(brought.case, "transmit_to_centre", deputy) == "SD-19"
    Case.objects.filter(pk=brought.case.pk).update(applicant=None, applicant_identity=other.identity)
    brought.case.refresh_from_db()
    assert let_in(attempt(brought.case, "transmit_to_centre", deputy))
    assert refused_by(brought.case, "transmit_to_centre", substitute_for(other)) == "SD-19"


@pytest.mark.usefixtures("english")
def test_vote_is_personal(player: Any, ministry: dict[str, User]) -> None:
    """A substitute neither sits nor votes, even one who sits in the session without a posting of their own."""
    brought = player("committee_deliberation")
    deputy = substitute_for(ministry["member_1"])
    vote = {"choice": "for", "level": "CAP"}
    with pytest.raises(ConditionsUnmet):
        perform(brought.case.pk, "cast_vote", by=deputy, data=vote)
    session = committees.live_item(brought.case).session
    session.members.create(user=deputy, capacity="member", is_present=True)
    with pytest.raises(NotEntitled, match="not_entitled") as refusal:
        perform(brought.case.pk, "cast_vote", by=deputy, data=vote)
    assert str(refusal.value.sentence) == "A vote is personal: a substitute cannot cast it."
    assert Vote.objects.count() == 0


def test_every_rule_names_tests_that_exist() -> None:
    """docs/separation-of-duties.md has a line for each rule, SD-01 to SD-21."""
    root = Path(__file__).parents[2]
    lines = re.findall(
        r"^\| (SD-\d\d) \|.*\| (.*) \|$", (root / "docs" / "separation-of-duties.md").read_text(encoding="utf-8"), re.M
    )
    assert [rule for rule, _tests in lines] == [f"SD-{n:02}" for n in range(1, 22)]
    for rule, named in lines:
        for path, name in re.findall(r"`(tests/\S+\.py)::(test_\w+)`", named):
            assert re.search(rf"^def {name}\b", (root / path).read_text(encoding="utf-8"), re.M), (rule, path, name)
