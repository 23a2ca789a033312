"""The act that registers name as the cause of an entry."""

from registers.entries import Cause
from workflow.procedure import Procedure


def cause_of(procedure: Procedure) -> Cause:
    """The case and the stream of the ledger in which the act will stand."""
    case = procedure.case
    return Cause(case_id=case.pk, case_number=case.number or "", event_stream=case.stream, on=procedure.today)
