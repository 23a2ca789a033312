"""Clocks of cases and the calendar that they count by."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Clock(models.Model):
    """A time limit that runs on a case. Its deadline is always computed from `runs` and the calendar."""

    class Kind(models.TextChoices):
        STAGE = "stage", _("Time limit of the stage")
        LEGAL = "legal", _("Legal time limit of the procedure")
        TIMER = "timer", _("Act of the system during a stage")

    class Status(models.TextChoices):
        RUNNING = "running", _("Running")
        SUSPENDED = "suspended", _("Suspended")
        STOPPED = "stopped", _("Stopped")

    case = models.ForeignKey("workflow.Case", models.CASCADE, related_name="clocks")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    stage = models.CharField(max_length=40)  # of the desk whose limit this is
    days = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=10)  # working | calendar | elapsed
    then = models.CharField(max_length=60, blank=True)  # SYSTEM transition performed when the deadline has passed
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.RUNNING)
    # Running periods, ISO dates: [["2026-01-05", "2026-01-12"], ["2026-02-02", null]]; only the last one may be open.
    runs = models.JSONField(default=list)
    # Stages that held the clock up, beside the periods: [["2026-01-12", "2026-02-02", "awaiting_complements"]]
    pauses = models.JSONField(default=list)
    due = models.DateField(null=True, blank=True)  # null while suspended
    # The latest date ever told: a holiday that turns out to be worked never takes days away from anybody.
    floor = models.DateField(null=True, blank=True)
    # Next day on which the sweep has something to do with this clock: reminder, amber, red, weekly list, expiry.
    next_act = models.DateField(null=True, blank=True)
    reminders = models.JSONField(default=list)  # days after the start on which reminders are to be sent
    reminded_on = models.JSONField(default=list)  # ISO dates on which they were
    alerts = models.JSONField(default=list)  # thresholds already reported: ["amber", "red", "weekly"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "stage", "then"], condition=~Q(status="stopped"), name="one_live_clock_per_stage"
            )
        ]
        indexes = [models.Index(fields=["next_act", "id"], condition=Q(next_act__isnull=False), name="clock_next_act")]


class Holiday(models.Model):
    """A day off of the administration; lunar dates are estimated until they are announced."""

    class Certainty(models.TextChoices):
        ANNOUNCED = "announced", _("Announced")
        ESTIMATED = "estimated", _("Estimated")

    date = models.DateField(_("date"))
    code = models.CharField(max_length=30)
    name_en = models.CharField(max_length=80)
    name_fr = models.CharField(max_length=80)
    name_ar = models.CharField(max_length=80)
    certainty = models.CharField(max_length=10, choices=Certainty.choices, default=Certainty.ANNOUNCED)
    source = models.CharField(_("source"), max_length=200, blank=True)  # the act or notice that announced it
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["date", "code"], name="holiday_once_a_day")]
        ordering = ["date"]

    def __str__(self) -> str:
        return str(getattr(self, f"name_{(get_language() or 'ar')[:2]}", self.name_en))


class Parameter(models.Model):
    """A number of the law, dated: proposed by one person, put in force by another."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        IN_FORCE = "in_force", _("In force")
        REJECTED = "rejected", _("Rejected")

    code = models.CharField(max_length=80)  # "EQV-01.under_review.days", "calendar.weekend"
    value = models.JSONField()
    valid_from = models.DateField()
    source = models.CharField(max_length=300)  # the text that says so
    reason = models.TextField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # A second person puts a parameter in force, also when a program forgets to ask.
            models.CheckConstraint(
                condition=Q(status="proposed") | ~Q(decided_by=models.F("proposed_by")), name="parameter_second_person"
            ),
            models.UniqueConstraint(fields=["code", "valid_from"], condition=Q(status="in_force"), name="one_value_per_day"),
        ]
        indexes = [models.Index(fields=["code", "-valid_from"], name="parameter_code")]
