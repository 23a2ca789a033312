"""Private structures, their sites, and what they may not do."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers.entries import Entry, Life
from registers.models import columns
from registers.models.names import in_script_of_page
from registers.normalise import fold


class Provider(Entry):
    """A private training structure; the key is its identifier in the register of enterprises."""

    searched = (
        *("number", "corporate_name_ar", "corporate_name_fr", "trade_name", "rne_id", "receipt_number"),
        *("director_ar", "director_fr"),
    )
    receipt_column = "receipt_number"

    class Status(models.TextChoices):
        DECLARED = "declared", _("Declared")
        ACTIVE = "active", _("Active")
        INTERRUPTED = "interrupted", _("Interrupted")
        SUSPENDED_PRECAUTION = "suspended_precaution", _("Suspended by precaution")
        SUSPENDED = "suspended", _("Suspended")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        CLOSED = "closed", _("Closed")
        OBJECTED = "objected", _("Objected to")

    class Regime(models.TextChoices):
        FILING = "filing", _("Filing of the specifications")
        AUTHORISATION = "authorisation", _("Authorisation")

    LIFE: ClassVar[Life] = {
        "declared": {"active", "objected", "closed", "suspended_precaution", "suspended", "withdrawn"},
        "active": {"interrupted", "suspended_precaution", "suspended", "withdrawn", "closed"},
        "interrupted": {"active", "suspended_precaution", "suspended", "withdrawn", "closed"},
        "suspended_precaution": {"active", "declared", "interrupted", "suspended", "withdrawn", "closed"},
        "suspended": {"active", "declared", "interrupted", "suspended_precaution", "withdrawn", "closed"},
        "withdrawn": {"active", "declared", "interrupted", "closed"},  # as before, when the withdrawal is annulled
        "closed": {"active", "declared", "interrupted"},  # a closure that is annulled
        "objected": {"declared"},  # an objection that is annulled
    }

    organisation = models.UUIDField(null=True, blank=True, db_index=True)  # of the accounts of its people
    region = columns.region()
    corporate_name_ar = columns.text(_("corporate name in Arabic"), 150)
    corporate_name_fr = columns.text(_("corporate name in Latin letters"), 150)
    name_key_ar = models.CharField(max_length=300, editable=False, blank=True, db_index=True)
    name_key_fr = models.CharField(max_length=300, editable=False, blank=True, db_index=True)
    trade_name = columns.text(_("trade name"), 150)
    legal_form = columns.text(_("legal form"), 20)
    structure_type = columns.text(_("kind of training"), 20)  # initial, continuing, both
    regime = columns.choice(_("regime"), Regime)
    rne_id = models.CharField(_("identifier of enterprises"), max_length=12, blank=True, db_index=True)
    matricule_fiscal = columns.text(_("tax number"), 16)
    cnss_number = columns.text(_("social security number"), 12)
    rib = columns.text(_("bank account"), 24)
    capital = columns.money(_("capital"))
    legal_representative_ar = columns.text(_("legal representative in Arabic"), 160)
    legal_representative_fr = columns.text(_("legal representative in Latin letters"), 160)
    legal_representative_identity = columns.text(_("identity of the legal representative"), 60)
    director_ar = columns.text(_("director in Arabic"), 160)
    director_fr = columns.text(_("director in Latin letters"), 160)
    director_identity = columns.text(_("identity of the director"), 60)
    director_degree = columns.text(_("degree of the director"), 20)
    interim_director = columns.text(_("acting director"), 160)
    beneficial_owners = columns.lines(_("beneficial owners"))
    head_office = columns.text(_("head office"), 300)
    phone = columns.text(_("telephone"), 20)
    email = models.EmailField(_("e-mail address"), blank=True)
    website = columns.text(_("website"), 200)
    country = columns.text(_("country"), 2)  # of a foreign structure
    registration_abroad = columns.text(_("registration abroad"), 60)
    cdc_version = columns.text(_("version of the specifications"), 20)
    receipt_number = columns.text(_("receipt number"), 40)
    receipt_date = columns.day(_("date of the receipt"))
    valid_until = columns.day(_("authorised until"))
    interrupted_until = columns.day(_("interrupted until"))
    grade = columns.text(_("last grade"), 1)
    risk_score = columns.share(_("risk score"))
    report_missing = columns.yes(_("report missing"))
    open_plan = columns.yes(_("open action plan"))
    status_reason = columns.text(_("reason of the status"), 300)
    status = columns.status(_("status"), Status, Status.DECLARED)

    class Meta(Entry.Meta):
        verbose_name = _("provider")
        constraints = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["rne_id"],
                condition=Q(valid_to__isnull=True, merged_into__isnull=True)
                & ~Q(rne_id="")
                & ~Q(status__in=["closed", "withdrawn", "objected"]),
                name="%(class)s_one_current_rne",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key_ar, self.name_key_fr = fold(self.corporate_name_ar)[:300], fold(self.corporate_name_fr)[:300]
        super().save(*args, **kwargs)

    @property
    def heading(self) -> str:
        return in_script_of_page(self.corporate_name_ar, self.corporate_name_fr)


class Site(Entry):
    """A place where a provider trains, with its capacity."""

    searched = ("number", "site_name", "address", "delegation")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        CONFORM = "conform", _("Conform")
        RESERVES = "reserves", _("Conform with reserves")
        INTERRUPTED = "interrupted", _("Interrupted")
        BLOCKED = "blocked", _("Blocked")
        CLOSED = "closed", _("Closed")

    LIFE: ClassVar[Life] = {
        "proposed": {"conform", "reserves", "blocked", "closed"},
        "conform": {"reserves", "interrupted", "blocked", "closed"},
        "reserves": {"conform", "interrupted", "blocked", "closed"},
        "interrupted": {"conform", "reserves", "blocked", "closed"},
        "blocked": {"proposed", "conform", "reserves", "interrupted", "closed"},
        "closed": {"proposed", "conform", "reserves", "interrupted"},
    }

    provider = columns.pointer(_("provider"), required=True)
    is_main = columns.yes(_("main site"))
    site_name = columns.text(_("name of the site"), 120)
    region = columns.region()
    address = columns.text(_("address"), 200)
    delegation = columns.text(_("delegation"), 80)
    postal_code = columns.text(_("postal code"), 4)
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    director_ar = columns.text(_("director in Arabic"), 160)
    director_fr = columns.text(_("director in Latin letters"), 160)
    director_identity = columns.text(_("identity of the director"), 60)
    director_degree = columns.text(_("degree of the director"), 20)
    tenure = columns.text(_("tenure"), 20)  # owned, leased, made_available
    lease_end = columns.day(_("end of the lease"))
    total_area_m2 = columns.share(_("area (m²)"))
    rooms = columns.lines(_("rooms"))
    toilets_f = columns.count(_("toilets for women"))
    toilets_m = columns.count(_("toilets for men"))
    accessible = columns.yes(_("accessible"))
    authorised_capacity = columns.count(_("authorised capacity"))
    fire_certificate_end = columns.day(_("end of the fire certificate"))
    insurance_end = columns.day(_("end of the insurance"))
    conformity_date = columns.day(_("date of conformity"))
    interrupted_until = columns.day(_("interrupted until"))
    grade = columns.text(_("grade"), 1)
    status_reason = columns.text(_("reason of the status"), 300)
    status = columns.status(_("status"), Status, Status.PROPOSED)

    class Meta(Entry.Meta):
        verbose_name = _("site")

    @property
    def heading(self) -> str:
        return self.site_name or self.address or self.number


class Restriction(Entry):
    """What may not be done, by whom, where and from when to when; an empty scope means everywhere."""

    searched = ("number", "speciality", "reason", "legal_basis")

    class Status(models.TextChoices):
        IN_FORCE = "in_force", _("In force")
        LIFTED = "lifted", _("Lifted")

    class Kind(models.TextChoices):
        MORATORIUM = "moratorium", _("Moratorium on a speciality")
        HOMOLOGATION_ONLY = "homologation_only", _("Speciality reserved to homologation")
        NO_NEW_SESSION = "no_new_session", _("No new session")
        NO_NEW_ENROLMENT = "no_new_enrolment", _("No new enrolment")
        NO_FOREIGN_TRAINEE = "no_foreign_trainee", _("No foreign trainee")
        NO_OPENING = "no_opening", _("May not open a structure")
        NO_TRAINING = "no_training", _("May not train")
        NO_FUNDING = "no_funding", _("No public funding")

    LIFE: ClassVar[Life] = {"in_force": {"lifted"}, "lifted": set()}
    SCOPE: ClassVar[tuple[str, ...]] = (
        *("provider", "site", "homologation", "person", "identity"),
        *("speciality", "sector", "level", "region"),
    )

    kind = columns.choice(_("kind"), Kind)
    provider = columns.pointer(_("provider"))
    site = columns.pointer(_("site"))
    homologation = columns.pointer(_("homologation"))
    person = columns.pointer(_("person"))
    identity = columns.text(_("identity"), 60)  # of someone who has no entry yet
    speciality = columns.text(_("speciality"), 30)
    sector = columns.text(_("sector"), 30)
    level = columns.text(_("level"), 10)
    region = columns.region()
    procedures = columns.lines(_("procedures"))  # whose cases it stops; empty: those of its kind
    legal_basis = columns.text(_("legal basis"), 200)
    reason = columns.text(_("reason"), 300)
    starts_on = columns.day(_("from"), null=False, blank=False)
    ends_on = columns.day(_("to"))
    lifted_on = columns.day(_("lifted on"))
    status = columns.status(_("status"), Status, Status.IN_FORCE)

    class Meta(Entry.Meta):
        verbose_name = _("restriction")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")), name="%(class)s_ends_after_it_starts"
            ),
        ]

    @property
    def heading(self) -> str:
        label = str(self.get_kind_display())  # type: ignore[attr-defined]
        return f"{label} · {self.speciality}" if self.speciality else label
