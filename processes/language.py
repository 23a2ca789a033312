"""The words in which a procedure file is written."""

from accounts.roles import Role
from processes.stages import Stage
from workflow import procedure
from workflow.calendar import calendar_days, elapsed_days, working_days
from workflow.procedure import Condition, Fragment, stage
from workflow.procedures import register
from workflow.terms import NOT_STARTED, SUSPENDED, Applicants, Desk, Duty, Family, Letter, Link, Scope


class Procedure(procedure.Procedure):
    """A procedure of this ministry: its stages are the common vocabulary."""

    stages = Stage
    initial = Stage.DRAFT


__all__ = [
    "NOT_STARTED",
    "SUSPENDED",
    "Applicants",
    "Condition",
    "Desk",
    "Duty",
    "Family",
    "Fragment",
    "Letter",
    "Link",
    "Procedure",
    "Role",
    "Scope",
    "Stage",
    "calendar_days",
    "elapsed_days",
    "register",
    "stage",
    "working_days",
]
