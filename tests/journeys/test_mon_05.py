"""MON-05 told as stories: advertising seen, qualified, proven, made to cease; referred where it goes on; who may not serve."""

from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from config.demonstration.driver import Player
from config.demonstration.plays.mon_05 import NOTICED, PROVEN, QUALIFIED, of_a_stranger, warn
from processes.rules import watches as rules
from registers import complaints, watches
from tests.contracts.invariants import check
from tests.factories.people import post
from tests.journeys.conftest import letters, story
from workflow import cases, policies, queries
from workflow.actions import perform
from workflow.models import Event, OutboxRow
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid

pytestmark = pytest.mark.django_db


def at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


@pytest.fixture
def watch(player: Any) -> Any:
    return lambda stage="", **changes: player(stage, procedure="MON-05", **changes)


def told_by(player: Player) -> Any:
    """The entry of the register of advertising that the case keeps."""
    return watches.get(player.case.facts["watch"])


def test_advertising_of_a_structure_from_the_watch_to_its_end(watch: Any) -> None:
    told: Player = watch()
    case = told.case
    assert (case.number, case.stage, case.region) == ("MON-05/2026/000001", "detected", "TN-11")
    assert case.clocks.get(stage="detected").due == date(2026, 11, 30)
    told.play("qualify")
    assert (told_by(told).status, told_by(told).offence_kind, told_by(told).provider) == (
        "detected",
        "university_degree",
        case.provider,
    )
    told.play("collect_evidence")
    assert case.clocks.get(stage="evidence_collection").due == date(2026, 12, 14)
    capture = case.facts["collected"]["captures"][0]
    assert (len(capture["sha256"]), capture["captured_on"]) == (64, "2026-11-23")
    assert told_by(told).channels[-1]["sha256"] == capture["sha256"]
    told.play("serve_cease_notice")
    assert told_by(told).notice_on == date(2026, 11, 23)
    assert case.clocks.get(kind="stage", stage="notice_sent").due == date(2026, 11, 30)
    told.play("record_cessation")
    assert (case.stage, told_by(told).status, told_by(told).outcome) == ("ceased", "ceased", "removed")
    assert case.facts["cessation"]["checks"] == ["2026-12-23", "2027-02-21"]
    assert [kind for kind, _number in letters(case)] == ["CEASE"]
    assert story(case) == ["case.opened", "qualify", "collect_evidence", "serve_cease_notice", "record_cessation"]
    check(case.pk)


def test_false_course_on_a_social_network_published_again_is_prosecuted(
    player: Any, watch: Any, ministry: dict[str, User]
) -> None:
    """A nursing course that nobody may give; an anonymous complaint tells of it as well."""
    complaint: Player = player(procedure="PUB-01")
    complaint.play("nameless", "submit", "qualify")
    number = complaints.get(complaint.case.facts["complaint"]).number
    told: Player = watch()
    told.play("stranger")
    case = told.case
    assert (case.provider, case.organisation, case.applicant_name_ar[:13]) == (None, None, "أكاديمية الخي")
    told.perform("qualify", complaint=number)
    assert told_by(told).complaint == complaints.get(complaint.case.facts["complaint"]).entry
    assert (told_by(told).provider, told_by(told).suspect_kind, told_by(told).victims) == (None, "company", 3)
    told.play("collect_evidence")
    kept = sorted(case.attachments.values_list("requirement", "is_internal"))
    assert kept == [("EVID", True), ("RNE", True)]
    warn(told)
    told.play("serve_cease_notice")
    # A structure of the register alone is referred to proceedings for a sanction.
    with pytest.raises(ConditionsUnmet):
        perform(case, "refer_to_sanction", by=ministry["central_director"], data={})
    told.perform("refer_to_prosecutor", ground="no_receipt", reason="نُشر الإعلان من جديد بعد تبليغ الإنذار.")
    assert (case.stage, told_by(told).status, told_by(told).outcome) == ("referred_to_prosecutor", "referred", "prosecutor")
    assert sorted(kind for kind, _number in letters(case)) == ["CEASE", "PROSEC", "WARN"]


def test_silence_of_whom_no_register_knows_is_prosecuted_after_ten_working_days(watch: Any, days: Any) -> None:
    told: Player = watch()
    told.play("stranger", *NOTICED)
    days(date(2026, 12, 7))
    told.case.refresh_from_db()
    assert told.case.stage == "notice_sent"
    days(date(2026, 12, 8))
    told.case.refresh_from_db()
    assert (told.case.stage, told.case.facts["prosecution"]["ground"]) == ("referred_to_prosecutor", "no_answer")
    assert Event.objects.get(stream=told.case.stream, kind="transition.expire_notice").actor is None
    assert letters(told.case)[-1][0] == "PROSEC"


