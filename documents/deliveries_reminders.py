"""Reminders of every day: to the person who has not opened a decision, to the office that must post it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import holders as holders_of_role
from accounts.roles import Role
from documents import deliveries_displays, deliveries_due, holders
from documents.catalogue import DOCUMENT_TYPES
from documents.models import Document
from workflow import mails, notifications, outbox, parameters, sweep
from workflow.ledger import record
from workflow.models import Case, OutboxRow
from workflow.notices import Kind

UNREAD = "mail.unread"
TO_POST = "mail.to_post"
TO_DISPLAY = "mail.to_display"


@sweep.daily("delivery.remind")
def remind_daily(row: OutboxRow) -> None:
    remind(on=date.fromisoformat(row.key))


def remind(*, on: date) -> None:
    """Orders the reminders of a day; each act has one of each kind, and so has a batch, however often this runs."""
    days = parameters.value("delivery.reminder_days")
    for document in deliveries_due.waiting(deliveries_due.RECENT).select_related("case").iterator():
        age = (on - _issued_on(document)).days
        if age >= days and document.case and _readers(document):
            _order(UNREAD, document, to=Role.TRAINEE if document.person else Role.APPLICANT)
    for document in deliveries_due.waiting(deliveries_due.TO_POST).select_related("case").iterator():
        _order(TO_POST, document, to=Role.FRONT_DESK, key=_batch_of(document))
    acts = [letter.act for letter in deliveries_displays.to_be_displayed(on=on)]
    for document in deliveries_due.unproved().filter(act__in=acts).select_related("case"):
        _order(TO_DISPLAY, document, to=Role.FRONT_DESK)


def _order(topic: str, document: Document, *, to: str, key: str = "") -> None:
    key = key or str(document.act)
    if OutboxRow.objects.filter(topic=topic, key=key).exists():
        return
    outbox.order(outbox.row(topic=topic, key=key, payload={"document": str(document.pk)}))
    payload = {"document": str(document.pk), "number": document.number, "notifications": [notifications.line(topic, to)]}
    record.append(stream=f"document:{document.case_id}", kind="delivery.reminder", by=None, payload=payload, case=document.case)


def _batch_of(document: Document) -> str:
    """What is told of in one message: the letters of a kind that a case issued on one day."""
    return f"{document.case_id}/{document.kind}/{_issued_on(document)}"


def _issued_on(document: Document) -> date:
    return timezone.localdate(document.issued_at or document.ordered_at)


@outbox.handles(UNREAD)
def mail_unread(row: OutboxRow) -> None:
    """Tells the person that a decision waits to be opened, unless it has been meanwhile."""
    document = _still_unproved(row)
    if document is None or document.case is None:
        return
    until = _issued_on(document) + timedelta(days=parameters.value("delivery.unread_days"))
    case, title, number = document.case, DOCUMENT_TYPES[document.kind].title, document.number

    def told() -> dict[str, Any]:
        return {"title": str(title), "number": number, "until": until}

    def subject() -> str:
        return _("%(case)s: a decision waits to be opened") % {"case": mails.name_of(case)}

    for user in _readers(document):
        mails.send(row, to=user, template="unread", kind=Kind.DOCUMENT, subject=subject, context=told, case=case)


@outbox.handles(TO_POST)
def mail_to_post(row: OutboxRow) -> None:
    """Tells the front desk of the region, or the registry where no desk is held, that an act or a batch is to be posted."""
    first = Document.objects.get(pk=row.payload["document"])
    alike = deliveries_due.waiting(deliveries_due.TO_POST).filter(case=first.case_id, kind=first.kind)
    together = [document for document in alike if _issued_on(document) == _issued_on(first)]
    if len(together) > 1:
        _mail_desk(row, together, "to_post_batch", lambda: _("%(case)s: documents are to be posted"))
    else:
        _mail_desk(row, together, "to_post", lambda: _("%(case)s: a document is to be posted"))


@outbox.handles(TO_DISPLAY)
def mail_to_display(row: OutboxRow) -> None:
    """Tells the same people that nobody took the registered letter: the act is to be displayed."""
    document = _still_unproved(row)
    _mail_desk(row, [document] if document else [], "to_display", lambda: _("%(case)s: a document could not be delivered"))


def _mail_desk(row: OutboxRow, together: list[Document], template: str, subject_of: Callable[[], str]) -> None:
    document = next(iter(together), None)
    if document is None or document.case is None:
        return
    case: Case = document.case
    path = reverse("documents:delivery", args=[document.act]) if len(together) == 1 else reverse("documents:deliveries")
    desk: list[Any] = list(holders_of_role(role=Role.FRONT_DESK, region=case.region)) or list(
        holders_of_role(role=Role.REGISTRAR)
    )
    for user in desk:
        with translation.override(user.language):
            subject = subject_of() % {"case": mails.name_of(case)}
            title, numbers = str(DOCUMENT_TYPES[document.kind].title), [one.number for one in together]
            told_of = {"title": title, "number": document.number, "numbers": numbers, "link": f"{settings.SITE_URL}{path}"}
            body = render_to_string(f"emails/{template}.txt", {"user": user, **told_of})
            told = {"Message-ID": mails.message_id(row, user)}
            EmailMessage(" ".join(subject.split()), body, to=[user.email], headers=told).send()


def _readers(document: Document) -> list[User]:
    """Who may open it here: its holder where it has one, otherwise the parties to the case."""
    if document.person:
        return [user for user in [holders.account_of(document)] if user]
    return list(notifications.parties(document.case)) if document.case else []


def _still_unproved(row: OutboxRow) -> Document | None:
    return deliveries_due.unproved().select_related("case").filter(pk=row.payload["document"]).first()
