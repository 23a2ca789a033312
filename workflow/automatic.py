"""What the system answers by itself, as soon as a case has come to a stage."""

from workflow import outbox
from workflow.actions import AT_ONCE, Performed, perform
from workflow.actor import SYSTEM
from workflow.models import Case, OutboxRow
from workflow.procedures import procedure_of


def answer(case: Case) -> Performed | None:
    """Performs the first of the stage's own transitions whose conditions are met; none when a human must look."""
    procedure = procedure_of(case)
    desk = procedure.machine.desks.get(case.stage)
    for name in desk.at_once if desk else ():
        act = procedure(case, actor=SYSTEM)
        if all(met for _condition, met in act.answers(procedure.machine.transitions[name])):
            return perform(case.pk, name, by=SYSTEM)
    return None


@outbox.handles(AT_ONCE)
def answer_ordered(row: OutboxRow) -> None:
    """Done at least once: a case that has moved on was answered before."""
    case = Case.objects.filter(pk=row.payload["case"], stage=row.payload["stage"]).first()
    if case is not None:
        answer(case)
