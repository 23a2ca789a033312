"""Every letter that says what one person achieved is a credential: it verifies, says no more than the letter, ends with it."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.utils import timezone

from documents.catalogue import DOCUMENT_TYPES
from documents.credentials import badges, issuer, status
from documents.credentials.proof import check
from documents.models import Document
from documents.rendering.letters import html_of
from documents.samples import issued
from documents.samples.contexts import example
from workflow.models import Case

pytestmark = pytest.mark.django_db
Keep = Callable[..., Document]
ACHIEVED = {
    "EQD": "ext:Equivalence",
    "CLA": "ext:Classification",
    "DIP": "Diploma",
    "DIPV": "Diploma",
    "VPART": "Competency",
    "DUP": "Diploma",
    "ATT": "Diploma",
}
EACH = [(code, language) for code in ACHIEVED for language in ("ar", "fr")]


@pytest.fixture(autouse=True)
def _own_key(settings: Any, tmp_path: Path) -> None:
    settings.CREDENTIAL_KEY, settings.CREDENTIAL_FORMER_KEYS = tmp_path / "credentials.pem", []
    cache.clear()


@pytest.fixture
def kept(make_case: Callable[..., Case]) -> Callable[..., Document]:
    """The sample of a letter, as one that was issued."""

    def keep(code: str, language: Any, **said: Any) -> Document:
        made = issued.document(code, language)
        made.case, made.issued_at, made.status, made.act = make_case(), timezone.now(), Document.Status.ISSUED, uuid4()
        made.file, made.sha256, made.content = "sample.pdf", "0" * 64, {**made.content, **said}
        made.save(force_insert=True)
        return made

    return keep


def holds(found: dict[str, Any]) -> None:
    keys = {method["id"]: method["publicKeyMultibase"] for method in issuer.document()["verificationMethod"]}
    check(found, key_of=lambda method: issuer.public_key(keys[method]))


def test_achievements_are_those_of_the_catalogue() -> None:
    assert {code for code, kind in DOCUMENT_TYPES.items() if getattr(kind, "achievement", None)} == set(ACHIEVED)


@pytest.mark.parametrize(("code", "language"), EACH)
def test_credential_of_each_letter_verifies_and_ends_with_it(kept: Keep, code: str, language: str) -> None:
    made = kept(code, language)
    found = badges.credential(made)
    holds(found)
    assert found == badges.credential(made)
    achieved = found["credentialSubject"]["achievement"]
    assert (achieved["achievementType"], achieved["humanCode"], achieved["inLanguage"]) == (ACHIEVED[code], made.number, language)
    place = int(found["credentialStatus"]["statusListIndex"])
    Document.objects.filter(pk=made.pk).update(status=Document.Status.WITHDRAWN)
    made.refresh_from_db()
    listed = status.issue(0, at=timezone.now())["credentialSubject"]["encodedList"]
    assert (status.is_set(listed, place), made.has_credential) == (True, False)


@pytest.mark.parametrize(("code", "language"), EACH)
def test_credential_says_no_more_of_a_person_than_its_letter(kept: Keep, code: str, language: Any) -> None:
    made = kept(code, language)
    letter = re.sub(r"<[^>]+>", "", html_of(template=code, language=language, context=example(code)))
    subject = badges.credential(made)["credentialSubject"]
    name, *rest = subject["identifier"]
    assert name["identityHash"] in letter
    assert all(one["hashed"] for one in rest)
    assert [one for one in (subject.get("licenseNumber"),) if one and one not in letter] == []
    said = json.dumps(subject, ensure_ascii=False)
    held = made.content.get("holder", {})
    private = [held.get(fact) for fact in ("identity_number", "born_on") if held.get(fact)]
    private += [made.content["line"]["born_on"]] if "line" in made.content else []
    assert len(private) > 0  # they could have been told
    assert [fact for fact in private if fact in said] == []


def test_units_are_credited_for_as_long_as_they_are_kept(kept: Keep) -> None:
    found = badges.credential(kept("VPART", "fr"))
    assert found["validUntil"] == "2031-03-09T22:59:59Z"
    assert found["credentialSubject"]["achievement"]["description"] == "Unités validées : Maintenance préventive."


def test_two_diplomas_of_a_level_are_two_achievements() -> None:
    ids = set()
    for title in ("Maintenance industrielle", "Coiffure"):
        made = issued.document("DIP", "fr")
        made.content["diploma_title"] = {"ar": title, "fr": title}
        made.status = Document.Status.ISSUED
        achieved = badges.achievement_of(made)
        ids.add(achieved.about if achieved else "")
    assert len(ids - {""}) == 2


def test_corrected_diploma_does_not_bear_the_former_number(kept: Keep) -> None:
    subject = badges.credential(kept("DUP", "fr", is_duplicate=False))["credentialSubject"]
    assert "licenseNumber" not in subject
    assert "rectifié" in subject["achievement"]["criteria"]["narrative"]


def test_end_of_an_enrolment_achieves_nothing(kept: Keep) -> None:
    made = kept("ATT", "fr")
    made.content = {key: value for key, value in made.content.items() if key != "line"}
    assert badges.achievement_of(made) is None


def test_jury_that_validated_nothing_gives_no_credential(kept: Keep) -> None:
    made = kept("VPART", "fr", validated=[])
    assert not made.has_credential
