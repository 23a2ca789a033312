"""What a reminder says: of a session in the words of an officer, of a plan what the law awaits."""

from typing import Any

from documents.contexts import monitoring, training
from workflow.procedure import Procedure


def reminder(act: Procedure) -> dict[str, Any]:
    if "plan" in act.case.answers:
        return monitoring.plan_reminder(act)
    return training.session_reminder(act)
