"""What a reminder says: of a session in the words of an officer, of a plan or a report what the law awaits."""

from typing import Any

from documents.contexts import campaigns, monitoring, training
from workflow.procedure import Procedure


def reminder(act: Procedure) -> dict[str, Any]:
    if "campaign" in act.case.facts:
        return campaigns.reminder(act)
    if "plan" in act.case.answers:
        return monitoring.plan_reminder(act)
    return training.session_reminder(act)
