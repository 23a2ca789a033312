"""What is proposed about general restrictions: by one person, until another one confirms or declines it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.regions import Region
from registers.models import Restriction


class RestrictionProposal(models.Model):
    """A restriction to be entered, ended or prolonged; the register says nothing of it before a second person does."""

    class Act(models.TextChoices):
        IMPOSE = "impose", _("Enter a restriction")
        END = "end", _("End the restriction earlier")
        PROLONG = "prolong", _("Prolong the restriction")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Declined")

    act = models.CharField(max_length=8, choices=Act.choices)
    # The entry of the register: that which is to change, or that which was made once confirmed.
    restriction = models.UUIDField(null=True, blank=True, db_index=True)
    kind = models.CharField(max_length=24, choices=Restriction.Kind.choices)
    speciality = models.CharField(max_length=30, blank=True)
    sector = models.CharField(max_length=30, blank=True)
    level = models.CharField(max_length=10, blank=True)
    region = models.CharField(max_length=5, choices=Region.choices, blank=True)
    procedures = models.JSONField(default=list)  # whose cases it stops
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # none: until it is lifted; of an end: on the day of the confirmation
    legal_basis = models.CharField(max_length=200)
    reason = models.CharField(max_length=300)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The absent person in whose place it was proposed: their word too, so they cannot be the second person.
    proposed_for = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # A second person confirms or declines, also when a program forgets to ask.
            models.CheckConstraint(
                condition=Q(status="proposed", decided_by__isnull=True)
                | (
                    Q(decided_by__isnull=False)
                    & ~Q(status="proposed")
                    & ~Q(decided_by=F("proposed_by"))
                    & (Q(proposed_for__isnull=True) | ~Q(decided_by=F("proposed_for")))
                ),
                name="restriction_second_person",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="restriction_proposal_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["restriction"], condition=Q(status="proposed"), name="one_open_proposal_per_restriction"
            ),
        ]
