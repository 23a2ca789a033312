"""What the engine asks of forms and documents, which it receives as values and never imports."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

if TYPE_CHECKING:
    from workflow.actor import Actor
    from workflow.contacts import Contact
    from workflow.models import Case, Event
    from workflow.procedure import Procedure


class Form(Protocol):
    """What an actor fills in to perform a transition; `django.forms.Form` with three more answers."""

    requires_reason: ClassVar[bool]
    errors: Any
    cleaned_data: dict[str, Any]

    def __init__(self, data: Any = None, files: Any = None, *, case: "Case", actor: "Actor", **kwargs: Any) -> None: ...

    def is_valid(self) -> bool: ...

    def facts(self) -> Mapping[str, Any]:
        """What becomes a fact of the case, by subject; JSON."""

    def record(self) -> Mapping[str, Any]:
        """What the ledger keeps of the answers; JSON."""

    def keep_files(self, *, by: "Actor") -> None:
        """Stores what was joined, inside the transaction of the act."""


class Application(Protocol):
    """The application of a procedure: sections of fields and the attachments that they require."""

    @classmethod
    def unmet(cls, case: "Case") -> list[Any]:
        """Sentences that say what still keeps the application from being filed; empty when it is complete."""

    @classmethod
    def contacts(cls, case: "Case") -> "list[Contact]":
        """The ways to reach the applicant, as validly answered."""

    @classmethod
    def to_correct(cls, case: "Case") -> frozenset[str]:
        """The questions whose answers do not hold, as the answers now stand."""

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        """name_ar, name_fr, identity, region and language of the applicant, read from the answers."""

    @classmethod
    def conceals_party(cls, case: "Case", *, role: str) -> bool:
        """Whether those who read the case by a role are not told whose case it is."""

    @classmethod
    def opening(cls, data: Any, files: Any, *, case: "Case", actor: "Actor") -> Any:
        """What is filled in when the ministry opens the case itself: is_valid(), errors, answers(), record()."""


class DocumentType(Protocol):
    """A type of document; `order` writes what will be issued after commit, and tells it act by act."""

    @property
    def code(self) -> str: ...

    @property
    def title(self) -> Any: ...

    def order(self, *, procedure: "Procedure", event: "Event", at: datetime) -> Sequence[Mapping[str, Any]]: ...
