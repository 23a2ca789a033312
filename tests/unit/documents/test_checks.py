"""What is told before a ministry opens, and what must not keep it from making its tables."""

from pathlib import Path
from typing import Any

import pytest
from django.core import checks as django_checks
from django.core.checks.registry import registry

from documents import checks, keyfiles
from documents.seals import keys


@pytest.fixture
def ministry_mode(settings: Any, tmp_path: Path) -> Any:
    settings.IN_MINISTRY, settings.SIGNATURE_P12, settings.SIGNATURE_PKCS11_MODULE = True, "", ""
    settings.SEAL_KEY, settings.SEAL_FORMER_KEYS = tmp_path / "seal.pem", []
    return settings


def test_missing_keys_do_not_stop_the_making_of_tables(ministry_mode: Any) -> None:
    """`migrate` runs the checks that are not for deployment."""
    assert {checks.signature, checks.seal} <= registry.deployment_checks
    told = {m.id for m in django_checks.run_checks()}
    assert told & {"documents.E001", "documents.E002", "documents.E003"} == set()


def test_missing_seal_is_told_to_a_ministry_alone(ministry_mode: Any) -> None:
    assert [m.id for m in checks.seal(None)] == ["documents.E003"]
    ministry_mode.IN_MINISTRY = False
    assert checks.seal(None) == []


def test_seal_in_order_is_not_told(ministry_mode: Any) -> None:
    keyfiles.write(ministry_mode.SEAL_KEY, keys.make())
    assert checks.seal(None) == []
    ministry_mode.SEAL_KEY.chmod(0o644)
    assert [m.id for m in checks.seal(None)] == ["documents.E003"]


def test_lost_former_key_is_told(ministry_mode: Any, tmp_path: Path) -> None:
    keyfiles.write(ministry_mode.SEAL_KEY, keys.make())
    ministry_mode.SEAL_FORMER_KEYS = [str(tmp_path / "former.pem")]
    assert [m.id for m in checks.seal(None)] == ["documents.E003"]
