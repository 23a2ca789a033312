"""Scenes in which many take numbers, change their minds and are killed."""

import random
import time
from datetime import date
from typing import Any

from django.db import transaction

from documents import numbering
from documents.models import NumberUsed
from tests.promises import stage
from tests.promises.company import Player, begin, die, end
from workflow import numbers
from workflow.models import Case, Counter

ON = date(2026, 11, 23)
SERIES, OFFICE = "EQV", "CENTRE"


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


SCENES = {"numbers": race}
