"""The register of deliveries: a certificate or another act handed over, and to whom."""

from typing import Any

from django.db.models import QuerySet

from registers import numbers
from registers.entries import Cause, Named, key_of
from registers.models import Certificate, Delivery

Status, Channel = Delivery.Status, Delivery.Channel


def prepare(*, cause: Cause, certificate: Named | None = None, act_number: str = "", **facts: Any) -> Delivery:
    """What waits to be handed over; `recipient_ar=`, `recipient_fr=`, `channel=`, `copies=` where they are known."""
    what = Certificate.of(certificate) if certificate else None
    told = {"act_number": act_number or (what.number if what else "")}
    if what is not None:
        told |= {"recipient_ar": what.holder_ar, "recipient_fr": what.holder_fr}
    return Delivery.entered_once(
        cause=cause,
        origin=f"delivery:{told['act_number']}",
        number=lambda: numbers.yearly_number("DLV", on=cause.on),
        facts={**told, **facts},
        certificate=what,
    )


def deliver(*, delivery: Named, channel: str, cause: Cause, proof: str = "", collected_by: str = "") -> Delivery:
    """Handed over: `proof` is the signature in the book, the number of the registered letter, or the download."""
    told = {"channel": Channel(channel), "proof": proof, "collected_by": collected_by, "delivered_on": cause.on}
    return Delivery.of(delivery).moved(Status.DELIVERED, cause=cause, **told)


def send_back(*, delivery: Named, cause: Cause, proof: str = "") -> Delivery:
    """Returned by the post."""
    return Delivery.of(delivery).moved(Status.RETURNED, cause=cause, proof=proof)


def restate(*, delivery: Named, status: str, cause: Cause, **facts: Any) -> Delivery:
    """What the proofs now say, when one was entered wrongly or an earlier one was found; from whatever was said before."""
    return Delivery.of(delivery).changed(cause=cause, facts={**facts, "status": Status(status)})


# What conditions ask.


def get(delivery: Named) -> Delivery:
    return Delivery.of(delivery)


def of_certificate(certificate: Named) -> QuerySet[Delivery]:
    return Delivery.objects.current().filter(certificate=key_of(certificate)).order_by("number")


def of_case(case_id: Any) -> QuerySet[Delivery]:
    """What a case prepared for delivery."""
    made = Delivery.objects.filter(case_id=case_id, version=1).values("entry")
    return Delivery.objects.current().filter(entry__in=made).order_by("number")
