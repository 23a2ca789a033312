"""Scenes in which many take numbers, change their minds and are killed."""

import random
import time
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from documents import issuing, numbering
from documents.batches import Item
from documents.catalogue import DOCUMENT_TYPES
from documents.contexts.offices import CENTRAL
from documents.models import Document, NumberUsed
from documents.samples.contexts import example
from tests.promises import stage
from tests.promises.company import Player, begin, die, end
from workflow import numbers
from workflow.models import Case, Counter, OutboxRow

ON = date(2026, 11, 23)
SERIES, OFFICE = "EQV", "CENTRE"
DECISION = "EQD"


class ChangedMind(Exception):
    """A roll-back."""


def _write(seconds: float, author: int, *, mortal: bool) -> int:
    """Numbers cases and decisions until time is up; one in five is rolled back, a mortal writer dies within an act."""
    until, done = time.monotonic() + seconds, 0
    fatal = random.randint(5, 60) if mortal else -1
    while time.monotonic() < until:
        try:
            with transaction.atomic():
                case = Case(procedure="EQV-01", stage="submitted", author_id=author)
                case.number = numbers.case_number(case, on=ON)
                case.save(force_insert=True)
                numbering.next_number(series=SERIES, office=OFFICE, on=ON)
                if done == fatal:
                    die()
                if random.random() < 0.2:
                    raise ChangedMind
        except ChangedMind:
            continue
        finally:
            done += 1
    return done


def race(*, writers: int, seconds: float) -> dict[str, Any]:
    """Writers race, roll back and are killed; whoever died has a successor."""
    author = stage.applicant().pk
    until = time.monotonic() + seconds
    company: list[Player] = []

    def hire() -> None:
        left = max(0.1, until - time.monotonic())
        mortal = len(company) < writers * 3
        company.append(begin(lambda: _write(left, author, mortal=mortal)))

    for _ in range(writers):
        hire()
    killed, errors, at_work = 0, [], list(company)
    while at_work:
        outcome = end(at_work.pop(0))
        killed += outcome.signal == 9
        errors += [outcome.error] if outcome.error else []
        if time.monotonic() < until:
            hire()
            at_work.append(company[-1])
    used = sorted(NumberUsed.objects.filter(series=numbering.kept(SERIES, OFFICE), year=ON.year).values_list("n", flat=True))
    cases = sorted(int(n.rsplit("/", 1)[1]) for n in Case.objects.filter(number__isnull=False).values_list("number", flat=True))
    return {
        "given": len(used),
        "killed": killed,
        "errors": errors,
        "decision_gaps": sorted(set(range(1, len(used) + 1)) - set(used)),
        "decision_twins": len(used) - len(set(used)),
        "case_gaps": sorted(set(range(1, len(cases) + 1)) - set(cases)),
        "case_twins": len(cases) - len(set(cases)),
        "counters": sorted(Counter.objects.filter(series__contains="EQV").values_list("last", flat=True)),
        "cases": len(cases),
    }


def _requests(total: int) -> list[str]:
    return [f"EQV-01/2026/{n:06d}" for n in range(1, total + 1)]


def _served() -> set[str]:
    """The requests that a decision answers."""
    return set(Document.objects.filter(kind=DECISION, language="ar").values_list("content__case__number", flat=True))


def _serve(share: list[str], *, mortal: bool) -> int:
    """Orders the decision of each request that has none yet; a mortal worker dies with a number drawn and nothing committed."""
    done = _served()
    left = [each for each in share if each not in done]
    fatal = random.choice(left) if mortal else ""
    for each in left:
        content = example(DECISION)
        content["case"] = {**content["case"], "number": each}
        with transaction.atomic():
            kind = DOCUMENT_TYPES[DECISION]
            issuing.order(kind, items=[Item(content)], office=CENTRAL, on=ON, at=timezone.now(), by=None, reference="ar")
            if each == fatal:
                die()
    return len(left)


def demand(*, workers: int, total: int, deaths: int) -> dict[str, Any]:
    """All requests at once, shared among the workers; some are killed, and successors serve what they left."""
    shares = [_requests(total)[n::workers] for n in range(workers)]
    left, killed, errors = deaths, 0, []
    at_work = []

    def hire(share: list[str]) -> None:
        nonlocal left
        mortal, left = left > 0, left - 1
        at_work.append((share, begin(lambda: _serve(share, mortal=mortal))))

    for share in shares:
        hire(share)
    while at_work:
        share, player = at_work.pop(0)
        outcome = end(player, seconds=300)
        errors += [outcome.error] if outcome.error else []
        if outcome.signal:
            killed += 1
            hire(share)
    used = NumberUsed.objects.filter(series=numbering.kept(DECISION, OFFICE), year=ON.year)
    carried = Document.objects.filter(kind=DECISION)
    return {
        "killed": killed,
        "errors": errors,
        "numbers": sorted(used.values_list("n", flat=True)) == list(range(1, total + 1)),
        "requests": _served() == set(_requests(total)),
        "given": used.count(),
        # Both languages of a decision carry its number, and no other decision does.
        "documents": carried.count(),
        "carried": carried.values("number").distinct().count(),
        "ordered": OutboxRow.objects.filter(topic=issuing.RENDER).count(),
    }


SCENES = {"numbers": race, "demand": demand}
