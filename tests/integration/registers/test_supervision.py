"""Restrictions, inspections, sanctions, reports, complaints, decisions, payments, and merging duplicates."""

import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from registers import (
    activity_reports,
    agreements,
    complaints,
    decisions,
    inspections,
    merges,
    nonconformities,
    payments,
    persons,
    providers,
    queries,
    refusals,
    restrictions,
    sanctions,
    sites,
    trainers,
    watches,
)
from registers.catalogue import REGISTERS
from registers.models import Provider, Site
from tests.integration.registers.conftest import PERSON
from tests.integration.registers.structures import OPENED, entered, filed, structure

pytestmark = pytest.mark.django_db
LATER = date(2026, 9, 1)


def moratorium(**more: Any) -> Any:
    told = {"kind": "moratorium", "speciality": "nursing", "starts_on": "2011-07-27", **more}
    return restrictions.impose(cause=filed().cause(), **told)


@pytest.mark.parametrize(
    ("about", "on", "is_held"),
    [
        ({"speciality": "nursing"}, LATER, True),
        ({"speciality": "nursing", "region": "TN-11"}, date(2011, 7, 27), True),
        ({"speciality": "nursing"}, date(2011, 7, 26), False),
        ({"speciality": "nursing"}, date(2027, 1, 1), False),
        ({"speciality": "welding"}, LATER, False),
        ({}, LATER, False),
    ],
)
def test_moratorium_in_force(about: dict[str, str], on: date, is_held: bool) -> None:
    made = moratorium(ends_on="2026-12-31", legal_basis="Joint order no. 36")
    assert (made.number, made.legal_basis) == ("RST-2026-0001", "Joint order no. 36")
    assert list(restrictions.in_force(kind="moratorium", on=on, **about)) == ([made] if is_held else [])
    assert [r.number for r in restrictions.blocks(procedure="PRG-04", on=on, **about)] == ([made.number] if is_held else [])
    assert restrictions.blocks(procedure="EQV-01", on=on, **about) == []


def test_moratorium_of_one_region() -> None:
    moratorium(region="TN-31")
    assert restrictions.blocks(procedure="PRG-02", on=LATER, speciality="nursing", region="TN-11") == []
    assert len(restrictions.blocks(procedure="PRG-02", on=LATER, speciality="nursing", region="TN-31")) == 1


def test_restriction_lifted_still_held_before() -> None:
    made = moratorium()
    for _ in range(2):
        lifted = restrictions.lift(restriction=made, cause=filed().cause(LATER), reason="Ended by order")
    assert (lifted.status, lifted.lifted_on, lifted.version) == ("lifted", LATER, 2)
    held = [restrictions.in_force(on=d, speciality="nursing").count() for d in (LATER - timedelta(days=1), LATER)]
    assert held == [1, 0]


def test_restriction_on_a_provider() -> None:
    made, case = structure(), filed("LIC-05")
    for _ in range(2):
        one = restrictions.impose(kind="no_new_session", provider=made.provider, cause=case.cause(), reason="Interrupted")
    assert restrictions.blocks(procedure="TRN-01", on=OPENED, provider=made.provider, site=made.site) == [one]
    assert list(restrictions.in_force(on=OPENED, provider=uuid.uuid4())) == []
    assert restrictions.prolong(restriction=one, ends_on=LATER, cause=filed().cause()).ends_on == LATER
    assert restrictions.lift_all(provider=made.provider, kind="no_new_session", cause=filed().cause(OPENED)) == 1
    assert restrictions.blocks(procedure="TRN-01", on=OPENED, provider=made.provider) == []


def test_restriction_names_its_procedures_or_an_unknown_scope() -> None:
    moratorium(procedures=["PRG-04"])
    assert [len(restrictions.blocks(procedure=p, on=LATER, speciality="nursing")) for p in ("PRG-04", "PRG-02")] == [1, 0]
    with pytest.raises(TypeError, match="colour"):
        restrictions.in_force(colour="red")


def inspected() -> tuple[Any, Any]:
    made, case = structure(), filed("MON-03")
    team = [{"name": "A. Essai", "role": "lead"}, {"name": "B. Essai", "role": "member"}]
    visit = inspections.plan(cause=case.cause(), mission_type="risk", team=team, site=made.site, planned_on=LATER)
    visit = inspections.arrive(inspection=visit, cause=case.cause(LATER))
    answers = [{"line": "S-01", "answer": "no"}]
    visit = inspections.report(inspection=visit, cause=case.cause(LATER), answers=answers, score="61.5", grade="C")
    return made, inspections.finalise(inspection=visit, cause=case.cause(LATER), follow_up="plan", critical_failed=1)


