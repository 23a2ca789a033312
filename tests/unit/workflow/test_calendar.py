"""Legal time: counting by hand, then properties on random calendars."""

import os
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from django.utils.formats import date_format
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from workflow.calendar import (
    Certainty,
    Holiday,
    Run,
    TimeLimit,
    Unit,
    WorkingCalendar,
    calendar_days,
    date_of_share,
    day_of,
    days_left,
    days_overdue,
    days_used,
    deadline,
    working_days,
)
from workflow.reckoning import Reason, explain

TUNISIA = WorkingCalendar(
    holidays={
        date(2025, 12, 17): Holiday("Revolution Day"),
        date(2026, 1, 1): Holiday("New Year"),
        date(2026, 3, 20): Holiday("Eid al-Fitr", Certainty.ESTIMATED),
        date(2026, 3, 21): Holiday("Eid al-Fitr, second day", Certainty.ESTIMATED),
    }
)
ONE_DAY = timedelta(days=1)

some_days = st.dates(date(2023, 12, 1), date(2029, 3, 1))
calendars = st.builds(
    WorkingCalendar,
    weekend=st.frozensets(st.integers(0, 6), max_size=3),
    holidays=st.dictionaries(some_days, st.just(Holiday("A day off")), max_size=30),
)
limits = st.builds(TimeLimit, days=st.integers(1, 90), unit=st.sampled_from(Unit))
many = settings(max_examples=int(os.environ.get("TRY_EXAMPLES", "150")), deadline=None)


@st.composite
def histories(draw: st.DrawFn) -> list[Run]:
    """Runs in order, each starting on or after the end of the one before; the last one open."""
    day = draw(some_days)
    ends = draw(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 30)), max_size=4))
    runs = []
    for length, pause in ends:
        runs.append(Run(day, day + timedelta(days=length)))
        day += timedelta(days=length + pause)
    return [*runs, Run(day)]


def due(days: TimeLimit, *runs: Run, calendar: WorkingCalendar = TUNISIA) -> date | None:
    return deadline(limit=days, runs=runs, calendar=calendar)


# By hand


def test_opening_filed_on_1_december_is_due_on_31_december():
    # 2-5 (4), 8-12 (9), 15-16 and 18-19 December, the 17th being off (13), 22-26 (18), 29-31 (21).
    assert due(working_days(21), Run(date(2025, 12, 1))) == date(2025, 12, 31)


def test_working_days_pass_over_17_december_and_1_january_but_not_over_14_january():
    # From 1 December: 21 on the 31st, 2 January (22), 5-9 (27), 12, 13 and 14 January (30).
    assert due(working_days(30), Run(date(2025, 12, 1))) == date(2026, 1, 14)
    # From 16 December: 18-19 (2), 22-26 (7), 29-31 (10), 2 January (11), 5-9 (16), 12-16 (21).
    assert due(working_days(21), Run(date(2025, 12, 16))) == date(2026, 1, 16)


def test_ninety_calendar_days_end_on_the_next_working_day():
    # 5 January and 90 days: Sunday 5 April; moved to Monday.
    assert due(calendar_days(90), Run(date(2026, 1, 5))) == date(2026, 4, 6)
    # 20 December 2025 and 90 days: Friday 20 March, Eid on Friday and Saturday; moved to Monday the 23rd.
    assert due(calendar_days(90), Run(date(2025, 12, 20))) == date(2026, 3, 23)


def test_days_before_a_suspension_stay_counted():
    # 1-3 December: two days used. Suspended until the 12th. Then 15, 16 and 18 December make five.
    runs = [Run(date(2025, 12, 1), date(2025, 12, 3)), Run(date(2025, 12, 12))]
    assert due(working_days(5), *runs) == date(2025, 12, 18)


def test_clock_suspended_and_resumed_on_one_day_counts_it_once():
    runs = [Run(date(2025, 12, 1), date(2025, 12, 3)), Run(date(2025, 12, 3), date(2025, 12, 3))]
    assert due(working_days(5), *runs, Run(date(2025, 12, 3))) == due(working_days(5), Run(date(2025, 12, 1)))


def test_overlapping_runs_count_a_day_once():
    runs = [Run(date(2025, 12, 1), date(2025, 12, 10)), Run(date(2025, 12, 4), date(2025, 12, 12))]
    assert days_used(limit=working_days(20), runs=runs, calendar=TUNISIA, on=date(2025, 12, 31)) == 9


