"""Acts outside the one door: done whole or not at all, and told to the ledger when they are refused."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

from workflow import refused_acts
from workflow.models import Case
from workflow.refusals import Refused

P = ParamSpec("P")
R = TypeVar("R")


def attempt(act: str, *, on: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Runs the function in a transaction; a refusal undoes it and is recorded, as the one door does.

    Args:
        act: how the ledger calls what was tried.
        on: the argument that names what it was tried on: a row, or its code.
    """

    def around(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def tried(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                with transaction.atomic():
                    return function(*args, **kwargs)
            except Refused as refusal:
                _tell(act, on, refusal, kwargs)
                raise

        return tried

    return around


def _tell(act: str, on: str, refusal: Refused, told: Mapping[str, Any]) -> None:
    subject = told[on]
    if isinstance(subject, Case):
        case, stream = subject, f"refusal:{subject.pk}"
    else:
        case, stream = None, f"refusal:{on}:{getattr(subject, 'pk', subject)}"
    refused_acts.tell(stream=stream[:60], act={"act": act}, by=told["by"], refusal=refusal, case=case)
