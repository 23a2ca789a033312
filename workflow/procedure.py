"""The language in which procedures are written: stages, desks, transitions and fragments, on viewflow.fsm."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from viewflow.fsm import State
from viewflow.fsm.base import Transition as FsmTransition
from viewflow.fsm.base import TransitionDescriptor

from accounts.regions import Region
from accounts.roles import Role
from workflow.actor import SYSTEM, Actor
from workflow.calendar import TimeLimit
from workflow.periods import Campaigns

if TYPE_CHECKING:
    from workflow.models import Case
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


class Condition(State.CONDITION):
    """The answer of a condition: met or not, the sentence for the person, and the data that it read."""

    def __init__(self, is_true: bool, unmet: Any = "", **read: Any) -> None:
        super().__init__(bool(is_true), unmet)
        self.read = read


Check = Callable[["Procedure"], Condition]
Found = TypeVar("Found")


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


class StageSlot(State):
    """viewflow's state, with the words `by`, `form` and `issues`; the permission follows from `by`."""

    def transition(
        self,
        *,
        label: Any,
        source: str | Sequence[str],
        target: str,
        by: Role | Sequence[Role],
        conditions: Sequence[Check] = (),
        form: Any = None,
        issues: Any = (),
        duty: Duty | None = None,
        starts_clock: bool = False,
        notifies: bool = True,
        shows: Any = (),
        clears: bool = False,
        relieves: bool = False,
    ) -> Callable[[Any], TransitionDescriptor]:
        roles = (by,) if isinstance(by, str) else tuple(by)
        documents = tuple(issues) if isinstance(issues, (list, tuple)) else (issues,)
        terms = Terms(roles, form, documents, duty, starts_clock, notifies, clears, tuple(shows), relieves)
        sources = [source] if isinstance(source, str) else list(source)
        return super().transition(  # type: ignore[no-any-return]
            source=[str(s) for s in sources],
            target=str(target),
            label=label,
            conditions=[_asked(c) for c in conditions],
            permission=lambda procedure, actor: actor.role in roles,
            custom={"terms": terms},
        )


def _asked(check: Check) -> Check:
    """The condition as viewflow asks it: within one act it has one answer, whoever asks."""

    def answer(procedure: "Procedure") -> Condition:
        return procedure.ask(check)

    answer.__name__ = getattr(check, "__name__", repr(check))
    answer.check = check  # type: ignore[attr-defined]
    return answer


stage = StageSlot(str)


@dataclass
class Fragment:
    """A shared part of the law; `transitions` yields what the procedure's class receives, name by name."""

    asks_opinions: ClassVar[bool] = False

    def transitions(self) -> Iterator[tuple[str, TransitionDescriptor]]:
        raise NotImplementedError

    def desks(self) -> Mapping[str, Desk]:
        return {}


@dataclass(frozen=True)
class Transition:
    """One transition of the expanded machine, with all its sources."""

    name: str
    label: Any
    sources: tuple[str, ...]
    target: str
    terms: Terms
    conditions: tuple[Check, ...]
    effect: Callable[["Procedure"], Any]
    stays: bool = False  # at several stages, and the case stays at each; `target` is then the last of them

    def at(self, source: str) -> "Transition":
        """The transition as it is performed at one of its stages."""
        return replace(self, sources=(source,), target=source, stays=False) if self.stays else self

    @property
    def by(self) -> tuple[Role, ...]:
        return self.terms.by

    @property
    def form(self) -> Any:
        return self.terms.form

    @property
    def requires_reason(self) -> bool:
        return bool(getattr(self.form, "requires_reason", False))

    @property
    def is_adverse(self) -> bool:
        """Whether it is signed against the person: with its reasons, and without relief."""
        return self.terms.duty is Duty.SIGNS and self.requires_reason and not self.terms.relieves

    @property
    def is_self_loop(self) -> bool:
        return self.stays or self.sources == (self.target,)


@dataclass(frozen=True)
class Machine:
    """The explicit state machine that declarations and fragments amount to."""

    initial: str
    stages: tuple[str, ...]
    desks: Mapping[str, Desk]
    transitions: Mapping[str, Transition]
    _leaving: dict[str, tuple[Transition, ...]] = field(default_factory=dict, repr=False, compare=False)

    def leaving(self, stage: str) -> tuple[Transition, ...]:
        """The transitions that may be performed at a stage."""
        if stage not in self._leaving:
            self._leaving[stage] = tuple(t.at(stage) for t in self.transitions.values() if stage in t.sources)
        return self._leaving[stage]

    def is_final(self, stage: str) -> bool:
        return stage not in self.desks

    def clock_at(self, stage: str) -> ClockState:
        return self.desks[stage].clock if stage in self.desks else ClockState.STOPPED

    def kind_of(self, stage: str) -> str:
        return "initial" if stage == self.initial else "final" if self.is_final(stage) else "intermediate"


