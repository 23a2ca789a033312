"""Opinions asked of outside administrations: one request for each, all under way at the same time."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OpinionRequest(models.Model):
    """What one administration was asked about a case; its account sees this request, and none of the others."""

    class Status(models.TextChoices):
        SENT = "sent", _("Sent")
        REMINDED = "reminded", _("Reminded")
        ANSWERED = "answered", _("Answered")
        SILENT = "silent", _("No answer in time")

    class Verdict(models.TextChoices):
        FAVOURABLE = "favourable", pgettext_lazy("opinion", "Favourable")
        RESERVED = "reserved", _("Favourable with reservations")
        UNFAVOURABLE = "unfavourable", pgettext_lazy("opinion", "Unfavourable")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("workflow.Case", models.CASCADE, related_name="opinion_requests")
    stage = models.CharField(max_length=40)  # where the case waits for the answers; the request is open as long as it does
    authority = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="opinions_asked")
    administration = models.CharField(max_length=160)  # as the letter names it
    question = models.TextField()
    is_binding = models.BooleanField(default=False)  # without it, or against it, the case cannot be approved
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.SENT)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=14, choices=Verdict.choices, blank=True)
    grounds = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "authority"], condition=Q(status__in=["sent", "reminded"]), name="one_open_opinion_request"
            ),
            models.CheckConstraint(
                condition=Q(status="answered", answered_at__isnull=False) & ~Q(verdict="")
                | ~Q(status="answered") & Q(answered_at__isnull=True, verdict=""),
                name="opinion_answered_has_verdict",
            ),
        ]
        indexes = [models.Index(fields=["authority", "case"], name="opinion_authority")]

    def __str__(self) -> str:
        return self.administration

    @property
    def is_favourable(self) -> bool:
        """Given as such, or deemed given: the silence of who is not binding counts as favourable."""
        if self.status == self.Status.SILENT:
            return not self.is_binding
        return self.verdict in (self.Verdict.FAVOURABLE, self.Verdict.RESERVED)
