"""How numbers are written."""

import pytest

from documents.numbering import CENTRE, formatted, kept


@pytest.mark.parametrize(
    ("series", "office", "n", "number"),
    [
        ("EQV", CENTRE, 123, "2026/EQV/000123"),
        ("ACK", "TN-11", 123, "2026/ACK/TN-11/000123"),
        ("AWB", CENTRE, 1_000_000, "2026/AWB/1000000"),
    ],
)
def test_number_is_year_series_office_and_rank(series: str, office: str, n: int, number: str) -> None:
    assert formatted(series=series, office=office, year=2026, n=n) == number


def test_series_of_two_offices_differ() -> None:
    assert (kept("ACK", "TN-11"), kept("ACK", "TN-12")) == ("ACK/TN-11", "ACK/TN-12")
