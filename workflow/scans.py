"""Papers that an officer scans outside the acts of a case: the gate through which they come in, given by the forms."""

from collections.abc import Callable
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflow.models import Case

PROOF = "delivery_proof"
LABELS = {PROOF: _("Proof of delivery")}  # of what is kept beside the files of an act


class Kept(Protocol):
    """A scan once it was let in and stored with its case."""

    pk: Any
    sha256: str


_field: Callable[..., Any] | None = None
_keep: Callable[..., Kept] | None = None


def let_in(*, field: Callable[..., Any], keep: Callable[..., Kept]) -> None:
    """Registers the field that has a file judged, and what stores it."""
    global _field, _keep
    _field, _keep = field, keep


def field(**about: Any) -> Any:
    """A form field whose cleaned value is a file that the gate let through."""
    if _field is None:
        raise RuntimeError("no gate is registered for scans")
    return _field(**about)


def keep(scan: Any, *, case: Case, name: str, by: User) -> Kept:
    """Stores a cleaned file with the case, hidden from its applicant; inside the transaction of what it proves."""
    if _keep is None:
        raise RuntimeError("no gate is registered for scans")
    return _keep(scan, case=case, requirement=name, by=by, is_internal=True)
