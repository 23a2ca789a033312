"""Certificates that the register is taken to have had before: fictional lines of an earlier register."""

from datetime import date, timedelta
from typing import Any

from registers import certificates, persons
from registers.entries import Cause
from registers.models import Certificate

TITLES = [
    ("Électricité du bâtiment", "كهرباء البناء", "CAP"),
    ("Maintenance industrielle", "الصيانة الصناعية", "BTP"),
    ("Comptabilité", "المحاسبة", "BTS"),
]


def certificate_of(*, person: dict[str, Any], index: int, on: date, region: str) -> Certificate:
    """A certificate of the person, classified some years ago."""
    title, title_ar, level = TITLES[index % len(TITLES)]
    issued = on - timedelta(days=700 + index % 300)
    cause = Cause(None, "", "register:takeover", issued)
    holder = persons.enter_or_find(answers=person, cause=cause)
    facts = {"title": title, "title_ar": title_ar, "level": level, "counterfoil": f"S-{index:06d}"}
    return certificates.enter_classified(person=holder, facts=facts, cause=cause, region=region)
