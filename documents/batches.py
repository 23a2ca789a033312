"""One document among those that an act issues of the same type: what it alone says, whose it is, what it certifies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from registers import certificates
from workflow.procedure import Procedure


@dataclass(frozen=True)
class Item:
    """`says` is told over what the type says to all; the rest is kept beside the document and is not printed."""

    says: Mapping[str, Any] = field(default_factory=dict)
    person: UUID | None = None  # in the register: the holder, where the case is somebody else's
    certificate: str = ""  # number in the register of the certificate that it gives, or is drawn from


def alone(act: Procedure) -> list[Item]:
    """What most acts issue of a type: one document."""
    return [Item()]


def certified(act: Procedure) -> list[Item]:
    """The one document that gives the certificate of its case, which has a number once the act has entered it."""
    given = certificates.given_by(act.case.pk)
    return [Item(certificate=given[0].number if given else "")]
