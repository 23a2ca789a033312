"""What a procedure declares of its campaigns: the periods, whom they bind, until when."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from accounts.roles import Role

if TYPE_CHECKING:
    from workflow.models import Campaign, Case
    from workflow.procedure import Procedure
    from workflow.protocols import DocumentType


@dataclass(frozen=True)
class Period:
    """What a campaign asks about, and when: from its opening to its last day."""

    code: str  # "2026", "2026-Q3"
    starts_on: date
    ends_on: date
    opens_on: date
    due_on: date


# Region -> code -> how many.
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Tally:
    """What the registers say of a campaign, region by region, beside the stages of its cases."""

    columns: Mapping[str, Any]  # code -> heading, in the order of the page
    counted: Counts
    owed: tuple[str, ...]  # the columns that share among them what is owed
    whole: tuple[str, ...]  # those, and the columns of who owes nothing: together each case once
    apart: tuple[str, ...] = ()  # the regions where the registers and the cases do not tell the same totals


@dataclass(frozen=True)
class Campaigns:
    """Cases that the system opens for everybody whom the law binds, period by period."""

    by: tuple[Role, ...]  # who plans a campaign
    period: Callable[[str], Period]  # of a code; ValueError when it names none
    offered: Callable[[date], Iterable[Period]]  # those that may be planned on a day, the most useful one first
    obliged: Callable[[Period], Any]  # the providers, as a queryset of the register
    begins: Callable[["Procedure", Period], Mapping[str, Any]]  # what else an opening does; the facts of the case
    stages: tuple[str, ...]  # at which the last day of the campaign binds
    notice: "DocumentType"  # told to each of them
    from_the_end: bool = False  # whether days are counted from the end of the period rather than from the opening
    validation: str = ""  # the transition that may be performed on many cases, one after the other
    remarks: Callable[[Iterable["Case"]], Mapping[Any, Any]] | None = None  # what is said of each of them in the list
    # Of a campaign, in some regions or all of them, given how many cases stand where.
    tally: Callable[["Campaign", frozenset[str] | None, Counts], Tally] | None = None