def test_inspection_from_plan_to_final() -> None:
    made, visit = inspected()
    assert (visit.number, visit.status, visit.score, visit.grade) == ("INS-31-2026-0001", "final", Decimal("61.5"), "C")
    assert (visit.provider, visit.provider_fr) == (made.provider.entry, "Centre El Ofok de formation")
    assert inspections.last_final(provider=made.provider) == inspections.last_final(site=made.site) == visit
    assert list(inspections.of_provider(made.provider, since=LATER)) == [visit]
    with pytest.raises(refusals.NotSoNow):
        inspections.cancel(inspection=visit, cause=filed().cause())


def test_inspection_of_a_structure_without_an_entry() -> None:
    case = filed()
    visit = inspections.plan(cause=case.cause(), mission_type="first", team=[], region="TN-11", provider_fr="To be opened")
    assert (visit.number, visit.provider, visit.heading) == ("INS-11-2026-0001", None, "To be opened")
    provider = entered()
    visit = inspections.link_provider(inspection=visit, provider=provider, cause=case.cause())
    visit = inspections.record_obstruction(inspection=visit, text="Access refused", cause=case.cause())
    assert (visit.provider, visit.obstruction) == (provider.entry, "Access refused")


def test_nonconformity_life() -> None:
    made, visit = inspected()
    case = filed("MON-04")
    lines = [
        {"line": "S-01", "severity": "critical", "description": "No exit"},
        {"line": "P-02", "severity": "minor", "description": ""},
    ]
    for _ in range(2):
        critical, minor = nonconformities.enter_all(inspection=visit, lines=lines, cause=case.cause())
    assert (critical.number, critical.site, critical.provider_fr) == (
        "NC-2026-00001",
        made.site.entry,
        "Centre El Ofok de formation",
    )
    minor = nonconformities.plan(nonconformity=minor, action="Repair", responsible="X", due_on=LATER, cause=case.cause())
    assert list(nonconformities.overdue(on=LATER + timedelta(days=1), provider=made.provider)) == [minor]
    minor = nonconformities.extend(nonconformity=minor, due_on="2026-10-01", cause=case.cause())
    for one in (minor, critical):
        with pytest.raises(refusals.NoExtension):
            nonconformities.extend(nonconformity=one, due_on="2026-11-01", cause=case.cause())
    minor = nonconformities.treat(nonconformity=minor, proof="Photograph", cause=case.cause())
    assert nonconformities.reject(nonconformity=minor, cause=case.cause()).status == "open"
    assert nonconformities.escalate(nonconformity=critical, cause=case.cause()).status == "escalated"
    closed = nonconformities.close(nonconformity=minor, cause=case.cause(LATER), verified_by="A. Essai")
    assert (closed.status, closed.verified_on) == ("closed", LATER)
    assert [n.line for n in nonconformities.open_of(provider=made.provider)] == ["S-01"]
    assert nonconformities.of_inspection(visit).count() == 2


def sanction(made: Any, **more: Any) -> Any:
    told = {"kind": "temporary_closure", "starts_on": OPENED, "ends_on": LATER, **more}
    return sanctions.enter(provider=made.provider, cause=filed("SAN-01").cause(), homologations=[made.homologation], **told)


@pytest.mark.parametrize(
    ("verb", "status", "holds"),
    [
        (sanctions.stay, "stayed", False),
        (sanctions.lift, "lifted", False),
        (sanctions.annul, "annulled", False),
        (sanctions.execute, "executed", False),
        (sanctions.put_in_force, "in_force", True),
    ],
)
def test_sanction_moves(verb: Any, status: str, holds: bool) -> None:
    made = structure()
    one = sanction(made)
    assert (one.number, one.homologations) == ("SAN-2026-0001", [str(made.homologation.entry)])
    assert list(sanctions.in_force(provider=made.provider, on=LATER)) == [one]
    assert list(sanctions.in_force(provider=made.provider, on=LATER + timedelta(days=1))) == []
    moved = verb(sanction=one, cause=filed("SAN-03").cause())
    assert (moved.status, sanctions.in_force(provider=made.provider, on=LATER).exists()) == (status, holds)
    assert sanctions.record_of(made.provider).exists() is (status != "annulled")