def test_deadline_is_unknown_while_suspended_or_not_started():
    assert due(working_days(5), Run(date(2025, 12, 1), date(2025, 12, 5))) is None
    assert due(working_days(5)) is None


def test_deadline_reached_before_the_clock_stopped_is_kept():
    assert due(working_days(4), Run(date(2025, 12, 1), date(2025, 12, 5))) == date(2025, 12, 5)


def test_last_day_off_inside_a_suspension_waits_for_the_clock():
    # The fifth day is Saturday 6 December; suspended on that day, the limit ends on the first worked day that runs.
    runs = [Run(date(2025, 12, 1), date(2025, 12, 6))]
    assert due(calendar_days(5), *runs) is None
    assert due(calendar_days(5), *runs, Run(date(2025, 12, 10))) == date(2025, 12, 11)


def test_leap_day_and_year_end_are_days_like_others():
    plain = WorkingCalendar()
    assert due(calendar_days(10), Run(date(2028, 2, 22)), calendar=plain) == date(2028, 3, 3)
    assert due(working_days(2), Run(date(2028, 2, 25)), calendar=plain) == date(2028, 2, 29)
    assert due(working_days(3), Run(date(2027, 12, 30)), calendar=plain) == date(2028, 1, 4)


def test_days_used_left_and_overdue():
    facts = {"limit": working_days(5), "runs": [Run(date(2025, 12, 1))], "calendar": TUNISIA}
    table = [
        (day, days_used(on=day, **facts), days_left(on=day, **facts), days_overdue(on=day, **facts))
        for day in (date(2025, 12, 1), date(2025, 12, 5), date(2025, 12, 7), date(2025, 12, 8), date(2025, 12, 10))
    ]
    assert table == [
        (date(2025, 12, 1), 0, 5, 0),
        (date(2025, 12, 5), 4, 1, 0),
        (date(2025, 12, 7), 4, 1, 0),
        (date(2025, 12, 8), 5, 0, 0),
        (date(2025, 12, 10), 7, 0, 2),
    ]


def test_calendar_limit_moved_over_a_weekend_is_not_overdue_on_sunday():
    facts = {"limit": calendar_days(5), "runs": [Run(date(2025, 12, 1))], "calendar": TUNISIA}
    overdue = [days_overdue(on=date(2025, 12, day), **facts) for day in (6, 7, 8, 9)]
    assert overdue == [0, 0, 0, 1]


def test_shares_give_amber_red_and_weekly_dates():
    facts = {"limit": working_days(10), "runs": [Run(date(2025, 12, 1))], "calendar": TUNISIA}
    dates = [date_of_share(share=share, **facts) for share in (0.5, 1.0, 1.1, 1.2)]
    assert dates == [date(2025, 12, 8), date(2025, 12, 15), date(2025, 12, 16), date(2025, 12, 18)]


def test_share_of_a_day_is_reached_when_the_day_is():
    facts = {"limit": working_days(5), "runs": [Run(date(2025, 12, 1))], "calendar": TUNISIA}
    assert date_of_share(share=0.5, **facts) == date(2025, 12, 4)


def test_add_working_counts_both_ways():
    examination = date(2025, 12, 22)
    assert TUNISIA.add_working(examination, -5) == date(2025, 12, 12)
    assert TUNISIA.add_working(date(2025, 12, 12), 5) == examination
    assert TUNISIA.add_working(date(2025, 12, 17), 0) == date(2025, 12, 18)


