"""The register of decisions: who signed what, when it was notified, and what an appeal did to it."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction

from accounts.models import User
from registers import numbers
from registers.entries import Cause, Entry, Named, key_of
from registers.models import Decision, Provider

Status = Decision.Status


def enter(
    *,
    procedure: str,
    outcome: str,
    cause: Cause,
    by: User | None = None,
    provider: Named | None = None,
    person: Named | None = None,
    contests: Named | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Decision:
    """A decision that ends a case, once for each case and outcome, and for each person where it names one; nobody signs a
    tacit one.

    `facts` are columns by name (subject_ar, subject_fr, signatory, appeal_until, effect …); `contests` is the decision
    that an appeal was about. The number of the document is added by `write_number`.
    """
    of = Provider.of(provider) if provider else None
    names = {"subject_ar": of.corporate_name_ar, "subject_fr": of.corporate_name_fr} if of else {}
    return Decision.entered_once(
        cause=cause,
        origin=f"decision:{outcome}:{key_of(person)}" if person else f"decision:{outcome}",
        number=lambda: numbers.yearly_number("DEC", on=cause.on),
        facts={**names, **(facts or {}), "procedure": procedure, "outcome": outcome, "signed_on": cause.on},
        provider=of,
        person=person,
        contests=contests,
        signed_by=by,
    )


def notify(*, decision: Named, channel: str, cause: Cause, on: date | None = None, appeal_until: date | None = None) -> Decision:
    told = {"channel": channel, "notified_on": on or cause.on, "appeal_until": appeal_until}
    return Decision.of(decision).moved(Status.NOTIFIED, cause=cause, **told)


def take_back_notification(*, decision: Named, cause: Cause) -> Decision:
    """Signed and not notified: the only proof had been entered wrongly. Any other status stays as it is."""
    found = Decision.of(decision)
    if found.status != Status.NOTIFIED:
        return found
    told = {"status": Status.SIGNED, "channel": "", "notified_on": None, "appeal_until": None}
    return found.changed(cause=cause, facts=told)


def stay(*, decision: Named, cause: Cause, effect: str = "") -> Decision:
    """Its execution waits for the answer to an appeal."""
    return Decision.of(decision).moved(Status.STAYED, cause=cause, effect=effect)


def resume(*, decision: Named, cause: Cause, effect: str = "") -> Decision:
    """The appeal is rejected: the decision holds as it was notified."""
    return Decision.of(decision).moved(Status.NOTIFIED, cause=cause, effect=effect)


def amend(*, decision: Named, effect: str, cause: Cause) -> Decision:
    """Changed in part by the answer to an appeal."""
    return Decision.of(decision).moved(Status.AMENDED, cause=cause, effect=effect)


def annul(*, decision: Named, cause: Cause, effect: str = "") -> Decision:
    return Decision.of(decision).moved(Status.ANNULLED, cause=cause, effect=effect)


@transaction.atomic
def write_number(*, case_id: uuid.UUID, number: str, person: uuid.UUID | None = None) -> int:
    """Adds the number of an issued document to the entries that its case made before it had one; how many.

    Once for each entry, so that no version is rewritten. A document of one person of a batch numbers what concerns them.
    """
    whose = {"person": person} if person else {}
    numbered = [m for m in apps.get_app_config("registers").get_models() if _has(m, {"decision_number", *whose})]
    told = 0
    for model in numbered:
        rows = list(model._default_manager.filter(case_id=case_id, valid_to__isnull=True, decision_number="", **whose))
        for one in rows:
            one.decision_number = number
            told += model._default_manager.filter(pk=one.pk).update(decision_number=number, search_text=one.spelt())
    return told


def _has(model: Any, columns: set[str]) -> bool:
    return issubclass(model, Entry) and columns <= {f.name for f in model._meta.concrete_fields}


# What conditions ask.


def get(decision: Named) -> Decision:
    return Decision.of(decision)


def of_case(case_id: uuid.UUID) -> Decision | None:
    """The last decision of a case."""
    made = Decision.objects.filter(case_id=case_id, version=1).values("entry")
    return Decision.objects.current().filter(entry__in=made).order_by("number").last()


def by_number(number: str) -> Decision | None:
    """The decision of a document's number, or of the register's own."""
    asked = number.strip()
    found = Decision.objects.current()
    return found.filter(number=asked.upper()).first() or (found.filter(decision_number=asked).first() if asked else None)


def is_signatory(decision: Named, *, by: User) -> bool:
    """Whether this person signed it: they may not judge the appeal against it."""
    return Decision.objects.filter(entry=key_of(decision), signed_by=by).exists()
