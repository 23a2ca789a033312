"""What anyone may fetch about documents: the keys, the signed list, the script that keeps the page, and a bare state."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from documents import codes
from documents.catalogue.equivalence import EQUIVALENCE_DECISION
from documents.models import Document
from documents.seals import NotGenuine, keys, revocation
from tests.integration.documents.conftest import actor, ordered
from workflow.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(make_case: Callable[..., Case], person: Callable[..., User]) -> list[Document]:
    """One act in two languages."""
    ordered(EQUIVALENCE_DECISION, make_case(), actor(person(), Role.MINISTER_SIGNATORY))
    return list(Document.objects.order_by("language"))


def fetched(client: Client) -> dict[str, Any]:
    cache.clear()
    return json.loads(client.get(reverse("revoked")).content)


def said(client: Client) -> dict[str, Any]:
    return revocation.opened(fetched(client), keys.public_keys(), at=timezone.now())


def test_list_names_what_no_longer_holds(client: Client, letters: list[Document]) -> None:
    assert (said(client)["withdrawn"], said(client)["replaced"]) == ([], [])
    first, second = letters
    Document.objects.filter(pk=first.pk).update(status="withdrawn")
    Document.objects.filter(pk=second.pk).update(status="replaced", sha256="0" * 64)
    listed = said(client)
    assert [revocation.state_in(listed, letter.code_hash) for letter in letters] == ["withdrawn", "replaced"]
    assert revocation.state_in(listed, codes.hashed("another")) == ""
    assert listed["exp"] - listed["iat"] == 7 * 24 * 3600


def test_list_tells_no_code_and_no_name(client: Client, letters: list[Document]) -> None:
    Document.objects.update(status="withdrawn")
    text = json.dumps(said(client))
    hidden = [codes.code_of(letters[0].pk), letters[0].number, str(letters[0].pk), "Yasmine", letters[0].code_hash]
    assert [one for one in hidden if one in text] == []
    assert letters[0].code_hash[:32] in text


def test_withdrawal_is_listed_within_the_minute(client: Client, letters: list[Document], clock: Any) -> None:
    before = client.get(reverse("revoked"))
    Document.objects.update(status="withdrawn")
    assert client.get(reverse("revoked")).content == before.content  # kept, so that asking costs nothing
    clock.shift(60)
    opened = revocation.opened(json.loads(client.get(reverse("revoked")).content), keys.public_keys(), at=timezone.now())
    assert len(opened["withdrawn"]) == 2


@pytest.mark.parametrize("part", ["protected", "payload", "signature"])
def test_changed_list_is_refused(client: Client, part: str) -> None:
    jws = fetched(client)
    jws[part] = ("A" if jws[part][10] != "A" else "B").join((jws[part][:10], jws[part][11:]))
    with pytest.raises(NotGenuine):
        revocation.opened(jws, keys.public_keys(), at=timezone.now())


def test_list_is_refused_after_seven_days(client: Client) -> None:
    jws, now = fetched(client), timezone.now()
    revocation.opened(jws, keys.public_keys(), at=now + timedelta(days=6, hours=23))
    with pytest.raises(NotGenuine, match="late"):
        revocation.opened(jws, keys.public_keys(), at=now + timedelta(days=7, minutes=1))
    with pytest.raises(NotGenuine, match="key"):
        revocation.opened(jws, {}, at=now)


def test_keys_are_published_for_every_site(client: Client) -> None:
    response = client.get(reverse("seal_keys"))
    assert (response.json(), response["Access-Control-Allow-Origin"]) == (keys.published(), "*")
    assert response["Cache-Control"] == "public, max-age=300"


def test_worker_reaches_the_pages_of_codes(client: Client) -> None:
    response = client.get(reverse("verify_worker"))
    assert (response["Content-Type"], response["Service-Worker-Allowed"]) == ("text/javascript; charset=utf-8", "/")


def test_state_is_one_word(client: Client, letters: list[Document]) -> None:
    typed = [codes.code_of(letters[0].pk), codes.code_of(letters[0].case_id), "nonsense"]
    answers = [client.get(reverse("verify_state", args=[code])).json() for code in typed]
    assert answers == [{"outcome": "prepared"}, {"outcome": "unknown"}, {"outcome": "mistyped"}]


def test_state_is_counted_with_the_other_questions(client: Client, letters: list[Document], clock: Any) -> None:
    code = codes.code_of(letters[0].pk)
    asked = [reverse("verify_state", args=[code]), reverse("verify_code", args=[code])] * 16
    assert [client.get(url).status_code for url in asked] == [200] * 30 + [429] * 2


# A name and a date beside the code -----------------------------------------------------------------------------------


def compared(client: Client, document: Document, **typed: str) -> bool | None:
    response = client.post(reverse("verify"), {"code": codes.code_of(document.pk), **typed})
    return response.context["answer"].agrees


WRITTEN = ["Yasmine Exemple", "exemple YASMINE", "ياسمين التجريبية", "ياسمين التجريبيه", "Yâsmine-Exemple"]


@pytest.mark.parametrize("name", WRITTEN)
def test_name_agrees_however_it_is_written(client: Client, letters: list[Document], name: str) -> None:
    assert compared(client, letters[0], name=name) is True


def test_name_and_date_must_both_agree(client: Client, letters: list[Document]) -> None:
    name, on = "Yasmine Exemple", letters[0].content["date"]
    asked = [(name, on), (name, "2001-01-01"), ("Salma Exemple", on), ("Yasmine", on), ("", on), ("…", ""), ("", "x")]
    assert [compared(client, letters[0], name=n, on=d) for n, d in asked] == [True, False, False, False, True, False, False]


def test_comparison_does_not_tell_which_differs(client: Client, letters: list[Document]) -> None:
    on = letters[0].content["date"]
    shapes = set()
    for name, day in (("Salma Fictive", on), ("Yasmine Exemple", "2001-01-01")):
        page = client.post(reverse("verify"), {"code": codes.code_of(letters[0].pk), "name": name, "on": day})
        told = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
        shapes.add(told.replace(name, "").replace(f'value="{day}"', ""))
    assert len(shapes) == 1


def test_unknown_code_compares_nothing(client: Client, letters: list[Document]) -> None:
    typed = {"code": codes.code_of(letters[0].case_id), "name": "Yasmine Exemple"}
    answer = client.post(reverse("verify"), typed).context["answer"]
    assert (answer.outcome, answer.agrees) == ("unknown", None)


def test_code_alone_leads_to_its_page_and_a_name_to_no_address(client: Client, letters: list[Document]) -> None:
    code = codes.code_of(letters[0].pk)
    alone = client.post(reverse("verify"), {"code": code, "name": "", "on": ""})
    assert (alone.status_code, alone["Location"]) == (302, reverse("verify_code", args=[codes.shown(code)]))
    named = client.get(reverse("verify"), {"code": code, "name": "Yasmine Exemple"})
    assert (named.status_code, "Yasmine" in named["Location"]) == (302, False)


def test_erased_document_is_told_withdrawn_and_nothing_more(client: Client, letters: list[Document]) -> None:
    Document.objects.update(status="withdrawn", content={})
    response = client.get(reverse("verify_code", args=[codes.code_of(letters[0].pk)]))
    assert (response.status_code, response.context["answer"].outcome) == (200, "withdrawn")
    assert compared(client, letters[0], name="Yasmine Exemple") is False
