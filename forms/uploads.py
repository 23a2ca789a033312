"""A file on its way in: held aside, judged by the gate, then either kept or thrown away."""

import os
import shutil
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from forms import gate
from forms.gate.names import clean_name
from forms.requirements import ANY, EXTENSIONS, IMAGE, MEGABYTE, PDF, SCAN
from workflow import scratch
from workflow.refusals import Refused

KINDS = {PDF: "PDF", SCAN: _("PDF or JPEG"), IMAGE: _("JPEG or PNG"), ANY: _("PDF, JPEG or PNG")}


class AttachmentRefused(Refused):
    """A file that was not taken; `sentence` says why and what to do."""

    code = "attachment_refused"
    status = 422
    sentence = _("This file cannot be attached.")


@dataclass(eq=False)
class Admitted:
    """A file that the gate let through: the bytes to be kept lie at `path` as long as this object lives."""

    path: Path
    name: str
    mime: str
    pages: int | None


def admit(*, upload: UploadedFile, accept: frozenset[str], max_bytes: int) -> Admitted:
    """Has a file judged. Raises AttachmentRefused with the gate's sentence."""
    folder = scratch.folder(prefix="upload-")
    finalizer = weakref.finalize(upload, shutil.rmtree, folder, ignore_errors=True)
    path = folder / "sent"
    _hold(upload, path, max_bytes=max_bytes)
    verdict = gate.inspect(path, name=upload.name or "", accept=accept, max_bytes=max_bytes)
    if not verdict.ok:
        finalizer()
        raise AttachmentRefused(verdict.sentence, reason=str(verdict.reason or ""))
    admitted = Admitted(verdict.cleaned or path, clean_name(upload.name or ""), verdict.mime or "", verdict.pages)
    finalizer.detach()
    weakref.finalize(admitted, shutil.rmtree, folder, ignore_errors=True)
    return admitted


def _hold(upload: UploadedFile, path: Path, *, max_bytes: int) -> None:
    # One byte more than is allowed is enough for the gate to see that there is too much.
    held = 0
    with path.open("wb") as file:
        os.chmod(path, 0o600)
        for chunk in upload.chunks():
            file.write(chunk[: max_bytes + 1 - held])
            held += len(chunk)
            if held > max_bytes:
                break


class UploadField(forms.FileField):
    """A file that an officer joins to an act; cleaned to an `Admitted`."""

    def __init__(self, *, accept: frozenset[str] = PDF, max_mb: int = 10, **kwargs: Any) -> None:
        super().__init__(max_length=None, **kwargs)
        self.accept, self.max_bytes = accept, max_mb * MEGABYTE
        # What may be sent is said beside every such question, once.
        told = format_lazy(_("{kinds}, {size} MB at most."), kinds=KINDS[self.accept], size=max_mb)
        self.help_text = format_lazy("{} {}", self.help_text, told) if self.help_text else told
        self.widget.attrs["accept"] = ",".join(e for kind in sorted(accept) for e in EXTENSIONS[kind])

    def judge(self, upload: UploadedFile) -> "Admitted | AttachmentRefused":
        """The gate's answer, which may take seconds: to be asked before a transaction is open, and cleaned within it."""
        try:
            return admit(upload=upload, accept=self.accept, max_bytes=self.max_bytes)
        except AttachmentRefused as refusal:
            return refusal

    def again(self, *, path: Path, name: str, mime: str, pages: int | None) -> Admitted:
        """What this field has let through before, and whose bytes were kept since."""
        return Admitted(path, name, mime, pages)

    def clean(self, data: Any, initial: Any = None) -> Admitted | None:
        if isinstance(data, Admitted | AttachmentRefused):
            answer = data
        else:
            upload = super().clean(data, initial)
            if not upload:
                return None
            answer = self.judge(upload)
        if isinstance(answer, AttachmentRefused):
            raise ValidationError(str(answer.sentence), code="refused") from answer
        return answer