def test_instant_is_refused_as_a_legal_date():
    with pytest.raises(TypeError):
        Run(datetime(2025, 12, 1, tzinfo=UTC))
    with pytest.raises(TypeError):
        TUNISIA.next_working(datetime(2025, 12, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    "refused",
    [
        lambda: Run(date(2025, 12, 2), date(2025, 12, 1)),
        lambda: working_days(0),
        lambda: WorkingCalendar(weekend=frozenset(range(7))),
        lambda: due(working_days(2), Run(date(2025, 12, 1)), Run(date(2025, 12, 5))),
    ],
)
def test_impossible_values_are_refused(refused):
    with pytest.raises(ValueError):
        refused()


def test_day_of_an_instant_is_that_of_the_ministry():
    late_in_the_evening = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    assert day_of(late_in_the_evening) == date(2026, 1, 1)
    assert day_of(late_in_the_evening, zone=UTC) == date(2025, 12, 31)


def test_change_of_hour_does_not_move_a_deadline():
    paris = ZoneInfo("Europe/Paris")
    midnight = datetime(2026, 10, 25, tzinfo=paris).astimezone(UTC)  # a day of 25 hours
    half_hours = [midnight + timedelta(minutes=30 * n) for n in range(50)]
    assert {due(calendar_days(30), Run(day_of(at, zone=paris))) for at in half_hours} == {date(2026, 11, 24)}
    assert day_of(half_hours[-1] + timedelta(minutes=30), zone=paris) == date(2026, 10, 26)


@pytest.mark.parametrize("zone", ["UTC", "Africa/Tunis", "Europe/Paris", "America/New_York", "Africa/Casablanca", "Asia/Kolkata"])
def test_every_half_hour_of_two_years_has_its_day(zone):
    """Days follow each other without a gap, each from its midnight to the next, whatever the zone does with its hours."""
    place, step = ZoneInfo(zone), timedelta(minutes=30)
    at, seen = datetime(2026, 1, 1, tzinfo=place).astimezone(UTC), []
    while (day := day_of(at, zone=place)) < date(2028, 1, 1):
        assert datetime.combine(day, time(), place) <= at < datetime.combine(day + ONE_DAY, time(), place)
        seen += [day] if seen[-1:] != [day] else []
        at += step
    assert seen == [date(2026, 1, 1) + timedelta(days=n) for n in range(730)]


# Properties


@given(calendars, some_days, st.integers(1, 60))
@many
def test_add_working_and_counting_agree(calendar, start, days):
    end = calendar.add_working(start, days)
    assert calendar.working_days_between(start, end) == days
    assert calendar.is_working(end)
    assert calendar.add_working(start, days + 1) > end


@given(calendars, some_days, some_days, some_days)
@many
def test_working_days_add_up(calendar, first, second, third):
    between = calendar.working_days_between
    assert between(first, second) + between(second, third) == between(first, third)


@given(calendars, limits, histories())
@many
def test_deadline_is_worked_and_consumes_the_limit(calendar, limit, runs):
    end = deadline(limit=limit, runs=runs, calendar=calendar)
    assert calendar.is_working(end) or limit.unit is Unit.ELAPSED
    used = days_used(limit=limit, runs=runs, calendar=calendar, on=end)
    if limit.unit is Unit.CALENDAR:  # the last day may be moved
        assert used >= limit.days
    else:
        assert used == limit.days
    assert days_overdue(limit=limit, runs=runs, calendar=calendar, on=end) == 0


@given(calendars, limits, histories())
@many
def test_a_longer_limit_never_ends_earlier(calendar, limit, runs):
    ends = [deadline(limit=TimeLimit(limit.days + more, limit.unit), runs=runs, calendar=calendar) for more in range(4)]
    assert ends == sorted(ends)
    if limit.unit is Unit.WORKING:
        assert all(before < after for before, after in pairwise(ends))


@given(calendars, st.integers(1, 60), some_days, st.integers(0, 40), st.integers(0, 40))
@many
def test_suspension_gives_back_exactly_the_suspended_working_days(calendar, days, start, ran, paused):
    whole = deadline(limit=working_days(days), runs=[Run(start)], calendar=calendar)
    stopped = start + timedelta(days=ran)
    assume(stopped < whole)
    resumed = stopped + timedelta(days=paused)
    shifted = deadline(limit=working_days(days), runs=[Run(start, stopped), Run(resumed)], calendar=calendar)
    assert calendar.working_days_between(whole, shifted) == calendar.working_days_between(stopped, resumed)


@given(calendars, st.integers(1, 60), some_days, st.integers(0, 40), st.integers(0, 40))
@many
def test_suspension_shifts_the_full_count_by_the_suspended_days(calendar, days, start, ran, paused):
    assume(ran < days)
    stopped = start + timedelta(days=ran)
    runs = [Run(start, stopped), Run(stopped + timedelta(days=paused))]
    full = start + timedelta(days=days + paused)
    assert deadline(limit=calendar_days(days), runs=runs, calendar=calendar) == calendar.next_working(full)


@given(calendars, limits, histories(), some_days)
@many
def test_a_holiday_announced_later_moves_a_deadline_forward_only(calendar, limit, runs, day):
    more = WorkingCalendar(weekend=calendar.weekend, holidays={**calendar.holidays, day: Holiday("Announced")})
    before = deadline(limit=limit, runs=runs, calendar=calendar)
    assert deadline(limit=limit, runs=runs, calendar=more) >= before


@given(calendars, limits, histories(), st.integers(0, 200))
@many
def test_days_used_never_fall_and_never_count_twice(calendar, limit, runs, after):
    day = runs[0].start + timedelta(days=after)
    facts = {"limit": limit, "runs": runs, "calendar": calendar}
    step = days_used(on=day + ONE_DAY, **facts) - days_used(on=day, **facts)
    assert step in (0, 1)
    assert days_used(on=day, **facts) <= after


@given(calendars, limits, histories())
@many
def test_the_whole_share_is_the_deadline_and_shares_keep_their_order(calendar, limit, runs):
    half, whole, late = (date_of_share(limit=limit, runs=runs, calendar=calendar, share=share) for share in (0.5, 1.0, 1.2))
    assert whole == deadline(limit=limit, runs=runs, calendar=calendar)
    assert half <= whole <= late


@given(calendars, limits, histories())
@many
def test_explanation_ends_with_the_deadline_and_tells_every_suspension(calendar, limit, runs):
    steps = explain(limit=limit, runs=runs, calendar=calendar)
    end = deadline(limit=limit, runs=runs, calendar=calendar)
    assert (steps[-1].reason, steps[-1].start) == (Reason.DUE, end)
    told = [step.count for step in steps if step.reason is Reason.SUSPENDED]
    gaps = [Run(run.end, following.start) for run, following in pairwise(runs) if run.end < end]
    assert told == [days_used(limit=limit, runs=[gap], calendar=calendar, on=gap.end) for gap in gaps]
    with translation.override("en"):
        assert all(step.text and step.rule for step in steps)


# The reasons, in words


def on(year, month, day):
    with translation.override("en"):
        return date_format(date(year, month, day))


def words(steps):
    with translation.override("en"):
        return [step.text for step in steps]


def test_explanation_of_working_days_with_a_suspension():
    runs = [
        Run(date(2025, 12, 1), date(2025, 12, 3), opened_by="Registration", closed_by="Complements requested"),
        Run(date(2025, 12, 12)),
    ]
    assert words(explain(limit=working_days(5), runs=runs, calendar=TUNISIA)) == [
        f"{on(2025, 12, 1)}: Registration. This day is not counted.",
        "Time limit: 5 working days.",
        f"Suspended from {on(2025, 12, 3)} to {on(2025, 12, 12)} (7 working days): Complements requested.",
        f"{on(2025, 12, 17)} is a day off (Revolution Day).",
        f"The time limit ends on Thursday {on(2025, 12, 18)}.",
    ]


def test_explanation_of_calendar_days_that_end_on_an_estimated_holiday():
    assert words(explain(limit=calendar_days(90), runs=[Run(date(2025, 12, 20))], calendar=TUNISIA)) == [
        f"{on(2025, 12, 20)}: the clock starts. This day is not counted.",
        "Time limit: 90 days.",
        f"{on(2026, 3, 20)} is expected to be a day off (Eid al-Fitr).",
        f"The last day falls on Friday {on(2026, 3, 20)}: moved to Monday {on(2026, 3, 23)}.",
        f"The time limit ends on Monday {on(2026, 3, 23)}.",
    ]


def test_explanation_of_a_clock_that_waits_or_has_stopped():
    runs = [Run(date(2025, 12, 1), date(2025, 12, 3), closed_by="Complements requested")]
    waiting = explain(limit=working_days(3), runs=runs, calendar=TUNISIA)
    stopped = explain(limit=working_days(3), runs=runs, calendar=TUNISIA, is_stopped=True)
    assert words([waiting[-1], stopped[-1]]) == [
        f"Suspended since {on(2025, 12, 3)}: Complements requested. Still left: 1 working day.",
        f"{on(2025, 12, 3)}: Complements requested. The clock stopped before the last day.",
    ]
    assert words(explain(limit=working_days(3), runs=[], calendar=TUNISIA)) == ["The clock has not started."]


def test_step_is_told_to_programs_by_code():
    with translation.override("en"):
        step = explain(limit=working_days(1), runs=[Run(date(2025, 12, 1))], calendar=TUNISIA)[-1].as_dict()
    assert step == {
        "reason": "due",
        "from": "2025-12-02",
        "to": None,
        "text": f"The time limit ends on Tuesday {on(2025, 12, 2)}.",
        "rule": "The whole of the last day belongs to the time limit.",
    }
