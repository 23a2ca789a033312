"""E-mail and telephone given in an application: proven by a code before a person files for themselves."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from workflow import cases, outbox
from workflow.attempts import attempt
from workflow.ledger import record
from workflow.models import Case, ContactCode
from workflow.procedures import procedure_of
from workflow.refusals import NotEntitled, Refused

Kind = ContactCode.Kind
LIFE = timedelta(minutes=10)
DIGITS = 6
MOST_ATTEMPTS = 5
MOST_CODES = 5  # in an hour: for one person, and for one address whoever asks
HOUR = timedelta(hours=1)
PROVEN_FOR = timedelta(days=365)  # numbers and addresses change hands


class CodeRefused(Refused):
    """The code is not the right one, or not any more."""

    code = "code_refused"
    status = 422


@dataclass(frozen=True)
class Contact:
    """A way to reach the applicant, as answered: `field` is the question, `kind` how the code is sent."""

    field: str
    kind: str
    label: Any
    address: str
    is_proven: bool = False


def has_telephones() -> bool:
    """Whether codes can be sent by text message; without it telephones are taken as typed."""
    return bool(settings.SMS_GATEWAY)


def asked_of(case: Case) -> list[Contact]:
    """What must be proven before the applicant files: nothing at the counter, where the person is seen.

    The address of the account itself was proven when the person signed in for the first time.
    """
    application = procedure_of(case).application
    if application is None or case.author is None or case.applicant_id != case.author_id:
        return []
    own = case.author.email.lower()
    found = [c for c in application.contacts(case) if c.address and (c.kind != Kind.PHONE or has_telephones())]
    found = [c for c in found if not (c.kind == Kind.EMAIL and c.address.lower() == own)]
    if not found:
        return []
    proven = ContactCode.objects.filter(
        user=case.author_id, address__in=[c.address for c in found], verified_at__gte=timezone.now() - PROVEN_FOR
    )
    known = set(proven.values_list("kind", "address"))
    return [Contact(c.field, c.kind, c.label, c.address, (c.kind, c.address) in known) for c in found]


def unproven(case: Case) -> list[Contact]:
    return [c for c in asked_of(case) if not c.is_proven]


def contact_of(case: Case, field: str) -> Contact | None:
    return next((c for c in asked_of(case) if c.field == field), None)


def waiting(case: Case, contact: Contact) -> ContactCode | None:
    """The code that can be typed in now."""
    last = ContactCode.objects.filter(case=case, kind=contact.kind).order_by("-id").first()
    usable = last and last.address == contact.address and last.attempts < MOST_ATTEMPTS and last.expires_at > timezone.now()
    return last if usable and last is not None and last.verified_at is None else None


# The code ------------------------------------------------------------------------------------------------------------


def code_of(row: ContactCode) -> str:
    """Made again from the nonce and the site's key, for the message alone."""
    value = int(salted_hmac("workflow.contacts.code", f"{row.nonce}:{row.address}", algorithm="sha256").hexdigest(), 16)
    return f"{value % 10**DIGITS:0{DIGITS}d}"


def _digest(nonce: str, code: str) -> str:
    return salted_hmac("workflow.contacts.digest", f"{nonce}:{code}", algorithm="sha256").hexdigest()


def _locked(case: Case, field: str, by: User) -> tuple[Case, Contact]:
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    contact = contact_of(locked, field)
    if by.pk != locked.author_id or not cases.may_edit(locked, by) or contact is None:
        raise NotEntitled
    return locked, contact


@attempt("contact.send", on="case")
def send(*, case: Case, field: str, by: User) -> ContactCode:
    """Sends a new code to the address as it is now answered; earlier codes are void."""
    locked, contact = _locked(case, field, by)
    now = timezone.now()
    recent = ContactCode.objects.filter(sent_at__gt=now - HOUR)
    if recent.filter(user=by).count() >= MOST_CODES or recent.filter(address=contact.address).count() >= MOST_CODES:
        raise Refused(_("Too many codes were asked for. Try again in an hour."))
    row = ContactCode(case=locked, user=by, kind=contact.kind, address=contact.address, sent_at=now, expires_at=now + LIFE)
    row.nonce = secrets.token_hex(16)
    row.digest = _digest(row.nonce, code_of(row))
    row.save()
    topic = "mail.code" if contact.kind == Kind.EMAIL else "text.code"
    outbox.order(outbox.row(topic=topic, key=str(row.pk), payload={"case": str(locked.pk), "code": row.pk}))
    return row


def prove(*, case: Case, field: str, code: str, by: User) -> None:
    """Takes the code that the person typed.

    Raises:
        CodeRefused: it is wrong, too old, or was tried too often; the attempt counts.
    """
    if (wrong := _tried(case=case, field=field, code=code, by=by)) is not None:
        raise CodeRefused(wrong)


@transaction.atomic
def _tried(*, case: Case, field: str, code: str, by: User) -> Any:
    """Why the code is not accepted; None when it is. An attempt that fails is kept, so nothing is raised here."""
    locked, contact = _locked(case, field, by)
    row = waiting(locked, contact)
    if row is None:
        return _("This code cannot be used any more: ask for another one.")
    row.attempts += 1
    typed = "".join(c for c in code if c.isdecimal())
    is_right = constant_time_compare(_digest(row.nonce, f"{int(typed):0{DIGITS}d}" if typed else ""), row.digest)
    if is_right and len(typed) == DIGITS:
        row.verified_at = timezone.now()
    row.save(update_fields=["attempts", "verified_at"])
    if row.verified_at is not None:
        record.append(
            stream=f"contact:{locked.pk}", kind="contact.proven", by=by, payload={"kind": row.kind, "field": field}, case=locked
        )
        return None
    left = MOST_ATTEMPTS - row.attempts
    if left <= 0:
        return _("This code was tried too often: ask for another one.")
    return ngettext(
        "This is not the code. You can try %(count)d more time.", "This is not the code. You can try %(count)d more times.", left
    ) % {"count": left}
