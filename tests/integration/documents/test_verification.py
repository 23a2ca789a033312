"""Verification by anyone: the truth, the necessary, and nothing to guess from."""

import inspect
import random
import statistics
import time
import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from accounts.roles import Role
from documents import codes, jobs, verification
from documents.catalogue.equivalence import EQUIVALENCE_DECISION
from documents.models import Document
from documents.seals import records
from tests.integration.documents.conftest import actor, ordered, printed
from workflow.models import Case

pytestmark = pytest.mark.django_db
SECRETS = (
    "01234567",
    "Yasmine",
    "ياسمين",
    "Exemple",
    "التجريبية",
    "Imaginaire",
    "1998-05-14",
    "EQV-01/2026/000001",
    "Technicienne",
)


@pytest.fixture
def letter(make_case: Callable[..., Case], person: Callable[..., User], monkeypatch: pytest.MonkeyPatch) -> Document:
    monkeypatch.setattr(jobs, "render_contained", lambda html, **told: b"%PDF- a letter")
    ordered(EQUIVALENCE_DECISION, make_case(), actor(person(), Role.MINISTER_SIGNATORY))
    return Document.objects.get(is_reference=True)


def asked(client: Client, document: Document, **headers: str) -> HttpResponse:
    return client.get(reverse("verify_code", args=[codes.shown(codes.code_of(document.pk))]), **headers)


@pytest.mark.parametrize("status", ["ordered", "issued", "replaced", "withdrawn"])
def test_each_state_is_told(client: Client, letter: Document, status: str) -> None:
    printed(letter)
    Document.objects.filter(pk=letter.pk).update(status=status)
    response = asked(client, letter)
    outcomes = {"ordered": "prepared", "issued": "valid", "replaced": "replaced", "withdrawn": "withdrawn"}
    assert (response.status_code, response.context["answer"].outcome) == (200, outcomes[status])


def test_page_shows_what_is_agreed_and_no_more(client: Client, letter: Document) -> None:
    page = asked(client, printed(letter)).content.decode()
    for told in (letter.number, "ي. ا.", "Y. E.", "1998", Document.objects.get(pk=letter.pk).sha256, letter.content_sha256):
        assert told in page
    assert [secret for secret in SECRETS if secret in page] == []


def test_page_is_for_no_search_engine_and_no_cache(client: Client, letter: Document) -> None:
    response = asked(client, letter)
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"


def test_typed_code_leads_to_its_page(client: Client, letter: Document) -> None:
    shown = codes.shown(codes.code_of(letter.pk))
    response = client.get(reverse("verify"), {"code": f" {shown.lower().replace('-', ' ')} "})
    assert (response.status_code, response["Location"]) == (302, reverse("verify_code", args=[shown]))


@pytest.mark.parametrize("typed", ["nonsense", "7K3M-92QX-4T8B-ZH5N-X", "<script>alert(1)</script>"])
def test_mistyped_code_is_told(client: Client, typed: str) -> None:
    response = client.get(reverse("verify"), {"code": typed})
    assert (response.status_code, response.context["answer"].outcome) == (200, "mistyped")
    assert "<script>alert" not in response.content.decode()


def test_unknown_code_is_told(client: Client, letter: Document) -> None:
    other = codes.code_of(letter.case_id)
    assert client.get(reverse("verify_code", args=[other])).context["answer"].outcome == "unknown"


def test_file_answers_by_its_fingerprint(client: Client, letter: Document) -> None:
    document = printed(letter)
    response = client.get(reverse("verify"), {"sha256": document.sha256.upper()})
    assert (response.context["answer"].outcome, response.context["answer"].document) == ("valid", document)
    answers = {
        sha: client.get(reverse("verify"), {"sha256": sha}).context["answer"].outcome for sha in ("0" * 64, "zz", "0" * 63)
    }
    assert answers == {"0" * 64: "unknown", "zz": "mistyped", "0" * 63: "mistyped"}


def test_unprinted_document_has_no_file_to_compare(client: Client, letter: Document) -> None:
    assert client.get(reverse("verify"), {"sha256": ""}).context["answer"] is None


def test_thirty_answers_a_minute(client: Client, letter: Document, clock: object) -> None:
    statuses = [asked(client, letter).status_code for _ in range(32)]
    assert statuses == [200] * 30 + [429] * 2
    assert asked(client, letter)["Retry-After"] == "60"
    assert asked(client, letter, REMOTE_ADDR="192.0.2.7").status_code == 200
    clock.shift(60)  # type: ignore[attr-defined]
    assert asked(client, letter).status_code == 200


def test_mistyped_codes_are_counted_too(client: Client) -> None:
    statuses = [client.get(reverse("verify"), {"code": f"wrong {n}"}).status_code for n in range(31)]
    assert statuses == [200] * 30 + [429]


def test_asking_for_the_page_is_not_counted(client: Client) -> None:
    assert {client.get(reverse("verify")).status_code for _ in range(40)} == {200}


def test_hit_and_miss_cost_the_same_statements(client: Client, letter: Document) -> None:
    code = codes.code_of(letter.pk)
    asks = [code, codes.code_of(letter.case_id), "nonsense"]
    found = []
    for typed in asks:
        with CaptureQueriesContext(connection) as queries:
            verification.by_code(typed)
        found.append(len(queries))
    assert found == [1, 1, 1]


def test_only_reading_is_allowed(client: Client, letter: Document) -> None:
    address = reverse("verify_code", args=[codes.shown(codes.code_of(letter.pk))])
    assert [client.post(address).status_code, client.put(address).status_code, client.delete(address).status_code] == [405] * 3


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_page_speaks_three_languages(client: Client, letter: Document, language: str) -> None:
    with translation.override(None):
        page = asked(client, letter, HTTP_ACCEPT_LANGUAGE=language).content.decode()
    assert f'lang="{language}"' in page
    assert letter.content["letterhead"]["directorate"][language] in page


def test_initials_of_composed_names() -> None:
    assert records.initials("Jean-Marie  de l’Exemple") == "J. M. d. l."
    assert records.initials("") == ""


@pytest.mark.parametrize("number", [pytest.param(2_000, id="short"), pytest.param(1_000_000, id="long", marks=pytest.mark.proof)])
def test_guessed_codes_find_nothing(letter: Document, number: int) -> None:
    chance = random.Random(2026)
    guesses = (codes.code_of(uuid.UUID(int=chance.getrandbits(128)), key="a key of somebody else") for _ in range(number))
    assert {verification.by_code(guess).outcome for guess in guesses} == {"unknown"}
    neighbours = (f"{n:017d}" for n in range(2_000))
    assert {verification.by_code(typed).outcome for typed in neighbours} <= {"mistyped", "unknown"}
    assert "hmac" not in inspect.getsource(verification.by_code)  # no secret is compared: the table finds a hash


def test_hit_and_miss_take_the_same_time(letter: Document) -> None:
    def milliseconds(typed: str) -> float:
        start = time.perf_counter()
        verification.by_code(typed, name="Yasmine Exemple", on="2026-11-30")
        return (time.perf_counter() - start) * 1000

    hit, miss = codes.code_of(letter.pk), codes.code_of(letter.case_id)
    taken = [(milliseconds(hit), milliseconds(miss), milliseconds("nonsense")) for _ in range(60)]
    medians = [statistics.median(column) for column in zip(*taken, strict=True)]
    assert max(medians) - min(medians) < 10
