"""Messages between applicant and administration, and internal notes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Message(models.Model):
    class Side(models.TextChoices):
        APPLICANT = "applicant", _("Applicant")
        ADMINISTRATION = "administration", _("Administration")

    case = models.ForeignKey("workflow.Case", models.CASCADE, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    side = models.CharField(max_length=14, choices=Side.choices)
    body = models.TextField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]


class Note(models.Model):
    """Internal: never shown to the applicant."""

    case = models.ForeignKey("workflow.Case", models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    body = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