class Procedure:
    """A kind of case, fixed by law. A subclass declares it; an instance carries one case through one act."""

    do_not_call_in_templates = True  # a template that names the class means the class, not a case

    code: ClassVar[str]
    version: ClassVar[int] = 1
    title: ClassVar[Any]
    purpose: ClassVar[Any] = ""
    family: ClassVar[Family]
    applicants: ClassVar[Applicants]
    scope: ClassVar[Scope]
    legal_basis: ClassVar[tuple[str, ...]] = ()
    time_limit: ClassVar[TimeLimit | None] = None
    application: ClassVar[Any] = None
    counter: ClassVar[Role] = Role.FRONT_DESK  # the desk where a person is helped to file
    committee: ClassVar[Any] = None
    secretariat: ClassVar[str] = ""  # the committee whose secretary serves a procedure that no committee hears
    asks_opinions: ClassVar[bool] = False  # of outside administrations
    initial: ClassVar[str] = "draft"
    ex_officio: ClassVar[str] = ""  # where a case begins that the ministry opens of its own motion
    opened_by: ClassVar[tuple[Role, ...]] = ()  # roles that may do so
    opens_without_provider: ClassVar[bool] = False  # also about somebody whom no register knows
    concealed: ClassVar[tuple[str, ...]] = ()  # stages at which the party does not know of the case yet
    filled_at: ClassVar[tuple[str, ...]] = ()  # stages at which the party fills in the application of such a case
    campaigns: ClassVar[Campaigns | None] = None
    links: ClassVar[tuple[Link, ...]] = ()
    stages: ClassVar[type[models.TextChoices]]  # the vocabulary of stages
    desks: ClassVar[Mapping[str, Desk]] = {}
    # Roles that may read cases without acting on them: every stage, or only these.
    readers: ClassVar[Mapping[Role, tuple[str, ...]]] = {}
    # Roles that act at some stages and read the case at these alone; the others that act read it wherever it stands.
    confined: ClassVar[Mapping[Role, tuple[str, ...]]] = {}
    letters: ClassVar[Mapping[str, Letter]] = {}
    fees: ClassVar[Any] = ""
    appeal: ClassVar[Any] = ""
    parameters: ClassVar[Mapping[str, tuple[Any, Any]]] = {}  # further numbers of the law: code -> (default, label)
    machine: ClassVar[Machine]

    stage = stage

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "code" not in cls.__dict__:
            return
        desks: dict[str, Desk] = {}
        for fragment in [f for f in vars(cls).values() if isinstance(f, Fragment)]:
            cls.asks_opinions = cls.asks_opinions or fragment.asks_opinions
            for name, descriptor in fragment.transitions():
                if name in vars(cls):
                    raise TypeError(f"{cls.code}: {name} is declared twice, once by {type(fragment).__name__}")
                setattr(cls, name, descriptor)
            desks.update({str(s): d for s, d in fragment.desks().items()})
        # The procedure has the last word on its desks.
        desks.update({str(s): d for s, d in cls.desks.items()})
        cls.machine = _machine(cls, desks)

    def __init__(
        self, case: "Case", *, actor: Actor = SYSTEM, data: Mapping[str, Any] | None = None, at: datetime | None = None
    ) -> None:
        self.case = case
        self.actor = actor
        self.data: Mapping[str, Any] = data or {}
        self.at = at or timezone.now()
        self._answers: dict[Callable[[Procedure], Any], Any] = {}
        self.opened: list[Case] = []  # the linked cases that this act opened

    @cached_property
    def today(self) -> date:
        return timezone.localdate(self.at)

    @property
    def provider(self) -> UUID:
        """The entry of the structure that the case is about.

        Raises:
            LookupError: the case is about none.
        """
        if self.case.provider is None:
            raise LookupError("the case is about no structure")
        return self.case.provider

    @stage.getter()
    def _get_stage(self) -> str:
        return self.case.stage

    @stage.setter()
    def _set_stage(self, value: str) -> None:
        self.case.stage = value

    def parameter(self, name: str) -> Any:
        """A number of the law as this case is bound by it."""
        from workflow import parameters  # the module reads procedures

        return parameters.value_for(self.case, f"{self.code}.{name}")

    def issued(self, transition: Transition) -> "list[DocumentType]":
        """The documents of the transition that this act issues: some depend on what was asked for."""
        return [d for d in transition.terms.issues if getattr(d, "is_due", _always)(self)]

    def shown(self, transition: Transition) -> "list[DocumentType]":
        """The documents whose text is read before the act: those that it issues, or that it approves for a later act."""
        return [*transition.terms.shows] or self.issued(transition)

    def answers(self, transition: Transition) -> list[tuple[str, Condition]]:
        """Every condition of the transition with its answer, asked once per act."""
        return [(getattr(c, "__name__", repr(c)), self.ask(c)) for c in transition.conditions]

    def ask(self, question: Callable[["Procedure"], Found]) -> Found:
        """The answer of this act to a question: asked when it is first needed, which `perform` does under the case's lock.

        What another lock guards, a meeting say, the effect asks again once it holds that lock.
        """
        if question not in self._answers:
            self._answers[question] = question(self)
        return self._answers[question]  # type: ignore[no-any-return]

    def forget(self, question: Callable[["Procedure"], Any]) -> None:
        """The act has changed what the question was about: it is asked again when it is next needed."""
        self._answers.pop(question, None)

    @classmethod
    def documents(cls) -> "dict[str, DocumentType]":
        """The types of document that the procedure issues, by code."""
        issued = [d for t in cls.machine.transitions.values() for d in t.terms.issues]
        announced = [cls.campaigns.notice] if cls.campaigns else []
        return {d.code: d for d in [*announced, *issued, *(letter.issues for letter in cls.letters.values())]}

    @classmethod
    def is_draft(cls, stage: str) -> bool:
        """Whether a case at the stage is still seen by its author alone."""
        return stage == cls.initial != cls.ex_officio

    @classmethod
    def is_filled_in(cls, stage: str) -> bool:
        """Whether the whole application may be changed at the stage: a draft, or what a campaign asks of the party."""
        return cls.is_draft(stage) or stage in cls.filled_at

    @classmethod
    def stage_label(cls, value: str) -> Any:
        return cls.stages(value).label


