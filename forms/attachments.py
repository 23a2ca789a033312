"""What is joined to a case: who may join it, where it is kept, what is shown to whom."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from forms.models import Attachment
from forms.requirements import CATALOGUE, PAPER, SupportingDocument
from forms.uploads import Admitted, AttachmentRefused, admit
from workflow import cases, completeness, policies
from workflow.actor import Actor
from workflow.ledger import record
from workflow.models import Case
from workflow.procedures import procedure_of
from workflow.refusals import NotEntitled

if TYPE_CHECKING:
    from forms.application import Application

PER_CASE = 20
PER_REQUIREMENT = 10


# What there is -------------------------------------------------------------------------------------------------------


def of(case: Case, viewer_role: str | None) -> QuerySet[Attachment]:
    """What a reader of the case sees: the applicant nothing internal, nobody what was removed."""
    found = Attachment.objects.filter(case=case, removed_at__isnull=True).order_by("uploaded_at", "id")
    if viewer_role is None:
        return found.none()
    return found.filter(is_internal=False) if viewer_role == Role.APPLICANT else found


def current(case: Case, requirement: str) -> QuerySet[Attachment]:
    """What the applicant joined for one requirement and the gate let through."""
    return of(case, Role.APPLICANT).filter(requirement=requirement, status=Attachment.Status.CLEAN)


def by_requirement(case: Case) -> Mapping[str, list[Attachment]]:
    found: dict[str, list[Attachment]] = {}
    for attachment in of(case, Role.APPLICANT).filter(status=Attachment.Status.CLEAN):
        found.setdefault(attachment.requirement, []).append(attachment)
    return found


# Who may -------------------------------------------------------------------------------------------------------------


def may_attach(case: Case, requirement: str, user: User) -> bool:
    """In a draft its author, what the application names; later a party, what was asked, and the counter its paper form."""
    if not cases.may_edit(case, user):
        return False
    procedure = procedure_of(case)
    application: type[Application] = procedure.application
    if requirement == PAPER:
        return not policies.is_party(case, user)
    if procedure.is_filled_in(case.stage):
        return any(r.code == requirement for r in application.requires)
    return completeness.may_change(case, requirement)


def may_remove(attachment: Attachment, user: User) -> bool:
    """A draft is its author's; afterwards only what answers the open request, until it is sent."""
    case = attachment.case
    if attachment.is_internal or attachment.removed_at or not may_attach(case, attachment.requirement, user):
        return False
    request = completeness.open_request(case)
    return procedure_of(case).is_filled_in(case.stage) or (request is not None and attachment.uploaded_at >= request.asked_at)


# Writers -------------------------------------------------------------------------------------------------------------


def attach(*, case: Case, requirement: str, upload: UploadedFile, by: User, is_internal: bool = False) -> Attachment:
    """Joins a file to a case: judged first, then kept under a random name, then entered.

    Args:
        is_internal: joined by an officer in an act of theirs, which has asked who may; never shown to the applicant.

    Raises:
        AttachmentRefused: the file or its number is refused, with a sentence.
        NotEntitled: the person may not attach this now.
    """
    if not is_internal and not may_attach(case, requirement, by):
        raise NotEntitled
    kind = CATALOGUE.get(requirement) or SupportingDocument(requirement, requirement, max_mb=10)
    if not is_internal:
        # Counted before the gate does its work, and again under the lock.
        _check_room(case, requirement)
    admitted = admit(upload=upload, accept=kind.accept, max_bytes=kind.max_bytes)
    with transaction.atomic():
        locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        if not is_internal:
            if not may_attach(locked, requirement, by):
                raise NotEntitled
            _check_room(locked, requirement)
        attachment = keep(admitted, case=locked, requirement=requirement, by=by, is_internal=is_internal)
        if procedure_of(locked).is_draft(locked.stage):
            cases.touch(locked)
        else:
            _tell(locked, "attachment.added", attachment, by)
    return attachment


def _check_room(case: Case, requirement: str) -> None:
    held = of(case, Role.APPLICANT)
    if held.count() >= PER_CASE:
        sentence = gettext("A case holds at most %(count)d files: remove one, or join several pages in one file.")
        raise AttachmentRefused(sentence % {"count": PER_CASE})
    if held.filter(requirement=requirement).count() >= PER_REQUIREMENT:
        sentence = gettext("%(count)d files are attached here already: remove one, or join several pages in one file.")
        raise AttachmentRefused(sentence % {"count": PER_REQUIREMENT})


def keep(admitted: Admitted, *, case: Case, requirement: str, by: User, is_internal: bool) -> Attachment:
    """Stores what the gate let through; the row is written once the bytes are on the disk."""
    attachment = Attachment(
        case=case,
        requirement=requirement,
        name=admitted.name,
        mime=admitted.mime,
        pages=admitted.pages,
        uploaded_by=by,
        is_internal=is_internal,
    )
    with admitted.path.open("rb") as file:
        attachment.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        attachment.size = file.tell()
        file.seek(0)
        attachment.file.save(admitted.name, File(file), save=False)
    _settle(attachment)
    attachment.status = Attachment.Status.CLEAN
    try:
        with transaction.atomic():
            attachment.save(force_insert=True)
    except Exception:
        attachment.file.delete(save=False)
        raise
    return attachment


def carry(*, former: Case, to: Case) -> int:
    """Joins to a case what the applicant had joined to a former one, byte for byte; how many files."""
    held = list(of(former, Role.APPLICANT).filter(status=Attachment.Status.CLEAN))
    for one in held:
        copy = Attachment(case=to, requirement=one.requirement, name=one.name, mime=one.mime, size=one.size, pages=one.pages)
        copy.sha256, copy.uploaded_by_id, copy.status = one.sha256, one.uploaded_by_id, Attachment.Status.CLEAN
        with one.file.open("rb") as file:
            copy.file.save(one.name, File(file), save=False)
        _settle(copy)
        copy.save(force_insert=True)
    return len(held)


def _settle(attachment: Attachment) -> None:
    """Waits until the file and its name are on the disk; a store elsewhere answers for itself."""
    try:
        path = Path(attachment.file.path)
    except NotImplementedError:
        return
    for place in (path, path.parent):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@transaction.atomic
def remove(*, attachment: Attachment, by: User) -> None:
    """Takes a file off: out of a draft for good, out of a filed case only from sight.

    Raises:
        NotEntitled: the person may not remove it, or not any more.
    """
    locked = Case.objects.select_for_update(of=("self",)).get(pk=attachment.case_id)
    attachment = Attachment.objects.select_related("case").get(pk=attachment.pk)
    if not may_remove(attachment, by):
        raise NotEntitled(_("This file can no longer be removed."))
    if procedure_of(locked).is_draft(locked.stage):
        stored = attachment.file
        transaction.on_commit(lambda: stored.storage.delete(stored.name))
        attachment.delete()
        cases.touch(locked)
        return
    Attachment.objects.filter(pk=attachment.pk).update(removed_at=timezone.now())
    _tell(locked, "attachment.removed", attachment, by)


def _tell(case: Case, kind: str, attachment: Attachment, by: User) -> None:
    payload = {"attachment": str(attachment.pk), "requirement": attachment.requirement, "sha256": attachment.sha256}
    role = Role.APPLICANT if policies.is_party(case, by) else procedure_of(case).counter
    record.append_to_case(case, kind=kind, by=Actor(by, role), payload=payload)
    Case.objects.filter(pk=case.pk).update(ledger_seq=case.ledger_seq, ledger_head=case.ledger_head)
