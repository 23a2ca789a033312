"""The explicit state machine that the declarations of a procedure amount to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from accounts.roles import Role
from workflow.terms import ClockState, Desk, Duty, Terms

if TYPE_CHECKING:
    from workflow.procedure import Check, Procedure


@dataclass(frozen=True)
class Transition:
    """One transition of the expanded machine, with all its sources."""

    name: str
    label: Any
    sources: tuple[str, ...]
    target: str
    terms: Terms
    conditions: tuple["Check", ...]
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
