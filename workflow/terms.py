"""The words of the law in which procedures are declared: families, duties, desks, letters, links."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from workflow.calendar import TimeLimit

if TYPE_CHECKING:
    from workflow.models import Case
    from workflow.procedure import Procedure
    from workflow.protocols import DocumentType


class Family(models.TextChoices):
    LICENSING = "LIC", _("Licensing and life of providers")
    PROGRAMMES = "PRG", _("Programmes and staff")
    TRAINEES = "TRN", _("Trainees and examinations")
    EQUIVALENCE = "EQV", _("Equivalence, classification and authentication")
    MONITORING = "MON", _("Monitoring and inspection")
    SANCTIONS = "SAN", _("Sanctions and appeals")
    PUBLIC = "PUB", _("Public services")
    FINANCING = "FIN", _("Financing and partnerships")


class Applicants(StrEnum):
    INDIVIDUAL = "individual"
    PROVIDER = "provider"
    ADMINISTRATION = "administration"
    ANYONE = "anyone"  # a person in their own name, or an organisation


class Scope(StrEnum):
    REGIONAL = "regional"
    NATIONAL = "national"


class ClockState(StrEnum):
    NOT_STARTED = "not_started"
    RUNNING = "running"
    SUSPENDED = "suspended"
    STOPPED = "stopped"


SUSPENDED = ClockState.SUSPENDED
NOT_STARTED = ClockState.NOT_STARTED


class Duty(StrEnum):
    """The part a person takes in a case by an act; the separation of duties is told in these words."""

    FILES = "files"  # types the application at the counter, for the applicant
    OPENS = "opens"  # of the ministry's own motion
    REGISTERS = "registers"
    INSTRUCTS = "instructs"
    REPORTS = "reports"
    INSPECTS = "inspects"  # saw the place and wrote what was found
    VOTES = "votes"
    PROPOSES = "proposes"
    SIGNS = "signs"
    PRESIDES = "presides"  # over the council that hears the case
    DECIDED = "decided"  # took part in the decision that this case contests
    EXAMINED = "examined"  # the same request before, when its decision was overturned


@dataclass(frozen=True)
class Desk:
    """Who holds the case at a stage, how long, whether the legal clock runs, and what happens when time is up."""

    role: Role
    limit: TimeLimit | None = None
    clock: ClockState = ClockState.RUNNING
    then: str = ""  # the SYSTEM transition performed when the limit has passed; without it, the case escalates
    also: tuple[Role, ...] = ()  # other roles that have work at this stage at the same time
    reminders: tuple[int, ...] = ()  # days after the start on which the holder is reminded
    last_reminders: tuple[int, ...] = ()  # the same, in days before the end
    reminds: str = ""  # the SYSTEM transition by which the holder is reminded, where it is an act with its letter
    each: Callable[["Case"], Iterable[int]] | None = None  # one task for each of these users instead of one for the role
    has_task: bool = True  # a draft waits for nobody but its author
    # SYSTEM transitions that time brings about while the case stays here, each once: name -> after how long.
    timers: Mapping[str, TimeLimit] = field(default_factory=dict)
    # The day from which those are counted, where it is not that of entry; read anew after each act that stays here.
    timers_from: Callable[["Case"], date | None] | None = None
    # SYSTEM transitions tried as soon as the case is here: the first whose conditions are met answers without a human.
    at_once: tuple[str, ...] = ()
    # The day from which the limit is counted, where it is not that of entry: that of a visit, say.
    counts_from: Callable[["Case"], date | None] | None = None
    # Whether that day may have passed when the case comes here: then the limit goes on instead of beginning.
    goes_on: bool = False
    # What the registers learn, once, when the limit has passed and the case stays where it is.
    when_late: Callable[["Procedure"], None] | None = None


@dataclass(frozen=True)
class Letter:
    """A letter that may be sent at some stages without moving the case; it becomes a fact of the case."""

    label: Any
    by: tuple[Role, ...]
    stages: tuple[str, ...]
    form: Any
    issues: "DocumentType"
    duty: Duty | None = None  # the part that the sender takes in the case


@dataclass(frozen=True)
class Link:
    """Another procedure that a case of this one may open, and the transitions that do so."""

    opens: str  # code of the procedure
    by: tuple[str, ...]


@dataclass(frozen=True)
class Terms:
    """What our grammar adds to a transition of viewflow."""

    by: tuple[Role, ...]
    form: Any = None
    issues: tuple["DocumentType", ...] = ()
    duty: Duty | None = None
    starts_clock: bool = False
    notifies: bool = True
    clears: bool = False  # the author, or time, takes a forgotten draft away by it
    shows: tuple["DocumentType", ...] = ()  # what is approved by the act and issued by a later one
    relieves: bool = False  # signed with its reasons, and yet in favour of whom it concerns: a measure lifted, a delay granted
