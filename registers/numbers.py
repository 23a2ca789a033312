"""The public numbers of entries: given by the system alone, without gaps, never used twice."""

from datetime import date

from django.db import connection

from registers.identifiers import check_character

_RAISE = """
    INSERT INTO registers_registercounter (series, last) VALUES (%s, 1)
    ON CONFLICT (series) DO UPDATE SET last = registers_registercounter.last + 1
    RETURNING last
"""
_RAISE_BY = """
    INSERT INTO registers_registercounter (series, last) VALUES (%s, %s)
    ON CONFLICT (series) DO UPDATE SET last = registers_registercounter.last + %s
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
    place = place_of(region)
    running = f"{next_in(f'certificate/{on.year}/{place}'):06d}"
    parts = [str(on.year), level.upper(), place, running]
    return "-".join([*parts, check_character("".join(parts))])


def next_many(series: str, count: int) -> range:
    """As many next numbers of a series, in one question."""
    with connection.cursor() as cursor:
        cursor.execute(_RAISE_BY, [series, count, count])
        last = int(cursor.fetchone()[0])
    return range(last - count + 1, last + 1)


def provider_number(*, region: str) -> str:
    """`SP-11-0042`: the region and a running number of its own."""
    place = place_of(region)
    return f"SP-{place}-{next_in(f'provider/{place}'):04d}"


def site_number(*, provider: str) -> str:
    """`SP-11-0042-01`: the provider's number and a running one."""
    return f"{provider}-{next_in(f'site/{provider}'):02d}"


def programme_number() -> str:
    """`PRG-000123`."""
    return f"PRG-{next_in('programme'):06d}"


def session_number(*, programme: str, on: date) -> str:
    """`PRG-000123-2026-001`: the programme's number, the year in which the session begins, a running number."""
    return f"{programme}-{on.year}-{next_in(f'session/{programme}/{on.year}'):03d}"


def trainer_number() -> str:
    """`TR-000123`."""
    return f"TR-{next_in('trainer'):06d}"


def trainee_number() -> str:
    """`T-0000123`; never the number of an identity card."""
    return f"T-{next_in('trainee'):07d}"


def report_number(*, year: int, period: str, provider: str) -> str:
    """`REP-2026-Q1-SP-11-0042`; several projects of one year are told apart by a running number."""
    number = f"REP-{year}-{period}-{provider}"
    return f"{number}-{next_in(f'report/{number}'):02d}" if period == "P" else number


# prefix -> digits of the running number, which starts again every year (and in every region where one is named)
_YEARLY = {
    "HOM": 4,
    "SAN": 4,
    "RST": 4,
    "NC": 5,
    "AGR": 5,
    "PAY": 5,
    "WAT": 5,
    "CPL": 6,
    "DEC": 6,
    "DLV": 6,
    "TA": 6,
    "ENR": 7,
}
_REGIONAL = {"CC": 4, "EX": 4, "INS": 4}


def yearly_number(prefix: str, *, on: date) -> str:
    """`HOM-2026-0012`, `ENR-2026-0000123` …: the year of the act."""
    return f"{prefix}-{on.year}-{next_in(f'{prefix}/{on.year}'):0{_YEARLY[prefix]}d}"


def yearly_numbers(prefix: str, count: int, *, on: date) -> list[str]:
    return [f"{prefix}-{on.year}-{n:0{_YEARLY[prefix]}d}" for n in next_many(f"{prefix}/{on.year}", count)]


def regional_number(prefix: str, *, region: str, on: date) -> str:
    """`INS-11-2026-0003`: the region and the year of the act."""
    place = place_of(region)
    return f"{prefix}-{place}-{on.year}-{next_in(f'{prefix}/{place}/{on.year}'):0{_REGIONAL[prefix]}d}"


def place_of(region: str) -> str:
    return region[-2:] if region else ABROAD
