"""Work that waits for a role; queues read this table alone."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.regions import Region
from accounts.roles import Role


class Task(models.Model):
    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("task", "Open")
        TAKEN = "taken", _("Taken")
        DONE = "done", _("Done")
        CANCELLED = "cancelled", _("Cancelled")

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("workflow.Case", models.CASCADE, related_name="tasks")
    stage = models.CharField(max_length=40)
    role = models.CharField(max_length=30, choices=Role.choices)
    region = models.CharField(max_length=5, choices=Region.choices, blank=True)  # "" for desks of the centre
    committee = models.CharField(max_length=30, blank=True)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="tasks", null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    due = models.DateField(default="9999-12-31")  # far away when the desk has no limit, so that the order stays total
    amber_on = models.DateField(null=True, blank=True)
    snoozed_until = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)

    # What a row of a queue shows, copied when the task opens: a page of a queue reads no other table.
    number = models.CharField(max_length=24, blank=True)
    procedure = models.CharField(max_length=8)
    applicant_name_ar = models.CharField(max_length=160, blank=True)
    applicant_name_fr = models.CharField(max_length=160, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("task")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "role"],
                condition=Q(closed_at__isnull=True, assignee__isnull=True),
                name="one_open_task_per_role",
            ),
            models.UniqueConstraint(
                fields=["case", "role", "assignee"],
                condition=Q(closed_at__isnull=True),
                name="one_open_task_per_person",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, status__in=["open", "taken"])
                | Q(closed_at__isnull=False, status__in=["done", "cancelled"]),
                name="task_status_agrees_with_closing",
            ),
        ]
        indexes = [
            models.Index(fields=["role", "region", "due", "id"], condition=Q(closed_at__isnull=True), name="task_region_queue"),
            models.Index(fields=["role", "due", "id"], condition=Q(closed_at__isnull=True), name="task_national_queue"),
            models.Index(fields=["assignee", "due", "id"], condition=Q(closed_at__isnull=True), name="task_mine"),
        ]
