"""What no longer holds says why, and leads to what took its place; void numbers are listed for those who keep them."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from documents import codes, jobs, replacement
from documents.catalogue.equivalence import EQUIVALENCE_DECISION
from documents.models import Document, NumberUsed
from tests.integration.documents.conftest import actor, ordered, printed
from workflow.models import Case, Event
from workflow.refusals import Refused

pytestmark = pytest.mark.django_db
REASON = "The level was misprinted; a corrected decision took its place."


@pytest.fixture
def letters(
    make_case: Callable[..., Case], person: Callable[..., User], monkeypatch: pytest.MonkeyPatch
) -> tuple[Document, Document]:
    """Two decisions of one case, issued."""
    monkeypatch.setattr(jobs, "render_contained", lambda html, **told: b"%PDF- a letter")
    case, signatory = make_case(), actor(person(), Role.MINISTER_SIGNATORY)
    acts = [ordered(EQUIVALENCE_DECISION, case, signatory)["act"] for _ in range(2)]
    for document in Document.objects.all():
        printed(document)
    first, second = (Document.objects.get(act=act, language="fr") for act in acts)
    return first, second


def page_of(client: Client, document: Document) -> str:
    return client.get(reverse("verify_code", args=[codes.shown(codes.code_of(document.pk))])).content.decode()


def test_replaced_document_says_why_and_leads_to_its_successor_in_its_language(
    client: Client, letters: tuple[Document, Document], person: Callable[..., User]
) -> None:
    former, successor = letters
    registrar = person(Role.REGISTRAR)
    assert replacement.replace(act=former.act, successor=successor.act, reason=REASON, by=registrar) == 2
    page = page_of(client, former)
    address = reverse("verify_code", args=[codes.shown(codes.code_of(successor.pk))])
    assert (REASON in page, f'href="{address}"' in page, successor.number in page) == (True, True, True)
    assert set(Document.objects.filter(act=former.act).values_list("status", flat=True)) == {"replaced"}
    after = page_of(client, successor)
    assert (REASON in after, former.number in after) == (False, False)
    told = Event.objects.get(kind="document.replaced")
    assert (told.actor, told.payload.body["reason"], told.payload.body["number"]) == (registrar, REASON, former.number)


@pytest.mark.parametrize("problem", ["short reason", "itself", "no successor", "withdrawn successor", "replaced already"])
def test_replacement_is_refused(letters: tuple[Document, Document], problem: str) -> None:
    former, successor = letters
    terms = {"act": former.act, "successor": successor.act, "reason": REASON, "by": None}
    if problem == "short reason":
        terms["reason"] = "  wrong  "
    elif problem == "itself":
        terms["successor"] = former.act
    elif problem == "no successor":
        terms["successor"] = uuid4()
    elif problem == "withdrawn successor":
        Document.objects.filter(act=successor.act).update(status="withdrawn")
    else:
        replacement.replace(**terms)
    before = list(Document.objects.order_by("pk").values_list("pk", "status", "status_reason"))
    with pytest.raises(Refused):
        replacement.replace(**terms)
    assert list(Document.objects.order_by("pk").values_list("pk", "status", "status_reason")) == before


def test_void_number_is_listed_and_its_document_says_why(
    client: Client, letters: tuple[Document, Document], person: Callable[..., User]
) -> None:
    former, other = letters
    registrar = person(Role.REGISTRAR)
    client.force_login(registrar)
    typed = {"number": former.number, "reason": REASON}
    assert client.post(reverse("documents:propose_void"), {**typed, "reason": ""}).status_code == 200
    assert client.post(reverse("documents:propose_void"), {**typed, "number": "2026/EQV/x"}).status_code == 200
    assert client.post(reverse("documents:propose_void"), typed).status_code == 302
    used = NumberUsed.objects.exclude(proposed_void="").get()
    decide = reverse("documents:decide_void", args=[used.pk])
    client.post(decide, {"answer": "accept"})
    assert Document.objects.get(pk=former.pk).status != "withdrawn"  # who proposes does not decide
    client.force_login(person(Role.CENTRAL_DIRECTOR))
    assert REASON in client.get(reverse("documents:void_numbers")).content.decode()
    client.post(decide, {"answer": "accept"})
    client.logout()
    assert (REASON in page_of(client, former), Document.objects.get(pk=former.pk).status) == (True, "withdrawn")
    client.force_login(registrar)
    address = reverse("documents:void_numbers")
    listed = client.get(address, {"series": "EQV/CENTRE", "year": former.ordered_at.year})
    assert [(row["number"], row["used"].void_reason) for row in listed.context["rows"]] == [(former.number, REASON)]
    assert REASON in listed.content.decode()
    assert other.number not in listed.content.decode()
    assert client.get(address, {"series": "ACK/CENTRE"}).context["rows"] == []
    assert client.get(address, {"year": "abc"}).context["rows"] == []


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.REGISTRAR, 200), (Role.AUDITOR, 200), (Role.CENTRAL_DIRECTOR, 200), (Role.FRONT_DESK, 403), ("", 403)],
)
def test_void_numbers_are_kept_for_those_who_answer_for_them(
    client: Client, person: Callable[..., User], role: str, status: int
) -> None:
    client.force_login(person(role, region="TN-11" if role == Role.FRONT_DESK else ""))
    assert client.get(reverse("documents:void_numbers")).status_code == status
