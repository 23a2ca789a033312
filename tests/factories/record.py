"""A short record of acts in the ledger, without the door that usually writes it."""

from accounts.models import User
from tests.factories.people import make_user
from workflow.actor import Actor
from workflow.ledger import record, sequencer
from workflow.models import Case

# Source, target and kind of the acts of a case.
WAY = [
    ("draft", "submitted", "transition.submit"),
    ("submitted", "under_review", "transition.register"),
    ("under_review", "under_review", "transition.note"),
    ("under_review", "central_review", "transition.transmit"),
]


def act(case: Case, *, by: User, source: str, target: str, kind: str, reason: str = "") -> None:
    """One recorded act that moves a case."""
    payload = {"reason": reason or f"because of {target}", "transition": kind.partition(".")[2]}
    record.append_to_case(case, kind=kind, by=Actor(by, "central_officer"), payload=payload, source=source, target=target)
    case.stage = target
    case.save()


def make_record(*, way: list[tuple[str, str, str]] | None = None) -> Case:
    """Acts of one case among those of other streams; sealed when half of them are written, and at the end."""
    officer, applicant = make_user(), make_user()
    case = Case.objects.create(
        procedure="EQV-01", stage="draft", author=applicant, applicant=applicant, region="TN-11", number="EQV-01/2026/000001"
    )
    steps = WAY if way is None else way
    for n, (source, target, kind) in enumerate(steps):
        act(case, by=officer, source=source, target=target, kind=kind)
        record.append(stream=f"user:{officer.uuid}", kind="user.amended", by=officer, payload={"changed": {"n": n}})
        if n == len(steps) // 2 - 1:
            record.append(stream="calendar", kind="holiday.entered", by=officer, payload={"date": "2026-12-17"})
            sequencer.sequence()
    record.reading(case=case, by=officer, what="case")
    sequencer.sequence()
    return case
