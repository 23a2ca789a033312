"""Tries an act to see what the door answers; nothing of it stays."""

from typing import Any

from django.db import transaction

from workflow.actions import perform
from workflow.models import Case
from workflow.refusals import Refused


def attempt(case: Case, name: str, by: Any) -> str:
    """What the door answers to an empty form; nothing of it stays."""
    point = transaction.savepoint()
    try:
        perform(case.pk, name, by=by, data={})
    except Refused as refusal:
        return refusal.code
    else:
        return "performed"
    finally:
        transaction.savepoint_rollback(point)


def let_in(answer: str) -> bool:
    """Whether the person got past the question of who they are."""
    return answer in ("performed", "form_invalid", "conditions_unmet")
