"""Whatever is done to recorded acts behind the application's back is found; what is lawful raises no alarm."""

import json
from datetime import timedelta

import pytest
from django.db.models import F

from tests.factories.people import make_user
from tests.factories.record import act
from tests.unit.workflow.ledger import forger
from workflow.actor import SYSTEM
from workflow.ledger import chain, erasure, record, sequencer, verification
from workflow.models import Case, Checkpoint, Event, Leaf, Payload, StreamHead


def codes():
    return sorted({flaw.code for flaw in verification.verify().flaws})


def test_record_untouched(case):
    report = verification.verify()
    assert (report.flaws, report.events, report.leaves, report.unsequenced) == ([], 10, 10, 0)
    assert (report.streams, report.notes, report.erased) == (4, 4, 0)


def test_event_not_yet_sealed_raises_no_alarm(case):
    record.append(stream="calendar", kind="holiday.entered", by=case.applicant, payload={})
    report = verification.verify()
    assert (report.flaws, report.unsequenced) == ([], 1)


def test_case_that_another_one_opened_stands_where_its_opening_says(case):
    opened = Case.objects.create(procedure="LIC-06", stage="under_review", region="TN-11")
    record.append_to_case(opened, kind="case.opened", by=SYSTEM, payload={}, target="under_review")
    opened.save()
    assert codes() == []
    Case.objects.filter(pk=opened.pk).update(stage="closed")
    assert codes() == ["stage"]


def test_record_of_nothing(db, kept):
    assert codes() == []


# Somebody with every right on the database changes, takes away or slips in ------------------------------------------


def payload_rewritten(case):
    forger.say(forger.events_of(case)[1], {"reason": "another"})


def payload_and_commitment_rewritten(case):
    event = forger.events_of(case)[1]
    body = {**event.payload.body, "reason": "another"}
    forger.say(event, body)
    forger.change(event, commit_hash=chain.commit(bytes(event.payload.salt), body))


def payload_rewritten_and_whole_chain_recomputed(case):
    event = forger.events_of(case)[1]
    forger.say(event, {**event.payload.body, "reason": "another"})
    forger.rechain(case)


def event_deleted_from_the_middle(case):
    forger.delete(forger.events_of(case)[1])


def event_deleted_from_the_middle_and_everything_closed_up(case):
    forger.delete(forger.events_of(case)[1])
    forger.rechain(case)
    forger.renumber_leaves()


def last_event_deleted_and_head_set_back(case):
    forger.delete(forger.events_of(case)[-1])
    previous = forger.events_of(case)[-1]
    Case.objects.filter(pk=case.pk).update(ledger_seq=previous.seq, ledger_head=previous.entry_hash, stage=previous.target)


def forged_event_appended_as_if_sealed(case):
    act(case, by=make_user(), source="central_review", target="approved", kind="transition.sign_approval")
    Payload.objects.filter(is_sequenced=False).update(is_sequenced=True)


def forged_event_inserted_in_the_middle(case):
    act(case, by=make_user(), source="under_review", target="under_review", kind="transition.note")
    forged = forger.events_of(case)[-1]
    last = forger.events_of(case)[-2]
    forger.change(last, seq=99)
    forger.change(forged, seq=last.seq)
    forger.change(last, seq=last.seq + 1)
    forger.rechain(case)
    Case.objects.filter(pk=case.pk).update(stage="central_review")
    sequencer.sequence()


def order_of_two_events_changed(case):
    first, second = forger.events_of(case)[1:3]
    forger.change(first, seq=99)
    forger.change(second, seq=first.seq)
    forger.change(first, seq=second.seq)


def actor_changed(case):
    forger.change(forger.events_of(case)[2], actor=make_user())


def time_changed(case):
    event = forger.events_of(case)[2]
    forger.change(event, at=event.at - timedelta(days=30))


def kind_changed(case):
    forger.change(forger.events_of(case)[2], kind="transition.transmit")


def title_of_the_actor_changed(case):
    forger.change(forger.events_of(case)[2], on_behalf_of="delegation:2026/99")


def procedure_column_changed(case):
    forger.change(forger.events_of(case)[1], procedure="EQV-02")


def region_column_changed(case):
    forger.change(forger.events_of(case)[1], region="TN-61")


def source_column_changed(case):
    forger.change(forger.events_of(case)[1], source="draft")


def target_column_changed(case):
    forger.change(forger.events_of(case)[1], target="refused")


def region_column_of_a_reading_changed(case):
    Event.objects.filter(stream=f"reading:{case.pk}").update(region="TN-61")


def payload_row_deleted(case):
    forger.events_of(case)[1].payload.delete()


def payload_erased_without_an_act(case):
    Payload.objects.filter(event=forger.events_of(case)[1]).update(body=None, salt=None)


def payload_erased_but_its_salt(case):
    Payload.objects.filter(event=forger.events_of(case)[1]).update(body=None)


