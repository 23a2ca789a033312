"""The registers that equivalence touches: persons, foreign awarding bodies, equivalence decisions, certificates."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registers.entries import Entry


def in_script_of_page(arabic: str, latin: str) -> str:
    """The name in the script of the page, or the one that exists."""
    return (arabic if (get_language() or "ar").startswith("ar") else latin) or latin or arabic


class Person(Entry):
    """A natural person as the ministry knows them; the key is the identity document."""

    searched = ("number", "first_name_ar", "last_name_ar", "first_name_fr", "last_name_fr", "identity_number")

    class Gender(models.TextChoices):
        FEMALE = "f", _("Female")
        MALE = "m", _("Male")

    identity = models.CharField(_("identity document"), max_length=60)  # cin:01234567, passport:IT:AA123456, residence_card:…
    first_name_ar = models.CharField(_("first name in Arabic"), max_length=60)
    last_name_ar = models.CharField(_("family name in Arabic"), max_length=60)
    first_name_fr = models.CharField(_("first name in Latin letters"), max_length=60)
    last_name_fr = models.CharField(_("family name in Latin letters"), max_length=60)
    birth_date = models.DateField(_("date of birth"))
    birth_place = models.CharField(_("place of birth"), max_length=80)
    gender = models.CharField(_("sex"), max_length=1, choices=Gender.choices)
    nationality = models.CharField(_("nationality"), max_length=2)

    class Meta(Entry.Meta):
        verbose_name = _("person")
        constraints = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["identity"], condition=Q(valid_to__isnull=True), name="%(class)s_one_current_identity"
            ),
        ]

    @property
    def identity_number(self) -> str:
        return self.identity.rpartition(":")[2]

    @property
    def name_ar(self) -> str:
        return f"{self.first_name_ar} {self.last_name_ar}".strip()

    @property
    def name_fr(self) -> str:
        return f"{self.first_name_fr} {self.last_name_fr}".strip()

    @property
    def heading(self) -> str:
        return in_script_of_page(self.name_ar, self.name_fr)


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
    """A certificate that can be verified: here, the equivalent level of a foreign diploma."""

    searched = ("number", "holder_ar", "holder_fr", "title", "case_number")

    class Status(models.TextChoices):
        ISSUED = "issued", _("Issued")
        VOID = "void", _("Void")
        REPLACED = "replaced", _("Replaced")

    person = models.UUIDField(_("person"))
    holder_ar = models.CharField(_("holder in Arabic"), max_length=160)  # the name at the time
    holder_fr = models.CharField(_("holder in Latin letters"), max_length=160)
    birth_date = models.DateField(_("date of birth"))
    title = models.CharField(_("title"), max_length=200)
    level = models.CharField(_("level"), max_length=10)
    decision = models.UUIDField(_("decision"), null=True, blank=True)  # entry of the register of equivalence decisions
    issued_on = models.DateField(_("date of issue"))
    status = models.CharField(_("validity"), max_length=8, choices=Status.choices, default=Status.ISSUED)
    replaces = models.CharField(_("replaces"), max_length=40, blank=True)
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


class RegisterCounter(models.Model):
    """The last number given in a series."""

    series = models.CharField(max_length=60, unique=True)
    last = models.PositiveIntegerField()
