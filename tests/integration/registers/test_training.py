"""Trainers, trainees, sessions, enrolments, examinations and the certificates that follow."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from registers import (
    certificates,
    deliveries,
    enrolments,
    examinations,
    homologations,
    persons,
    providers,
    refusals,
    sessions,
    sites,
    trainees,
    trainers,
)
from registers.models import Enrolment, Person, Session, Trainee, Trainer
from tests.integration.registers.conftest import PERSON
from tests.integration.registers.structures import FIRST, LAST, OPENED, Structure, filed, structure, trainee

pytestmark = pytest.mark.django_db
TRADE = {"engagement": "employee", "specialities": ["froid"], "highest_degree": "BTS", "max_hours_week": 18}
ADMITTED = {"entry_level": "2_secondary", "contract_number": "C-1", "contract_date": "2026-09-01"}


def trainer(number: int = 1, **more: Any) -> Trainer:
    answers = {**PERSON, "cin": f"{3000000 + number:08d}"}
    return trainers.enter(answers=answers, facts=TRADE, cause=filed("PRG-06").cause(), **more)


def enrolled(session: Session, number: int = 1, **facts: Any) -> Enrolment:
    told = {**ADMITTED, **facts}
    return enrolments.enter(trainee=trainee(number), session=session, facts=told, cause=filed("TRN-01").cause())


def test_trainer_entered() -> None:
    made = trainer()
    assert (made.number, made.status, made.name_fr) == ("TR-000001", "registered", "Leïla Ben Salah")
    assert (made.engagement, made.specialities, made.max_hours_week) == ("employee", ["froid"], 18)
    assert trainers.of_identity("cin:03000001") == trainers.by_number("tr-000001") == made
    assert (trainers.is_registered(made), trainers.is_barred(identity="cin:03000001")) == (True, False)


def test_trainer_under_a_condition() -> None:
    made = trainer(condition="Pedagogy", condition_until=LAST)
    assert made.status == "conditional"
    assert [trainers.is_registered(made, on=d) for d in (LAST, LAST + timedelta(days=1))] == [True, False]
    assert list(trainers.ending(until=LAST)) == [made]
    lifted = trainers.lift_condition(trainer=made, cause=filed().cause())
    assert (lifted.status, lifted.condition, lifted.pedagogy_training) == ("registered", "", True)


def test_trainer_removed_and_registered_again() -> None:
    removed = trainers.remove(trainer=trainer(), cause=filed().cause(), reason="The condition was not met.")
    assert (removed.status, trainers.is_registered(removed)) == ("removed", False)
    again = trainer()
    assert (again.entry, again.status, again.reason) == (removed.entry, "registered", "")
    trainers.bar(trainer=again, cause=filed().cause(), reason="A sanction")
    assert trainers.is_barred(identity="cin:03000001") is True


def test_trainer_load_across_providers() -> None:
    made, one, two = trainer(), structure(), structure(rne_id="1496298T", corporate_name_fr="Other", corporate_name_ar="آخر")
    held = {"trainer": made, "starts_on": FIRST, "ends_on": LAST}
    case = filed("PRG-02")
    for _ in range(2):  # once for each case
        trainers.assign(**held, provider=one.provider, homologation=one.homologation, hours_week="12", cause=case.cause())
    session = one.session()
    trainers.assign(
        **held, provider=one.provider, homologation=one.homologation, session=session, hours_week=10, cause=filed().cause()
    )
    trainers.assign(**held, provider=two.provider, hours_week="20.50", cause=filed().cause())
    assert [trainers.load_hours(made, on=d) for d in (OPENED, FIRST)] == [Decimal(0), Decimal("32.50")]
    assert trainers.release(trainer=made, session=session, cause=filed().cause()) == 1
    assert trainers.release(trainer=made, cause=filed().cause()) == 2
    assert trainers.load_hours(made, on=FIRST) == 0
    with pytest.raises(ValueError, match="from what"):
        trainers.release(cause=filed().cause())


def test_trainee_found_again() -> None:
    one = trainee()
    two = trainee(1, last_name_fr="Trabelsi", phone="22123456")
    assert (two.number, two.entry, two.version, two.name_fr) == ("T-0000001", one.entry, 2, "Leïla Trabelsi")
    assert (trainees.of_identity("cin:02000001"), Trainee.objects.current().count()) == (two, 1)


def test_trainee_without_a_document() -> None:
    minor = {**PERSON, "id_type": "none", "cin": "", "birth_date": "2010-04-05"}
    one, two = (trainees.enter_or_find(answers=minor, cause=filed().cause()) for _ in range(2))
    spelt = trainees.enter_or_find(answers={**minor, "last_name_ar": "بنصالح"}, cause=filed().cause())
    assert one.entry == two.entry == spelt.entry
    assert Person.objects.current().get().identity == "birth:2010-04-05:f:ليلي بنصالح"


def test_trainee_units_wishes_and_ends() -> None:
    one = trainees.record_units(trainee=trainee(), units=["U1", "U2"], cause=filed().cause())
    one = trainees.record_units(trainee=one, units=["U2", "U3"], cause=filed().cause())
    one = trainees.record_wishes(trainee=one, wishes=[{"sector": "froid"}], cause=filed().cause())
    assert (one.units, one.wishes) == (["U1", "U2", "U3"], [{"sector": "froid"}])
    assert trainees.leave(trainee=one, cause=filed().cause()).status == "left"
    assert trainees.resume(trainee=one, cause=filed().cause()).status == "active"
    assert trainees.graduate(trainee=one, cause=filed().cause()).status == "graduated"


def test_session_entered() -> None:
    made = structure()
    session = made.session()
    assert (session.number, session.status, session.level) == ("PRG-000001-2026-001", "open", "BTP")
    assert (session.homologation, session.group_max, session.price_tnd) == (made.homologation.entry, 20, Decimal("2400.500"))
    assert list(sessions.running(provider=made.provider, on=FIRST)) == [session]
    assert list(sessions.running(provider=made.provider, on=FIRST - timedelta(days=1))) == []


def test_session_without_homologation_on_the_first_day() -> None:
    made = structure()
    homologations.end(homologation=made.homologation, cause=filed().cause(), on=FIRST)
    with pytest.raises(refusals.NotHomologated):
        made.session()


def test_session_beyond_the_capacity_of_the_site() -> None:
    made = structure()
    for _ in range(2):
        made.session()
    assert sites.free_places(made.site, since=FIRST, until=LAST) == 0
    with pytest.raises(refusals.NoPlaces, match="0"):
        made.session(group_max=1)
    assert made.session(first=date(2027, 9, 1), last=date(2028, 6, 30)).status == "open"


@pytest.mark.parametrize(
    ("verb", "status"), [(sessions.start, "running"), (sessions.close, "closed"), (sessions.cancel, "cancelled")]
)
def test_session_moves(verb: Any, status: str) -> None:
    assert verb(session=structure().session(), cause=filed().cause()).status == status


def test_session_amended_moved_protected() -> None:
    made = structure()
    session = sessions.amend(session=made.session(), facts={"ends_on": "2027-07-15", "status": "closed"}, cause=filed().cause())
    assert (session.ends_on, session.status) == (date(2027, 7, 15), "open")
    other = sites.enter(provider=made.provider, facts={"site_name": "Annexe", "address": "5, rue du Test"}, cause=filed().cause())
    session = sessions.move(session=session, site=other, cause=filed("SAN-02").cause(), protection="Moved at no cost")
    assert (session.site, session.address, session.protection) == (other.entry, "5, rue du Test", "Moved at no cost")
    assert sessions.protect(session=session, protection="Kept", cause=filed().cause()).protection == "Kept"


def test_enrolment_entered() -> None:
    session = structure().session()
    one = enrolled(session)
    assert (one.number, one.status, one.name_fr) == ("ENR-2026-0000001", "active", "Leïla Ben Salah")
    assert (one.starts_on, one.expected_end, one.price_tnd) == (FIRST, LAST, Decimal("2400.500"))
    assert enrolled(session).pk == one.pk
    assert (enrolments.count(session=session), sessions.free_seats(session)) == (1, 19)


def test_enrolment_below_the_entry_level() -> None:
    with pytest.raises(refusals.EntryLevelTooLow):
        enrolled(structure().session(), entry_level="9_base")


def test_enrolment_beyond_the_group() -> None:
    session = structure().session(group_max=1)
    enrolled(session)
    with pytest.raises(refusals.NoPlaces):
        enrolled(session, 2)


def test_enrolment_in_a_cancelled_session() -> None:
    session = sessions.cancel(session=structure().session(), cause=filed().cause())
    with pytest.raises(refusals.SessionOver):
        enrolled(session)


@pytest.mark.parametrize(
    ("one", "other", "is_refused"),
    [
        ([], [], True),
        ([{"day": "mon", "from": "08:00", "to": "12:00"}], [{"day": "mon", "from": "11:00", "to": "13:00"}], True),
        ([{"day": "mon", "from": "08:00", "to": "12:00"}], [{"day": "mon", "from": "18:00", "to": "20:00"}], False),
    ],
)
def test_enrolment_at_the_same_hours(one: list[Any], other: list[Any], is_refused: bool) -> None:
    made = structure()
    enrolled(made.session(timetable=one))
    second = made.session(timetable=other)
    if is_refused:
        with pytest.raises(refusals.EnrolledElsewhere):
            enrolled(second)
    else:
        assert enrolled(second).session == second.entry


def test_enrolment_that_a_counsellor_began() -> None:
    made = structure()
    wish = enrolments.pre_register(trainee=trainee(), wish="Froid", programme=made.programme, cause=filed("PUB-02").cause())
    assert (wish.status, wish.session) == ("pre_registered", None)
    one = enrolled(made.session())
    assert (one.entry, one.version, one.status) == (wish.entry, 2, "active")


def test_enrolments_locked() -> None:
    session = structure().session()
    one, _two = enrolled(session), enrolled(session, 2)
    assert enrolments.lock(session=session, cause=filed().cause()) == 2
    assert enrolments.lock(session=session, cause=filed().cause()) == 0
    with pytest.raises(refusals.Locked):
        enrolments.amend(enrolment=one, facts={"attendance": 90}, cause=filed().cause())
    enrolments.unlock(enrolment=one, cause=filed().cause())
    changed = enrolments.amend(enrolment=one, facts={"attendance": "90.5"}, cause=filed().cause())
    assert changed.attendance == Decimal("90.5")
    validated = sessions.validate_list(session=session, cause=filed().cause())
    assert (validated.head_count, validated.list_validated_on) == (2, OPENED)


def test_enrolment_of_a_foreign_trainee() -> None:
    one = enrolments.authorise_foreign(enrolment=enrolled(structure().session()), number="AUT-7", cause=filed("TRN-02").cause())
    assert (one.is_foreign, one.authorisation_number) == (True, "AUT-7")


def test_enrolment_transferred() -> None:
    made = structure()
    one, elsewhere, case = enrolled(made.session()), made.session(), filed("TRN-03")
    new = enrolments.transfer(enrolment=one, session=elsewhere, cause=case.cause(LAST), reason="moving")
    old = enrolments.get(one)
    assert (old.status, old.moved_to, old.exit_on, old.exit_reason) == ("transferred", new.entry, LAST, "moving")
    assert (new.session, new.status, new.starts_on) == (elsewhere.entry, "active", LAST)
    assert enrolments.transfer(enrolment=one, session=elsewhere, cause=case.cause(LAST), reason="moving").pk == new.pk


def test_enrolment_left() -> None:
    made = structure()
    session = made.session()
    one = enrolments.leave(enrolment=enrolled(session), cause=filed("TRN-03").cause(), reason="health", refund_tnd="100.000")
    assert (one.status, one.exit_reason, one.refund_tnd) == ("left", "health", Decimal("100.000"))
    assert (enrolments.count(session=session), enrolments.unsettled(provider=made.provider)) == (0, 0)
    enrolled(session, 2)
    assert enrolments.unsettled(provider=made.provider) == 1
    assert enrolments.certify_hours(enrolment=one, hours=120, cause=filed().cause()).certified_hours == 120


def examined(made: Structure) -> tuple[Any, Enrolment, Enrolment]:
    """An examination of a session with a graduate and one who was absent."""
    session = made.session()
    one, two, case = enrolled(session), enrolled(session, 2), filed("TRN-04")
    exam = examinations.enter(facts={"exam_type": "mixed"}, cause=case.cause(), region="TN-31", session=session)
    exam = examinations.appoint_jury(examination=exam, jury=[{"name": "A. Essai", "role": "president"}], cause=case.cause())
    lines = [{"enrolment": one}, {"enrolment": two, "excluded": ""}]
    exam = examinations.lock_candidates(examination=exam, candidates=lines, cause=case.cause())
    exam = examinations.hold(examination=exam, cause=case.cause(), minutes_number="PV-1")
    results = [{"enrolment": one, "result": "graduated", "mention": "good"}, {"enrolment": two, "result": "absent"}]
    exam = examinations.publish(examination=exam, results=results, cause=filed("TRN-05").cause())
    return exam, one, two


def test_examination_from_jury_to_results() -> None:
    made = structure()
    exam, one, two = examined(made)
    assert (exam.number, exam.status, exam.minutes_number) == ("EX-31-2026-0001", "published", "PV-1")
    assert [enrolments.get(e).result for e in (one, two)] == ["presented", "presented"]
    assert examinations.success_rate(exam) == 100.0
    exam = examinations.validate(examination=exam, cause=filed("TRN-05").cause(LAST))
    told = [(e.status, e.result) for e in map(enrolments.get, (one, two))]
    assert told == [("graduated", "graduated"), ("active", "absent")]
    assert sessions.get(exam.session).results_validated_on == LAST


def test_examination_incidents_dates_and_claims() -> None:
    exam, _one, _two = examined(structure())
    incident = {"time": "09:10", "facts": "A telephone rang."}
    for _ in range(2):
        exam = examinations.record_incident(examination=exam, incident=incident, cause=filed().cause())
    assert exam.incidents == [incident]
    exam = examinations.reopen(examination=exam, cause=filed().cause())
    assert (exam.status, exam.results, exam.published_on) == ("held", [], None)
    assert examinations.success_rate(exam) is None
    exam = examinations.reschedule(examination=exam, exam_dates=[], starts_on=LAST, ends_on=LAST, cause=filed().cause())
    exam = examinations.cancel(examination=exam, cause=filed().cause(), reason="No day")
    assert (exam.status, list(examinations.of_session(exam.session))) == ("cancelled", [])


def test_examination_excludes_a_candidate() -> None:
    session = structure().session()
    one, case = enrolled(session), filed("TRN-04")
    exam = examinations.enter(facts={}, cause=case.cause(), region="TN-31", session=session)
    lines = [{"enrolment": one, "excluded": "Absent for more than a fifth"}]
    examinations.lock_candidates(examination=exam, candidates=lines, cause=case.cause())
    now = enrolments.get(one)
    assert (now.result, now.exit_reason) == ("excluded", "Absent for more than a fifth")


def diploma() -> Any:
    exam, one, _two = examined(structure())
    examinations.validate(examination=exam, cause=filed("TRN-05").cause())
    told = {"mention": "good", "signatory": "The minister"}
    return certificates.enter_diploma(
        enrolment=one, examination=exam, cause=filed("TRN-05").cause(LAST), region="TN-31", facts=told
    )


def test_diploma_of_a_graduate() -> None:
    made = diploma()
    assert (made.number[:18], made.kind, made.title) == ("2027-BTP-31-000001", "diploma", "Technicien en froid")
    assert (made.holder_fr, made.mention, made.issued_on) == ("Leïla Ben Salah", "good", LAST)
    assert certificates.matching(number=made.number, holder="Leila Bensalah", title="Technicien en Froid") == made
    assert certificates.matching(number=made.number, holder="Somebody else") is None
    assert list(certificates.duplicates(person=made.person, title=made.title, level="BTP")) == [made]


def test_diploma_before_the_results_are_validated() -> None:
    exam, one, two = examined(structure())
    for validate, who in ((False, one), (True, two)):
        if validate:
            exam = examinations.validate(examination=exam, cause=filed().cause())
        with pytest.raises(refusals.NotValidated):
            certificates.enter_diploma(enrolment=who, examination=exam, cause=filed().cause(), region="TN-31")


def test_certificates_of_other_kinds() -> None:
    made = structure()
    one = enrolled(made.session())
    person = persons.enter_or_find(answers=PERSON, cause=filed().cause())
    told = {"title": "Attestation", "hours": "120", "own_number": "A-77", "level": "BTP"}
    visa = certificates.enter_attestation(enrolment=one, facts=told, cause=filed("EQV-04").cause(), region="TN-31")
    assert (visa.kind, visa.level, visa.hours, visa.number[:12]) == ("attestation", "", 120, "2026-ATT-31-")
    assert certificates.find(number="A-77") == visa
    told = {"title": "CFP", "level": "CAP"}
    case = filed("EQV-02")
    classed = [certificates.enter_classified(person=person, facts=told, cause=case.cause(), region="") for _ in range(2)]
    assert (classed[0].pk, classed[0].number[:12]) == (classed[1].pk, "2026-CAP-00-")
    exam = examinations.enter(facts={"exam_type": "experience"}, cause=filed("EQV-06").cause(), region="TN-11")
    vae = certificates.enter_experience(
        person=person, examination=exam, facts=told, cause=filed("EQV-06").cause(), region="TN-11"
    )
    assert (vae.kind, vae.examination) == ("experience", exam.entry)
    assert certificates.take_custody(provider=made.provider, keeper="The ministry", cause=filed("LIC-06").cause()) == 1
    assert certificates.get(visa).custody == "The ministry"


def test_certificate_rectified_and_annulled() -> None:
    made, case = diploma(), filed("EQV-05")
    for _ in range(2):
        new = certificates.rectify(certificate=made, facts={"holder_fr": "Leïla Salah"}, cause=case.cause(LAST), region="TN-31")
    old = certificates.get(made)
    assert (old.status, old.replaced_by, new.replaces, new.holder_fr) == ("replaced", new.number, made.number, "Leïla Salah")
    assert new.number != made.number
    void = certificates.annul(certificate=new, reason="Fraud", cause=filed("TRN-05").cause(LAST))
    assert (void.status, void.void_reason, void.number) == ("void", "Fraud", new.number)
    for act in (certificates.rectify, certificates.count_duplicate):
        with pytest.raises(refusals.NotInForce):
            act(certificate=void, cause=filed().cause(), **({"facts": {}, "region": ""} if act is certificates.rectify else {}))


def test_certificate_duplicates_and_verifications() -> None:
    made = diploma()
    assert certificates.count_duplicate(certificate=made, cause=filed("EQV-05").cause(LAST), copies=2).copies == 2
    case = filed("EQV-03")
    for _ in range(2):
        told = certificates.record_verification(number=made.number.lower(), result="authentic", cause=case.cause())
    certificates.record_verification(number="2020-BTS-11-000009-X", result="not_authentic", cause=filed("EQV-03").cause())
    assert (told.certificate, certificates.count_verifications(made)) == (made.entry, 1)


def test_certificate_delivered() -> None:
    made, case = diploma(), filed("TRN-05")
    one = deliveries.prepare(cause=case.cause(), certificate=made, channel="post")
    one = deliveries.send_back(delivery=one, cause=case.cause(), proof="Unknown at this address")
    one = deliveries.deliver(delivery=one, channel="counter", cause=case.cause(LAST), proof="Book, line 7")
    assert (one.number, one.status, one.act_number) == ("DLV-2026-000001", "delivered", made.number)
    assert (one.recipient_fr, one.channel, one.delivered_on) == ("Leïla Ben Salah", "counter", LAST)
    assert list(deliveries.of_certificate(made)) == list(deliveries.of_case(case.id)) == [one]
    assert providers.is_active(certificates.get(made).provider) is True
