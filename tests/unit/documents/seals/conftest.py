"""Keys of seals in a folder of the test, and one plainly fictional record."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from documents import codes
from documents.seals import Record, keys
from documents.seals.profiles import fragment

CODE = codes.code_of(UUID(int=7))


@pytest.fixture(autouse=True)
def seal_key(settings: Any, tmp_path: Path) -> Path:
    settings.SEAL_KEY = tmp_path / "keys" / "seal.pem"
    return settings.SEAL_KEY


@pytest.fixture
def record() -> Record:
    return Record(
        code=CODE,
        kind="EQD",
        language="ar",
        number="2026/EQV/000123",
        on=date(2026, 11, 23),
        initials_ar="يا",
        initials_fr="YE",
        birth_year=1998,
        level="BTP",
        fingerprint=bytes(range(16)),
    )


@pytest.fixture
def sealed(record: Record) -> str:
    """What the square says."""
    return f"https://takwin.example.tn/v/{record.code}/#{fragment(record, profile='S1')}"


@pytest.fixture
def trusted(seal_key: Path) -> dict[bytes, Any]:
    return keys.public_keys()
