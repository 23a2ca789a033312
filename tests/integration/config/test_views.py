"""The pages of the site as a whole."""

from collections import namedtuple
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from config import views
from forms.tables import TableField
from workflow.models import OutboxRow
from workflow.procedures import procedures

pytestmark = pytest.mark.django_db


def test_healthz_anonymous(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_readyz_idle(client: Client) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"database": True, "outbox": True, "disk": True})


def test_readyz_late_work(client: Client) -> None:
    OutboxRow.objects.create(topic="mail.alert", key="1", not_before=timezone.now() - timedelta(minutes=11))

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"database": True, "outbox": False, "disk": True})


def test_readyz_full_disk(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(views.shutil, "disk_usage", lambda path: usage(10, 10, 0))

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (503, {"database": True, "outbox": True, "disk": False})


@pytest.mark.parametrize("path", ["/help/", "/accessibility/", "/privacy/", "/source/"])
@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_public_page_anonymous(client: Client, path: str, language: str) -> None:
    answer = client.get(path, headers={"accept-language": language})
    assert (answer.status_code, answer.headers["Content-Language"]) == (200, language)


def test_source_code_address(client: Client, settings: object) -> None:
    settings.SOURCE_CODE_URL = "https://code.example/takwin"  # type: ignore[attr-defined]
    assert b'href="https://code.example/takwin"' in client.get("/source/").content


def test_form_without_token_is_refused() -> None:
    answer = Client(enforce_csrf_checks=True).post("/language/", {"language": "fr"})
    assert answer.status_code == 403
    assert answer.templates[0].name == "pages/csrf_failure.html"


def test_language_is_chosen(client: Client) -> None:
    client.post("/language/", {"language": "fr", "next": "/help/"})
    assert client.get("/help/").headers["Content-Language"] == "fr"


def test_private_page_anonymous(client: Client) -> None:
    answer = client.get("/queues/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/login/?next=/queues/")


@pytest.mark.parametrize(
    ("language", "title"), [("ar", "تعذرت قراءة ما أُرسل"), ("fr", "Envoi illisible"), ("en", "This could not be read")]
)
def test_too_many_answers_at_once_are_told(client: Client, settings: Any, language: str, title: str) -> None:
    typed = {f"name-{n}": "" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    answer = client.post("/accounts/login/", typed, headers={"accept-language": language})
    assert (answer.status_code, answer.text.count(title)) == (400, 2)


def _forms() -> set[type[Any]]:
    """Every form in which an application is written or an act is told."""
    sections = {section for one in procedures() for section in one.application.sections}
    return sections | {t.form for one in procedures() for t in one.machine.transitions.values() if t.form}


def test_every_form_can_be_sent_whole(settings: Any) -> None:
    def cells(field: Any) -> int:
        return field.max_rows * len(field.cells) if isinstance(field, TableField) else 1

    counts = {form.__name__: sum(map(cells, form.base_fields.values())) for form in _forms()}
    assert max(counts.values()) > 1000
    spare = 100  # what the page adds, and choices of several
    assert {name: n for name, n in counts.items() if n + spare > settings.DATA_UPLOAD_MAX_NUMBER_FIELDS} == {}