def payloads_of_two_events_swapped(case):
    one, other = (event.payload for event in forger.events_of(case)[1:3])
    Payload.objects.filter(pk=one.pk).update(body=other.body, salt=other.salt)
    Payload.objects.filter(pk=other.pk).update(body=one.body, salt=one.salt)


def case_row_deleted(case):
    case.delete()


def stage_of_the_case_changed(case):
    Case.objects.filter(pk=case.pk).update(stage="approved")


def case_slipped_in_without_an_act(case):
    Case.objects.create(procedure="EQV-01", stage="approved", author=case.author, region="TN-11")


def head_of_a_stream_changed(case):
    StreamHead.objects.filter(stream="calendar").update(seq=F("seq") + 1)


def head_of_a_stream_deleted(case):
    StreamHead.objects.filter(stream="calendar").delete()


def leaf_deleted(case):
    Leaf.objects.filter(index=3).delete()


def leaves_swapped(case):
    one, other = Leaf.objects.filter(index__in=(2, 3)).order_by("index").values_list("event_id", flat=True)
    Leaf.objects.filter(index__in=(2, 3)).delete()
    Leaf.objects.bulk_create([Leaf(index=2, event_id=other), Leaf(index=3, event_id=one)])


def note_of_a_checkpoint_changed(case):
    last = Checkpoint.objects.order_by("-size").first()
    Checkpoint.objects.filter(pk=last.pk).update(note=last.note.replace(f"\n{last.size}\n", f"\n{last.size - 1}\n"))


def root_of_a_checkpoint_changed(case):
    Checkpoint.objects.update(root=bytes(32))


def state_of_the_tree_changed(case):
    Checkpoint.objects.order_by("-size").update(nodes=["00" * 32] * 2)


def checkpoint_deleted(case):
    Checkpoint.objects.order_by("size").first().delete()


def last_checkpoint_deleted(case):
    Checkpoint.objects.order_by("-size").first().delete()


def truncated_after_the_first_checkpoint(case):
    """Everything of the second half goes, and the rest is made to agree."""
    first = Checkpoint.objects.order_by("size").first()
    for event in Event.objects.filter(leaf__index__gte=first.size):
        forger.delete(event)
    Checkpoint.objects.filter(size__gt=first.size).delete()
    previous = forger.events_of(case)[-1]
    Case.objects.filter(pk=case.pk).update(ledger_seq=previous.seq, ledger_head=previous.entry_hash, stage=previous.target)
    for head in StreamHead.objects.all():
        last = Event.objects.filter(stream=head.stream).order_by("-seq").first()
        StreamHead.objects.filter(pk=head.pk).update(seq=last.seq if last else 0, head=last.entry_hash if last else chain.GENESIS)


def rewritten_and_signed_with_the_stolen_key(case):
    payload_rewritten_and_whole_chain_recomputed(case)
    forger.sign_anew()


def event_removed_and_signed_with_the_stolen_key(case):
    event_deleted_from_the_middle_and_everything_closed_up(case)
    forger.sign_anew()


FORGERIES = {
    payload_rewritten: ["chain_commitment", "columns"],
    payload_and_commitment_rewritten: ["chain_entry"],
    payload_rewritten_and_whole_chain_recomputed: ["nodes", "root"],
    event_deleted_from_the_middle: ["chain_predecessor", "chain_sequence", "rolled_back", "root", "tree_gap", "tree_unsigned"],
    event_deleted_from_the_middle_and_everything_closed_up: ["rolled_back", "root", "tree_unsigned"],
    last_event_deleted_and_head_set_back: ["rolled_back", "tree_gap", "tree_unsigned"],
    forged_event_appended_as_if_sealed: ["tree_count"],
    forged_event_inserted_in_the_middle: ["nodes", "root"],
    order_of_two_events_changed: ["chain_entry", "chain_predecessor"],
    actor_changed: ["chain_entry"],
    time_changed: ["chain_entry"],
    kind_changed: ["chain_entry"],
    title_of_the_actor_changed: ["chain_entry"],
    procedure_column_changed: ["columns"],
    region_column_changed: ["columns"],
    source_column_changed: ["columns"],
    target_column_changed: ["columns"],
    region_column_of_a_reading_changed: ["columns"],
    payload_row_deleted: ["payload_missing"],
    payload_erased_without_an_act: ["erased_unrecorded"],
    payload_erased_but_its_salt: ["chain_half_erased", "erased_unrecorded"],
    payloads_of_two_events_swapped: ["chain_commitment", "columns"],
    case_row_deleted: ["head"],
    stage_of_the_case_changed: ["stage"],
    case_slipped_in_without_an_act: ["stage"],
    head_of_a_stream_changed: ["head"],
    head_of_a_stream_deleted: ["head"],
    leaf_deleted: ["rolled_back", "root", "tree_count", "tree_gap", "tree_unsigned"],
    leaves_swapped: ["nodes", "root"],
    note_of_a_checkpoint_changed: ["note"],
    root_of_a_checkpoint_changed: ["note"],
    state_of_the_tree_changed: ["nodes"],
    checkpoint_deleted: ["checkpoint_missing"],
    last_checkpoint_deleted: ["checkpoint_missing", "tree_unsigned"],
    truncated_after_the_first_checkpoint: ["checkpoint_missing", "rolled_back"],
    rewritten_and_signed_with_the_stolen_key: ["root"],
    event_removed_and_signed_with_the_stolen_key: ["checkpoint_missing", "rolled_back", "root"],
}


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: forgery.__name__)
def test_forgery_is_found(case, forgery):
    before = codes()
    forgery(case)
    assert (before, codes()) == ([], FORGERIES[forgery])


