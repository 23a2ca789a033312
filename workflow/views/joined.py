"""The documents that an application calls for, with what was joined for each, as the applicant's screens show them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from workflow import completeness, policies
from workflow.models import Case
from workflow.procedures import procedure_of

PAPER = "PAPER"  # the form signed on paper, when the counter files for the applicant
MEGABYTE = 1024 * 1024
FORMATS = {".pdf": "PDF", ".jpg": "JPEG", ".png": "PNG"}
TONES = {"pending": "waiting", "clean": "success", "refused": "danger"}


class Item:
    """What an officer asked for, whether the answers call for it or not; `declared` is a requirement of the application."""

    is_required = True

    def __init__(self, code: str, label: Any, declared: Any = None) -> None:
        kind = declared.document if declared else None
        self.code, self.label = code, label
        self.hint = declared.hint if declared else ""
        self.validity = kind.validity if kind else ""
        self.compare_original = bool(declared and declared.compare_original)
        images = ".pdf,.jpg,.jpeg,.png" if code == PAPER else ".pdf"
        self.extensions = kind.extensions if kind else images
        self.max_bytes = kind.max_bytes if kind else (20 if code == PAPER else 10) * MEGABYTE


def requirements(case: Case, user: User) -> list[dict[str, Any]]:
    """Everything that must or may be joined to a draft now; the paper form too when somebody else files it."""
    found = [shown(case, status, status.attachments) for status in procedure_of(case).application.requirements(case)]
    return [*found, *paper_form(case, user)]


def paper_form(case: Case, user: User) -> list[dict[str, Any]]:
    """At the counter, the form that the applicant signed on paper."""
    return [] if policies.is_party(case, user) else [requirement(case, PAPER)]


def requirement(case: Case, code: str, *, label: str = "") -> dict[str, Any]:
    """One item, with what was joined for it."""
    application = procedure_of(case).application
    declared = next((r for r in application.requires if r.code == code), None)
    files: Any = case.attachments.filter(requirement=code, removed_at__isnull=True, is_internal=False)
    item = Item(code, label or application.label_of(code), declared)
    return shown(case, item, files.order_by("uploaded_at", "id"), asked_at=_asked_at(case))


def _asked_at(case: Case) -> datetime | None:
    request = completeness.open_request(case)
    return request.asked_at if request else None


def shown(case: Case, status: Any, joined: Iterable[Any], *, asked_at: datetime | None = None) -> dict[str, Any]:
    """One requirement as a panel of the page: what is asked, what was joined, where to send a file."""
    files = [_file(a, case=case, asked_at=asked_at) for a in joined]
    formats = ", ".join(FORMATS[e] for e in status.extensions.split(",") if e in FORMATS)
    anchor = status.code.replace(":", "-")
    return {
        "code": status.code,
        "anchor": f"document-{anchor}",
        "input_id": f"file-{anchor}",
        "label": status.label,
        "hint": status.hint,
        "validity": status.validity,
        "is_required": status.is_required,
        "is_met": bool(files) or not status.is_required,
        "brings_original": status.compare_original,
        "extensions": status.extensions,
        "max_bytes": status.max_bytes,
        "limits": _("%(formats)s, up to %(size)d MB each") % {"formats": formats, "size": status.max_bytes // MEGABYTE},
        "upload_url": reverse("forms:attachments", args=[case.pk, status.code]),
        "files": files,
        **_state(status, files),
    }


def _state(status: Any, files: list[dict[str, Any]]) -> dict[str, Any]:
    if files:
        return {"state_label": _("Attached"), "state_tone": "success"}
    return {"state_label": _("To be attached") if status.is_required else _("Optional"), "state_tone": "neutral"}


def _file(attachment: Any, *, case: Case, asked_at: datetime | None) -> dict[str, Any]:
    is_open = procedure_of(case).is_filled_in(case.stage)
    is_removable = is_open or (asked_at is not None and attachment.uploaded_at >= asked_at)
    return {
        "name": attachment.name,
        "size": attachment.size,
        "received": timezone.localtime(attachment.uploaded_at),
        "status_label": "" if attachment.status == "clean" else attachment.get_status_display(),
        "status_tone": TONES.get(attachment.status, "neutral"),
        "url": reverse("forms:attachment", args=[attachment.pk]) if attachment.status == "clean" else "",
        "remove_url": reverse("forms:remove", args=[attachment.pk]) if is_removable else "",
    }
