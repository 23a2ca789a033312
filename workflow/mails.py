"""E-mails of the engine: each outbox row is one message, recognisable when it arrives twice."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import holders
from accounts.roles import REACH, Reach, Role
from workflow import contacts, notifications, outbox
from workflow.models import Case, ContactCode, OutboxRow
from workflow.notifications import parties
from workflow.procedure import procedure_of


def message_id(row: OutboxRow, user: User) -> str:
    """The same for every attempt, so that a repeated message is recognised as one."""
    domain = settings.DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1].strip(">")
    return f"<outbox-{row.pk}-{user.pk}@{domain}>"


def send(row: OutboxRow, *, to: User, template: str, subject: str, context: dict[str, Any], case: Case) -> None:
    """Renders and sends one message in the person's language."""
    link = f"{settings.SITE_URL}{reverse('workflow:case', args=[case.pk])}"
    body = render_to_string(f"emails/{template}.txt", {**context, "case": case, "link": link, "user": to})
    subject = " ".join(subject.split())  # no line break reaches a header
    EmailMessage(subject, body, to=[to.email], headers={"Message-ID": message_id(row, to)}).send()


def _case(row: OutboxRow) -> Case:
    return Case.objects.select_related("applicant").get(pk=row.payload["case"])


def name_of(case: Case) -> str:
    """The number, or the title of the procedure while there is none."""
    return case.number or str(procedure_of(case).title)


@outbox.handles("mail.stage")
def mail_stage(row: OutboxRow) -> None:
    """Tells the applicant where the case now stands."""
    case = _case(row)
    for user in parties(case):
        with translation.override(user.language):
            procedure = procedure_of(case)
            context = {"procedure": str(procedure.title), "stage": str(procedure.stage_label(row.payload["target"]))}
            subject = _("%(case)s: %(stage)s") % {"case": name_of(case), "stage": context["stage"]}
            send(row, to=user, template="stage", subject=subject, context=context, case=case)


@outbox.handles("mail.document")
def mail_document(row: OutboxRow) -> None:
    """Tells the applicant that a document can be read."""
    case = _case(row)
    for user in parties(case):
        with translation.override(user.language):
            titles = row.payload.get("title", {})
            title = titles.get(user.language) or titles.get("ar") or ""
            subject = _("%(case)s: a document can be read") % {"case": name_of(case)}
            send(row, to=user, template="document", subject=subject, context={"title": title}, case=case)


@outbox.handles("mail.draft")
def mail_draft(row: OutboxRow) -> None:
    """Tells the author of a draft, and the person for whom it was typed, on which day it will be cleared away."""
    case = Case.objects.select_related("applicant", "author").get(pk=row.payload["case"])
    for user in {u.pk: u for u in (case.author, case.applicant) if u}.values():
        with translation.override(user.language):
            context = {"procedure": str(procedure_of(case).title), "day": date_format(date.fromisoformat(row.payload["on"]))}
            subject = _("%(case)s: your draft will be cleared away") % {"case": name_of(case)}
            send(row, to=user, template="draft", subject=subject, context=context, case=case)


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
    for user in parties(case):
        with translation.override(user.language):
            subject = _("%(case)s: reminder, your answer is awaited") % {"case": name_of(case)}
            send(row, to=user, template="reminder", subject=subject, context={"due": row.payload["due"]}, case=case)


@outbox.handles("mail.opinion")
def mail_opinion(row: OutboxRow) -> None:
    """Tells an outside administration that its opinion is asked, or still awaited."""
    case, user = _case(row), User.objects.get(pk=row.payload["user"])
    with translation.override(user.language):
        is_reminder = row.payload["is_reminder"]
        subject = _("%(case)s: reminder, your opinion is awaited") if is_reminder else _("%(case)s: your opinion is asked")
        subject = subject % {"case": name_of(case)}
        context = {"is_reminder": is_reminder, "procedure": str(procedure_of(case).title)}
        send(row, to=user, template="opinion", subject=subject, context=context, case=case)


@outbox.handles("mail.partner")
def mail_partner(row: OutboxRow) -> None:
    """Tells somebody who acts for a structure that a case awaits its answer."""
    case, user = _case(row), User.objects.get(pk=row.payload["user"])
    with translation.override(user.language):
        subject = _("%(case)s: the answer of your structure is awaited") % {"case": name_of(case)}
        send(row, to=user, template="partner", subject=subject, context={"procedure": str(procedure_of(case).title)}, case=case)


@outbox.handles("mail.message")
def mail_message(row: OutboxRow) -> None:
    """Tells the other side of a message; the message itself stays in the case."""
    case = _case(row)
    for user in parties(case) if row.payload["side"] == "administration" else _in_charge(case):
        with translation.override(user.language):
            subject = _("%(case)s: a new message") % {"case": name_of(case)}
            send(row, to=user, template="message", subject=subject, context={}, case=case)


@outbox.handles("mail.alert")
def mail_alert(row: OutboxRow) -> None:
    """Amber goes to whoever holds the case, red to the director, the weekly list to the central director."""
    case, level = _case(row), row.payload["level"]
    role = alerted(case, level)
    region = case.region if role == Role.REGIONAL_DIRECTOR else ""
    to: Iterable[User] = _in_charge(case) if role == notifications.OFFICERS else holders(role=role, region=region)
    for user in to:
        with translation.override(user.language):
            subject = _("%(case)s: time limit") % {"case": name_of(case)}
            context = {
                "due": row.payload["due"],
                "level": level,
                "stage": str(procedure_of(case).stage_label(row.payload["stage"])),
            }
            send(row, to=user, template="alert", subject=subject, context=context, case=case)


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
