"""What the attempts at delivering an act prove, and what the registers therefore say."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils import timezone

from documents import appeals
from documents.models import DeliveryAttempt, Document
from registers import decisions
from registers import deliveries as register
from registers.entries import Cause
from registers.models import Decision, Delivery
from workflow import parameters
from workflow.holidays import calendar

Channel, Status = DeliveryAttempt.Channel, DeliveryAttempt.Status
CHANNELS = {
    Channel.PLATFORM: Delivery.Channel.DIGITAL,
    Channel.POST: Delivery.Channel.POST,
    Channel.COUNTER: Delivery.Channel.COUNTER,
    Channel.DISPLAY: Delivery.Channel.DISPLAY,
}


# What is proved ------------------------------------------------------------------------------------------------------


def attempts_of(acts: Iterable[UUID]) -> dict[UUID, list[DeliveryAttempt]]:
    """Every attempt by act, oldest first, those that were corrected included."""
    found: dict[UUID, list[DeliveryAttempt]] = {act: [] for act in acts}
    for one in DeliveryAttempt.objects.filter(act__in=found).select_related("recorded_by").order_by("n"):
        found[one.act].append(one)
    return found


def counting(attempts: Iterable[DeliveryAttempt]) -> list[DeliveryAttempt]:
    """Those that no correction has taken the place of."""
    told = list(attempts)
    corrected = {a.corrects_id for a in told}
    return [a for a in told if a.pk not in corrected]


def first_proof(attempts: Iterable[DeliveryAttempt]) -> DeliveryAttempt | None:
    """The proof of the earliest day, whenever it came to be known: it notifies the act."""
    proved = [a for a in counting(attempts) if a.status == Status.DELIVERED and a.settled_on]
    return min(proved, key=lambda a: (a.settled_on or date.max, a.n), default=None)


def appeal_period(proof: DeliveryAttempt) -> appeals.Period:
    """The period that the first proof opens, by the law in force on that day."""
    start = proof.settled_on or timezone.localdate()
    return appeals.period(start=start, months=parameters.value("appeal.months", on=start), calendar=calendar())


# What the registers say ----------------------------------------------------------------------------------------------


def _cause(document: Document, *, on: date | None = None) -> Cause:
    number = (document.case.number or "") if document.case else ""
    return Cause(document.case_id, number, f"document:{document.case_id}", on or timezone.localdate())


def entry_of(document: Document) -> Delivery:
    """The entry of the act in the register of deliveries, made when it is first needed."""
    case = document.case
    names = {"recipient_ar": case.applicant_name_ar, "recipient_fr": case.applicant_name_fr} if case else {}
    if document.person:
        holder = document.content["addressee"]["name"]
        names = {"recipient_ar": holder["ar"], "recipient_fr": holder["fr"]}
    return register.prepare(cause=_cause(document), act_number=document.number, copies=1, **names)


def tell(document: Document) -> None:
    """Brings the registers of deliveries and of decisions to what is proved now; said twice, it stays once."""
    attempts = attempts_of([document.act])[document.act]
    proof, entry = first_proof(attempts), entry_of(document)
    if proof is None:
        _tell_unproved(document, entry, counting(attempts))
        return
    told = {
        "channel": CHANNELS[Channel(proof.channel)],
        "proof": proof.tracking or proof.slip or f"sha256:{proof.proof_sha256}",
        "collected_by": proof.received_by,
    }
    if entry.status == Delivery.Status.DELIVERED:
        register.restate(
            delivery=entry, status=Delivery.Status.DELIVERED, cause=_cause(document), **told, delivered_on=proof.settled_on
        )
    else:
        register.deliver(delivery=entry, cause=_cause(document, on=proof.settled_on), **told)
    if decision := _decision(document):
        decisions.notify(
            decision=decision,
            channel=proof.channel,
            cause=_cause(document),
            on=proof.settled_on,
            appeal_until=appeal_period(proof).until,
        )


def _tell_unproved(document: Document, entry: Delivery, attempts: list[DeliveryAttempt]) -> None:
    returned = [a for a in attempts if a.status == Status.RETURNED]
    status = Delivery.Status.RETURNED if returned else Delivery.Status.PENDING
    if returned and entry.status == Delivery.Status.PENDING:
        register.send_back(delivery=entry, cause=_cause(document), proof=returned[-1].tracking)
    elif entry.status != status:
        nothing = {"channel": "", "proof": "", "collected_by": "", "delivered_on": None}
        register.restate(delivery=entry, status=status, cause=_cause(document), **nothing)
        if decision := _decision(document):
            decisions.take_back_notification(decision=decision, cause=_cause(document))


def _decision(document: Document) -> Decision | None:
    """The entry of the decision of this number, unless an appeal has already changed what became of it."""
    found = decisions.by_number(document.number)
    is_open = found is not None and found.status in (Decision.Status.SIGNED, Decision.Status.NOTIFIED)
    return found if is_open else None
