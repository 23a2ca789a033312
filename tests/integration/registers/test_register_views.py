"""The screens of the registers: by role, recorded, the same number of queries for one entry and for thirty."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.roles import POSTED_ROLES, Role
from registers import readings, voiding
from registers.models import Certificate, Person, VoidProposal

pytestmark = pytest.mark.django_db
CENTRE = {Role.REGISTRAR, Role.AUDITOR, Role.CENTRAL_OFFICER, Role.CENTRAL_DIRECTOR}
DIRECTED = CENTRE | {Role.REGIONAL_DIRECTOR}
REGION = DIRECTED | {Role.REGIONAL_OFFICER}
FIELD = REGION | {Role.INSPECTOR, Role.LEAD_INSPECTOR}
KNOWN = FIELD | {Role.LEGAL_OFFICER, Role.FRONT_DESK, Role.COMPLAINTS_OFFICER, Role.COUNSELLOR, Role.FINANCE_OFFICER}
READERS = {
    "persons": CENTRE,
    "providers": KNOWN,
    "sites": KNOWN,
    "programmes": KNOWN,
    "homologations": KNOWN,
    "sessions": KNOWN,
    "trainers": FIELD,
    "trainer-assignments": FIELD,
    "trainees": REGION,
    "enrolments": REGION,
    "examinations": REGION,
    "awarding-bodies": DIRECTED,
    "equivalence-decisions": DIRECTED,
    "certificates": DIRECTED,
    "inspections": FIELD | {Role.LEGAL_OFFICER},
    "non-conformities": FIELD | {Role.LEGAL_OFFICER},
    "sanctions": FIELD | {Role.LEGAL_OFFICER},
    "activity-reports": FIELD,
    "advertising": REGION | {Role.LEGAL_OFFICER},
    "complaints": DIRECTED | {Role.COMPLAINTS_OFFICER},
    "agreements": REGION | {Role.FINANCE_OFFICER},
    "payments": DIRECTED | {Role.FINANCE_OFFICER},
    "restrictions": REGION | {Role.LEGAL_OFFICER, Role.FRONT_DESK, Role.COUNSELLOR},
    "decisions": DIRECTED | {Role.LEGAL_OFFICER},
    "deliveries": DIRECTED | {Role.FRONT_DESK},
}


def listing(code: str) -> str:
    return reverse("registers:listing", args=[code])


def entry(certificate: Certificate, view: str = "entry") -> str:
    return reverse(f"registers:{view}", args=["certificates", certificate.entry])


@pytest.mark.parametrize("role", sorted(POSTED_ROLES))
def test_listing_by_role(role: str, signed_in: Callable[[str], Client], read: Any) -> None:
    client = signed_in(role)
    answers = {code: client.get(listing(code)).status_code for code in READERS}
    assert answers == {code: 200 if role in readers else 403 for code, readers in READERS.items()}
    opens_any = any(role in readers for readers in READERS.values())
    assert client.get(reverse("registers:index")).status_code == (200 if opens_any else 403)


def test_screens_of_an_applicant(certificate: Certificate, signed_in: Callable[[str], Client], read: Any) -> None:
    client = signed_in("")
    urls = [reverse("registers:index"), listing("certificates"), entry(certificate), entry(certificate, "extract")]
    urls += [reverse("registers:void_proposals"), reverse("registers:propose_void", args=[certificate.entry])]
    assert [client.get(url).status_code for url in urls] == [403] * 6
    assert read.events == []


def test_screens_signed_out(client: Client, certificate: Certificate) -> None:
    for url in [reverse("registers:index"), listing("certificates"), entry(certificate)]:
        answer = client.get(url)
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/accounts/login/?next={url}")


def test_screens_unknown(signed_in: Callable[[str], Client], read: Any) -> None:
    client = signed_in(Role.REGISTRAR)
    unknown = reverse("registers:entry", args=["certificates", uuid.uuid4()])
    huge = reverse("registers:decide_void", args=[2**70])
    assert [client.get(url).status_code for url in (listing("cattle"), unknown, huge)] == [404, 404, 404]


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_screens_in_each_language(certificate: Certificate, language: str, signed_in: Callable[[str], Client], read: Any) -> None:
    client = signed_in(Role.REGISTRAR)
    person = Person.objects.get()
    urls = [reverse("registers:index"), *map(listing, READERS), entry(certificate), entry(certificate, "extract")]
    urls += [reverse("registers:entry", args=["persons", person.entry]), reverse("registers:void_proposals")]
    urls += [reverse("registers:propose_void", args=[certificate.entry])]
    for url in urls:
        answer = client.get(url, headers={"accept-language": language})
        assert (answer.status_code, f'<html lang="{language}"' in answer.text, " style=" in answer.text) == (200, True, False)


def test_reading_recorded(certificate: Certificate, signed_in: Callable[[str], Client], read: Any) -> None:
    client = signed_in(Role.AUDITOR)
    client.get(listing("certificates"), {"q": "salah"})
    client.get(entry(certificate), {"on": "2026-06-01"})
    client.get(entry(certificate, "extract"))
    assert read.kinds == ["register.searched", "register.read", "register.extracted"]
    user = User.objects.get()
    assert {(e["stream"], e["by"]) for e in read.events} == {(f"reading:{user.uuid}", user.pk)}
    searched, opened, _extracted = (e["payload"] for e in read.events)
    assert searched == {"register": "certificates", "search": {"q": "salah"}, "numbers": [certificate.number]}
    assert opened == {"register": "certificates", "number": certificate.number, "on": "2026-06-01"}


def test_reading_that_nobody_would_record(
    certificate: Certificate, signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "keep", None)
    with pytest.raises(ImproperlyConfigured):
        signed_in(Role.REGISTRAR).get(entry(certificate))


@pytest.mark.parametrize("code", ["persons", "certificates", "equivalence-decisions"])
def test_listing_queries(
    code: str, signed_in: Callable[[str], Client], read: Any, entered_many: Callable[..., list[Certificate]]
) -> None:
    client = signed_in(Role.REGISTRAR)
    entered_many(1)
    client.get(listing(code))
    with CaptureQueriesContext(connection) as one:
        client.get(listing(code))
    entered_many(29, start=1)
    with CaptureQueriesContext(connection) as thirty:
        answer = client.get(listing(code))
    assert answer.text.count("case-number") == 25
    assert len(thirty) == len(one)


def test_listing_pages(signed_in: Callable[[str], Client], read: Any, entered_many: Callable[..., list[Certificate]]) -> None:
    client = signed_in(Role.REGISTRAR)
    entered_many(26)
    first = client.get(listing("certificates"))
    second = client.get(listing("certificates") + first.context["next_url"])
    assert [len(p.context["rows"]) for p in (first, second)] == [25, 1]
    back = client.get(listing("certificates") + second.context["previous_url"])
    assert [r["number"] for r in back.context["rows"]] == [r["number"] for r in first.context["rows"]]
    assert (first.context["previous_url"], second.context["next_url"]) == ("", "")


@pytest.mark.parametrize(
    "asked", [{"on": "yesterday"}, {"status": "lost"}, {"after": "x" * 41}, {"q": "a\x00b"}, {"before": "\x00"}]
)
def test_listing_nonsense(certificate: Certificate, asked: dict[str, str], signed_in: Callable[[str], Client], read: Any) -> None:
    answer = signed_in(Role.REGISTRAR).get(listing("certificates"), asked)
    assert (answer.status_code, answer.context["rows"]) == (200, [])


def test_entry_as_of(certificate: Certificate, case: Any, signed_in: Callable[[str], Client], read: Any) -> None:
    client = signed_in(Role.REGISTRAR)
    before = client.get(entry(certificate), {"on": "2026-05-03"})
    after = client.get(entry(certificate), {"on": "2026-05-04"})
    assert (before.context["shown"], after.context["shown"]) == (None, certificate)
    assert client.get(entry(certificate, "extract"), {"on": "2026-05-03"}).status_code == 404


def test_entry_names_its_case(certificate: Certificate, case: Any, signed_in: Callable[[str], Client], read: Any) -> None:
    answer = signed_in(Role.REGISTRAR).get(entry(certificate), headers={"accept-language": "en"})
    assert [v["url_label"] for v in answer.context["history"]] == [f'Case <bdi dir="ltr">{case.number}</bdi>']


def test_entry_hides_what_may_not_be_read(certificate: Certificate, signed_in: Callable[[str], Client], read: Any) -> None:
    links = {role: signed_in(role).get(entry(certificate)).context["links"] for role in (Role.REGISTRAR, Role.REGIONAL_DIRECTOR)}
    assert {role: len(found) for role, found in links.items()} == {Role.REGISTRAR: 2, Role.REGIONAL_DIRECTOR: 1}


def test_void_on_screen(certificate: Certificate, person_in: Callable[..., User], read: Any) -> None:
    one, other = Client(), Client()
    for client, name in ((one, "one"), (other, "other")):
        client.force_login(person_in(Role.REGISTRAR, name=name), backend="allauth.account.auth_backends.AuthenticationBackend")
    propose = reverse("registers:propose_void", args=[certificate.entry])
    assert one.post(propose, {"reason": ""}).status_code == 200
    assert one.post(propose, {"reason": "Misspelt name"}).status_code == 302
    decide = reverse("registers:decide_void", args=[VoidProposal.objects.get().pk])
    assert one.get(decide).context["can_decide"] is False
    refused = one.post(decide, {"decision": "accept"})
    assert (refused.status_code, Certificate.objects.count()) == (200, 1)
    assert other.get(entry(certificate)).context["can_decide_void"] is True
    assert other.post(decide, {"decision": "maybe"}).status_code == 200
    assert other.post(decide, {"decision": "accept"}).status_code == 302
    assert Certificate.objects.current().get().status == "void"
    assert [k for k in read.kinds if k.startswith("certificate")] == ["certificate.void_proposed", "certificate.voided"]


@pytest.mark.parametrize("role", sorted(set(POSTED_ROLES) - {Role.REGISTRAR}))
def test_void_on_screen_by_role(
    certificate: Certificate, role: str, person_in: Callable[..., User], signed_in: Callable[[str], Client], told: Any, read: Any
) -> None:
    proposer = person_in(Role.REGISTRAR, name="proposer")
    proposal = voiding.propose(certificate=certificate, reason="Misspelt", by=proposer, record=told)
    client = signed_in(role)
    decide = reverse("registers:decide_void", args=[proposal.pk])
    propose = reverse("registers:propose_void", args=[certificate.entry])
    answers = [client.get(decide), client.post(decide, {"decision": "accept"}), client.post(propose, {"reason": "x"})]
    assert [a.status_code for a in answers] == [403, 403, 403]
    assert Certificate.objects.count() == 1
