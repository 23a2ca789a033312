"""Attachments: what is joined to an application."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def stored_name(attachment: "Attachment", filename: str) -> str:
    """A random name, spread over folders; nothing the person typed reaches the disk."""
    name = uuid.uuid4().hex
    return f"attachments/{name[:2]}/{name}"


class Attachment(models.Model):
    class Status(models.TextChoices):
        PENDING = "pending", _("Being checked")
        CLEAN = "clean", _("Checked")
        REFUSED = "refused", _("Refused")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("workflow.Case", models.CASCADE, related_name="attachments")
    requirement = models.CharField(max_length=20)  # code of the catalogue: CIN, DIPL …; or the name of a transition's file
    name = models.CharField(max_length=160)  # as the person called it, cleaned
    file = models.FileField(upload_to=stored_name, max_length=120)
    mime = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.PENDING)
    refusal = models.CharField(max_length=40, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    # Attachments of a filed case stay; a newer one says which it replaces.
    removed_at = models.DateTimeField(null=True, blank=True)
    is_internal = models.BooleanField(default=False)  # joined by an officer, not shown to the applicant

    class Meta:
        indexes = [models.Index(fields=["case", "requirement"], name="attachment_requirement")]

    def __str__(self) -> str:
        return self.name
