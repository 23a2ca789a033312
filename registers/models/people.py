"""People: whom the ministry knows, who may train, who is trained."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers.entries import Entry, Life
from registers.models import columns
from registers.models.names import in_script_of_page


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


class OfAPerson(Entry):
    """An entry of a person: the name is kept beside it, so that lists and search need no second register."""

    searched = ("number", "name_ar", "name_fr")

    person = columns.pointer(_("person"), required=True)
    name_ar = columns.text(_("name in Arabic"), 160)
    name_fr = columns.text(_("name in Latin letters"), 160)

    class Meta(Entry.Meta):
        abstract = True

    @property
    def heading(self) -> str:
        return in_script_of_page(self.name_ar, self.name_fr)


class Trainer(OfAPerson):
    """Who may train, in which specialities and up to which level."""

    class Status(models.TextChoices):
        REGISTERED = "registered", _("Registered")
        CONDITIONAL = "conditional", _("Registered under a condition")
        REMOVED = "removed", _("Removed")
        BARRED = "barred", _("Barred")

    class Engagement(models.TextChoices):
        EMPLOYEE = "employee", _("Employee")
        SELF_EMPLOYED = "self_employed", _("Self-employed")
        CIVIL_SERVANT = "civil_servant_with_permission", _("Civil servant with permission")
        RETIRED = "retired", _("Retired")

    LIFE: ClassVar[Life] = {
        "registered": {"conditional", "removed", "barred"},
        "conditional": {"registered", "removed", "barred"},
        "removed": {"registered", "conditional", "barred"},
        "barred": {"registered", "removed"},
    }

    engagement = models.CharField(_("engagement"), max_length=32, choices=Engagement.choices, blank=True)
    nationality = columns.text(_("nationality"), 2)
    specialities = columns.lines(_("specialities"))
    levels = columns.lines(_("levels allowed"))
    highest_degree = columns.text(_("highest degree"), 20)
    degree_year = columns.count(_("year of the degree"))
    trade_years = columns.count(_("years in the trade"))
    pedagogy_training = columns.yes(_("trained in pedagogy"))
    max_hours_week = columns.count(_("hours a week at most"))
    residence_permit = columns.yes(_("residence permit"))
    condition = columns.text(_("condition"), 300)
    condition_until = columns.day(_("condition to be met by"))
    valid_until = columns.day(_("registered until"))  # of a foreign trainer who comes for a time
    reason = columns.text(_("reason"), 300)
    status = columns.status(_("status"), Status, Status.REGISTERED)

    class Meta(Entry.Meta):
        verbose_name = _("trainer")
        constraints = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(valid_to__isnull=True, merged_into__isnull=True),
                name="%(class)s_one_current_person",
            ),
        ]


class TrainerAssignment(Entry):
    """A trainer at work for a provider: for a homologation, or in one of its sessions."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        ENDED = "ended", _("Ended")

    LIFE: ClassVar[Life] = {"active": {"ended"}, "ended": set()}

    trainer = columns.pointer(_("trainer"), required=True)
    provider = columns.pointer(_("provider"), required=True)
    homologation = columns.pointer(_("homologation"))
    session = columns.pointer(_("session"))
    module = columns.text(_("module"), 150)
    hours_week = columns.share(_("hours a week"))
    starts_on = columns.day(_("from"))
    ends_on = columns.day(_("to"))
    status = columns.status(_("status"), Status, Status.ACTIVE)

    class Meta(Entry.Meta):
        verbose_name = _("assignment of a trainer")


class Trainee(OfAPerson):
    """Who is trained; the number is never that of an identity card."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        GRADUATED = "graduated", _("Graduated")
        LEFT = "left", _("Left")

    LIFE: ClassVar[Life] = {"active": {"graduated", "left"}, "graduated": {"active"}, "left": {"active", "graduated"}}

    birth_date = columns.day(_("date of birth"))
    gender = models.CharField(_("sex"), max_length=1, choices=Person.Gender.choices, blank=True)
    nationality = columns.text(_("nationality"), 2)
    guardian = columns.text(_("guardian"), 160)
    phone = columns.text(_("telephone"), 20)
    email = models.EmailField(_("e-mail address"), blank=True)
    school_level = columns.text(_("school level"), 20)
    disability = columns.text(_("disability"), 200)  # told with consent; on no screen of the register
    aneti_number = columns.text(_("job-seeker number"), 30)
    residence = columns.text(_("residence"), 200)
    preferred_language = columns.text(_("language"), 2)
    notice_version = columns.text(_("version of the data notice"), 20)
    units = columns.lines(_("validated units"))
    wishes = columns.lines(_("wishes"))
    status = columns.status(_("status"), Status, Status.ACTIVE)

    class Meta(Entry.Meta):
        verbose_name = _("trainee")
        constraints = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(valid_to__isnull=True, merged_into__isnull=True),
                name="%(class)s_one_current_person",
            ),
        ]
