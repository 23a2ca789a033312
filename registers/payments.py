"""The register of payments: asked, certified by one person, ordered by another, paid."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from accounts.models import User
from registers import numbers, refusals
from registers.entries import Cause, Named, key_of
from registers.models import Agreement, Payment, Provider

Status, Purpose = Payment.Status, Payment.Purpose


def ask(
    *,
    purpose: str,
    amount_tnd: Decimal | str,
    cause: Cause,
    provider: Named | None = None,
    agreement: Named | None = None,
    instalment: int | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Payment:
    """A fee, a stamp or an instalment; once for each case, purpose and instalment."""
    under = Agreement.of(agreement) if agreement else None
    of = Provider.of(provider or under.provider) if provider or under else None  # type: ignore[union-attr]
    names = {"payer_ar": of.corporate_name_ar, "payer_fr": of.corporate_name_fr} if of else {}
    return Payment.entered_once(
        cause=cause,
        origin=f"{Purpose(purpose)}:{instalment or 1}",
        number=lambda: numbers.yearly_number("PAY", on=cause.on),
        facts={**names, **(facts or {}), "purpose": purpose, "amount_tnd": amount_tnd, "asked_on": cause.on},
        provider=of,
        agreement=under,
        instalment=instalment,
    )


def certify(*, payment: Named, by: User, cause: Cause) -> Payment:
    """The service was done, says a person who will not order the payment."""
    return Payment.of(payment).moved(Status.CERTIFIED, cause=cause, certified_by=by, certified_on=cause.on)


def pay(*, payment: Named, by: User, cause: Cause, reference: str = "", paid_on: date | None = None) -> Payment:
    """Ordered by a second person, and paid.

    Raises:
        Refusal: an instalment that nobody certified, or that this person certified.
    """
    now = Payment.of(payment)
    if now.status == Status.PAID:
        return now
    if now.purpose == Purpose.INSTALMENT and now.status != Status.CERTIFIED:
        raise refusals.NotCertified
    if now.certified_by_id == by.pk:  # type: ignore[attr-defined]
        raise refusals.SecondPersonNeeded
    told = {"ordered_by": by, "reference": reference, "paid_on": paid_on or cause.on}
    return now.moved(Status.PAID, cause=cause, **told)


def receive(*, payment: Named, cause: Cause, reference: str = "", paid_on: date | None = None) -> Payment:
    """A fee or a stamp that came in: nobody orders it."""
    now = Payment.of(payment)
    if now.purpose == Purpose.INSTALMENT:
        raise refusals.NotCertified
    return now.moved(Status.PAID, cause=cause, reference=reference, paid_on=paid_on or cause.on)


def refuse(*, payment: Named, cause: Cause, reason: str) -> Payment:
    return Payment.of(payment).moved(Status.REFUSED, cause=cause, status_reason=reason)


# What conditions ask.


def get(payment: Named) -> Payment:
    return Payment.of(payment)


def of_agreement(agreement: Named) -> QuerySet[Payment]:
    return Payment.objects.current().filter(agreement=key_of(agreement)).order_by("instalment", "number")


def of_case(case_id: Any, *, purpose: str = "") -> QuerySet[Payment]:
    """The payments that a case asked for."""
    made = Payment.objects.filter(case_id=case_id, version=1).values("entry")
    found = Payment.objects.current().filter(entry__in=made)
    return (found.filter(purpose=purpose) if purpose else found).order_by("number")


def paid_of(agreement: Named) -> Decimal:
    """Dinars paid under an agreement."""
    return of_agreement(agreement).filter(status=Status.PAID).aggregate(n=Sum("amount_tnd"))["n"] or Decimal("0.000")


def left_of(agreement: Named) -> Decimal:
    """Dinars of the agreement that are neither paid nor on their way."""
    asked = of_agreement(agreement).exclude(status=Status.REFUSED).aggregate(n=Sum("amount_tnd"))["n"]
    return (Agreement.of(agreement).amount_tnd or Decimal("0.000")) - (asked or Decimal("0.000"))
