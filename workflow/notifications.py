"""Which messages an act sends, and to whom; they leave through the outbox."""

from workflow import outbox
from workflow.models import Case, Event, OutboxRow
from workflow.procedure import Transition


def of(*, case: Case, event: Event, transition: Transition) -> list[OutboxRow]:
    """The messages of a performed transition: to the applicant, whenever the stage that they see has changed."""
    if case.applicant_id is None or event.source == event.target:
        return []
    payload = {"case": str(case.pk), "transition": transition.name, "target": event.target}
    return [outbox.row(topic="mail.stage", key=f"event:{event.pk}", payload=payload)]
