"""What the ministry says of qualifications: foreign awarding bodies, equivalence decisions, certificates."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registers.entries import Entry, Life
from registers.models import columns
from registers.models.names import in_script_of_page


class AwardingBody(Entry):
    """A foreign body that awards vocational diplomas, and what is known of its recognition."""

    searched = ("number", "name", "name_ar", "official_registration")

    class Recognition(models.TextChoices):
        UNVERIFIED = "unverified", _("Not verified")
        RECOGNISED = "recognised", _("Recognised")
        NOT_RECOGNISED = "not_recognised", _("Not recognised")
        CLOSED = "closed", _("Closed")

    name = models.CharField(_("name"), max_length=200)
    name_ar = models.CharField(_("name in Arabic"), max_length=200, blank=True)
    name_key = models.CharField(max_length=400, editable=False)  # the folded name: two spellings are one body
    country = models.CharField(_("country"), max_length=2)
    address = models.CharField(_("address"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    official_registration = models.CharField(_("official registration"), max_length=80, blank=True)
    recognition = models.CharField(_("recognition"), max_length=16, choices=Recognition.choices, default=Recognition.UNVERIFIED)
    recognition_source = models.CharField(_("source of the recognition"), max_length=200, blank=True)
    response_days = models.PositiveIntegerField(_("days taken to answer"), null=True, blank=True)
    warning = models.CharField(_("warning"), max_length=300, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("foreign awarding body")
        constraints = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["name_key", "country"], condition=Q(valid_to__isnull=True), name="%(class)s_one_current_name"
            ),
        ]

    @property
    def heading(self) -> str:
        return in_script_of_page(self.name_ar, self.name)


class EquivalenceDecision(Entry):
    """The outcome of an equivalence case."""

    searched = ("number", "holder_ar", "holder_fr", "diploma_title", "decision_number", "case_number")

    class Status(models.TextChoices):
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")
        FORGED = "forged", _("Forged document")

    person = models.UUIDField(_("person"))  # entry of the register of persons
    holder_ar = models.CharField(_("holder in Arabic"), max_length=160)
    holder_fr = models.CharField(_("holder in Latin letters"), max_length=160)
    diploma_title = models.CharField(_("foreign diploma"), max_length=200)
    awarding_body = models.UUIDField(_("awarding body"), null=True, blank=True)
    country = models.CharField(_("country"), max_length=2)
    award_date = models.DateField(_("date of award"), null=True, blank=True)
    level = models.CharField(_("level"), max_length=10, blank=True)  # CC, CAP, BTP, BTS
    basis = models.TextField(_("basis"), blank=True)
    session_number = models.CharField(_("committee session"), max_length=40, blank=True)
    status = models.CharField(_("outcome"), max_length=8, choices=Status.choices)
    decision_number = models.CharField(_("number of the decision"), max_length=40, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("equivalence decision")
        constraints = [
            *Entry.Meta.constraints,
            # An effect that is applied twice finds its first entry; it cannot make a second.
            models.UniqueConstraint(fields=["case_id"], condition=Q(version=1), name="%(class)s_one_per_case"),
        ]

    @property
    def heading(self) -> str:
        return in_script_of_page(self.holder_ar, self.holder_fr)


class Certificate(Entry):
    """A certificate that can be verified: a diploma, an equivalent or classified level, an attestation with a visa."""

    searched = ("number", "holder_ar", "holder_fr", "title", "title_ar", "own_number", "case_number")

    class Kind(models.TextChoices):
        DIPLOMA = "diploma", _("Diploma")
        EQUIVALENCE = "equivalence", _("Equivalent level")
        CLASSIFICATION = "classification", _("Classified level")
        ATTESTATION = "attestation", _("Attestation with a visa")
        EXPERIENCE = "experience", _("Diploma by experience")

    class Status(models.TextChoices):
        ISSUED = "issued", _("Issued")
        VOID = "void", _("Void")
        REPLACED = "replaced", _("Replaced")

    LIFE: ClassVar[Life] = {"issued": {"void", "replaced"}, "replaced": {"void"}, "void": set()}

    person = models.UUIDField(_("person"))
    holder_ar = models.CharField(_("holder in Arabic"), max_length=160)  # the name at the time
    holder_fr = models.CharField(_("holder in Latin letters"), max_length=160)
    birth_date = models.DateField(_("date of birth"))
    kind = columns.choice(_("kind"), Kind)
    title = models.CharField(_("title"), max_length=200)
    title_ar = columns.text(_("title in Arabic"), 200)
    level = models.CharField(_("level"), max_length=10)
    speciality = columns.text(_("speciality"), 150)
    mention = columns.text(_("mention"), 40)
    hours = columns.share(_("hours"))
    own_number = columns.text(_("number given by the structure"), 40)  # of an attestation that carries a visa
    provider = columns.pointer(_("provider"))
    session = columns.pointer(_("session"))
    examination = columns.pointer(_("examination"))
    enrolment = columns.pointer(_("enrolment"))
    signatory = columns.text(_("signatory"), 160)
    decision_number = columns.text(_("number of the decision"), 40)
    counterfoil = columns.text(_("counterfoil"), 80)
    custody = columns.text(_("kept by"), 80)  # the ministry, once the structure is closed
    decision = models.UUIDField(_("decision"), null=True, blank=True)  # entry of the register of equivalence decisions
    issued_on = models.DateField(_("date of issue"))
    status = models.CharField(_("validity"), max_length=8, choices=Status.choices, default=Status.ISSUED)
    replaces = models.CharField(_("replaces"), max_length=40, blank=True)
    replaced_by = columns.text(_("replaced by"), 40)
    copies = columns.count(_("duplicates issued"))
    # Voiding or replacing takes two persons and a reason.
    void_reason = models.CharField(_("reason why it is void"), max_length=300, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("certificate")
        constraints = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(fields=["case_id", "person"], condition=Q(version=1), name="%(class)s_one_per_case"),
        ]

    @property
    def heading(self) -> str:
        return in_script_of_page(self.holder_ar, self.holder_fr)


class Verification(models.Model):
    """That a certificate was asked about and what was answered; never who asked."""

    class Result(models.TextChoices):
        AUTHENTIC = "authentic", _("Authentic")
        NOT_AUTHENTIC = "not_authentic", _("Not authentic")
        INCONCLUSIVE = "inconclusive", _("Inconclusive")

    certificate = models.UUIDField(null=True, blank=True, db_index=True)  # entry; none when there is no such line
    number = models.CharField(max_length=40)  # as it was asked
    result = models.CharField(max_length=16, choices=Result.choices)
    case_id = models.UUIDField(null=True, blank=True)
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case_id", "number"], name="verification_one_per_case")]


class VoidProposal(models.Model):
    """One person proposes to void a certificate; another one decides."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="void_proposals")
    reason = models.CharField(max_length=300)
    proposed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    # The absent person in whose place it was proposed: their word too, so they cannot be the second person.
    proposed_for = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", null=True, blank=True)
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    is_accepted = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | (~Q(decided_by=F("proposed_by")) & (Q(proposed_for__isnull=True) | ~Q(decided_by=F("proposed_for")))),
                name="void_second_person",
            ),
            models.UniqueConstraint(fields=["certificate"], condition=Q(decided_by__isnull=True), name="one_open_void_proposal"),
        ]
