"""Documents that were ordered and issued, frozen for ever, the numbers they carry and the wordings that staff gave them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers.models.names import in_script_of_page


class Document(models.Model):
    """One issued document in one language: number, frozen content, bytes and their fingerprint."""

    class Status(models.TextChoices):
        ORDERED = "ordered", _("Being prepared")
        TO_BE_SIGNED = "to_be_signed", _("To be signed")
        ISSUED = "issued", _("Issued")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        REPLACED = "replaced", _("Replaced")

    class Level(models.TextChoices):
        BASIC = "B-B", _("Signed")
        TIME_STAMPED = "B-T", _("Signed with a time stamp")
        STAMPED_LATER = "B-B+DTS", _("Signed, time stamp added later")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("workflow.Case", models.PROTECT, related_name="documents", null=True, blank=True)
    session = models.ForeignKey("workflow.CommitteeSession", models.PROTECT, related_name="documents", null=True, blank=True)
    kind = models.CharField(max_length=10)  # code of the catalogue: ACK, REC, EQD …
    language = models.CharField(max_length=2)
    number = models.CharField(max_length=40)
    # The other language of the same act shares its number; `is_reference` marks the one that prevails.
    act = models.UUIDField(db_index=True)
    is_reference = models.BooleanField(default=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.ORDERED)
    is_for_applicant = models.BooleanField(default=True)
    # Of a batch, each person has a document of their own: whose it is, by the entry in the register.
    person = models.UUIDField(null=True, blank=True)
    certificate = models.CharField(max_length=40, blank=True)  # number of the register's line that it gives or is drawn from
    content = models.JSONField()  # everything the letter says, frozen when the act was performed
    content_sha256 = models.CharField(max_length=64, blank=True)  # what was approved: no number, date or draft mark
    template_version = models.CharField(max_length=64, blank=True)
    # Printed and not yet signed: kept aside so that nothing is printed twice, served to nobody.
    unsigned_file = models.CharField(max_length=160, blank=True)
    file = models.CharField(max_length=160, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    # Of the same document before a time stamp was added behind it: copies of that file are as good.
    sha256_before_stamp = models.CharField(max_length=64, blank=True)
    signature_level = models.CharField(max_length=10, choices=Level.choices, blank=True)
    certificate_serial = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(null=True, blank=True)
    code_hash = models.CharField(max_length=64, unique=True)  # of the public verification code, which only the paper carries
    event_id = models.BigIntegerField(null=True, blank=True)  # the line of the ledger that ordered it
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    ordered_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    first_read_at = models.DateTimeField(null=True, blank=True)  # by the applicant: proof of delivery on the platform
    status_reason = models.CharField(max_length=300, blank=True)  # of a withdrawal or replacement; anyone may read it
    successor_act = models.UUIDField(null=True, blank=True)  # of what replaced it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["act", "language"], name="one_document_per_language"),
            models.UniqueConstraint(fields=["kind", "number", "language"], name="one_document_per_number"),
            # A document may be withdrawn before it was printed; it is never issued or replaced before.
            models.CheckConstraint(
                condition=Q(status__in=["ordered", "to_be_signed", "withdrawn"]) | ~Q(sha256=""),
                name="issued_document_has_fingerprint",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "ordered_at"], name="document_case"),
            models.Index(fields=["person"], condition=Q(person__isnull=False), name="document_person"),
            models.Index(fields=["certificate"], condition=~Q(certificate=""), name="document_certificate"),
            models.Index(fields=["sha256"], condition=~Q(sha256=""), name="document_sha256"),
            models.Index(fields=["sha256_before_stamp"], condition=~Q(sha256_before_stamp=""), name="document_sha256_before"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} {self.language}"

    @property
    def holder_label(self) -> str:
        """Whose it is, in the language of the page, where one act issued a document to each of several people."""
        name = self.content.get("holder", {}).get("name", "") if self.person else ""
        return in_script_of_page(name.get("ar", ""), name.get("fr", "")) if isinstance(name, dict) else str(name)

    @property
    def has_credential(self) -> bool:
        """Whether it can also be had as a verifiable credential."""
        from documents.credentials.badges import achievement_of  # the catalogue's builders read these models

        return achievement_of(self) is not None


class NumberUsed(models.Model):
    """Every number ever given in a series; a void one stays, with its reason."""

    series = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    n = models.PositiveIntegerField()
    act = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()
    void_reason = models.CharField(max_length=300, blank=True)
    proposed_void = models.CharField(max_length=300, blank=True)  # the reason that waits for a second person
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "n"], name="number_used_once"),
            models.CheckConstraint(condition=Q(n__gt=0), name="number_is_positive"),
        ]


class CredentialStatus(models.Model):
    """The place of a document's credential in the public lists of status: drawn by lot, so that it tells nothing."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="credential_status")
    sheet = models.PositiveIntegerField()
    place = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "place"], name="one_credential_per_place")]


