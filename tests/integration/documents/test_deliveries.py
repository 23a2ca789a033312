"""Deliveries: who may record them, each way, several attempts, the first reliable proof, corrections, and what the registers say."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import DeclaredInterest, User
from accounts.roles import POSTED_ROLES, Role
from documents import (
    deliveries,
    deliveries_displays,
    deliveries_due,
    deliveries_entered,
    deliveries_reminders,
    deliveries_slip,
    deliveries_told,
    downloads,
    jobs,
    views_delivery,
)
from documents.catalogue import DOCUMENT_TYPES
from documents.catalogue.equivalence import EQUIVALENCE_DECISION
from documents.catalogue.intake import INADMISSIBILITY, RECEIPT
from documents.deliveries import DeliveryRefused, Receiver
from documents.deliveries_forms import steps_of
from documents.erasure import erase_deliveries
from documents.models import DeliveryAttempt, Document
from documents.rendering.failures import RenderingUnavailable
from forms.models import Attachment
from registers import decisions
from registers import deliveries as register
from registers.entries import Cause
from registers.models import Decision, Delivery
from tests.corpus.sample import pdf
from tests.integration.documents.conftest import actor, ordered, printed
from workflow import scans
from workflow.models import Case, Event, OutboxRow
from workflow.refusals import DutiesConflict, NotEntitled

pytestmark = pytest.mark.django_db
MakeCase, MakePerson = Callable[..., Case], Callable[..., User]
Channel, Status = DeliveryAttempt.Channel, DeliveryAttempt.Status
RECEIVER = Receiver("Yasmine Exemple", "cin", "01234567")
HERE = "TN-81"


@dataclass
class Gate:
    """Stands for the gate, which has tests of its own: each scan it keeps has another fingerprint."""

    kept: int = 0

    def keep(self, scan: Any, *, case: Case, name: str, by: User) -> Any:
        self.kept += 1
        return SimpleNamespace(pk=uuid4(), sha256=f"{self.kept:064d}")


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    found = Gate()
    monkeypatch.setattr(scans, "keep", found.keep)
    return found


@pytest.fixture(autouse=True)
def _renderer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "render_contained", lambda html, **told: b"%PDF-1.7 a letter")


@pytest.fixture
def case(make_case: MakeCase) -> Case:
    return make_case(stage="approved")


@pytest.fixture
def desk(person: MakePerson) -> User:
    return person(Role.FRONT_DESK, region=HERE)


def issued(case: Case, person: MakePerson, *, days_ago: int = 0, kind: Any = EQUIVALENCE_DECISION) -> Document:
    told = ordered(kind, case, actor(person(), Role.MINISTER_SIGNATORY))
    for document in Document.objects.filter(act=told["act"]):
        printed(document)
    if days_ago:
        Document.objects.filter(act=told["act"]).update(issued_at=timezone.now() - timedelta(days=days_ago))
    return Document.objects.get(act=told["act"], is_reference=True)


@pytest.fixture
def document(case: Case, person: MakePerson) -> Document:
    return issued(case, person, days_ago=30)


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def read(document: Document, by: User | None = None) -> None:
    document.refresh_from_db()
    downloads.note_reading(document, by=by or document.case.applicant, role=Role.APPLICANT)


def by_post(document: Document, desk: User, *, posted: int = 20, delivered: int | None = None) -> DeliveryAttempt:
    case = document.case
    slip = deliveries.prepare(case=case, act=document.act, channel="post", by=desk)
    slip = deliveries.post(case=case, slip=slip, tracking="RR123456789TN", on=ago(posted), by=desk)
    if delivered is None:
        return slip
    return deliveries.deliver(case=case, slip=slip, on=ago(delivered), scan=object(), by=desk)


def by_hand(document: Document, desk: User, *, on: int) -> DeliveryAttempt:
    slip = deliveries.prepare(case=document.case, act=document.act, channel="counter", by=desk)
    return deliveries.deliver(case=document.case, slip=slip, on=ago(on), scan=object(), by=desk, receiver=RECEIVER)


def proof_of(document: Document) -> DeliveryAttempt | None:
    return deliveries_entered.first_proof(deliveries_entered.attempts_of([document.act])[document.act])


def entry(document: Document) -> Delivery:
    return Delivery.objects.current().get(act_number=document.number)


def kinds(case: Case) -> list[str]:
    told = Event.objects.filter(stream=f"document:{case.pk}", kind__startswith="delivery.")
    return list(told.order_by("seq").values_list("kind", flat=True))


# Who ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", sorted(POSTED_ROLES))
def test_only_the_desk_and_the_registry_record(document: Document, person: MakePerson, role: str) -> None:
    user = person(role, region=HERE, committee="equivalence" if role.startswith("committee") else "")
    if role in (Role.FRONT_DESK, Role.REGISTRAR):
        assert deliveries.prepare(case=document.case, act=document.act, channel="post", by=user).status == Status.PREPARED
        return
    with pytest.raises(NotEntitled):
        deliveries.prepare(case=document.case, act=document.act, channel="post", by=user)
    assert Event.objects.filter(kind="refusal", stream=f"refusal:{document.case.pk}").count() == 1


def test_desk_of_another_region_and_administrator_are_refused(document: Document, person: MakePerson) -> None:
    admin = person(Role.ADMINISTRATOR)
    admin.postings.create(role=Role.REGISTRAR, since=date(2020, 1, 1))
    for user in (person(Role.FRONT_DESK, region="TN-11"), admin):
        with pytest.raises(NotEntitled):
            deliveries.prepare(case=document.case, act=document.act, channel="post", by=user)


def test_nobody_records_their_own(document: Document, person: MakePerson) -> None:
    applicant = document.case.applicant
    applicant.postings.create(role=Role.FRONT_DESK, region=HERE, since=date(2020, 1, 1))
    same_card, tied = (person(Role.REGISTRAR, identity=i) for i in ("cin:01234567", "cin:07654321"))
    DeclaredInterest.objects.create(user=tied, identity="cin:01234567", tie="family")
    for user in (applicant, same_card, tied):
        with pytest.raises(DutiesConflict) as refusal:
            deliveries.prepare(case=document.case, act=document.act, channel="counter", by=user)
        assert refusal.value.rule == "SD-19"
    assert DeliveryAttempt.objects.count() == 0


# Each way ----------------------------------------------------------------------------------------------------------


def test_reading_on_the_platform_notifies_once(document: Document) -> None:
    read(document)
    read(document)
    one = DeliveryAttempt.objects.get()
    line = Event.objects.get(pk=Event.objects.filter(kind="reading.document").order_by("pk").first().pk)
    assert (one.channel, one.status, one.settled_on) == ("platform", "delivered", timezone.localdate())
    assert one.proof_sha256 == bytes(line.entry_hash).hex()
    told = entry(document)
    assert (told.status, told.channel, told.delivered_on) == ("delivered", "digital", timezone.localdate())
    assert kinds(document.case) == ["delivery.read"]


def test_reading_the_other_language_notifies_the_act(document: Document) -> None:
    other = Document.objects.exclude(pk=document.pk).get(act=document.act)
    read(other)
    assert proof_of(document) == DeliveryAttempt.objects.get()


def test_reading_by_an_officer_or_of_a_receipt_notifies_nothing(document: Document, desk: User, person: MakePerson) -> None:
    downloads.note_reading(document, by=desk, role=Role.FRONT_DESK)
    read(issued(document.case, person, kind=RECEIPT))
    assert DeliveryAttempt.objects.count() == 0


def test_registered_post_is_proved_by_the_signed_acknowledgement(document: Document, desk: User, gate: Gate) -> None:
    by_post(document, desk, posted=20, delivered=15)
    one = DeliveryAttempt.objects.get()
    assert (one.status, one.tracking, one.posted_on, one.settled_on) == ("delivered", "RR123456789TN", ago(20), ago(15))
    assert one.proof_sha256 == f"{1:064d}"
    assert (entry(document).channel, entry(document).proof, entry(document).delivered_on) == ("post", "RR123456789TN", ago(15))
    assert one.slip == f"{entry(document).number}/1"
    assert kinds(document.case) == ["delivery.prepared", "delivery.posted", "delivery.delivered"]


def test_counter_keeps_who_signed_and_with_which_paper(document: Document, desk: User, gate: Gate) -> None:
    by_hand(document, desk, on=3)
    one = DeliveryAttempt.objects.get()
    assert (one.received_by, one.identity_kind, one.identity_number) == ("Yasmine Exemple", "cin", "01234567")
    assert (entry(document).channel, entry(document).collected_by, entry(document).proof) == (
        "counter",
        one.received_by,
        one.slip,
    )
    said = str([e.payload.body for e in Event.objects.filter(stream=f"document:{document.case_id}").select_related("payload")])
    assert (one.slip in said, "Yasmine" in said, "01234567" in said) == (True, False, False)


@pytest.mark.parametrize(
    "receiver", [None, Receiver("", "cin", "01234567"), Receiver("Yasmine", "", "01"), Receiver("Yasmine", "cin", " ")]
)
def test_counter_without_identity_is_refused(document: Document, desk: User, gate: Gate, receiver: Receiver | None) -> None:
    slip = deliveries.prepare(case=document.case, act=document.act, channel="counter", by=desk)
    with pytest.raises(DeliveryRefused):
        deliveries.deliver(case=document.case, slip=slip, on=ago(0), scan=object(), by=desk, receiver=receiver)
    assert (DeliveryAttempt.objects.get().status, gate.kept) == ("prepared", 0)


def test_delivery_without_scan_is_refused_and_the_database_agrees(document: Document, desk: User) -> None:
    slip = by_post(document, desk)
    with pytest.raises(DeliveryRefused) as refusal:
        deliveries.deliver(case=document.case, slip=slip, on=ago(1), scan=None, by=desk)
    assert refusal.value.field == "scan"
    with pytest.raises(IntegrityError), transaction.atomic():
        DeliveryAttempt.objects.update(status="delivered", settled_on=ago(1))


def test_days_that_cannot_be_are_refused(document: Document, desk: User, gate: Gate) -> None:
    slip = by_post(document, desk, posted=5)
    for on in (ago(-1), ago(6)):
        with pytest.raises(DeliveryRefused) as refusal:
            deliveries.deliver(case=document.case, slip=slip, on=on, scan=object(), by=desk)
        assert refusal.value.field == "on"
    assert proof_of(document) is None


def test_steps_out_of_order_are_refused(document: Document, desk: User, gate: Gate) -> None:
    slip = deliveries.prepare(case=document.case, act=document.act, channel="post", by=desk)
    case = document.case
    with pytest.raises(DeliveryRefused):
        deliveries.deliver(case=case, slip=slip, on=ago(0), scan=object(), by=desk)
    with pytest.raises(DeliveryRefused):
        deliveries.send_back(case=case, slip=slip, on=ago(0), note="Inconnu", scan=object(), by=desk)
    with pytest.raises(DeliveryRefused):
        deliveries.post(case=case, slip=slip, tracking="12", on=ago(0), by=desk)
    with pytest.raises(DeliveryRefused):
        deliveries.prepare(case=case, act=document.act, channel="post", by=desk)
    with pytest.raises(DeliveryRefused):
        deliveries.prepare(case=case, act=document.act, channel="platform", by=desk)
    assert DeliveryAttempt.objects.get().status == "prepared"


def test_document_that_is_no_decision_is_not_delivered(case: Case, desk: User, person: MakePerson) -> None:
    receipt = issued(case, person, kind=RECEIPT)
    with pytest.raises(DeliveryRefused):
        deliveries.prepare(case=case, act=receipt.act, channel="post", by=desk)
    assert deliveries.of_act(receipt.act) is None


def test_what_is_delivered_follows_from_what_a_document_is() -> None:
    assert EQUIVALENCE_DECISION.needs_delivery and INADMISSIBILITY.needs_delivery and not RECEIPT.needs_delivery
    assert all(kind.needs_delivery for kind in DOCUMENT_TYPES.values() if getattr(kind, "is_decision", False))


# Several attempts --------------------------------------------------------------------------------------------------


def test_returned_letter_proves_nothing_and_another_way_follows(document: Document, desk: User, gate: Gate) -> None:
    slip = by_post(document, desk, posted=25)
    deliveries.send_back(case=document.case, slip=slip, on=ago(20), note="Non réclamé", scan=object(), by=desk)
    assert (proof_of(document), entry(document).status) == (None, "returned")
    assert deliveries_told.acts_of(document.case)[0]["waits_at_counter_until"] == ago(20) + timedelta(days=30)
    second = by_hand(document, desk, on=10)
    assert second.slip == f"{entry(document).number}/2"
    assert (proof_of(document), entry(document).status, entry(document).channel) == (second, "delivered", "counter")


def test_first_reliable_proof_wins_whenever_it_is_recorded(document: Document, desk: User, gate: Gate) -> None:
    slip = by_post(document, desk, posted=20)
    read(document)
    assert proof_of(document).channel == "platform"
    letter = deliveries.deliver(case=document.case, slip=slip, on=ago(15), scan=object(), by=desk)
    assert proof_of(document) == letter
    assert (entry(document).channel, entry(document).delivered_on) == ("post", ago(15))
    by_hand(document, desk, on=2)
    assert (proof_of(document), entry(document).delivered_on) == (letter, ago(15))


def test_register_of_decisions_is_told_of_the_notification(document: Document, desk: User, gate: Gate) -> None:
    case = document.case
    cause = Cause(case.pk, case.number or "", case.stream, ago(30))
    decisions.enter(procedure="EQV-01", outcome="granted", cause=cause)
    decisions.write_number(case_id=case.pk, number=document.number)
    slip = by_post(document, desk, posted=20)
    read(document)
    found = decisions.of_case(case.pk)
    assert (found.status, found.channel, found.notified_on) == ("notified", "platform", ago(0))
    letter = deliveries.deliver(case=case, slip=slip, on=ago(15), scan=object(), by=desk)
    until = deliveries_entered.appeal_period(letter).until
    found = decisions.of_case(case.pk)
    assert (found.channel, found.notified_on, found.appeal_until) == ("post", ago(15), until)
    assert decisions.stay(decision=found, cause=cause).status == Decision.Status.STAYED
    by_hand(document, desk, on=18)
    assert decisions.of_case(case.pk).status == Decision.Status.STAYED


# Corrections -------------------------------------------------------------------------------------------------------


def test_correction_is_a_new_entry_and_the_former_counts_no_more(document: Document, desk: User, gate: Gate) -> None:
    former = by_hand(document, desk, on=5)
    told: dict[str, Any] = {"case": document.case, "slip": former, "by": desk}
    with pytest.raises(DeliveryRefused):
        deliveries.correct(**told, status="delivered", on=ago(7), reason="court")
    new = deliveries.correct(**told, status="delivered", on=ago(7), reason="Le jour était mal écrit.")
    former.refresh_from_db()
    assert (former.settled_on, new.settled_on, new.corrects, new.slip) == (ago(5), ago(7), former, former.slip)
    assert new.proof_sha256 == former.proof_sha256
    assert (proof_of(document), entry(document).delivered_on) == (new, ago(7))
    with pytest.raises(DeliveryRefused):
        deliveries.correct(**told, status="abandoned", reason="Encore une fois, non.")
    assert kinds(document.case)[-1] == "delivery.corrected"


def test_correction_that_leaves_no_proof_takes_the_notification_back(document: Document, desk: User, gate: Gate) -> None:
    case = document.case
    cause = Cause(case.pk, case.number or "", case.stream, ago(30))
    decisions.enter(procedure="EQV-01", outcome="granted", cause=cause)
    decisions.write_number(case_id=case.pk, number=document.number)
    former = by_hand(document, desk, on=5)
    assert decisions.of_case(case.pk).status == "notified"
    deliveries.correct(case=case, slip=former, status="abandoned", reason="Signé par une autre personne.", by=desk)
    found = decisions.of_case(case.pk)
    assert (proof_of(document), found.status, found.notified_on, found.appeal_until) == (None, "signed", None, None)
    assert (entry(document).status, entry(document).delivered_on) == ("pending", None)


def test_platform_proof_is_not_corrected_by_hand(document: Document, desk: User) -> None:
    read(document)
    with pytest.raises(DeliveryRefused):
        deliveries.correct(
            case=document.case, slip=DeliveryAttempt.objects.get(), status="abandoned", reason="Pas lu vraiment", by=desk
        )  # fmt: skip


# Work list and reminders -------------------------------------------------------------------------------------------


def lists(user: User) -> dict[str, list[str]]:
    return {
        name: [d.number for d in deliveries_due.for_deliverer(deliveries_due.waiting(name), user)]
        for name in deliveries_due.LISTS
    }


def test_unread_decision_enters_the_list_of_its_region(make_case: MakeCase, person: MakePerson, desk: User) -> None:
    old, fresh = issued(make_case("approved"), person, days_ago=11), issued(make_case("approved"), person, days_ago=9)
    away = issued(make_case("approved", region="TN-11"), person, days_ago=11)
    assert lists(desk) == {"to_post": [old.number], "under_way": [], "recent": [fresh.number]}
    assert lists(person(Role.REGISTRAR))["to_post"] == sorted([old.number, away.number])
    assert lists(person(Role.CENTRAL_OFFICER)) == {"to_post": [], "under_way": [], "recent": []}
    by_post(old, desk, posted=1)
    assert lists(desk) == {"to_post": [], "under_way": [old.number], "recent": [fresh.number]}
    read(old)
    read(fresh)
    assert lists(desk) == {"to_post": [], "under_way": [], "recent": []}


def test_decision_that_nobody_can_read_here_is_posted_at_once(make_case: MakeCase, person: MakePerson, desk: User) -> None:
    case = make_case("approved")
    document = issued(case, person)
    Case.objects.filter(pk=case.pk).update(applicant=None)
    assert lists(desk)["to_post"] == [document.number]


def test_returned_letter_comes_back_to_the_list(document: Document, desk: User, gate: Gate) -> None:
    Document.objects.filter(act=document.act).update(issued_at=timezone.now() - timedelta(days=5))
    slip = by_post(document, desk, posted=4)
    deliveries.send_back(case=document.case, slip=slip, on=ago(1), note="Inconnu", scan=object(), by=desk)
    assert lists(desk)["to_post"] == [document.number]


def test_reminders_are_sent_once_to_the_person_then_to_the_desk(make_case: MakeCase, person: MakePerson, desk: User) -> None:
    waits, due = issued(make_case("approved"), person, days_ago=5), issued(make_case("approved"), person, days_ago=12)
    issued(make_case("approved"), person, days_ago=1)
    for _time in range(2):
        deliveries_reminders.remind(on=timezone.localdate())
    rows = OutboxRow.objects.filter(topic__in=("mail.unread", "mail.to_post")).order_by("topic")
    assert [(r.topic, r.payload["document"]) for r in rows] == [("mail.to_post", str(due.pk)), ("mail.unread", str(waits.pk))]
    for row in rows:
        {"mail.unread": deliveries_reminders.mail_unread, "mail.to_post": deliveries_reminders.mail_to_post}[row.topic](row)
    assert [m.to for m in mail.outbox] == [[desk.email], [waits.case.applicant.email]]
    assert [waits.number in m.body or due.number in m.body for m in mail.outbox] == [True, True]
    assert kinds(waits.case) == kinds(due.case) == ["delivery.reminder"]


def test_letters_of_a_batch_are_told_to_the_desk_in_one_message(make_case: MakeCase, person: MakePerson, desk: User) -> None:
    case = make_case("approved")
    letters = [issued(case, person, days_ago=12) for _one in range(3)]
    deliveries_reminders.remind(on=timezone.localdate())
    row = OutboxRow.objects.get(topic="mail.to_post")
    deliveries_reminders.mail_to_post(row)
    (message,) = mail.outbox
    assert (message.to, [one.number in message.body for one in letters]) == ([desk.email], [True] * 3)
    assert message.body.count(reverse("documents:deliveries") + "\n") == 1


def test_reminder_of_what_was_opened_meanwhile_is_not_sent(document: Document) -> None:
    row = OutboxRow(topic="mail.unread", key="x", payload={"document": str(document.pk)})
    read(document)
    deliveries_reminders.mail_unread(row)
    assert mail.outbox == []


# What nobody took is displayed ---------------------------------------------------------------------------------------

PLACE = "Siège de la direction régionale"


def returned(document: Document, desk: User, *, on: int = 20) -> DeliveryAttempt:
    letter = by_post(document, desk, posted=25)
    return deliveries.send_back(
        case=document.case, slip=letter, on=ago(on), note="Non réclamé", scan=object(), by=desk
    )  # fmt: skip


def displayed(document: Document, desk: User, letter: DeliveryAttempt, *, since: int = 0, place: str = PLACE) -> DeliveryAttempt:
    return deliveries_displays.display(
        case=document.case, letter=letter, place=place, on=ago(since), scan=object(), by=desk
    )  # fmt: skip


def days_later(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def test_display_notifies_after_its_days_and_opens_the_appeal(document: Document, desk: User, gate: Gate, clock: Any) -> None:
    case = document.case
    cause = Cause(case.pk, case.number or "", case.stream, ago(30))
    decisions.enter(procedure="EQV-01", outcome="granted", cause=cause)
    decisions.write_number(case_id=case.pk, number=document.number)
    display = displayed(document, desk, returned(document, desk))
    over = days_later(30)
    deliveries_displays.settle(on=over - timedelta(days=1))
    assert DeliveryAttempt.objects.get(pk=display.pk).status == "displayed"
    clock.shift(timedelta(days=30))
    for _time in range(2):
        deliveries_displays.settle(on=over)
    display.refresh_from_db()
    kept, decision = entry(document), decisions.of_case(case.pk)
    assert (display.status, display.settled_on, kept.status, kept.channel, kept.delivered_on) == (
        "delivered", over, "delivered", "display", over,
    )  # fmt: skip
    assert (decision.notified_on, decision.appeal_until) == (over, deliveries_entered.appeal_period(display).until)
    assert kinds(document.case)[-2:] == ["delivery.displayed", "delivery.display_over"]


def test_display_waits_until_the_letter_came_back_or_its_time_at_the_counter_is_over(
    document: Document, desk: User, gate: Gate, clock: Any
) -> None:
    letter = by_post(document, desk, posted=20)
    with pytest.raises(DeliveryRefused):
        displayed(document, desk, letter)
    clock.shift(timedelta(days=10))
    assert displayed(document, desk, letter).status == "displayed"


def test_display_is_refused_with_the_question_that_it_answers(document: Document, desk: User, gate: Gate) -> None:
    letter = returned(document, desk, on=10)
    fields = []
    for told in ({"since": 11}, {"since": -1}, {"place": " "}):
        with pytest.raises(DeliveryRefused) as refused:
            displayed(document, desk, letter, **told)
        fields.append(refused.value.field)
    displayed(document, desk, letter)
    with pytest.raises(DeliveryRefused):
        displayed(document, desk, letter)
    assert fields == ["on", "on", "place"]


def test_what_was_opened_meanwhile_keeps_its_earlier_proof(document: Document, desk: User, gate: Gate, clock: Any) -> None:
    displayed(document, desk, returned(document, desk))
    read(document)
    read_on = timezone.localdate()
    clock.shift(timedelta(days=30))
    deliveries_displays.settle(on=timezone.localdate())
    proof = proof_of(document)
    assert proof is not None
    assert (proof.channel, proof.settled_on) == ("platform", read_on)


def test_display_that_did_not_take_place_counts_no_more(document: Document, desk: User, gate: Gate, clock: Any) -> None:
    display = displayed(document, desk, returned(document, desk))
    assert list(steps_of(display)) == ["correct"]
    attempts = deliveries_entered.attempts_of([document.act])[document.act]
    offered = [[step["url"].split("/")[-2] for step in row["steps"]] for row in deliveries_told.rows(attempts)]
    assert offered == [["correct"], ["correct"]]
    deliveries.correct(case=document.case, slip=display, status="abandoned", reason="Affiché ailleurs.", by=desk)
    clock.shift(timedelta(days=40))
    deliveries_displays.settle(on=timezone.localdate())
    assert (proof_of(document), lists(desk)["to_post"]) == (None, [document.number])


def test_withdrawn_document_is_not_notified_by_display(document: Document, desk: User, gate: Gate, clock: Any) -> None:
    display = displayed(document, desk, returned(document, desk))
    Document.objects.filter(act=document.act).update(status=Document.Status.WITHDRAWN)
    clock.shift(timedelta(days=30))
    deliveries_displays.settle(on=timezone.localdate())
    display.refresh_from_db()
    assert display.status == "abandoned"


def test_desk_is_reminded_once_of_what_is_to_be_displayed(document: Document, desk: User, gate: Gate) -> None:
    returned(document, desk, on=20)
    deliveries_reminders.remind(on=days_later(9))
    topic = OutboxRow.objects.filter(topic="mail.to_display")
    before = topic.count()
    for _time in range(2):
        deliveries_reminders.remind(on=days_later(10))
    deliveries_reminders.mail_to_display(topic.get())
    assert (before, [m.to for m in mail.outbox], document.number in mail.outbox[0].body) == (0, [[desk.email]], True)


def test_display_is_recorded_on_the_screens_and_told_to_the_person(
    document: Document, desk: User, gate: Gate, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    letter = returned(document, desk)
    url = reverse("documents:delivery_step", args=[letter.pk, "display"])
    client = client_of(desk)
    assert client.get(url).status_code == 200
    scan = SimpleUploadedFile("scan.pdf", pdf(), "application/pdf")
    answer = client.post(url, {"place": PLACE, "on": ago(3).isoformat(), "scan": scan})
    assert answer.status_code == 302
    User.objects.filter(pk=document.case.applicant_id).update(language="en")
    page = client.get(reverse("documents:delivery", args=[document.act]), HTTP_ACCEPT_LANGUAGE="en").content.decode()
    told = client_of(document.case.applicant).get(reverse("workflow:case", args=[document.case_id]), HTTP_ACCEPT_LANGUAGE="en")
    assert (PLACE in page, "It counts as notified on" in page, PLACE in told.content.decode()) == (True, True, True)
    assert "even if you have not read it" in told.content.decode()


# Screens -----------------------------------------------------------------------------------------------------------


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_whole_way_over_http_with_a_real_scan(document: Document, desk: User, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    client, act = client_of(desk), document.act
    assert document.number in client.get(reverse("documents:deliveries")).content.decode()
    assert client.post(reverse("documents:prepare_delivery", args=[act, "counter"])).status_code == 302
    slip = DeliveryAttempt.objects.get()
    url = reverse("documents:delivery_step", args=[slip.pk, "delivered"])
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    told = {
        "received_by": "Yasmine Exemple", "identity_kind": "cin", "identity_number": "01234567", "on": ago(1).isoformat(),
    }  # fmt: skip
    hostile = SimpleUploadedFile("scan.pdf", b"MZ not a paper", "application/pdf")
    assert client.post(url, {**told, "scan": hostile}).status_code == 422
    scan = SimpleUploadedFile("scan.pdf", pdf(), "application/pdf")
    assert client.post(url, {**told, "scan": scan}).status_code == 302
    slip.refresh_from_db()
    kept = Attachment.objects.get()
    assert (slip.status, slip.scan, slip.proof_sha256) == ("delivered", kept.pk, kept.sha256)
    assert (kept.is_internal, kept.requirement) == (True, "delivery_proof")
    page = client.get(reverse("documents:delivery", args=[act])).content.decode()
    assert (slip.slip in page, kept.sha256 in page) == (True, True)
    assert client_of(document.case.applicant).get(reverse("forms:attachment", args=[kept.pk])).status_code == 404


def test_late_day_is_refused_beside_its_field(document: Document, desk: User) -> None:
    slip = deliveries.prepare(case=document.case, act=document.act, channel="post", by=desk)
    url = reverse("documents:delivery_step", args=[slip.pk, "posted"])
    response = client_of(desk).post(url, {"tracking": "RR123456789TN", "on": ago(-3).isoformat()})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["on"])


def test_own_document_is_seen_and_not_recorded(document: Document, person: MakePerson) -> None:
    tied = person(Role.REGISTRAR, identity="cin:01234567")
    client = client_of(tied)
    assert client.get(reverse("documents:delivery", args=[document.act])).context["refusal"] != ""
    assert client.post(reverse("documents:prepare_delivery", args=[document.act, "post"])).status_code == 403
    assert client_of(document.case.applicant).get(reverse("documents:delivery", args=[document.act])).status_code == 404


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_person_reads_from_when_and_until_when(document: Document, desk: User, gate: Gate, language: str) -> None:
    client = client_of(document.case.applicant)
    url = reverse("workflow:case", args=[document.case_id])
    headers = {"HTTP_ACCEPT_LANGUAGE": language}
    User.objects.filter(pk=document.case.applicant_id).update(language=language)
    before = client.get(url, **headers).content.decode()
    letter = by_post(document, desk, posted=20, delivered=15)
    after = client.get(url, **headers).content.decode()
    until = deliveries_entered.appeal_period(letter).until
    assert (f'datetime="{until.isoformat()}"' in before, f'datetime="{until.isoformat()}"' in after) == (False, True)
    assert f'datetime="{ago(15).isoformat()}"' in after
    assert "<ol>" in after[after.index("notification-title") :]


def test_officer_reads_attempts_on_the_tab_of_documents(document: Document, desk: User, gate: Gate) -> None:
    slip = by_post(document, desk, posted=20, delivered=15)
    page = client_of(desk).get(reverse("workflow:case", args=[document.case_id]) + "?tab=documents").content.decode()
    link = reverse("documents:delivery", args=[document.act])
    assert (slip.slip in page, link in page) == (True, True)


def test_slip_is_printed_in_the_language_of_the_case(document: Document, desk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    printed_pages: list[str] = []

    def keep(html: str, **told: Any) -> bytes:
        printed_pages.append(html)
        return b"%PDF-1.7 slip"

    monkeypatch.setattr("documents.deliveries_slip.render_contained", keep)
    slip = deliveries.prepare(case=document.case, act=document.act, channel="counter", by=desk)
    response = client_of(desk).get(reverse("documents:delivery_slip", args=[slip.pk]))
    assert (response.content, response.headers["Content-Type"]) == (b"%PDF-1.7 slip", "application/pdf")
    assert ('lang="fr"' in printed_pages[0], slip.slip in printed_pages[0], document.sha256 in printed_pages[0]) == (
        True,
        True,
        True,
    )


APPEALS = [
    ("EQD", True),
    ("GRI", False),
    ("CONVH", False),
    ("INA", True),
    ("INT", False),
    ("RESU", False),
    ("AUT", False),
    ("CLO", False),
]


@pytest.mark.parametrize(("kind", "says"), APPEALS)
def test_slip_tells_of_an_appeal_where_the_document_opens_one(document: Document, desk: User, kind: str, says: bool) -> None:
    slip = deliveries.prepare(case=document.case, act=document.act, channel="counter", by=desk)
    document.kind = kind
    with translation.override("en"):
        told = deliveries_slip.context_of(slip, document, language="en")
        page = render_to_string("delivery/slip.html", told)
    assert ("opens the time limit for an appeal" in page) is says


def test_closure_by_the_ministry_opens_an_appeal_and_one_that_was_asked_does_not(
    document: Document, desk: User, gate: Gate
) -> None:
    letter = by_post(document, desk, delivered=15)
    document.kind, told = "CLO", []
    for content in ({"of_office": True}, {"of_office": False}):
        document.content = content
        said = deliveries_told.told(document, [letter])
        told.append((said["opens_appeal"], said["appeal"] is not None))
    assert told == [(True, True), (False, False)]


def test_slip_without_a_printer_says_so(document: Document, desk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any) -> bytes:
        raise RenderingUnavailable("no Pango")

    monkeypatch.setattr(views_delivery.deliveries_slip, "pdf_of", fail)
    slip = deliveries.prepare(case=document.case, act=document.act, channel="post", by=desk)
    assert client_of(desk).get(reverse("documents:delivery_slip", args=[slip.pk])).status_code == 503


def test_explanation_is_said_in_the_language_of_the_reader(document: Document) -> None:
    read(document)
    said = set()
    for language in ("ar", "fr", "en"):
        with translation.override(language):
            appeal = deliveries_told.acts_of(document.case, for_applicant=True)[0]["appeal"]
            said.add(appeal["explanation"][-1])
    assert len(said) == 3


# What stays --------------------------------------------------------------------------------------------------------


def test_failed_ledger_writes_nothing(document: Document, desk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**told: Any) -> None:
        raise RuntimeError("the ledger cannot be written")

    monkeypatch.setattr(deliveries.record, "append", fail)
    with pytest.raises(RuntimeError):
        deliveries.prepare(case=document.case, act=document.act, channel="post", by=desk)
    assert (DeliveryAttempt.objects.count(), Delivery.objects.count()) == (0, 0)


def test_erasure_forgets_who_received_and_keeps_that_it_was_delivered(document: Document, desk: User, gate: Gate) -> None:
    one = by_hand(document, desk, on=3)
    erase_deliveries(document.case)
    one.refresh_from_db()
    assert (one.received_by, one.identity_number, one.addressee) == ("", "", {})
    assert (one.status, one.settled_on, one.proof_sha256) == ("delivered", ago(3), f"{1:064d}")
    assert register.of_case(document.case_id).count() == 1
