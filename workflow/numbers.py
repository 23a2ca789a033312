"""Numbers without gaps: the counter's row is raised in the transaction that uses the number."""

from datetime import date

from django.db import connection

from workflow.models import Case, Counter

_RAISE = """
    INSERT INTO workflow_counter (series, last) VALUES (%s, %s)
    ON CONFLICT (series) DO UPDATE SET last = workflow_counter.last + excluded.last
    RETURNING last
"""


def next_in(series: str, *, count: int = 1) -> int:
    """The next number of a series, or the last of so many; a roll-back gives them back, so that none is ever missing."""
    with connection.cursor() as cursor:
        cursor.execute(_RAISE, [series, count])
        return int(cursor.fetchone()[0])


def case_number(case: Case, *, on: date) -> str:
    """`EQV-01/2026/000123`: procedure, year of registration, running number."""
    series = f"{case.procedure}/{on.year}"
    return f"{series}/{next_in(series):06d}"


def last_of(series: str) -> int:
    row = Counter.objects.filter(series=series).first()
    return row.last if row else 0