def _always(_act: Procedure) -> bool:
    return True


def _machine(cls: type[Procedure], desks: Mapping[str, Desk]) -> Machine:
    transitions: dict[str, Transition] = {}
    for method, fsm in cls.stage.get_transitions().items():
        each: list[FsmTransition] = list(fsm)
        terms: Terms = each[0].custom["terms"]
        transitions[method.slug] = Transition(
            name=method.slug,
            label=each[0].label,
            sources=tuple(t.source for t in each),
            target=str(each[-1].target),
            terms=terms,
            conditions=tuple(c.check for c in each[0].conditions),
            effect=each[0].func,
            stays=len(each) > 1 and all(t.source == t.target for t in each),
        )
    named = {s for t in transitions.values() for s in (*t.sources, t.target)} | set(desks)
    order = {value: i for i, value in enumerate(cls.stages.values)}
    stages = tuple(sorted(named, key=lambda s: order.get(s, len(order))))
    ordered = dict(sorted(transitions.items()))
    return Machine(initial=str(cls.initial), stages=stages, desks=desks, transitions=ordered)


_registry: dict[tuple[str, int], type[Procedure]] = {}


def register(cls: type[Procedure]) -> type[Procedure]:
    """Puts a procedure into service; two classes of one code differ by their version."""
    key = (cls.code, cls.version)
    if _registry.get(key) not in (None, cls):
        raise ValueError(f"{cls.code} version {cls.version} is registered twice")
    _registry[key] = cls
    return cls


def is_in_service(code: str) -> bool:
    return any(c == code for c, _version in _registry)


def procedures() -> list[type[Procedure]]:
    """The newest version of every procedure in service, by code."""
    newest: dict[str, type[Procedure]] = {}
    for (code, _version), cls in sorted(_registry.items()):
        newest[code] = cls
    return list(newest.values())


def procedure_of(case: "Case") -> type[Procedure]:
    """The class whose version the case was filed under."""
    return _registry[case.procedure, case.version]


def named(code: str) -> type[Procedure]:
    """The newest version of a procedure.

    Raises:
        KeyError: no procedure has this code.
    """
    return _registry[code, max(v for c, v in _registry if c == code)]


def committee_in(procedure: type[Procedure], region: str) -> str:
    """The name of the committee that hears the cases of a procedure in a region, or whose secretary serves it; "" for none.

    A committee sits for the country, or there is one in each region: its name then ends with the region.
    """
    committee = procedure.committee
    if not committee:
        return procedure.secretariat
    return f"{committee}:{region}" if _sits_in_each_region(committee) else str(committee)


def _sits_in_each_region(committee: Any) -> bool:
    return bool(getattr(committee, "is_regional", False))


def committee_of(case: "Case") -> str:
    """The name of the committee that hears the case; "" for none."""
    return committee_in(procedure_of(case), case.region)


def committees() -> dict[str, Any]:
    """The committees that procedures call on, by name; each knows the documents of its sessions."""
    heard = [p for p in procedures() if p.committee]
    return {
        committee_in(p, region): p.committee
        for p in heard
        for region in (Region.values if _sits_in_each_region(p.committee) else [""])
    }
