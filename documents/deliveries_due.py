"""The acts that nobody has proved to have received: which of them must be posted, and which wait for an answer."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from accounts.standing import standing_of
from documents.catalogue import DOCUMENT_TYPES
from documents.models import DeliveryAttempt, Document
from workflow import parameters

Status = DeliveryAttempt.Status
KINDS = sorted(code for code, kind in DOCUMENT_TYPES.items() if kind.needs_delivery)
TO_POST, UNDER_WAY, RECENT = "to_post", "under_way", "recent"
LISTS = {
    TO_POST: _("To be posted or handed over"),
    UNDER_WAY: _("Slips that wait for their proof"),
    RECENT: _("Issued lately, not opened yet"),
}


def unproved() -> QuerySet[Document]:
    """The reference of every act in force that needs a proof of delivery and has none, oldest first."""
    waiting = Document.objects.filter(kind__in=KINDS, status=Document.Status.ISSUED, is_reference=True, case__isnull=False)
    return (
        waiting.filter(first_read_at__isnull=True)
        .exclude(Exists(_attempts(Status.DELIVERED)))
        .annotate(since=Coalesce("issued_at", "ordered_at"))
        .order_by("since", "pk")
    )


def waiting(name: str, *, at: datetime | None = None) -> QuerySet[Document]:
    """One of the lists. Without an account to read it on, an act is to be posted at once; a returned letter is again."""
    under_way = Exists(_attempts(Status.PREPARED, Status.POSTED, Status.DISPLAYED))
    if name == UNDER_WAY:
        return unproved().filter(under_way)
    nobody_reads = Q(case__applicant__isnull=True, case__organisation__isnull=True)
    due = nobody_reads | Q(since__lte=unread_since(at)) | Q(Exists(_attempts(Status.RETURNED)))
    open_ones = unproved().exclude(under_way)
    return open_ones.filter(due) if name == TO_POST else open_ones.exclude(due)


def unread_since(at: datetime | None = None) -> datetime:
    """What was issued by then and not opened since is to be posted."""
    return (at or timezone.now()) - timedelta(days=parameters.value("delivery.unread_days"))


def for_deliverer(found: QuerySet[Document], user: User) -> QuerySet[Document]:
    """Those of the regions where the person delivers; of all of them for the registry."""
    standing = standing_of(user)
    if standing.holds(Role.ADMINISTRATOR):
        return found.none()
    if standing.holds(Role.REGISTRAR) or standing.regions(Role.FRONT_DESK) is None:
        return found
    return found.filter(case__region__in=standing.regions(Role.FRONT_DESK) or ())


def _attempts(*statuses: str) -> QuerySet[DeliveryAttempt]:
    held = DeliveryAttempt.objects.filter(act=OuterRef("act"), corrected_by__isnull=True)
    return held.filter(status__in=statuses)
