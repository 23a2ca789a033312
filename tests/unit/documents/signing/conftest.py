"""A letter really printed once, a demonstration's keys made once, and the words of its signature."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from documents import signing
from documents.rendering.letters import html_of, metadata_of
from documents.signing import Purpose, Statement, authority
from tests.unit.documents.example_letters import example
from tests.unit.documents.signing.authorities import Company

STATEMENT = Statement(purpose=Purpose.SIGNATURE, name="سلمى النموذجية", reason="صادق عليه سلمى النموذجية", location="تونس")


@pytest.fixture(scope="session")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("signing")
    authority.demonstration_folder(folder)
    return folder


@pytest.fixture(autouse=True)
def _keys(settings: Any, var: Path) -> None:
    settings.VAR_DIR = var
    cache.clear()


@pytest.fixture(scope="session")
def letter(renderer: Any) -> bytes:
    asked: dict[str, Any] = {"template": "EQD", "language": "ar", "context": example("EQD")}
    content: bytes = renderer.render(html_of(**asked), language="ar", metadata=metadata_of(**asked))
    return content


@pytest.fixture
def signed(letter: bytes) -> bytes:
    return signing.sign(letter, STATEMENT).content


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)
