"""The pages of the site as a whole."""

from collections import namedtuple
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from config import views
from workflow.models import OutboxRow

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