def test_sanction_extended_and_found_by_its_case() -> None:
    one = sanction(structure())
    assert sanctions.extend(sanction=one, ends_on="2026-12-01", cause=filed().cause()).ends_on == date(2026, 12, 1)
    assert sanctions.amend(sanction=one, facts={"notified_on": LATER}, cause=filed().cause()).notified_on == LATER
    assert sanctions.of_case(one.case_id).entry == one.entry
    assert sanctions.of_case(uuid.uuid4()) is None


def test_sanction_that_bars_a_new_structure() -> None:
    made = structure(legal_representative_identity="cin:01234567")
    sanction(made, kind="final_closure", ends_on=None)
    asked = [("cin:01234567", OPENED), ("cin:01234567", LATER), ("cin:07654321", OPENED), ("", OPENED)]
    assert [sanctions.closed_by_sanction_since(identity=i, since=s) for i, s in asked] == [True, False, False, False]


def test_report_filed_late_then_frozen() -> None:
    provider = entered()
    for _ in range(2):
        one = activity_reports.open_line(provider=provider, year=2026, period="A", cause=filed().cause(), due_on="2026-08-22")
    assert (one.number, one.status) == ("REP-2026-A-SP-31-0001", "opened")
    one = activity_reports.file(report=one, values={"G01": 12}, cause=filed().cause(LATER))
    assert (one.days_late, one.values) == (10, {"G01": 12})
    one = activity_reports.reopen(report=one, cause=filed().cause(LATER))
    one = activity_reports.validate(report=one, cause=filed().cause(LATER))
    for act in (activity_reports.reopen, activity_reports.file):
        with pytest.raises(refusals.Frozen):
            act(report=one, cause=filed().cause(), **({"values": {}} if act is activity_reports.file else {}))


def test_report_defaulted_exempt_and_of_projects() -> None:
    provider = entered()
    quarter = activity_reports.open_line(provider=provider, year=2026, period="Q1", cause=filed().cause())
    activity_reports.default(report=quarter, cause=filed().cause())
    assert [r.period for r in activity_reports.missing(provider=provider)] == ["Q1"]
    other = activity_reports.open_line(provider=provider, year=2026, period="Q2", cause=filed().cause())
    assert activity_reports.exempt(report=other, cause=filed().cause()).status == "exempt"
    projects = [
        activity_reports.open_line(provider=provider, year=2026, period="P", cause=filed().cause(), agreement=uuid.uuid4())
        for _ in range(2)
    ]
    assert [p.number[-3:] for p in projects] == ["-01", "-02"]
    with pytest.raises(ValueError, match="period"):
        activity_reports.open_line(provider=provider, year=2026, period="Q5", cause=filed().cause())


def test_watch_life() -> None:
    provider, case = entered(), filed("MON-05")
    told = {"suspect_kind": "registered_provider", "text_seen": "University degree", "offence_kind": "university_degree"}
    one = watches.enter(facts=told, cause=case.cause(), provider=provider)
    capture = {"channel": "web", "hash": "ab12"}
    for _ in range(2):
        one = watches.add_captures(watch=one, channels=[capture], cause=case.cause())
    one = watches.serve_notice(watch=one, cause=case.cause())
    assert (one.number, one.channels, one.notice_on) == ("WAT-2026-00001", [capture], OPENED)
    assert watches.refer(watch=one, cause=case.cause(), outcome="sanction").status == "referred"
    assert [w.entry for w in watches.offences(provider)] == [one.entry]
    unknown = watches.enter(facts={"name_and_address": "Someone, Tunis"}, cause=filed().cause())
    assert (unknown.heading, watches.dismiss(watch=unknown, cause=filed().cause()).status) == ("Someone, Tunis", "dismissed")
    assert watches.cease(watch=one, cause=case.cause()).status == "ceased"


def test_complaint_life() -> None:
    made, visit = inspected()
    one = complaints.enter(
        subject="refund", facts={"facts": "No refund", "anonymous": True}, cause=filed("PUB-01").cause(), provider=made.provider
    )
    one = complaints.link_inspection(complaint=one, inspection=visit, cause=filed().cause())
    assert (one.number, one.region, one.inspection) == ("CPL-2026-000001", "TN-31", visit.entry)
    assert inspections.link_complaint(inspection=visit, complaint=one, cause=filed().cause()).complaint == one.entry
    assert complaints.count(made.provider, since=OPENED) == 1
    assert complaints.count(made.provider, since=LATER) == 0
    closed = complaints.close(complaint=one, outcome="resolved", cause=filed().cause(LATER))
    assert (closed.closed_on, complaints.count(made.provider, outcome="resolved")) == (LATER, 1)
    assert complaints.reopen(complaint=one, cause=filed().cause()).status == "open"


