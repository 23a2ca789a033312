"""What campaigns cost, and what their pages count; the journeys tell their lives."""

from datetime import date, datetime, time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from processes.rules import reports
from tests.factories.campaigns import plan
from tests.factories.providers import make_provider
from workflow import campaigns
from workflow.models import Case

pytestmark = pytest.mark.django_db
OPENS, DUE = date(2027, 1, 30), date(2027, 3, 31)
MOST_STATEMENTS = 45  # for one case, its line in the register and its notice


@pytest.fixture
def opening(ministry: dict[str, User], clock: Any) -> Any:
    def begin(count: int) -> Any:
        for _n in range(count):
            make_provider()
        planned = plan(by=ministry["central_officer"], opens_on=OPENS, due_on=DUE)
        clock.move_to(timezone.make_aware(datetime.combine(OPENS, time(1))))
        return planned

    return begin


def test_cost_of_one_case_does_not_grow_with_the_campaign(opening: Any) -> None:
    """5,200 structures are asked overnight: each case costs the same few statements."""
    planned = opening(30)
    costs = []
    for _batch in range(3):
        with CaptureQueriesContext(connection) as told:
            assert campaigns.open_batch(planned.pk, most=10) == 10
        costs.append(len(told) / 10)
    assert max(costs[1:]) <= MOST_STATEMENTS
    assert abs(costs[2] - costs[1]) < 1


def test_progress_is_one_query(opening: Any, django_assert_num_queries: Any) -> None:
    planned = opening(4)
    campaigns.open_batch(planned.pk)
    with django_assert_num_queries(1):
        assert campaigns.progress(planned) == {"TN-11": {"opened": 4}}
    assert campaigns.progress(planned, regions=frozenset({"TN-61"})) == {}


def test_who_is_reached_after_the_campaign_has_as_many_days(opening: Any, clock: Any) -> None:
    planned = opening(1)
    campaigns.open_batch(planned.pk)
    late, _site, _member = make_provider()
    clock.move_to(timezone.make_aware(datetime.combine(date(2027, 2, 9), time(9))))
    planned.refresh_from_db()
    case = campaigns.oblige(campaign=planned, provider=late.entry)
    assert campaigns.oblige(campaign=planned, provider=late.entry) == case
    assert (case.facts["campaign"]["due_on"], Case.objects.count()) == ("2027-04-10", 2)


@pytest.mark.parametrize(
    ("code", "starts_on", "ends_on", "opens_on", "due_on"),
    [
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 15)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 15)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 15)),
    ],
)
def test_days_of_a_quarter(code: str, starts_on: date, ends_on: date, opens_on: date, due_on: date) -> None:
    period = reports.quarter(code)
    assert (period.starts_on, period.ends_on, period.opens_on, period.due_on) == (starts_on, ends_on, opens_on, due_on)


def test_days_of_a_year() -> None:
    period = reports.year("2026")
    assert (period.opens_on, period.due_on) == (OPENS, DUE)


@pytest.mark.parametrize("code", ["", "26", "2026-Q5", "2026-Q0", "2026 ", "٢٠٢٦"])
def test_other_words_name_no_period(code: str) -> None:
    with pytest.raises(ValueError, match=f"^{code}$"):
        reports.year(code)
    with pytest.raises(ValueError, match=f"^{code}$"):
        reports.quarter(code)
