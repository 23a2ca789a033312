"""The grammar in which procedures are written: transitions between stages, conditions and fragments, on viewflow.fsm."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar
from uuid import UUID

from django.db import models
from django.utils import timezone
from viewflow.fsm import State
from viewflow.fsm.base import Transition as FsmTransition
from viewflow.fsm.base import TransitionDescriptor

from accounts.roles import Role
from workflow.actor import SYSTEM, Actor
from workflow.calendar import TimeLimit
from workflow.machine import Machine, Transition
from workflow.periods import Campaigns
from workflow.terms import Applicants, Desk, Duty, Family, Letter, Link, Scope, Terms

if TYPE_CHECKING:
    from workflow.models import Case
    from workflow.protocols import DocumentType


class Condition(State.CONDITION):
    """The answer of a condition: met or not, the sentence for the person, and the data that it read."""

    def __init__(self, is_true: bool, unmet: Any = "", **read: Any) -> None:
        super().__init__(bool(is_true), unmet)
        self.read = read


Check = Callable[["Procedure"], Condition]
Found = TypeVar("Found")


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