def test_complaint_shows_nobody_who_complained() -> None:
    person = persons.enter_or_find(answers=PERSON, cause=filed().cause())
    one = complaints.enter(subject="safety", facts={}, cause=filed().cause(), complainant=person, enrolment=uuid.uuid4())
    register = REGISTERS["complaints"]
    assert one.complainant == person.entry
    assert {"complainant", "enrolment"} & set(register.facts) == set()
    assert queries.pointed_to(register, one) == {}


def test_decision_and_its_appeal(person_in: Any) -> None:
    provider, signatory, case = entered(), person_in("minister_signatory"), filed("SAN-01")
    one = decisions.enter(procedure="SAN-01", outcome="granted", cause=case.cause(), by=signatory, provider=provider)
    assert (one.number, one.subject_fr) == ("DEC-2026-000001", "Centre El Ofok de formation")
    assert decisions.write_number(case_id=case.id, number="2026/SAN/000001") == 1
    assert decisions.write_number(case_id=case.id, number="2026/SAN/000002") == 0
    assert decisions.by_number("2026/SAN/000001") == decisions.by_number("dec-2026-000001") == decisions.of_case(case.id) == one
    assert [e.number for e in queries.entries(REGISTERS["decisions"], text="2026/SAN/000001")] == [one.number]
    until = LATER + timedelta(days=60)
    one = decisions.notify(decision=one, channel="post", cause=case.cause(LATER), appeal_until=until)
    one = decisions.stay(decision=one, cause=filed("SAN-03").cause(LATER))
    one = decisions.resume(decision=one, cause=filed("SAN-03").cause(LATER))
    assert (one.status, one.appeal_until, decisions.is_signatory(one, by=signatory)) == ("notified", until, True)
    assert decisions.is_signatory(one, by=person_in("legal_officer")) is False
    answer = decisions.enter(procedure="SAN-03", outcome="granted", cause=filed("SAN-03").cause(), contests=one)
    assert decisions.amend(decision=one, effect="Shorter", cause=filed().cause()).effect == "Shorter"
    assert (answer.contests, decisions.annul(decision=one, cause=filed().cause()).status) == (one.entry, "annulled")


def test_payment_by_two_persons(person_in: Any) -> None:
    made, case = structure(), filed("FIN-01")
    agreement = agreements.enter(
        provider=made.provider,
        agreement_type="project",
        facts={"amount_tnd": "1000.000"},
        cause=case.cause(),
        starts_on=OPENED,
        ends_on=LATER,
    )
    one = payments.ask(purpose="instalment", amount_tnd="400.250", cause=case.cause(), agreement=agreement, instalment=1)
    region, finance = person_in("regional_director"), person_in("finance_officer")
    with pytest.raises(refusals.NotCertified):
        payments.pay(payment=one, by=finance, cause=case.cause())
    with pytest.raises(refusals.NotCertified):
        payments.receive(payment=one, cause=case.cause())
    one = payments.certify(payment=one, by=region, cause=case.cause())
    with pytest.raises(refusals.SecondPersonNeeded):
        payments.pay(payment=one, by=region, cause=case.cause())
    for _ in range(2):
        one = payments.pay(payment=one, by=finance, cause=case.cause(LATER), reference="VIR-1")
    assert (one.number, one.status, one.ordered_by, one.paid_on) == ("PAY-2026-00001", "paid", finance, LATER)
    assert (payments.paid_of(agreement), payments.left_of(agreement)) == (Decimal("400.250"), Decimal("599.750"))
    assert list(payments.of_agreement(agreement)) == [one]


def test_fee_received_or_refused() -> None:
    case = filed("EQV-01")
    fee = payments.ask(purpose="fee", amount_tnd="10", cause=case.cause(), facts={"payer_fr": "Leïla Ben Salah"})
    stamp = payments.ask(purpose="stamp", amount_tnd="30", cause=case.cause())
    assert payments.receive(payment=fee, cause=case.cause(), reference="Q-1").status == "paid"
    assert payments.refuse(payment=stamp, cause=case.cause(), reason="Not needed").status == "refused"
    assert [p.entry for p in payments.of_case(case.id, purpose="fee")] == [fee.entry]
    assert payments.of_case(case.id).count() == 2


