"""Brings an act to its addressee, by one way or several, and keeps the proof of each; the first proof notifies."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from documents import deliveries_entered, policies
from documents.catalogue import DOCUMENT_TYPES
from documents.models import DeliveryAttempt, Document
from registers import reasons
from workflow import scans
from workflow.actor import Actor
from workflow.attempts import attempt
from workflow.ledger import record
from workflow.models import Case, Event
from workflow.refusals import Refused

Channel, Status = DeliveryAttempt.Channel, DeliveryAttempt.Status


class DeliveryRefused(Refused):
    """What was said of a delivery cannot be so; `field` is the question that it answers."""

    code = "delivery_refused"
    status = 422

    def __init__(self, sentence: Any, *, field: str = "") -> None:
        self.field = field
        super().__init__(sentence, fields=[field] if field else [])


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who took an act at the counter, and by which paper they were known."""

    name: str
    identity_kind: str
    identity_number: str
    is_representative: bool = False


def of_act(act: UUID) -> Document | None:
    """The reference of an act whose delivery must be proved; none when there is no such act, or it is not issued."""
    found = Document.objects.select_related("case").filter(act=act, is_reference=True, case__isnull=False).first()
    if found is None or not DOCUMENT_TYPES[found.kind].needs_delivery or not found.file:
        return None
    return found


# What the ministry does ----------------------------------------------------------------------------------------------


@attempt("delivery.prepare", on="case")
def prepare(*, case: Case, act: UUID, channel: str, by: User) -> DeliveryAttempt:
    """Opens an attempt by post or at the counter and numbers its slip.

    Raises:
        NotEntitled, DutiesConflict: the person may not.
        DeliveryRefused: the act is not in force, or a slip of this kind is out already.
    """
    actor, document = policies.recorder(case, by), _locked(case, act)
    if channel not in (Channel.POST, Channel.COUNTER):
        raise DeliveryRefused(_("Choose the post or the counter."))
    made = list(DeliveryAttempt.objects.filter(act=act).order_by("n"))
    if any(a.channel == channel and not a.is_settled and not _is_corrected(a, made) for a in made):
        raise DeliveryRefused(_("A slip of this kind is out already: record what became of it first."))
    entry = deliveries_entered.entry_of(document)
    n = len(made) + 1
    found = DeliveryAttempt.objects.create(
        case=case,
        act=act,
        n=n,
        slip=f"{entry.number}/{n}",
        channel=channel,
        addressee=_addressee(document),
        entry=entry.entry,
        recorded_by=by,
        recorded_at=timezone.now(),
    )
    tell_ledger("delivery.prepared", found, document, actor)
    return found


@attempt("delivery.post", on="case")
def post(*, case: Case, slip: DeliveryAttempt, tracking: str, on: date, by: User) -> DeliveryAttempt:
    """The letter was handed to the post, under its number."""
    actor, document, found = opened(case, slip, by)
    if found.channel != Channel.POST or found.status != Status.PREPARED:
        raise DeliveryRefused(_("This slip is not that of a letter that waits to be posted."))
    check_day(on, after=_issued_on(document), field="on")
    if len(tracking.strip()) < 5:
        raise DeliveryRefused(_("Enter the number that the post gave to the letter."), field="tracking")
    found.status, found.tracking, found.posted_on = Status.POSTED, tracking.strip(), on
    found.save(update_fields=["status", "tracking", "posted_on"])
    tell_ledger("delivery.posted", found, document, actor, tracking=found.tracking, on=on.isoformat())
    return found


