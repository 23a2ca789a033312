"""One act issues a document for each person: approved together, numbered in a row, each with its own code and fingerprint."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from documents import codes, issuing, numbering
from documents.batches import Item
from documents.catalogue.equivalence import EQUIVALENCE_DECISION
from documents.issuing import NotAsShown
from documents.models import Document, NumberUsed
from documents.types import DocumentType
from tests.integration.documents.conftest import actor, ordered
from workflow.actor import Actor
from workflow.models import Case, OutboxRow

pytestmark = pytest.mark.django_db
BASES = ["Premier motif", "Deuxième motif", "Troisième motif"]


def batch(*minutes: str) -> DocumentType:
    """A letter issued once for each of these minutes."""
    return replace(EQUIVALENCE_DECISION, each=lambda act: [Item({"minutes": one}) for one in minutes], enter_number=None)


@pytest.fixture
def case(make_case: Callable[..., Case]) -> Case:
    return make_case()


@pytest.fixture
def by(person: Callable[..., User]) -> Actor:
    return actor(person(), Role.MINISTER_SIGNATORY)


def test_batch_is_numbered_in_a_row_and_each_has_its_own_code(case: Case, by: Actor) -> None:
    ordered(batch(*BASES), case, by)
    rows = list(Document.objects.order_by("number", "language"))
    year = timezone.localdate().year
    assert [(d.number, d.language, d.content["minutes"]) for d in rows] == [
        (f"{year}/EQV/{n:06d}", language, minutes) for n, minutes in enumerate(BASES, 1) for language in ("ar", "fr")
    ]
    assert len({d.act for d in rows}) == 3
    assert {codes.hashed(codes.code_of(d.pk)) for d in rows} == {d.code_hash for d in rows}
    assert len({d.content_sha256 for d in rows}) == 3
    used = NumberUsed.objects.order_by("n").values_list("n", "act")
    assert list(used) == [(n, rows[2 * (n - 1)].act) for n in (1, 2, 3)]
    assert OutboxRow.objects.filter(topic="document.render").count() == 6


def test_signature_of_a_batch_approves_every_text_of_it(case: Case, by: Actor) -> None:
    kind = batch(*BASES)
    seen = kind.draft_digest(case=case, actor=by)
    assert seen not in {issuing.digest(kind, draft) for draft in kind.drafts(case=case, actor=by)}
    case.facts = {**case.facts, "signature": {"seen": seen}}
    for other in (batch(*BASES[:2]), batch(*BASES, "Quatrième"), batch(*reversed(BASES)), batch(*BASES[:2], "Autre motif")):
        with pytest.raises(NotAsShown):
            ordered(other, case, by)
    assert (Document.objects.count(), NumberUsed.objects.count()) == (0, 0)
    ordered(kind, case, by)
    assert Document.objects.count() == 6


def test_batch_of_one_is_approved_as_a_letter_alone(case: Case, by: Actor) -> None:
    alone = batch(BASES[0])
    seen = alone.draft_digest(case=case, actor=by)
    ordered(alone, case, by)
    assert set(Document.objects.values_list("content_sha256", flat=True)) == {seen}


def test_batch_of_nobody_issues_nothing(case: Case, by: Actor) -> None:
    assert batch().drafts(case=case, actor=by) == []
    with transaction.atomic():
        terms: dict[str, Any] = {"on": timezone.localdate(), "acts": []}
        assert numbering.next_numbers(series="EQV", office=numbering.CENTRE, **terms) == []
    assert NumberUsed.objects.count() == 0


def test_numbers_of_a_batch_come_back_with_a_roll_back() -> None:
    terms: dict[str, Any] = {"series": "TRN", "office": numbering.CENTRE, "on": timezone.localdate()}
    first = numbering.next_numbers(**terms, acts=[uuid4(), uuid4()])
    try:
        with transaction.atomic():
            lost = numbering.next_numbers(**terms, acts=[uuid4() for _ in range(30)])
            raise LookupError
    except LookupError:
        pass
    assert numbering.next_numbers(**terms, acts=[uuid4()]) == [lost[0]]
    assert [number[-6:] for number in [*first, lost[0]]] == ["000001", "000002", "000003"]