def test_database_rolled_back_behind_its_anchors_is_found(case):
    backup = forger.copy_of_tables()
    act(case, by=case.author, source="central_review", target="refused", kind="transition.sign_refusal")
    sequencer.sequence()
    forger.restore(backup)
    assert codes() == ["checkpoint_missing", "rolled_back"]


def test_database_rolled_back_and_continued_otherwise_is_found(case):
    backup = forger.copy_of_tables()
    act(case, by=case.author, source="central_review", target="refused", kind="transition.sign_refusal")
    sequencer.sequence()
    forger.restore(backup)
    other = Case.objects.get(pk=case.pk)
    act(other, by=case.author, source="central_review", target="approved", kind="transition.sign_approval")
    sequencer.sequence()
    assert codes() == ["root"]


def test_key_replaced_by_another_is_found(case, settings):
    settings.LEDGER_KEY.unlink()
    record.append(stream="calendar", kind="holiday.entered", by=None, payload={})
    sequencer.sequence()
    assert codes() == ["note"]


def test_missing_key_is_told_and_none_is_made(case, settings):
    settings.LEDGER_KEY.unlink()
    assert (codes(), settings.LEDGER_KEY.exists()) == (["key"], False)


def test_missing_anchors_are_told(case, kept):
    for file in kept.iterdir():
        file.unlink()
    assert codes() == ["anchors_missing"]


def test_checkpoint_not_kept_outside_is_told_when_it_is_late(case, kept, settings):
    settings.LEDGER_ANCHORS = settings.LEDGER_KEY  # a file where a folder should be: nothing can be kept
    record.append(stream="calendar", kind="holiday.entered", by=None, payload={})
    sequencer.sequence()
    settings.LEDGER_ANCHORS = kept
    at_once = codes()
    Checkpoint.objects.filter(size=11).update(at=F("at") - verification.LATE)
    assert (at_once, codes()) == ([], ["anchors_late"])


def test_note_cut_short_by_a_full_disk_costs_nothing(case, kept):
    (file,) = kept.iterdir()
    file.write_bytes(file.read_bytes()[:-30])
    record.append(stream="calendar", kind="holiday.entered", by=None, payload={})
    sequencer.sequence()
    assert codes() == []


# What is lawful -----------------------------------------------------------------------------------------------------


def test_lawful_erasure_raises_no_alarm(case):
    erased = erasure.erase(events=forger.events_of(case), kind="case.erased", by=case.author, told={"reason": "asked for"})
    sequencer.sequence()
    report = verification.verify()
    left = Payload.objects.filter(event__stream=case.stream).values_list("body", "salt")
    assert (erased, report.flaws, report.erased, set(left)) == (4, [], 4, {(None, None)})


def test_columns_of_an_erased_event_stay_sealed(case):
    erasure.erase(events=forger.events_of(case), kind="case.erased", by=case.author, told={})
    before = codes()
    forger.change(forger.events_of(case)[1], region="TN-61")
    assert (before, codes()) == ([], ["columns"])


def test_record_of_an_erasure_is_never_erased(case):
    erasure.erase(events=forger.events_of(case), kind="case.erased", by=case.author, told={})
    with pytest.raises(ValueError, match="cannot be erased"):
        erasure.erase(events=Event.objects.filter(stream=erasure.STREAM), kind="case.erased", by=case.author, told={})


def test_falsified_record_of_an_erasure_is_found(case):
    erasure.erase(events=forger.events_of(case), kind="case.erased", by=case.author, told={})
    Payload.objects.filter(event__stream=erasure.STREAM).update(body={"events": [{"stream": 3}]})
    assert codes() == ["chain_commitment", "erased_unrecorded"]


def test_report_names_the_place(case):
    actor_changed(case)
    (flaw,) = verification.verify().flaws
    assert (flaw.where, flaw.code) == (f"{case.stream}#3", "chain_entry")


def test_export_of_a_case_that_has_no_event(db, kept):
    user = make_user()
    draft = Case.objects.create(procedure="EQV-01", stage="draft", author=user, region="TN-11")
    with pytest.raises(ValueError, match="no event"):
        verification.export_case(draft)


def test_export_leaves_out_other_cases(case):
    bundle = verification.export_case(case)
    told = [entry["payload"]["reason"] for entry in bundle["entries"]]
    assert told == ["because of submitted", "because of under_review", "because of under_review", "because of central_review"]
    assert json.loads(json.dumps(bundle)) == bundle
