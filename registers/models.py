"""The registers that equivalence touches: persons, foreign awarding bodies, equivalence decisions, certificates."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registers.entries import Entry


class Person(Entry):
    """A natural person as the ministry knows them; the key is the identity document."""

    identity = models.CharField(max_length=60, db_index=True)  # cin:01234567, passport:IT:AA123456, residence_card:…
    first_name_ar = models.CharField(max_length=60)
    last_name_ar = models.CharField(max_length=60)
    first_name_fr = models.CharField(max_length=60)
    last_name_fr = models.CharField(max_length=60)
    birth_date = models.DateField()
    birth_place = models.CharField(max_length=80)
    gender = models.CharField(max_length=1)
    nationality = models.CharField(max_length=2)
    search_text = models.TextField(blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("person")


class AwardingBody(Entry):
    """A foreign body that awards vocational diplomas, and what is known of its recognition."""

    class Recognition(models.TextChoices):
        UNVERIFIED = "unverified", _("Not verified")
        RECOGNISED = "recognised", _("Recognised")
        NOT_RECOGNISED = "not_recognised", _("Not recognised")
        CLOSED = "closed", _("Closed")

    name = models.CharField(max_length=200)
    name_ar = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2)
    address = models.CharField(max_length=300, blank=True)
    email = models.EmailField(blank=True)
    official_registration = models.CharField(max_length=80, blank=True)
    recognition = models.CharField(max_length=16, choices=Recognition.choices, default=Recognition.UNVERIFIED)
    recognition_source = models.CharField(max_length=200, blank=True)
    response_days = models.PositiveIntegerField(null=True, blank=True)
    warning = models.CharField(max_length=300, blank=True)
    search_text = models.TextField(blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("foreign awarding body")


class EquivalenceDecision(Entry):
    """The outcome of an equivalence case."""

    class Status(models.TextChoices):
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")
        FORGED = "forged", _("Forged document")

    person = models.UUIDField()  # entry of the register of persons
    holder_ar = models.CharField(max_length=160)
    holder_fr = models.CharField(max_length=160)
    diploma_title = models.CharField(max_length=200)
    awarding_body = models.UUIDField(null=True, blank=True)
    country = models.CharField(max_length=2)
    award_date = models.DateField(null=True, blank=True)
    level = models.CharField(max_length=10, blank=True)  # CC, CAP, BTP, BTS
    basis = models.TextField(blank=True)
    session_number = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=8, choices=Status.choices)
    decision_number = models.CharField(max_length=40, blank=True)
    search_text = models.TextField(blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("equivalence decision")


class Certificate(Entry):
    """A certificate that can be verified: here, the equivalent level of a foreign diploma."""

    class Status(models.TextChoices):
        ISSUED = "issued", _("Issued")
        VOID = "void", _("Void")
        REPLACED = "replaced", _("Replaced")

    person = models.UUIDField()
    holder_ar = models.CharField(max_length=160)
    holder_fr = models.CharField(max_length=160)
    birth_date = models.DateField()
    title = models.CharField(max_length=200)
    level = models.CharField(max_length=10)
    decision = models.UUIDField(null=True, blank=True)  # entry of the register of equivalence decisions
    issued_on = models.DateField()
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.ISSUED)
    replaces = models.CharField(max_length=40, blank=True)
    # Voiding or replacing takes two persons and a reason.
    void_reason = models.CharField(max_length=300, blank=True)
    search_text = models.TextField(blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("certificate")


class VoidProposal(models.Model):
    """One person proposes to void or replace a certificate; another one decides."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="void_proposals")
    reason = models.TextField()
    proposed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    is_accepted = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("proposed_by")),
                name="void_second_person",
            )
        ]