def duplicates() -> tuple[Any, Any]:
    """Two entries of one structure, each with its receipt and a site."""
    found = []
    for rne, receipt in (("1282182W", "REC-1"), ("1496298T", "REC-2")):
        provider = entered(rne_id=rne, receipt_number=receipt)
        sites.enter(provider=provider, facts={"site_name": receipt}, cause=filed().cause())
        found.append(provider)
    return found[0], found[1]


def test_merge_keeps_both_numbers_and_receipts(person_in: Any, told: Any) -> None:
    one, two = duplicates()
    registrar, register = person_in("registrar"), REGISTERS["providers"]
    asked = {"register": register, "reason": "The same structure", "by": registrar, "record": told}
    kept = merges.merge(kept=one, duplicate=two, **asked)
    assert kept.former == [{"number": two.number, "receipt": "REC-2", "reason": "The same structure"}]
    assert providers.get(two).pk == providers.get(str(two.entry)).pk == kept.pk
    assert queries.by_number(register, two.number) == kept
    for text in (one.number, two.number, "REC-1", "REC-2"):
        assert [e.pk for e in queries.entries(register, text=text)] == [kept.pk]
    assert {s.provider for s in Site.objects.current()} == {one.entry}
    assert Provider.objects.newest().count() == 2
    assert (told.kinds, told.events[0]["payload"]["moved"]) == (["register.merged"], ["SP-31-0002-01"])
    with pytest.raises(refusals.OtherRegister):
        merges.merge(kept=one, duplicate=two, **asked)


def test_merge_keeps_what_was_true(person_in: Any, told: Any) -> None:
    one, two = duplicates()
    registrar = person_in("registrar")
    merges.merge(register=REGISTERS["providers"], kept=one, duplicate=two, reason="x", by=registrar, record=told)
    assert Provider.objects.as_of(OPENED).count() == 2
    assert [p.entry for p in Provider.objects.as_of(date(2099, 1, 1))] == [one.entry]


@pytest.mark.parametrize("role", ["central_director", "auditor", "administrator", ""])
def test_merge_by_another_role(role: str, person_in: Any, told: Any) -> None:
    one, two = duplicates()
    with pytest.raises(refusals.NotEntitled):
        merges.merge(register=REGISTERS["providers"], kept=one, duplicate=two, reason="x", by=person_in(role), record=told)
    assert (told.events, Provider.objects.current().count()) == ([], 2)


def test_merge_of_a_person_then_found_by_both_documents(person_in: Any, told: Any) -> None:
    one = persons.enter_or_find(answers=PERSON, cause=filed().cause())
    abroad = {**PERSON, "id_type": "passport", "passport_no": "AA123456"}
    two = persons.enter_or_find(answers=abroad, cause=filed().cause())
    asked = {"register": REGISTERS["persons"], "reason": "One person", "by": person_in("registrar"), "record": told}
    merges.merge(kept=one, duplicate=two, **asked)
    assert [persons.enter_or_find(answers=a, cause=filed().cause()).entry for a in (PERSON, abroad)] == [one.entry, one.entry]


def test_merge_of_two_trainers_before_their_persons(person_in: Any, told: Any) -> None:
    abroad = {**PERSON, "id_type": "passport", "passport_no": "AA123456"}
    made = [trainers.enter(answers=a, facts={}, cause=filed().cause()) for a in (PERSON, abroad)]
    asked = {"reason": "One person", "by": person_in("registrar"), "record": told}
    pair = {"kept": made[0].person, "duplicate": made[1].person}
    with pytest.raises(refusals.MergeOthersFirst):
        merges.merge(register=REGISTERS["persons"], **pair, **asked)
    merges.merge(register=REGISTERS["trainers"], kept=made[0], duplicate=made[1], **asked)


def test_of_case_asks_the_registers_that_hold_something(django_assert_max_num_queries: Any) -> None:
    made = structure()
    with django_assert_max_num_queries(4):
        found = queries.of_case(made.homologation.case_id, named=[str(made.provider.entry)])
    assert [(r.code, e.number) for r, e in found] == [
        ("providers", "SP-31-0001"),
        ("programmes", "PRG-000001"),
        ("homologations", "HOM-2026-0001"),
    ]