@attempt("delivery.deliver", on="case")
def deliver(
    *, case: Case, slip: DeliveryAttempt, on: date, scan: Any, by: User, receiver: Receiver | None = None
) -> DeliveryAttempt:
    """The receipt of the post came back signed, or the person signed the slip at the counter."""
    actor, document, found = opened(case, slip, by)
    if found.status != (Status.POSTED if found.channel == Channel.POST else Status.PREPARED):
        raise DeliveryRefused(_("Record first on which day the letter was posted, and under which number."))
    check_day(on, after=found.posted_on or _issued_on(document), field="on")
    if found.channel == Channel.COUNTER:
        if receiver is None or not (receiver.name.strip() and receiver.identity_kind and receiver.identity_number.strip()):
            raise DeliveryRefused(_("Say who received the act, and which paper proved who they are."), field="received_by")
        found.identity_kind, found.identity_number = receiver.identity_kind, receiver.identity_number.strip()
    if receiver is not None:
        found.received_by, found.is_representative = receiver.name.strip(), receiver.is_representative
    _settle(found, Status.DELIVERED, on=on, scan=scan, by=by)
    found.save()
    tell_ledger("delivery.delivered", found, document, actor, on=on.isoformat(), proof=found.proof_sha256)
    deliveries_entered.tell(document)
    return found


@attempt("delivery.return", on="case")
def send_back(*, case: Case, slip: DeliveryAttempt, on: date, note: str, scan: Any, by: User) -> DeliveryAttempt:
    """The post brought the letter back; `note` is what it wrote on the envelope. Nothing is proved."""
    actor, document, found = opened(case, slip, by)
    if found.status != Status.POSTED:
        raise DeliveryRefused(_("Only a letter that was posted can come back."))
    check_day(on, after=found.posted_on or on, field="on")
    found.note = note.strip()
    _settle(found, Status.RETURNED, on=on, scan=scan, by=by)
    found.save()
    tell_ledger("delivery.returned", found, document, actor, on=on.isoformat(), proof=found.proof_sha256)
    deliveries_entered.tell(document)
    return found


@attempt("delivery.correct", on="case")
def correct(
    *, case: Case, slip: DeliveryAttempt, status: str, reason: str, by: User, on: date | None = None, scan: Any = None
) -> DeliveryAttempt:
    """Says anew what became of an attempt, and why; the former entry stays, and counts no more.

    Args:
        status: delivered, returned or abandoned; `on` is the day of the first two.
        scan: where the proof itself was wrong; otherwise the one that was kept serves again.
    """
    actor, document, former = opened(case, slip, by)
    if former.channel == Channel.PLATFORM:
        raise DeliveryRefused(_("What the platform recorded by itself is not corrected by hand."))
    if reasons.is_too_short(reason):
        raise DeliveryRefused(_("Give the reason in at least ten characters."), field="reason")
    found = DeliveryAttempt.objects.get(pk=former.pk)
    found.pk, found._state.adding = DeliveryAttempt._meta.pk.get_default(), True
    found.n = DeliveryAttempt.objects.filter(act=former.act).count() + 1
    found.corrects, found.reason, found.status = former, reason.strip(), Status(status)
    found.recorded_by, found.recorded_at = by, timezone.now()
    if status == Status.ABANDONED:
        found.settled_on = None
    elif found.channel == Channel.DISPLAY:
        raise DeliveryRefused(_("A display either took place as it was recorded or did not: record another one."), field="status")
    else:
        _check_again(found, former, on, document)
        found.settled_on = on
    if scan is not None:
        keep_scan(found, scan, by)
    if status == Status.DELIVERED and not found.proof_sha256:
        raise DeliveryRefused(_("A delivery is proved by a scan: join it."), field="scan")
    found.save(force_insert=True)
    told = {"former": str(former.pk), "status": str(status), "on": on.isoformat() if found.settled_on and on else ""}
    tell_ledger("delivery.corrected", found, document, actor, **told, reason=found.reason, proof=found.proof_sha256)
    deliveries_entered.tell(document)
    return found


def _check_again(found: DeliveryAttempt, former: DeliveryAttempt, on: date | None, document: Document) -> None:
    if on is None:
        raise DeliveryRefused(_("Say on which day."), field="on")
    is_post = found.channel == Channel.POST
    if is_post and former.posted_on is None:
        raise DeliveryRefused(_("Record first on which day the letter was posted, and under which number."))
    if not is_post and (found.status == Status.RETURNED or not former.received_by):
        raise DeliveryRefused(_("This is not what can become of a slip of the counter."), field="status")
    check_day(on, after=former.posted_on or _issued_on(document), field="on")


# What the platform does ----------------------------------------------------------------------------------------------


