"""Acts of the ministry that concern any register: decisions, deliveries, payments; and the counters of numbers."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registers.entries import Entry, Life
from registers.models import columns
from registers.models.names import in_script_of_page


class Decision(Entry):
    """A signed decision and what became of it; its text is the document of that number."""

    searched = ("number", "decision_number", "case_number", "subject_ar", "subject_fr")

    class Status(models.TextChoices):
        SIGNED = "signed", _("Signed")
        NOTIFIED = "notified", _("Notified")
        STAYED = "stayed", _("Stayed during an appeal")
        AMENDED = "amended", _("Amended on appeal")
        ANNULLED = "annulled", _("Annulled")

    LIFE: ClassVar[Life] = {
        "signed": {"notified", "stayed", "amended", "annulled"},
        "notified": {"stayed", "amended", "annulled"},
        "stayed": {"notified", "amended", "annulled"},
        "amended": {"annulled"},
        "annulled": set(),
    }

    procedure = columns.text(_("procedure"), 8)
    outcome = columns.text(_("outcome"), 24)  # granted, refused, tacit …
    provider = columns.pointer(_("provider"))
    person = columns.pointer(_("person"))
    subject_ar = columns.text(_("addressee in Arabic"), 160)
    subject_fr = columns.text(_("addressee in Latin letters"), 160)
    decision_number = columns.text(_("number of the decision"), 40)
    signatory = columns.text(_("signatory"), 160)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    signed_on = columns.day(_("signed on"))
    notified_on = columns.day(_("notified on"))
    channel = columns.text(_("channel"), 20)
    appeal_until = columns.day(_("appeal until"))
    contests = columns.pointer(_("contested decision"))  # of a decision on an appeal
    effect = columns.text(_("effect"), 300)
    status = columns.status(_("status"), Status, Status.SIGNED)

    class Meta(Entry.Meta):
        verbose_name = _("decision")

    @property
    def heading(self) -> str:
        return in_script_of_page(self.subject_ar, self.subject_fr)


class Delivery(Entry):
    """A certificate or another act handed over, and the proof of it."""

    searched = ("number", "recipient_ar", "recipient_fr", "act_number")

    class Status(models.TextChoices):
        PENDING = "pending", _("To be delivered")
        DELIVERED = "delivered", _("Delivered")
        RETURNED = "returned", _("Returned")

    class Channel(models.TextChoices):
        COUNTER = "counter", _("At the counter")
        POST = "post", _("By post")
        DIGITAL = "digital", _("Digital")
        REGION = "region", _("At the regional directorate")
        DISPLAY = "display", _("By display")

    LIFE: ClassVar[Life] = {"pending": {"delivered", "returned"}, "returned": {"pending", "delivered"}, "delivered": set()}

    certificate = columns.pointer(_("certificate"))
    act_number = columns.text(_("number of the act"), 40)
    recipient_ar = columns.text(_("recipient in Arabic"), 160)
    recipient_fr = columns.text(_("recipient in Latin letters"), 160)
    collected_by = columns.text(_("handed to"), 160)
    channel = columns.choice(_("channel"), Channel)
    copies = columns.count(_("copies"))
    proof = columns.text(_("proof"), 200)
    delivered_on = columns.day(_("delivered on"))
    status = columns.status(_("status"), Status, Status.PENDING)

    class Meta(Entry.Meta):
        verbose_name = _("delivery")

    @property
    def heading(self) -> str:
        return in_script_of_page(self.recipient_ar, self.recipient_fr)


class Payment(Entry):
    """An amount that is asked, certified by one person and ordered by another, then paid."""

    searched = ("number", "payer_ar", "payer_fr", "reference", "case_number")

    class Status(models.TextChoices):
        ASKED = "asked", _("Asked")
        CERTIFIED = "certified", _("Certified")
        PAID = "paid", _("Paid")
        REFUSED = "refused", _("Refused")

    class Purpose(models.TextChoices):
        FEE = "fee", _("Fee")
        STAMP = "stamp", _("Stamp")
        INSTALMENT = "instalment", _("Instalment")

    LIFE: ClassVar[Life] = {
        "asked": {"certified", "paid", "refused"},
        "certified": {"paid", "refused"},
        "paid": set(),
        "refused": {"asked"},
    }

    purpose = columns.choice(_("purpose"), Purpose)
    provider = columns.pointer(_("provider"))
    agreement = columns.pointer(_("agreement"))
    payer_ar = columns.text(_("party in Arabic"), 160)
    payer_fr = columns.text(_("party in Latin letters"), 160)
    instalment = columns.count(_("instalment"))
    amount_tnd = columns.money(_("amount (TND)"))
    asked_on = columns.day(_("asked on"))
    certified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    certified_on = columns.day(_("service certified on"))
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    paid_on = columns.day(_("paid on"))
    reference = columns.text(_("reference"), 60)
    status_reason = columns.text(_("reason of the status"), 300)
    status = columns.status(_("status"), Status, Status.ASKED)

    class Meta(Entry.Meta):
        verbose_name = _("payment")
        constraints = [
            *Entry.Meta.constraints,
            # Who certifies that the service was done never orders its payment.
            models.CheckConstraint(
                condition=Q(certified_by__isnull=True) | Q(ordered_by__isnull=True) | ~Q(certified_by=F("ordered_by")),
                name="%(class)s_second_person",
            ),
        ]

    @property
    def heading(self) -> str:
        return in_script_of_page(self.payer_ar, self.payer_fr)


class RegisterCounter(models.Model):
    """The last number given in a series."""

    series = models.CharField(max_length=60, unique=True)
    last = models.PositiveIntegerField()
