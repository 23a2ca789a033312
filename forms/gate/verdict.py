"""The verdict of the gate, and the reasons it may give, each with a sentence for the person."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from forms.gate.kinds import LABELS, Kind


class Refusal(models.TextChoices):
    """Why a file stays outside. The codes are stored with the attachment."""

    EMPTY = "empty", _("This file is empty. Choose it again, or scan the paper again.")
    TOO_LARGE = "too_large", _("This file is too large. Scan it again with a lower resolution, or send it in parts.")
    EXTENSION_NOT_ACCEPTED = (
        "extension_not_accepted",
        _("This kind of file is not accepted here. Save it as PDF and try again."),
    )
    TYPE_MISMATCH = (
        "type_mismatch",
        _("The content of this file is not what its name says. Save it again as PDF and try again."),
    )
    MARKUP_IN_PDF = "markup_in_pdf", _("This PDF contains a web page. Print the document to PDF and send the new file.")
    ARCHIVE_IN_PDF = (
        "archive_in_pdf",
        _("This PDF hides a compressed folder. Print the document to PDF and send the new file."),
    )
    TRAILING_DATA = (
        "trailing_data",
        _("Something was added after the end of this PDF. Print the document to PDF and send the new file."),
    )
    ENCRYPTED = (
        "encrypted",
        _("This PDF is protected by a password or by restrictions. Save a copy without protection and send it."),
    )
    ACTIVE_CONTENT = "active_content", _("This PDF contains scripts or actions. Print it to PDF and send the new file.")
    EMBEDDED_FILES = "embedded_files", _("This PDF carries other files inside. Send each file on its own.")
    EXTERNAL_REFERENCE = (
        "external_reference",
        _("This PDF refers to files outside itself. Print it to PDF and send the new file."),
    )
    TOO_MANY_PAGES = "too_many_pages", _("This PDF has more than 300 pages. Send it in several parts.")
    PAGE_TOO_LARGE = (
        "page_too_large",
        _("A page of this PDF is larger than any paper. Print it to PDF on A4 and send the new file."),
    )
    TOO_MANY_OBJECTS = (
        "too_many_objects",
        _("This PDF is too complex to be checked. Print it to PDF and send the new file."),
    )
    UNPACKED_TOO_LARGE = (
        "unpacked_too_large",
        _("This file becomes far too large when it is opened. Scan the paper again."),
    )
    TOO_MANY_PIXELS = (
        "too_many_pixels",
        _("This picture has too many pixels. Scan the paper again with a lower resolution."),
    )
    IMAGE_BROKEN = (
        "image_broken",
        _("This picture cannot be opened: it is damaged or incomplete. Take it or scan it again."),
    )
    PDF_BROKEN = (
        "pdf_broken",
        _("This PDF cannot be opened: it is damaged or incomplete. Save it again and send the new file."),
    )
    TIMEOUT = (
        "timeout",
        _("This file takes too long to check. Print it to PDF or scan it again, and send the new file."),
    )
    BUSY = "busy", _("Many files are being checked at this moment. Try again in a minute.")
    INFECTED = (
        "infected",
        _("The virus scanner found a threat in this file. Clean your computer and send another copy."),
    )
    SCANNER_UNAVAILABLE = "scanner_unavailable", _("The virus scanner does not answer. Try again later.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the gate found. `sha256` and `size` are of the file as it was sent."""

    ok: bool
    size: int
    mime: str | None = None
    extension: str | None = None  # the one to keep, without a dot
    pages: int | None = None  # of a PDF
    sha256: str | None = None  # absent when the file is too large to be read
    reason: Refusal | None = None
    cleaned: Path | None = None  # to be kept instead of the file that was sent
    found: Kind | None = None  # what the content looks like
    announced: Kind | None = None  # what the name says
    accept: frozenset[str] = frozenset()
    max_bytes: int = 0
    signature: str = ""  # of the virus

    @property
    def may_retry(self) -> bool:
        """The refusal says nothing about the file: the same one may pass later."""
        return self.reason in (Refusal.BUSY, Refusal.SCANNER_UNAVAILABLE)

    @property
    def sentence(self) -> str:
        """The refusal for the person, in the active language; more precise than the label of its reason."""
        if self.reason is None:
            return ""
        accepted = ", ".join(LABELS[kind] for kind in LABELS if kind in self.accept)
        if self.reason is Refusal.TOO_LARGE:
            return _("This file is larger than %(limit)s. Scan it again with a lower resolution, or send it in parts.") % {
                "limit": filesizeformat(self.max_bytes)
            }
        found = None if self.found in (Kind.UNKNOWN, Kind.TEXT) else self.found
        if self.reason is Refusal.EXTENSION_NOT_ACCEPTED:
            if found is None:
                return _("This kind of file is not accepted here. Accepted: %(accepted)s.") % {"accepted": accepted}
            return _("This file is %(found)s, which is not accepted here. Accepted: %(accepted)s.") % {
                "found": found.label,
                "accepted": accepted,
            }
        if self.reason is Refusal.TYPE_MISMATCH and found and self.announced:
            return _("This file is not %(announced)s: it looks like %(found)s. Save it as %(accepted)s and try again.") % {
                "announced": self.announced.label,
                "found": found.label,
                "accepted": accepted,
            }
        return str(self.reason.label)
