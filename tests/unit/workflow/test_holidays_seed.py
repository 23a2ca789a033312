"""The days off that seed the calendar."""

from datetime import date, timedelta

import pytest

from workflow.calendar import Certainty
from workflow.holidays_seed import FIXED, Kind, holidays_of


def test_holidays_of_2026():
    assert [(holiday.date.isoformat(), holiday.code, holiday.certainty.value) for holiday in holidays_of(2026)] == [
        ("2026-01-01", "new_year", "announced"),
        ("2026-03-20", "eid_al_fitr_1", "estimated"),
        ("2026-03-20", "independence", "announced"),
        ("2026-03-21", "eid_al_fitr_2", "estimated"),
        ("2026-04-09", "martyrs", "announced"),
        ("2026-05-01", "labour", "announced"),
        ("2026-05-27", "eid_al_adha_1", "estimated"),
        ("2026-05-28", "eid_al_adha_2", "estimated"),
        ("2026-06-16", "hijri_new_year", "estimated"),
        ("2026-07-25", "republic", "announced"),
        ("2026-08-13", "women", "announced"),
        ("2026-08-25", "mouled", "estimated"),
        ("2026-10-15", "evacuation", "announced"),
        ("2026-12-17", "revolution", "announced"),
    ]


@pytest.mark.parametrize("year", range(2022, 2061))
def test_every_year_has_its_fixed_days_and_two_days_for_each_eid(year):
    holidays = holidays_of(year)
    assert [holiday.code for holiday in holidays if holiday.kind is Kind.FIXED] == list(FIXED)
    assert {holiday.certainty for holiday in holidays if holiday.kind is Kind.LUNAR} == {Certainty.ESTIMATED}
    assert {holiday.date.year for holiday in holidays} == {year}
    for eid in ("eid_al_fitr", "eid_al_adha"):
        first = [holiday.date for holiday in holidays if holiday.code == f"{eid}_1"]
        second = [holiday.date for holiday in holidays if holiday.code == f"{eid}_2"]
        assert second == [day + timedelta(days=1) for day in first]
    assert all(holiday.name_en and holiday.name_fr and holiday.name_ar for holiday in holidays)


def test_a_lunar_holiday_may_come_twice_in_a_year():
    days = [holiday.date for holiday in holidays_of(2033) if holiday.code == "eid_al_fitr_1"]
    assert days == [date(2033, 1, 2), date(2033, 12, 23)]


@pytest.mark.parametrize("year", [2021, 2120])
def test_years_without_a_list_are_refused(year):
    with pytest.raises(ValueError):
        holidays_of(year)