class Wording(models.Model):
    """A version of the text of a zone or clause, in all its languages: written by one person, put in force by another."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Being written")
        PROPOSED = "proposed", _("Proposed")
        IN_FORCE = "in_force", _("In force")
        REJECTED = "rejected", _("Rejected")

    code = models.CharField(max_length=60)  # "CPL.introduction", "clause.data-protection"
    texts = models.JSONField()  # as typed, by language
    # What letters print since the approval: the texts with their clauses, and which versions of these.
    printed = models.JSONField(default=dict, blank=True)
    clauses = models.JSONField(default=list, blank=True)
    is_builtin = models.BooleanField(default=False)  # returns to the text of the release
    valid_from = models.DateField()
    reason = models.CharField(max_length=300)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # A second person, also when a program forgets to ask.
            models.CheckConstraint(
                condition=Q(status__in=["draft", "proposed"])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=models.F("proposed_by"))),
                name="wording_second_person",
            ),
            models.UniqueConstraint(fields=["code", "valid_from"], condition=Q(status="in_force"), name="one_wording_per_day"),
            models.UniqueConstraint(fields=["code", "proposed_by"], condition=Q(status="draft"), name="one_draft_per_person"),
        ]
        indexes = [models.Index(fields=["code", "-valid_from"], name="wording_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.valid_from}"


class DeliveryAttempt(models.Model):
    """One way by which an act was brought to its addressee, and the proof. A settled attempt is corrected by another."""

    class Channel(models.TextChoices):
        PLATFORM = "platform", _("On the platform")
        POST = "post", _("By registered post")
        COUNTER = "counter", _("At the counter, against signature")
        DISPLAY = "display", _("By display")

    class Status(models.TextChoices):
        PREPARED = "prepared", _("Prepared")
        POSTED = "posted", _("Posted")
        DISPLAYED = "displayed", _("On display")
        DELIVERED = "delivered", _("Delivered")
        RETURNED = "returned", _("Returned")
        ABANDONED = "abandoned", _("Did not take place")

    class Identity(models.TextChoices):
        CARD = "cin", _("National identity card")
        PASSPORT = "passport", _("Passport")
        RESIDENCE = "residence", _("Residence card")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("workflow.Case", models.PROTECT, related_name="delivery_attempts")
    act = models.UUIDField()  # of the document, in all its languages
    n = models.PositiveSmallIntegerField()  # among the attempts of this act
    slip = models.CharField(max_length=48, blank=True)  # number on the paper; the same on a correction
    channel = models.CharField(max_length=8, choices=Channel.choices)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.PREPARED)
    addressee = models.JSONField(default=dict)  # name and address as the slip shows them
    tracking = models.CharField(max_length=40, blank=True)  # number of the registered letter
    posted_on = models.DateField(null=True, blank=True)  # of a display, its first day
    settled_on = models.DateField(null=True, blank=True)  # the day that the proof tells: read, handed over or returned
    received_by = models.CharField(max_length=160, blank=True)
    is_representative = models.BooleanField(default=False)
    identity_kind = models.CharField(max_length=9, choices=Identity.choices, blank=True)  # of the paper that was shown
    identity_number = models.CharField(max_length=40, blank=True)
    scan = models.UUIDField(null=True, blank=True)  # the attachment that shows the signed slip or the receipt
    proof_sha256 = models.CharField(max_length=64, blank=True)  # of the scan; of the ledger's line where it was read here
    note = models.CharField(max_length=300, blank=True)  # what the post wrote on a returned letter; where an act is displayed
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    reason = models.CharField(max_length=300, blank=True)  # of a correction
    entry = models.UUIDField(null=True, blank=True)  # in the register of deliveries
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["act", "n"], name="delivery_attempt_once"),
            models.UniqueConstraint(fields=["act"], condition=Q(channel="platform"), name="delivery_read_once"),
            models.CheckConstraint(
                condition=~Q(status="delivered") | (Q(settled_on__isnull=False) & ~Q(proof_sha256="")),
                name="delivery_is_proved",
            ),
            models.CheckConstraint(
                condition=~Q(channel="post")
                | Q(status__in=["prepared", "abandoned"])
                | (Q(posted_on__isnull=False) & ~Q(tracking="")),
                name="posted_letter_is_tracked",
            ),
            models.CheckConstraint(condition=Q(corrects__isnull=True) | ~Q(reason=""), name="correction_says_why"),
        ]
        indexes = [models.Index(fields=["case", "act"], name="delivery_case")]

    def __str__(self) -> str:
        return f"{self.channel} {self.slip or self.act}"

    @property
    def is_settled(self) -> bool:
        return self.status in (self.Status.DELIVERED, self.Status.RETURNED, self.Status.ABANDONED)
