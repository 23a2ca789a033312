"""What structures offer: programmes, homologations, agreements with partners."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from registers.entries import Entry, Life
from registers.models import columns
from registers.models.names import in_script_of_page


class Programme(Entry):
    """A programme as a provider offers it, with its price."""

    searched = ("number", "title_ar", "title_fr", "certificate_title", "nsf_code")

    class Status(models.TextChoices):
        ANNOUNCED = "announced", _("Announced")
        DECLARED = "declared", _("Declared, not homologated")
        HOMOLOGATED = "homologated", _("Homologated")
        CC_AUTHORISED = "cc_authorised", _("Authorised (certificate of competence)")
        SUSPENDED = "suspended", _("Suspended")
        ENDED = "ended", _("Ended")

    LIFE: ClassVar[Life] = {
        "announced": {"declared", "homologated", "cc_authorised", "ended"},
        "declared": {"homologated", "cc_authorised", "suspended", "ended"},
        "homologated": {"declared", "suspended", "ended"},
        "cc_authorised": {"declared", "suspended", "ended"},
        "suspended": {"declared", "homologated", "cc_authorised", "ended"},
        "ended": {"declared", "homologated", "cc_authorised"},
    }

    provider = columns.pointer(_("provider"), required=True)
    sites = columns.lines(_("sites"))  # keys of entries of the register of sites
    title_ar = columns.text(_("title in Arabic"), 150)
    title_fr = columns.text(_("title in French"), 150)
    sector = columns.text(_("sector"), 30)
    nsf_code = columns.text(_("code of the speciality"), 30)
    target_level = columns.text(_("level aimed at"), 10)  # none, CC, CAP, BTP, BTS
    entry_level = columns.text(_("entry level"), 20)
    mode = columns.text(_("mode"), 20)
    language = columns.text(_("language"), 2)
    total_hours = columns.count(_("hours"))
    workplace_hours = columns.count(_("hours at the workplace"))
    duration_months = columns.count(_("months"))
    modules = columns.lines(_("modules"))
    competence_units = columns.lines(_("units of competence"))
    max_group = columns.count(_("largest group"))
    min_age = columns.count(_("minimum age"))  # 18 where the trade includes work that the law forbids to minors
    price_tnd = columns.money(_("price (TND)"))
    price_date = columns.day(_("date of the price"))
    certificate_title = columns.text(_("title of the certificate"), 150)
    public_target = columns.text(_("public"), 20)
    advert_text = columns.prose(_("approved advertising text"))
    advert_approved_on = columns.day(_("text approved on"))
    agreement = columns.pointer(_("agreement"))  # of a joint programme
    status = columns.status(_("status"), Status, Status.ANNOUNCED)

    class Meta(Entry.Meta):
        verbose_name = _("programme")

    @property
    def heading(self) -> str:
        return in_script_of_page(self.title_ar, self.title_fr)


class Homologation(Entry):
    """The right to train for a level at a site, for a time."""

    searched = ("number", "title_ar", "title_fr", "decision_number", "order_number")

    class Status(models.TextChoices):
        IN_FORCE = "in_force", _("In force")
        CONDITIONAL = "conditional", _("Conditional")
        SUSPENDED = "suspended", _("Suspended")
        ENDED = "ended", _("Ended")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("Homologation")
        REGULATED = "regulated", _("Homologation in a regulated field")
        COMPETENCE = "competence", _("Authorisation of a certificate of competence")

    LIFE: ClassVar[Life] = {
        "in_force": {"conditional", "suspended", "ended", "withdrawn"},
        "conditional": {"in_force", "suspended", "ended", "withdrawn"},
        "suspended": {"in_force", "conditional", "ended", "withdrawn"},
        "ended": {"in_force"},  # renewed
        "withdrawn": {"in_force", "conditional"},  # a withdrawal that is annulled
    }

    kind = columns.choice(_("kind"), Kind)
    provider = columns.pointer(_("provider"), required=True)
    site = columns.pointer(_("site"))
    programme = columns.pointer(_("programme"), required=True)
    programme_version = columns.count(_("version of the programme"))
    region = columns.region()
    title_ar = columns.text(_("title in Arabic"), 150)
    title_fr = columns.text(_("title in French"), 150)
    level = columns.text(_("level"), 10)
    reference_standard = columns.text(_("reference standard"), 80)
    regulated_field = columns.text(_("regulated field"), 30)
    cosigned_by = columns.text(_("co-signed by"), 160)
    groups_per_year = columns.count(_("groups a year"))
    group_size = columns.count(_("largest group"))
    host_places = columns.count(_("host places"))
    conditions = columns.prose(_("conditions"))
    conditions_due = columns.day(_("conditions to be met by"))
    session_number = columns.text(_("committee session"), 40)
    decision_number = columns.text(_("number of the decision"), 40)
    order_number = columns.text(_("number of the order"), 40)
    journal_reference = columns.text(_("reference in the official journal"), 80)
    starts_on = columns.day(_("from"))
    ends_on = columns.day(_("to"))
    extended_to = columns.day(_("holds while its renewal is examined, until"))
    recheck = columns.text(_("to be checked again"), 200)  # why, since the site changed
    success_rate = columns.share(_("success rate (%)"))
    status_reason = columns.text(_("reason of the status"), 300)
    status = columns.status(_("status"), Status, Status.IN_FORCE)

    class Meta(Entry.Meta):
        verbose_name = _("homologation")

    @property
    def heading(self) -> str:
        return in_script_of_page(self.title_ar, self.title_fr)


class Agreement(Entry):
    """What a provider agreed with a partner, or with the ministry for a project."""

    searched = ("number", "partner_ar", "partner_fr", "title")

    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        ENDED = "ended", _("Ended")
        TERMINATED = "terminated", _("Terminated")

    LIFE: ClassVar[Life] = {"active": {"ended", "terminated"}, "ended": set(), "terminated": {"active"}}

    provider = columns.pointer(_("provider"), required=True)
    agreement_type = columns.text(_("type"), 24)  # alternating, placement, joint_programme, project …
    title = columns.text(_("title"), 200)
    partner_ar = columns.text(_("partner in Arabic"), 160)
    partner_fr = columns.text(_("partner in Latin letters"), 160)
    partner_rne = columns.text(_("identifier of the partner"), 12)
    foreign_partner = columns.yes(_("foreign partner"))
    homologation = columns.pointer(_("homologation"))
    programmes = columns.lines(_("programmes"))
    places = columns.count(_("places"))
    tutors = columns.lines(_("tutors"))
    insurance_covered = columns.yes(_("insured"))
    remuneration_tnd = columns.money(_("remuneration (TND)"))
    amount_tnd = columns.money(_("amount (TND)"))
    instalments = columns.lines(_("instalments"))
    indicators = columns.lines(_("indicators"))
    starts_on = columns.day(_("from"))
    ends_on = columns.day(_("to"))
    status_reason = columns.text(_("reason of the status"), 300)
    status = columns.status(_("status"), Status, Status.ACTIVE)

    class Meta(Entry.Meta):
        verbose_name = _("agreement")

    @property
    def heading(self) -> str:
        return in_script_of_page(self.partner_ar, self.partner_fr) or self.title