def note_read(document: Document, *, by: User, line: Event) -> None:
    """The addressee opened it here: the line of the ledger that says so is the proof. Once for each act."""
    if document.case is None or not DOCUMENT_TYPES[document.kind].needs_delivery:
        return
    if DeliveryAttempt.objects.filter(act=document.act, channel=Channel.PLATFORM).exists():
        return
    try:
        with transaction.atomic():
            found = DeliveryAttempt.objects.create(
                case=document.case,
                act=document.act,
                n=DeliveryAttempt.objects.filter(act=document.act).count() + 1,
                channel=Channel.PLATFORM,
                status=Status.DELIVERED,
                settled_on=timezone.localdate(line.at),
                proof_sha256=bytes(line.entry_hash).hex(),
                entry=deliveries_entered.entry_of(document).entry,
                recorded_by=by,
                recorded_at=line.at,
            )
    except IntegrityError:  # opened in two windows at the same moment: one of them proved it
        return
    payload = {"attempt": str(found.pk), "number": document.number, "proof": found.proof_sha256}
    record.append(stream=_stream(document), kind="delivery.read", by=by, payload=payload, case=document.case, at=line.at)
    deliveries_entered.tell(document)


# Inside --------------------------------------------------------------------------------------------------------------


def _stream(document: Document) -> str:
    return f"document:{document.case_id}"


def tell_ledger(kind: str, found: DeliveryAttempt, document: Document, actor: Actor, **more: str) -> None:
    payload = {"attempt": str(found.pk), "slip": found.slip, "channel": found.channel, "number": document.number}
    record.append(
        stream=_stream(document),
        kind=kind,
        by=actor.user,
        on_behalf_of=actor.on_behalf_of,
        payload={"role": actor.role, **payload, **more},
        case=document.case,
    )


def _locked(case: Case, act: UUID) -> Document:
    """The act, one attempt at a time.

    Raises:
        DeliveryRefused: it is not in force, or no act of this case.
    """
    languages = list(Document.objects.select_for_update().filter(act=act, case=case).order_by("pk"))
    found = next((d for d in languages if d.is_reference), None)
    if found is None or not DOCUMENT_TYPES[found.kind].needs_delivery:
        raise DeliveryRefused(_("This document is not delivered against proof."))
    if found.status not in (Document.Status.ISSUED, Document.Status.REPLACED):
        raise DeliveryRefused(_("Only a document that was issued is delivered."))
    return found


def opened(case: Case, slip: DeliveryAttempt, by: User) -> tuple[Actor, Document, DeliveryAttempt]:
    """Who records, the act and the attempt, both locked. Raises Refused."""
    actor, document = policies.recorder(case, by), _locked(case, slip.act)
    found = DeliveryAttempt.objects.select_for_update().get(pk=slip.pk)
    if _is_corrected(found, DeliveryAttempt.objects.filter(act=found.act)):
        raise DeliveryRefused(_("This entry was corrected: the one that took its place counts."))
    return actor, document, found


def _is_corrected(found: DeliveryAttempt, among: Any) -> bool:
    return any(a.corrects_id == found.pk for a in among)


def _issued_on(document: Document) -> date:
    return timezone.localdate(document.issued_at or document.ordered_at)


def check_day(on: date, *, after: date, field: str) -> None:
    if on > timezone.localdate():
        raise DeliveryRefused(_("This day has not come yet."), field=field)
    if on < after:
        raise DeliveryRefused(_("This day comes before the document was issued or posted."), field=field)


def _settle(found: DeliveryAttempt, status: str, *, on: date, scan: Any, by: User) -> None:
    if scan is None:
        raise DeliveryRefused(_("A delivery is proved by a scan: join it."), field="scan")
    found.status, found.settled_on = status, on
    keep_scan(found, scan, by)


def keep_scan(found: DeliveryAttempt, scan: Any, by: User) -> None:
    kept = scans.keep(scan, case=found.case, name=scans.PROOF, by=by)
    found.scan, found.proof_sha256 = kept.pk, kept.sha256


def _addressee(document: Document) -> dict[str, Any]:
    told = document.content.get("addressee", {})
    return {"name": told.get("name", {}), "lines": told.get("lines", [])}
