"""A case, what it waits for, and who was assigned to it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.regions import Region
from accounts.roles import Role


class Case(models.Model):
    """One file of one procedure; its stage is written by `workflow.actions.perform` alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=24, unique=True, null=True, blank=True)
    procedure = models.CharField(max_length=8)
    version = models.PositiveSmallIntegerField(default=1)  # of the procedure
    stage = models.CharField(max_length=40)
    # Counts the changes of stage: the actor's copy must be the newest, or the act is refused.
    revision = models.PositiveIntegerField(default=0)
    region = models.CharField(max_length=5, choices=Region.choices, blank=True)
    language = models.CharField(max_length=2, choices=[("ar", "العربية"), ("fr", "Français")], default="ar")

    # Nobody, when the system opened the case.
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="authored_cases", null=True, blank=True)
    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="cases", null=True, blank=True)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="cases", null=True, blank=True)
    provider = models.UUIDField(null=True, blank=True)  # entry of the register of providers
    applicant_name_ar = models.CharField(max_length=160, blank=True)
    applicant_name_fr = models.CharField(max_length=160, blank=True)
    applicant_identity = models.CharField(max_length=60, blank=True, db_index=True)
    search_text = models.TextField(blank=True)

    answers = models.JSONField(default=dict)  # the application, validated by the procedure's form
    facts = models.JSONField(default=dict)  # what the transitions established, by subject
    # Who has taken which part, by duty: {"registers": [3], "votes": [7, 9]}; the separation of duties reads it.
    duties = models.JSONField(default=dict)
    parameters = models.JSONField(default=dict)  # values of the law on the day of registration
    family = models.UUIDField(null=True, blank=True, db_index=True)  # the case from which those that belong together come
    parent = models.ForeignKey("self", models.PROTECT, related_name="children", null=True, blank=True)

    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    registered_at = models.DateTimeField(null=True, blank=True)
    touched_at = models.DateTimeField(null=True, blank=True)  # of a draft: the last time that somebody worked on it
    warned_at = models.DateTimeField(null=True, blank=True)  # when its author was told that it would be cleared away
    entered_stage_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    # Head of this case's chain in the ledger; the row is locked by every act, so no query is needed to extend it.
    ledger_seq = models.PositiveIntegerField(default=0)
    ledger_head = models.BinaryField(default=bytes, max_length=32)

    class Meta:
        verbose_name = _("case")
        indexes = [
            models.Index(fields=["applicant", "-created_at"], name="case_applicant"),
            models.Index(fields=["region", "-submitted_at"], name="case_region"),
            models.Index(fields=["procedure", "-submitted_at"], name="case_procedure"),
            models.Index(fields=["-submitted_at", "id"], name="case_submitted"),
            models.Index(
                fields=["touched_at"], condition=Q(submitted_at__isnull=True, closed_at__isnull=True), name="case_drafts"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(registered_at__isnull=True) | Q(number__isnull=False), name="registered_has_number"
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.id)

    @property
    def stream(self) -> str:
        """The name of this case's stream in the ledger."""
        return f"case:{self.id}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Assignment(models.Model):
    """A person named to act on one case in one role: rapporteur, jury president, officer in charge, member of a team."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=30, choices=Role.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "role", "user"], condition=Q(ended_at__isnull=True), name="one_assignment_per_person_and_role"
            )
        ]


class ItemRequest(models.Model):
    """What the applicant was asked to complete, item by item; nothing else can be changed meanwhile."""

    class Kind(models.TextChoices):
        RETURN = "return", _("Return note")
        COMPLEMENT = "complement", _("Request for complements")

    case = models.ForeignKey(Case, models.CASCADE, related_name="item_requests")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    stage = models.CharField(max_length=40)  # where the case waits for the answer
    round = models.PositiveSmallIntegerField(default=1)
    # Each with its code (DIPL, field:award_date, other:1), label in three languages, why, and whether it is answered.
    items = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(answered_at__isnull=True), name="one_open_request_per_case")
        ]
