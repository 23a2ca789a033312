"""Campaigns, and the obligations that each of them lays upon providers."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Campaign(models.Model):
    """One period of a procedure whose cases are opened for everybody whom it binds."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        OPENING = "opening", _("Being opened")
        OPEN = "open", _("Under way")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    procedure = models.CharField(max_length=8)
    period = models.CharField(max_length=12)  # "2026", "2026-Q3"
    opens_on = models.DateField()
    due_on = models.DateField()
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.PLANNED)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)  # its first cases
    completed_at = models.DateTimeField(null=True, blank=True)  # its last ones

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "period"], name="one_campaign_per_period"),
            models.CheckConstraint(condition=models.Q(due_on__gt=models.F("opens_on")), name="campaign_ends_after_opening"),
        ]

    @property
    def stream(self) -> str:
        """The stream of the ledger in which the campaign is told."""
        return f"campaign:{self.pk}"


class Obligation(models.Model):
    """What one provider owes in a campaign: the case in which it is met. However often it is asked for, there is one."""

    id = models.BigAutoField(primary_key=True)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="obligations")
    provider = models.UUIDField()  # an entry of the register
    case = models.OneToOneField("workflow.Case", models.CASCADE, related_name="obligation")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "provider"], name="one_obligation_per_provider")]
