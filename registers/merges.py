"""Merging duplicates: one entry is kept, the other points to it; both numbers and both receipts are found for ever."""

from typing import Any

from django.db import IntegrityError, transaction

from accounts.actions import Recorder
from accounts.models import User
from accounts.standing import standing_of
from registers import policies, refusals
from registers.catalogue import REGISTERS, Register
from registers.entries import Cause, Entry, Named, today


@transaction.atomic
def merge(*, register: Register, kept: Named, duplicate: Named, reason: str, by: User, record: Recorder) -> Entry:
    """Closes a duplicate; what named it names the kept entry from now on. Returns the kept entry.

    Raises:
        Refusal: not entitled, no reason, the same entry twice, or an entry of which there is none.
    """
    if not policies.can_merge(standing_of(by)):
        raise refusals.NotEntitled
    reason = " ".join(reason.split())
    if not reason:
        raise refusals.ReasonNeeded
    first, second = register.model.of(kept), register.model.of(duplicate)
    if first.entry == second.entry:
        raise refusals.OtherRegister
    stream = f"register:{register.code}:{first.number}"
    cause = Cause(None, "", stream, today())
    former = {"number": second.number, "receipt": _receipt(second), "reason": reason}
    second.amended(cause=cause, merged_into=first.entry)
    merged = first.amended(cause=cause, former=[*first.former, former, *second.former])
    try:
        with transaction.atomic():
            moved = _point_to(merged, instead_of=second, register=register, cause=cause)
    except IntegrityError:  # both have, say, an entry as a trainer: those are merged first
        raise refusals.MergeOthersFirst from None
    payload: dict[str, Any] = {"register": register.code, "kept": first.number, "duplicate": second.number, "reason": reason}
    record(stream=stream, kind="register.merged", by=by, payload={**payload, "moved": moved})
    return merged


def _receipt(entry: Entry) -> str:
    return str(getattr(entry, entry.receipt_column)) if entry.receipt_column else ""


def _point_to(kept: Entry, *, instead_of: Entry, register: Register, cause: Cause) -> list[str]:
    """Amends the entries of other registers that name the duplicate; their numbers."""
    moved: list[str] = []
    for other in REGISTERS.values():
        for column in (name for name, code in other.points_to.items() if code == register.code):
            naming = other.model._default_manager.filter(valid_to__isnull=True, **{column: instead_of.entry})
            for entry in naming:
                moved.append(entry.amended(cause=cause, **{column: kept.entry}).number)
    return moved
