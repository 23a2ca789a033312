"""Sentences that depend on the case: each of their texts is a variant, with what a case must tell for it to be taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.template import Context

from documents.zones.kinds import Kind

Facts = Mapping[str, Any] | Context
GIVEN, MISSING = True, False  # what a condition asks of a fact, unless it asks for one value


@dataclass(frozen=True)
class Variant:
    """One text of a place: its name, when it is used, and the variables that are sure to be known then.

    `fits` maps names of facts to GIVEN, MISSING or the value that they must have; of several variants that fit, the first
    one declared is taken. Without conditions it is taken in every other case.
    """

    name: str
    when: Any
    fits: Mapping[str, bool | str] = field(default_factory=dict)
    variables: Mapping[str, Kind] = field(default_factory=dict)

    def holds(self, facts: Facts) -> bool:
        return all(_is_so(lookup(facts, name), asked) for name, asked in self.fits.items())


def lookup(facts: Facts, name: str) -> Any:
    """A declared name, followed through dictionaries of facts alone: never an attribute, never a call."""
    value: Any = facts
    for key in name.split("."):
        if not isinstance(value, Mapping | Context) or key not in value:
            return None
        value = value[key]
    return value


def _is_so(value: Any, asked: bool | str) -> bool:
    return value == asked if isinstance(asked, str) else bool(value) is asked
