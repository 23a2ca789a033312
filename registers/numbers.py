"""The public numbers of entries: given by the system alone, without gaps, never used twice."""

from datetime import date

from django.db import connection

from registers.identifiers import check_character

_RAISE = """
    INSERT INTO registers_registercounter (series, last) VALUES (%s, 1)
    ON CONFLICT (series) DO UPDATE SET last = registers_registercounter.last + 1
    RETURNING last
"""
ABROAD = "00"  # stands for the region when a case belongs to none


def next_in(series: str) -> int:
    """The next number of a series; a roll-back gives it back, so that none is ever missing."""
    with connection.cursor() as cursor:
        cursor.execute(_RAISE, [series])
        return int(cursor.fetchone()[0])


def person_number() -> str:
    """`P-0000123`; never the number of an identity card."""
    return f"P-{next_in('person'):07d}"


def awarding_body_number(*, country: str) -> str:
    """`AB-FR-0007`: the country and a running number of its own."""
    return f"AB-{country}-{next_in(f'awarding_body/{country}'):04d}"


def equivalence_number(*, on: date) -> str:
    """`EQ-2026-00012`: the year of the act."""
    return f"EQ-{on.year}-{next_in(f'equivalence/{on.year}'):05d}"


def certificate_number(*, on: date, level: str, region: str) -> str:
    """`2026-BTP-11-000045-K`: year of the act, level, region, running number of that year and region, check character."""
    place = region[-2:] if region else ABROAD
    running = f"{next_in(f'certificate/{on.year}/{place}'):06d}"
    parts = [str(on.year), level.upper(), place, running]
    return "-".join([*parts, check_character("".join(parts))])
