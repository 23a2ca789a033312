"""What a person is asked before a draft is opened, so that nobody fills in a form for nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workflow.procedure import Procedure


@dataclass(frozen=True)
class Question:
    """A question with its answers; `stops` says, for some of them, why this procedure is not the right one."""

    code: str
    text: Any
    answers: tuple[tuple[str, Any], ...]
    stops: Mapping[str, Any] = field(default_factory=dict)
    hint: Any = ""


def questions_of(procedure: type[Procedure]) -> tuple[Question, ...]:
    """The questions of a procedure, in their order; none when its application asks none."""
    return tuple(procedure.application.eligibility) if procedure.application else ()


@dataclass(frozen=True)
class Judged:
    """What the answers amount to: `missing` codes of unanswered questions, `stops` sentences."""

    given: Mapping[str, str]
    missing: tuple[str, ...]
    stops: tuple[Any, ...]

    @property
    def is_open(self) -> bool:
        return not self.missing and not self.stops


def judge(procedure: type[Procedure], typed: Mapping[str, Any]) -> Judged:
    """Reads the answers; a word that is not among the answers of a question counts as none."""
    questions = questions_of(procedure)
    given = {q.code: str(typed.get(q.code, "")) for q in questions if str(typed.get(q.code, "")) in dict(q.answers)}
    missing = tuple(q.code for q in questions if q.code not in given)
    stops = tuple(q.stops[given[q.code]] for q in questions if given.get(q.code) in q.stops)
    return Judged(given, missing, stops)
