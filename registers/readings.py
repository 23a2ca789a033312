"""Every reading of a register is kept: the ledger puts its recorder here at start, since registers know no ledger.

`keep` records readings, `append` records acts; both are `accounts.actions.Recorder`. Left empty, nothing can be read
and nothing can be done: a page that nobody would know of is not shown.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from accounts.actions import Recorder
from accounts.models import User

keep: Recorder | None = None
append: Recorder | None = None


def record(*, by: User, register: str, act: str, details: Mapping[str, Any]) -> None:
    """Keeps that a person searched a register, read an entry or took an extract; one stream for each reader."""
    if keep is None:
        raise ImproperlyConfigured("registers.readings.keep is empty: no reading would be recorded")
    keep(stream=f"reading:{by.uuid}", kind=f"register.{act}", by=by, payload={"register": register, **details})


def recorder() -> Recorder:
    """What the screens hand to the writers."""
    if append is None:
        raise ImproperlyConfigured("registers.readings.append is empty: no act would be recorded")
    return append
