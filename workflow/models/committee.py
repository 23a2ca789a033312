"""Committee sessions: members, agenda, recusals, votes, minutes. This is the register of committee meetings."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CommitteeSession(models.Model):
    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        CONVENED = "convened", _("Convened")
        OPEN = "open", _("Meeting open")
        CLOSED = "closed", _("Closed")
        MINUTES_SIGNED = "minutes_signed", _("Minutes signed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=40, unique=True)  # COM-equivalence-2026-03
    committee = models.CharField(max_length=30)
    status = models.CharField(max_length=16, choices=Status.choices, default=Status.PLANNED)
    meets_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    # Members appointed by the order in force when the session was convened; the quorum is counted on them.
    convened_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    minutes_signed_at = models.DateTimeField(null=True, blank=True)
    minutes_signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["committee", "-meets_at"], name="session_committee")]

    def __str__(self) -> str:
        return self.number


class SessionMember(models.Model):
    class Capacity(models.TextChoices):
        CHAIR = "chair", _("Chair")
        MEMBER = "member", _("Member")

    session = models.ForeignKey(CommitteeSession, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=8, choices=Capacity.choices)
    is_present = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "user"], name="one_seat_per_person"),
            models.UniqueConstraint(fields=["session"], condition=Q(capacity="chair"), name="one_chair_per_session"),
        ]


class AgendaItem(models.Model):
    class Outcome(models.TextChoices):
        FAVOURABLE = "favourable", _("Favourable")
        UNFAVOURABLE = "unfavourable", _("Unfavourable")

    session = models.ForeignKey(CommitteeSession, models.PROTECT, related_name="items")
    case = models.ForeignKey("workflow.Case", models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField()
    placed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    adjourned_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    proposal = models.CharField(max_length=40, blank=True)  # e.g. the level that the committee recommends
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(removed_at__isnull=True, adjourned_at__isnull=True, decided_at__isnull=True),
                name="one_live_agenda_item",
            )
        ]
        ordering = ["position"]


class Recusal(models.Model):
    """A member who steps aside, or is set aside because of an earlier part in the case."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="recusals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="one_recusal")]


class Vote(models.Model):
    class Choice(models.TextChoices):
        FOR = "for", _("For")
        AGAINST = "against", _("Against")
        ABSTAIN = "abstain", _("Abstention")

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="votes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    choice = models.CharField(max_length=8, choices=Choice.choices)
    level = models.CharField(max_length=10, blank=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="one_vote")]