def test_silence_of_a_structure_waits_for_the_director(watch: Any, days: Any) -> None:
    told: Player = watch("notice_sent")
    days(date(2026, 12, 10))
    told.case.refresh_from_db()
    assert told.case.stage == "notice_sent"
    told.perform("refer_to_sanction", persistence="repeated")
    assert (told.case.stage, told_by(told).outcome) == ("referred_to_sanction", "sanction")
    file = told.case.children.get(procedure="SAN-01").answers["file"]
    assert (file["origin_case"], [row["article_ref"] for row in file["grounds"]]) == (told.case.number, ["L2008-10"])
    assert [entry.number for entry in watches.offences(told.case.provider)] == [told_by(told).number]


def test_suspect_knows_of_the_case_from_the_notice_on(watch: Any, ministry: dict[str, User]) -> None:
    told: Player = watch("evidence_collection")
    member = ministry["applicant"]
    assert (policies.case_role(told.case, member), list(queries.cases_of(member))) == (None, [])
    assert not OutboxRow.objects.filter(topic="mail.stage").exists()
    told.play("serve_cease_notice")
    assert policies.case_role(told.case, member) == Role.APPLICANT
    assert OutboxRow.objects.filter(topic="mail.stage").count() == 1


def test_whoever_wrote_the_legal_note_does_not_serve_the_notice(watch: Any, ministry: dict[str, User]) -> None:
    told: Player = watch()
    told.play(*PROVEN)
    officer = User.objects.get(pk=told.case.facts["collected"]["by"])
    post(officer, role=Role.CENTRAL_DIRECTOR)
    with pytest.raises(DutiesConflict) as refusal:
        perform(told.case, "serve_cease_notice", by=officer, data={})
    assert refusal.value.rule == "SD-01"


def test_what_ceased_is_looked_at_again_after_thirty_and_ninety_days(watch: Any, days: Any, clock: Any) -> None:
    """The second day, 21 February, is a Sunday: the check opens on the Monday."""
    told: Player = watch("ceased")
    case = told.case
    assert case.facts["cessation"]["checks"] == ["2026-12-23", "2027-02-21"]
    assert rules.open_checks(on=date(2026, 12, 22)) == []
    clock.move_to(at(date(2026, 12, 23)))
    (first,) = rules.open_checks(on=date(2026, 12, 23))
    assert rules.open_checks(on=date(2026, 12, 23)) == []
    assert (first.stage, first.provider, first.region, first.parent) == ("detected", case.provider, case.region, case)
    assert (first.answers, first.facts["check"]) == (case.answers, {"of": case.number, "due": "2026-12-23"})
    assert list(first.tasks.values_list("role", flat=True)) == [Role.LEGAL_OFFICER]
    # Nothing was seen again: the case is closed, and no offence is added.
    checked = Player(first)
    checked.perform("dismiss", ground="not_again")
    assert (checked.case.stage, [entry.number for entry in watches.offences(case.provider)]) == (
        "dismissed",
        [told_by(told).number],
    )
    assert rules.open_checks(on=date(2027, 2, 21)) == []
    clock.move_to(at(date(2027, 2, 22)))
    (second,) = rules.open_checks(on=date(2027, 2, 22))
    # It was published again: a case like the first.
    again = Player(second)
    again.play(*NOTICED)
    assert again.case.stage == "notice_sent"
    assert len(watches.offences(case.provider)) == 2
    case.refresh_from_db()
    check(case.pk), check(first.pk), check(second.pk)


def test_every_watch_case_is_no_check(watch: Any) -> None:
    with pytest.raises(FormInvalid) as refusal:
        watch().perform("dismiss", ground="not_again")
    assert list(refusal.value.form.errors) == ["ground"]


def test_dismissed_watch_leaves_no_offence(watch: Any) -> None:
    told: Player = watch()
    told.play(*QUALIFIED, "dismiss")
    assert (told.case.stage, told_by(told).status, told_by(told).outcome) == ("dismissed", "dismissed", "no_rule_broken")
    assert list(watches.offences(told.case.provider)) == []


def test_capture_is_not_older_than_what_was_seen(watch: Any) -> None:
    told: Player = watch("qualification")
    with pytest.raises(FormInvalid) as refusal:
        told.perform("collect_evidence", captured_0="2026-11-01")
    assert list(refusal.value.form.errors) == ["captured_0"]


def test_complaint_that_no_register_knows_is_refused(watch: Any) -> None:
    told: Player = watch()
    with pytest.raises(FormInvalid) as refusal:
        told.perform("qualify", complaint="CPL-2026-99999")
    assert list(refusal.value.form.errors) == ["complaint"]


def test_structure_of_the_register_is_named_first(ministry: dict[str, User], clock: Any) -> None:
    case = of_a_stranger(index=7, region="TN-11")
    told = {**case.answers["watch"], "suspect_kind": "registered_provider"}
    with pytest.raises(FormInvalid) as refusal:
        cases.open_ex_officio(code="MON-05", by=case.author, provider=None, region="TN-11", data=told)
    assert "suspect_kind" in refusal.value.form.errors
    assert timezone.localdate() == date(2026, 11, 23)
