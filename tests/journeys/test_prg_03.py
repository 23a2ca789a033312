"""The renewal or the amendment of a homologation: in time or late, by the short route or after the committee."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from config.demonstration import applications
from config.demonstration.driver import Player
from documents.models import Document
from registers import activity_reports, complaints, homologations, programmes
from registers.entries import Cause
from registers.models import Decision, Homologation
from workflow.refusals import ConditionsUnmet
from workflow.sweep import run_due

pytestmark = pytest.mark.django_db
CHANGED_HOURS = {"item": "hours", "old": "900", "new": "1200"}


@pytest.fixture
def renewal(player: Callable[..., Player]) -> Callable[..., Player]:
    return partial(player, procedure="PRG-03")


def held(played: Player) -> Homologation:
    return homologations.get(played.case.answers["held"]["homologation"])


def answer(played: Player, section: str, **changes: Any) -> None:
    told = {**played.case.answers.get(section, {}), **changes}
    played.case.answers = played.procedure.application.save_partial(played.case, section, told)
    played.case.save(update_fields=["answers"])


def asks_for_more_hours(played: Player) -> None:
    answer(played, "held", request_type="amendment")
    modules = [{**m, "hours": str(int(m["hours"]) + 150)} for m in played.case.answers["programme"]["modules"]]
    answer(played, "programme", total_hours="1200", workplace_hours="240", modules=modules)
    answer(played, "amendment", changes=[CHANGED_HOURS])
    assert played.case.author is not None
    applications.join_papers(played.case, played.case.author)


def ended_by(played: Player, clock: Any, day: date) -> None:
    while timezone.localdate() < day:
        clock.move_to(timezone.now() + timedelta(days=1))
    played.case.refresh_from_db()


def test_renewal_from_the_draft_to_the_register(renewal: Callable[..., Player]) -> None:
    played = renewal("awaiting_signature")
    before = held(played)
    played.play("sign_approval")
    after = held(played)
    assert before.ends_on is not None
    assert before.extended_to == before.ends_on + timedelta(days=180)
    first = before.ends_on + timedelta(days=1)
    assert (after.status, after.extended_to) == ("in_force", None)
    assert after.ends_on == date(first.year + 5, first.month, min(first.day, 28) if first.month == 2 else first.day) - timedelta(
        1
    )
    assert after.session_number == played.case.facts["opinion"]["session"]
    assert Decision.objects.current().get(case_id=played.case.pk).outcome == "approved"
    letter = Document.objects.get(case=played.case, kind="HOM", is_reference=True)
    assert letter.content["renewal"] == {"number": before.number, "what": "renewal"}
    assert letter.content["starts_on"] == first.isoformat()
    kinds = set(Document.objects.filter(case=played.case).values_list("kind", flat=True))
    assert kinds == {"ACK", "REC", "MO", "CONVV", "VR", "HOM"}


def test_who_found_work_is_told_by_the_annual_reports_that_were_validated(renewal: Callable[..., Player]) -> None:
    played = renewal()
    homologation = held(played)

    def told() -> str:
        answer(played, "held")
        return str(played.procedure.application.answer(played.case, "results_3_years")).rsplit(" / ", 1)[-1]

    assert told() == "–"
    cause, rows = Cause(case_id=None, case_number="", event_stream="test", on=timezone.localdate()), []
    for programme, employed in ((homologation.programme, 7), (homologation.site, 90)):  # the second is another one
        rows.append({"programme": str(programme), "employed": employed, "self_employed": 2, "studying": 1})
    for year, is_validated in ((2025, True), (2024, False), (2020, True)):
        report = activity_reports.open_line(provider=homologation.provider, year=year, period="A", cause=cause)
        report = activity_reports.file(report=report, values={"insertion_6m": rows}, cause=cause)
        if is_validated:
            activity_reports.validate(report=report, cause=cause)
    assert told() == "9"


def test_good_record_opens_the_short_route(renewal: Callable[..., Player]) -> None:
    played = renewal("under_review")
    played.play("good_record", "issue_regional_opinion", "transmit_to_centre", "propose_approval", "sign_approval")
    letter = Document.objects.get(case=played.case, kind="HOM", is_reference=True)
    assert "session_on" not in letter.content
    assert held(played).status == "in_force"


def test_short_route_is_closed_without_a_recent_inspection(renewal: Callable[..., Player]) -> None:
    played = renewal("under_review")
    with pytest.raises(ConditionsUnmet):
        played.perform("issue_regional_opinion")
    played.play("good_record", "issue_regional_opinion")
    assert played.case.stage == "regional_opinion"


def test_short_route_is_closed_by_a_complaint_upheld(renewal: Callable[..., Player]) -> None:
    played = renewal("under_review")
    played.play("good_record")
    cause = Cause(case_id=None, case_number="", event_stream="test", on=timezone.localdate())
    complaint = complaints.enter(subject="fees", facts={}, cause=cause, provider=played.case.provider)
    complaints.close(complaint=complaint, outcome="upheld", cause=cause)
    with pytest.raises(ConditionsUnmet):
        played.perform("issue_regional_opinion")


def test_substantial_change_is_visited_and_heard(renewal: Callable[..., Player]) -> None:
    played = renewal("draft")
    asks_for_more_hours(played)
    played.play("submit", "register_case", "good_record")
    assert played.case.answers["amendment"]["changes"][0]["substantial"] == "yes"
    with pytest.raises(ConditionsUnmet):
        played.perform("issue_regional_opinion")


def test_amendment_keeps_the_last_day_and_changes_the_programme(renewal: Callable[..., Player]) -> None:
    played = renewal("draft")
    asks_for_more_hours(played)
    played.play("submit", "register_case", "schedule_visit", "report_visit", "issue_regional_opinion", "transmit_to_centre")
    before = held(played)
    played.play("put_on_agenda", "open_deliberation", "votes", "record_committee_opinion", "propose_approval", "sign_approval")
    after = held(played)
    assert (after.ends_on, before.extended_to, after.extended_to) == (before.ends_on, None, None)
    assert programmes.get(after.programme).total_hours == 1200
    assert after.programme_version == programmes.get(after.programme).version
    letter = Document.objects.get(case=played.case, kind="HOM", is_reference=True)
    assert [(c["before"], c["after"]) for c in letter.content["changes"]] == [("900", "1200")]


def test_change_that_is_not_declared_is_asked_for(renewal: Callable[..., Player]) -> None:
    played = renewal("draft")
    asks_for_more_hours(played)
    answer(played, "amendment", changes=[{"item": "units", "old": "2", "new": "2"}])
    with pytest.raises(ConditionsUnmet):
        played.perform("submit")


def test_late_filing_is_taken_without_an_extension(renewal: Callable[..., Player], clock: Any) -> None:
    played = renewal("draft")
    last = held(played).ends_on
    assert last is not None
    ended_by(played, clock, last - timedelta(days=30))
    played.play("submit", "register_case")
    assert played.case.facts["filing"] == {"late": True, "ends_on": last.isoformat()}
    assert held(played).extended_to is None
    assert homologations.is_valid(held(played), on=last)
    assert not homologations.is_valid(held(played), on=last + timedelta(days=1))


def test_what_is_filed_in_time_goes_on_for_180_days(renewal: Callable[..., Player]) -> None:
    found = held(renewal("under_review"))
    assert found.ends_on is not None
    assert homologations.is_valid(found, on=found.ends_on + timedelta(days=180))
    assert not homologations.is_valid(found, on=found.ends_on + timedelta(days=181))


def test_withdrawal_stops_the_extension(renewal: Callable[..., Player]) -> None:
    found = held(renewal("withdrawn"))
    assert (found.status, found.extended_to) == ("in_force", None)


def test_refusal_ends_the_homologation_on_its_last_day(renewal: Callable[..., Player], clock: Any) -> None:
    played = renewal("awaiting_signature")
    played.play("return_for_review", "propose_refusal")
    last = held(played).ends_on
    assert last is not None
    ended_by(played, clock, last + timedelta(days=3))
    assert homologations.is_valid(held(played))
    played.play("sign_refusal")
    assert (held(played).status, held(played).ends_on) == ("ended", last)


def test_refusal_without_the_committee_is_not_proposed(renewal: Callable[..., Player]) -> None:
    played = renewal("central_review")
    with pytest.raises(ConditionsUnmet):
        played.perform("propose_refusal")


def test_region_that_keeps_silent_loses_its_opinion(renewal: Callable[..., Player], clock: Any) -> None:
    played = renewal("under_review")
    for _day in range(35):
        clock.move_to(timezone.now() + timedelta(days=1))
        run_due()
    played.case.refresh_from_db()
    assert played.case.stage == "central_review"
    with pytest.raises(ConditionsUnmet):
        played.perform("propose_approval")


def test_small_change_is_renewed_by_the_short_route(renewal: Callable[..., Player]) -> None:
    played = renewal("draft")
    played.play("more_groups", "submit", "register_case", "good_record", "issue_regional_opinion", "transmit_to_centre")
    played.play("propose_approval", "sign_approval")
    assert held(played).groups_per_year == 3
    letter = Document.objects.get(case=played.case, kind="HOM", is_reference=True)
    assert letter.content["renewal"]["what"] == "both"
