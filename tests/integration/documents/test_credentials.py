"""The credential of a decision: for whom, what it says, how it is checked, and how it ends with its document."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from documents import jobs
from documents.catalogue.equivalence import EQUIVALENCE_DECISION
from documents.catalogue.intake import DEPOSIT_ACKNOWLEDGEMENT
from documents.credentials import badges, issuer, status
from documents.credentials.proof import check
from documents.models import CredentialStatus, Document
from tests.integration.documents.conftest import actor, ordered, printed
from workflow.models import Case, Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_key(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CREDENTIAL_KEY, settings.CREDENTIAL_FORMER_KEYS = tmp_path / "credentials.pem", []
    settings.SITE_URL = "https://takwin.example.tn:8443"
    monkeypatch.setattr(jobs, "render_contained", lambda html, **told: b"%PDF-1.7 a letter")
    cache.clear()


@pytest.fixture
def decision(make_case: Callable[..., Case], person: Callable[..., User]) -> Document:
    ordered(EQUIVALENCE_DECISION, make_case(), actor(person(), Role.MINISTER_SIGNATORY))
    return next(printed(document) for document in Document.objects.order_by("-is_reference"))


def served(client: Client, name: str, **arguments: Any) -> Any:
    response = client.get(reverse(name, kwargs=arguments))
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (200, "*")
    return json.loads(response.content)


def key_of(client: Client) -> Callable[[str], Any]:
    """As any verifier does it: the keys are those that the site publishes."""
    methods = {m["id"]: m["publicKeyMultibase"] for m in served(client, "did")["verificationMethod"]}
    return lambda method: issuer.public_key(methods[method])


def had(client: Client, decision: Document) -> dict[str, Any]:
    client.force_login(decision.case.applicant)
    response = client.get(reverse("documents:credential", args=[decision.pk]))
    assert (response.status_code, response["Content-Type"]) == (200, "application/vc")
    assert response["Content-Disposition"].startswith("attachment")
    return dict(json.loads(response.content))


def test_holder_has_a_credential_that_anyone_can_check(client: Client, decision: Document) -> None:
    found = had(client, decision)
    check(found, key_of=key_of(client))
    assert found["issuer"]["id"] == "did:web:takwin.example.tn%3A8443" == served(client, "did")["id"]
    achievement = found["credentialSubject"]["achievement"]
    assert (achievement["humanCode"], achievement["achievementType"]) == (decision.number, "ext:Equivalence")
    assert achievement["name"] == "Équivalence : brevet de technicien professionnel (BTP)"
    assert Event.objects.filter(kind="reading.document").count() == 1


def test_credential_is_the_same_each_time(client: Client, decision: Document) -> None:
    assert had(client, decision) == had(client, decision)
    assert CredentialStatus.objects.count() == 1


def test_number_of_the_identity_card_is_told_to_its_holder_alone(client: Client, decision: Document) -> None:
    found = had(client, decision)
    assert "01234567" not in json.dumps(found)
    name, number = found["credentialSubject"]["identifier"]
    assert (name["identityHash"], name["hashed"]) == ("Yasmine Exemple", False)
    assert number["identityHash"] == "sha256$" + hashlib.sha256(f"01234567{number['salt']}".encode()).hexdigest()


@pytest.mark.parametrize("state", ["withdrawn", "replaced"])
def test_credential_ends_with_its_document(client: Client, decision: Document, state: str) -> None:
    entry = had(client, decision)["credentialStatus"]

    def revoked() -> bool:
        listed = served(client, "credential_status", sheet=0)
        check(listed, key_of=key_of(client))
        assert listed["id"] == entry["statusListCredential"]
        return status.is_set(listed["credentialSubject"]["encodedList"], int(entry["statusListIndex"]))

    assert not revoked()
    Document.objects.filter(pk=decision.pk).update(status=state)
    cache.clear()
    assert revoked()
    assert client.get(reverse("documents:credential", args=[decision.pk])).status_code == 404


def test_list_of_status_hides_a_holder_among_many() -> None:
    places = {0, 7, 8, status.SIZE - 1}
    encoded = status.encoded(places)
    assert encoded == status.encoded(places)
    assert [place for place in range(status.SIZE) if status.is_set(encoded, place)] == sorted(places)


def test_receipt_is_no_credential(client: Client, make_case: Callable[..., Case], person: Callable[..., User]) -> None:
    ordered(DEPOSIT_ACKNOWLEDGEMENT, make_case("submitted"), actor(None))
    receipt = printed(Document.objects.first())
    client.force_login(receipt.case.applicant)
    assert not receipt.has_credential
    assert client.get(reverse("documents:credential", args=[receipt.pk])).status_code == 404
    with pytest.raises(LookupError):
        badges.credential(receipt)


def test_stranger_finds_no_credential(client: Client, decision: Document, person: Callable[..., User]) -> None:
    client.force_login(person())
    assert client.get(reverse("documents:credential", args=[decision.pk])).status_code == 404
    assert CredentialStatus.objects.count() == 0


def test_list_that_does_not_exist_is_not_served(client: Client) -> None:
    assert client.get(reverse("credential_status", args=[3])).status_code == 404


def test_replaced_key_still_proves_what_it_signed(client: Client, decision: Document, settings: Any, tmp_path: Path) -> None:
    before = had(client, decision)
    former = tmp_path / "former.pem"
    former.write_bytes(issuer.own_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    settings.CREDENTIAL_KEY, settings.CREDENTIAL_FORMER_KEYS = tmp_path / "new.pem", [str(former)]
    check(before, key_of=key_of(client))
    check(had(client, decision), key_of=key_of(client))


def test_ministry_without_a_key_says_so(client: Client, decision: Document, settings: Any) -> None:
    settings.IN_MINISTRY = True
    client.force_login(decision.case.applicant)
    assert client.get(reverse("documents:credential", args=[decision.pk])).status_code == 503
    assert client.get(reverse("did")).status_code == 404
    assert not settings.CREDENTIAL_KEY.exists()
