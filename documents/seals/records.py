"""What a sealed record says of a document: no more than the verification page shows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

FINGERPRINT_BYTES = 16


class NotGenuine(Exception):
    """The text is no record, or was not signed so by a key of the ministry. `why` is a code: form, profile, key, signature."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Record:
    """`code` is the public code it is bound to; `level` is empty unless the document grants one."""

    code: str
    kind: str
    language: str
    number: str
    on: date
    initials_ar: str  # capitals without stops: `يا`, `YE`
    initials_fr: str
    birth_year: int | None
    level: str
    fingerprint: bytes  # the first sixteen bytes of the SHA-256 of the content


def holder_name(content: Mapping[str, Any]) -> Any:
    """Whose document it is: a text, or one for each language."""
    person = content.get("holder") or content.get("addressee") or {}
    return person.get("name", "")


def holder_of(content: Mapping[str, Any]) -> dict[str, str]:
    """Initials in each script and the year of birth, for whoever holds the paper to compare; empty for a body."""
    person = content.get("holder") or content.get("addressee") or {}
    name = person.get("name", "")
    if person.get("civility") == "body":
        return {}
    written = name if isinstance(name, dict) else {"ar": name, "fr": name}
    return {
        "name_ar": initials(str(written.get("ar", ""))),
        "name_fr": initials(str(written.get("fr", ""))),
        "birth_year": str(person.get("born_on", ""))[:4],
    }


def initials(name: str) -> str:
    """`Y. E.`: enough to recognise, too little to learn."""
    return " ".join(f"{part[0]}." for part in re.split(r"[\s\-]+", name) if part)


def record_of(*, code: str, kind: str, language: str, content: Mapping[str, Any], fingerprint: str) -> Record:
    """The record of a document from its frozen content; `fingerprint` is the whole SHA-256 in hexadecimal."""
    holder = holder_of(content)
    year = holder.get("birth_year", "")
    return Record(
        code=code,
        kind=kind,
        language=language,
        number=content["number"],
        on=date.fromisoformat(content["date"][:10]),
        initials_ar=_bare(holder.get("name_ar", "")),
        initials_fr=_bare(holder.get("name_fr", "")),
        birth_year=int(year) if year.isdecimal() else None,
        level=_level_of(content.get("level")),
        fingerprint=bytes.fromhex(fingerprint)[:FINGERPRINT_BYTES],
    )


def _level_of(told: Any) -> str:
    """The code of the level, which some documents tell with its title and others by its code alone."""
    return str(told.get("code", "")) if isinstance(told, Mapping) else str(told or "")


def _bare(written: str) -> str:
    # Five are enough to recognise anyone, and keep a long name from making the squares too fine to be read.
    return "".join(part[0] for part in written.split())[:5]
