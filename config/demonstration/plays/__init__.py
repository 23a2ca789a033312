"""How each procedure is played: its applications, what its forms are given, the ways to its stages and its stories."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from accounts.models import User
from workflow.models import Case

if TYPE_CHECKING:
    from config.demonstration.driver import Player

Data = dict[str, Any]
Fill = Callable[["Player", User], Data]
Way = tuple[str, ...]


class Answers(Protocol):
    """A complete application as a browser would post it, section by section."""

    def __call__(self, *, index: int, chance: random.Random, on: date, region: str) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Story:
    """A sequence of steps; `days` pass before each, `frequency` says how often the story is told."""

    name: str
    steps: Way
    frequency: int
    days: tuple[int, int] = (0, 3)


@dataclass(frozen=True, kw_only=True)
class Play:
    """One procedure, played. A step of a way is a transition, a step that all plays know (votes, lapse) or one of `steps`."""

    procedure: str
    answers: Answers
    ways: Mapping[str, Way]  # the shortest way to each stage
    stories: tuple[Story, ...]
    fills: Mapping[str, Fill] = field(default_factory=dict)  # transition -> what its form is given
    # Where the shortest way to the source does not meet the conditions: by transition, by "transition@source", or by
    # "transition:document" for a document that not every case calls for.
    longer: Mapping[str, Way] = field(default_factory=dict)
    steps: Mapping[str, Callable[["Player"], None]] = field(default_factory=dict)
    before: Mapping[str, Callable[["Player"], None]] = field(default_factory=dict)  # what happens around a transition first
    letters: Mapping[str, Data] = field(default_factory=dict)  # what the forms of letters outside transitions are given
    waits: Mapping[str, int] = field(default_factory=dict)  # steps during which time passes, in days at the most
    begin: Callable[..., Case] | None = None  # opens the case, where it is not the applicant's draft

    def way(self, name: str, source: str, *, document: str = "") -> Way:
        """The steps that bring a case to the source of a transition, where it may be performed and issues the document."""
        named = (f"{name}:{document}", f"{name}@{source}", name)
        return next((self.longer[n] for n in named if n in self.longer), self.ways[source])


@cache
def play_of(procedure: str) -> Play:
    """The play of a procedure, by its code.

    Raises:
        ModuleNotFoundError: nobody wrote it.
    """
    found: Play = import_module(f"{__name__}.{procedure.lower().replace('-', '_')}").PLAY
    return found
