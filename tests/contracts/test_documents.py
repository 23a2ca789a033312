"""Every document of every procedure is ordered by its act, numbered, and can be read in Arabic and in French."""

import re
from functools import partial
from typing import Any

import pytest

from config.demonstration.driver import Player
from config.demonstration.plays.eqv_01 import accuse
from documents import jobs
from documents.catalogue import DOCUMENT_TYPES
from documents.models import Document
from documents.rendering.letters import html_of
from documents.types import SessionDocumentType
from tests.factories.ways import bring, go
from workflow.models import OutboxRow
from workflow.procedure import Procedure
from workflow.procedures import procedures

pytestmark = pytest.mark.django_db
# How the documents of sessions and letters come about, which no transition issues.
BESIDE = {
    "AGD": "open_deliberation",
    "MIN": "record_committee_opinion",
    "ADV": "report_forgery",
}


def issuers(procedure: type[Procedure]) -> dict[str, tuple[str, str]]:
    """For each code of a document, a transition that issues it and one of its sources."""
    found = {}
    for transition in procedure.machine.transitions.values():
        for kind in transition.terms.issues:
            found.setdefault(kind.code, (transition.name, transition.sources[0]))
    for code, name in BESIDE.items():
        if name in procedure.machine.transitions:
            found[code] = (name, procedure.machine.transitions[name].sources[0])
    return found


# Each type once, from the first procedure that issues it: the acts of all procedures are tried with their transitions.
ISSUERS = list({code: (p, code, *way) for p in reversed(procedures()) for code, way in issuers(p).items()}.values())


def test_every_type_of_document_is_issued_by_something() -> None:
    written = {letter.issues.code for p in procedures() for letter in p.letters.values() if letter.issues}
    # The notice of a campaign opens its cases, before any transition.
    announced = {p.campaigns.notice.code for p in procedures() if p.campaigns and p.campaigns.notice}
    # OPR belongs to the shared consultation, whichever procedures are in service.
    assert {code for _p, code, _name, _source in ISSUERS} | written | announced | {"OPR"} == set(DOCUMENT_TYPES)


@pytest.mark.parametrize(("procedure", "code", "name", "source"), ISSUERS, ids=[code for _p, code, *_way in ISSUERS])
def test_document_is_ordered_and_read_in_both_languages(
    procedure: type[Procedure], code: str, name: str, source: str, player: Any, clock: Any
) -> None:
    brought: Player = bring(partial(player, procedure=procedure.code), name, source, clock.move_to, document=code)
    go(brought, name)
    kind = DOCUMENT_TYPES[code]
    ordered = {d.language: d for d in Document.objects.filter(kind=code)}
    assert set(ordered) == set(kind.languages) >= {"ar", "fr"}
    assert len({d.number for d in ordered.values()}) == len({d.act for d in ordered.values()}) == 1
    assert [d.is_reference for d in ordered.values()].count(True) == 1
    assert OutboxRow.objects.filter(topic="document.render").filter(key__in=[str(d.pk) for d in ordered.values()]).count() == len(
        kind.languages
    )
    pages = {language: html_of(template=kind.template, language=language, context=d.content) for language, d in ordered.items()}
    for language, page in pages.items():
        assert ordered[language].number in page
        assert re.search(r"<html[^>]*\blang=\"?" + language, page)
    assert len(set(pages.values())) == len(pages)
    if isinstance(kind, SessionDocumentType):
        assert {d.session_id is not None for d in ordered.values()} == {True}
    else:
        assert {d.case_id for d in ordered.values()} == {brought.case.pk}


def test_adversarial_letter_is_a_document_of_the_case(player: Any, clock: Any) -> None:
    brought = player("awarding_body_verification")
    accuse(brought)
    assert brought.case.facts["adversarial_letter"]["sent_on"]
    assert {d.language for d in brought.case.documents.filter(kind="ADV")} == {"ar", "fr"}
    assert brought.case.stage == "awarding_body_verification"


def test_document_is_printed(player: Any, clock: Any, settings: Any, tmp_path: Any) -> None:
    """One of them all the way to its file."""
    settings.VAR_DIR = tmp_path
    player("submitted")
    row = OutboxRow.objects.filter(topic="document.render").earliest("pk")
    jobs.render(row)
    printed = Document.objects.get(pk=row.key)
    assert (printed.status, bool(printed.sha256), printed.kind) == (Document.Status.ISSUED, True, "ACK")
