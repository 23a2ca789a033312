"""E-mails of the engine: each outbox row is one message, recognisable when it arrives twice."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import holders
from accounts.roles import REACH, Reach, Role
from workflow import contacts, notices, notifications, outbox
from workflow.applicant_status import waits_for_applicant
from workflow.models import Case, ContactCode, OutboxRow
from workflow.notices import Kind
from workflow.notifications import parties
from workflow.procedures import procedure_of


def message_id(row: OutboxRow, user: User) -> str:
    """The same for every attempt, so that a repeated message is recognised as one."""
    domain = settings.DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1].strip(">")
    return f"<outbox-{row.pk}-{user.pk}@{domain}>"


def send(
    row: OutboxRow,
    *,
    to: User,
    template: str,
    kind: str,
    subject: Callable[[], str],
    context: Callable[[], dict[str, Any]] = dict,
    case: Case,
    address: str = "",
) -> None:
    """Tells a person something about a case, as they wish to be told things of this kind."""
    address = address or reverse("workflow:case", args=[case.pk])
    told = {"case": case, "link": f"{settings.SITE_URL}{address}", "user": to}
    notices.tell(
        to=to,
        key=f"{row.topic}/{row.key}",
        kind=kind,
        title=subject,
        body=lambda: render_to_string(f"emails/{template}.txt", {**context(), **told}),
        address=address,
        message_id=message_id(row, to),
        case=case,
    )


def _case(row: OutboxRow) -> Case:
    return Case.objects.select_related("applicant").get(pk=row.payload["case"])


def name_of(case: Case) -> str:
    """The number, or the title of the procedure while there is none."""
    return case.number or str(procedure_of(case).title)


@outbox.handles("mail.stage")
def mail_stage(row: OutboxRow) -> None:
    """Tells the applicant where the case now stands; what asks them something, or ends the case, is told in any event."""
    case = _case(row)
    procedure, target = procedure_of(case), row.payload["target"]

    def told() -> dict[str, Any]:
        return {"procedure": str(procedure.title), "stage": str(procedure.stage_label(target))}

    def subject() -> str:
        return _("%(case)s: %(stage)s") % {"case": name_of(case), "stage": told()["stage"]}

    is_turn = procedure.machine.is_final(target) or waits_for_applicant(procedure, target)
    for user in parties(case):
        kind = Kind.TURN if is_turn else Kind.STAGE
        send(row, to=user, template="stage", kind=kind, subject=subject, context=told, case=case)


@outbox.handles("mail.document")
def mail_document(row: OutboxRow) -> None:
    """Tells the applicant that a document can be read; the holder, of one that is theirs in a case of somebody else."""
    case, titles = _case(row), row.payload.get("title", {})

    def told() -> dict[str, Any]:
        return {"title": titles.get(get_language()) or titles.get("ar") or ""}

    def subject() -> str:
        return _("%(case)s: a document can be read") % {"case": name_of(case)}

    holder = row.payload.get("holder")
    address = reverse("workflow:my_cases") if holder else ""
    for user in User.objects.filter(pk=holder, is_active=True) if holder else parties(case):
        send(row, to=user, template="document", kind=Kind.DOCUMENT, subject=subject, context=told, case=case, address=address)


@outbox.handles("mail.draft")
def mail_draft(row: OutboxRow) -> None:
    """Tells the author of a draft, and the person for whom it was typed, on which day it will be cleared away."""
    case = Case.objects.select_related("applicant", "author").get(pk=row.payload["case"])

    def told() -> dict[str, Any]:
        return {"procedure": str(procedure_of(case).title), "day": date_format(date.fromisoformat(row.payload["on"]))}

    def subject() -> str:
        return _("%(case)s: your draft will be cleared away") % {"case": name_of(case)}

    for user in {u.pk: u for u in (case.author, case.applicant) if u}.values():
        send(row, to=user, template="draft", kind=Kind.DRAFT, subject=subject, context=told, case=case)


@outbox.handles("mail.code")
def mail_code(row: OutboxRow) -> None:
    """Sends a code to an address given in an application; a code that is too old is not sent any more."""
    code = ContactCode.objects.select_related("user").filter(pk=row.payload["code"], expires_at__gt=timezone.now()).first()
    if code is None:
        return
    with translation.override(code.user.language):
        subject = _("%(code)s is your code") % {"code": contacts.code_of(code)}
        body = render_to_string("emails/code.txt", {"code": contacts.code_of(code), "user": code.user})
        EmailMessage(subject, body, to=[code.address], headers={"Message-ID": message_id(row, code.user)}).send()


@outbox.handles("mail.reminder")
def mail_reminder(row: OutboxRow) -> None:
    """Reminds the applicant of what they were asked, and until when."""
    case = _case(row)

    def subject() -> str:
        return _("%(case)s: reminder, your answer is awaited") % {"case": name_of(case)}

    for user in parties(case):
        context = {"due": row.payload["due"]}
        send(row, to=user, template="reminder", kind=Kind.REMINDER, subject=subject, context=context.copy, case=case)


@outbox.handles("mail.opinion")
def mail_opinion(row: OutboxRow) -> None:
    """Tells an outside administration that its opinion is asked, or still awaited."""
    case, user = _case(row), User.objects.get(pk=row.payload["user"])
    is_reminder = row.payload["is_reminder"]

    def told() -> dict[str, Any]:
        return {"is_reminder": is_reminder, "procedure": str(procedure_of(case).title)}

    def subject() -> str:
        asked = _("%(case)s: reminder, your opinion is awaited") if is_reminder else _("%(case)s: your opinion is asked")
        return asked % {"case": name_of(case)}

    send(row, to=user, template="opinion", kind=Kind.OPINION, subject=subject, context=told, case=case)


@outbox.handles("mail.partner")
def mail_partner(row: OutboxRow) -> None:
    """Tells somebody who acts for a structure that a case awaits its answer."""
    case, user = _case(row), User.objects.get(pk=row.payload["user"])

    def told() -> dict[str, Any]:
        return {"procedure": str(procedure_of(case).title)}

    def subject() -> str:
        return _("%(case)s: the answer of your structure is awaited") % {"case": name_of(case)}

    send(row, to=user, template="partner", kind=Kind.PARTNER, subject=subject, context=told, case=case)


@outbox.handles("mail.message")
def mail_message(row: OutboxRow) -> None:
    """Tells the other side of a message; the message itself stays in the case."""
    case = _case(row)

    def subject() -> str:
        return _("%(case)s: a new message") % {"case": name_of(case)}

    for user in parties(case) if row.payload["side"] == "administration" else _in_charge(case):
        send(row, to=user, template="message", kind=Kind.MESSAGE, subject=subject, case=case)


@outbox.handles("mail.results")
def mail_results(row: OutboxRow) -> None:
    """Tells a candidate that the results are published, and their own."""
    case, user = _case(row), User.objects.get(pk=row.payload["user"])

    def told() -> dict[str, Any]:
        words = row.payload["result"]
        return {"result": words.get(translation.get_language()) or words.get("ar") or ""}

    def subject() -> str:
        return _("%(case)s: the results are published") % {"case": name_of(case)}

    send(row, to=user, template="results", kind=Kind.STAGE, subject=subject, context=told, case=case)


@outbox.handles("mail.alert")
def mail_alert(row: OutboxRow) -> None:
    """Amber goes to whoever holds the case, red to the director, the weekly list to the central director."""
    case, level = _case(row), row.payload["level"]
    role = alerted(case, level)
    region = case.region if role == Role.REGIONAL_DIRECTOR else ""
    to: Iterable[User] = _in_charge(case) if role == notifications.OFFICERS else holders(role=role, region=region)

    def told() -> dict[str, Any]:
        stage = str(procedure_of(case).stage_label(row.payload["stage"]))
        return {"due": row.payload["due"], "level": level, "stage": stage}

    def subject() -> str:
        return _("%(case)s: time limit") % {"case": name_of(case)}

    for user in to:
        send(row, to=user, template="alert", kind=Kind.ALERT, subject=subject, context=told, case=case)


def alerted(case: Case, level: str) -> str:
    """Whom an alert is for: whoever has the case, or a director, by role."""
    if level == "amber":
        return notifications.OFFICERS
    return Role.REGIONAL_DIRECTOR if level == "red" and _is_regional(case) else Role.CENTRAL_DIRECTOR


def _is_regional(case: Case) -> bool:
    desk = procedure_of(case).machine.desks.get(case.stage)
    return desk is not None and REACH[desk.role] is Reach.REGION


def _in_charge(case: Case) -> Iterable[User]:
    """Those who hold the open tasks of the administration; the whole desk when nobody took it."""
    for task in case.tasks.filter(closed_at__isnull=True).exclude(role=Role.APPLICANT).select_related("assignee"):
        if task.assignee:
            yield task.assignee
        else:
            yield from holders(role=task.role, region=task.region, committee=task.committee)
        return  # the desk itself is enough; other roles see the case in their queue
