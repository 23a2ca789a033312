"""Which messages an act sends, and to whom; they leave through the outbox, and the act's event lists them."""

from collections.abc import Iterable
from typing import Any

from accounts.roles import Role
from workflow import outbox
from workflow.models import Case, Event, OutboxRow
from workflow.procedure import Letter, Transition

STAGE, DOCUMENT, MESSAGE, REMINDER, ALERT = "mail.stage", "mail.document", "mail.message", "mail.reminder", "mail.alert"
OFFICERS = "officers"  # whoever holds the open task of the case, or the whole desk


def _tells_stage(*, case: Case, transition: Transition, source: str, target: str) -> bool:
    """The applicant is told whenever the stage that they see has changed."""
    return transition.terms.notifies and case.applicant_id is not None and source != target


def of(*, case: Case, event: Event, transition: Transition) -> list[OutboxRow]:
    """The messages of a performed transition."""
    if not _tells_stage(case=case, transition=transition, source=event.source, target=event.target):
        return []
    payload = {"case": str(case.pk), "transition": transition.name, "target": event.target}
    return [outbox.row(topic=STAGE, key=f"event:{event.pk}", payload=payload)]


def line(topic: str, to: str, **more: str) -> dict[str, str]:
    """One line of the list that an event keeps: what is sent, and to whom, by role."""
    return {"topic": topic, "to": to, **more}


def listed(*, case: Case, transition: Transition, source: str) -> list[dict[str, str]]:
    """Whom the transition tells: of the new stage at once, and of each document when it has been issued."""
    found = documents_of(case, transition.terms.issues)
    if _tells_stage(case=case, transition=transition, source=source, target=case.stage):
        found.insert(0, line(STAGE, Role.APPLICANT))
    return found


def listed_of_letter(*, case: Case, letter: Letter) -> list[dict[str, str]]:
    return documents_of(case, [letter.issues])


def documents_of(case: Case, issued: Iterable[Any]) -> list[dict[str, str]]:
    """The applicant with an account is told of every document that is meant for them."""
    if case.applicant_id is None:
        return []
    return [line(DOCUMENT, Role.APPLICANT, document=d.code) for d in issued if getattr(d, "is_for_applicant", True)]
