"""Training as it happens: sessions, enrolments, examinations."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers.entries import Entry, Life
from registers.models import columns
from registers.models.names import in_script_of_page


class Session(Entry):
    """A group that follows a programme at a site, from one day to another."""

    searched = ("number", "title_ar", "title_fr")

    class Status(models.TextChoices):
        ANNOUNCED = "announced", _("Announced")
        OPEN = "open", _("Open")
        RUNNING = "running", _("Running")
        CLOSED = "closed", _("Closed")
        CANCELLED = "cancelled", _("Cancelled")

    LIFE: ClassVar[Life] = {
        "announced": {"open", "running", "cancelled"},
        "open": {"running", "closed", "cancelled"},
        "running": {"closed", "cancelled"},
        "closed": {"running"},
        "cancelled": set(),
    }

    provider = columns.pointer(_("provider"), required=True)
    site = columns.pointer(_("site"))
    programme = columns.pointer(_("programme"), required=True)
    homologation = columns.pointer(_("homologation"))  # at the start date
    title_ar = columns.text(_("title in Arabic"), 150)
    title_fr = columns.text(_("title in French"), 150)
    level = columns.text(_("level"), 10)
    region = columns.region()
    address = columns.text(_("address"), 200)
    starts_on = columns.day(_("from"))
    ends_on = columns.day(_("to"))
    timetable = columns.lines(_("timetable"))
    group_max = columns.count(_("largest group"))
    price_tnd = columns.money(_("price (TND)"))
    head_count = columns.count(_("head count"))
    list_validated_on = columns.day(_("list validated on"))
    results_validated_on = columns.day(_("results validated on"))
    protection = columns.text(_("protection of the trainees"), 300)
    status_reason = columns.text(_("reason of the status"), 300)
    status = columns.status(_("status"), Status, Status.ANNOUNCED)

    class Meta(Entry.Meta):
        verbose_name = _("session")

    @property
    def heading(self) -> str:
        return in_script_of_page(self.title_ar, self.title_fr)


class Enrolment(Entry):
    """A trainee in a session: contract, price, presence, marks, and how it ended."""

    searched = ("number", "name_ar", "name_fr", "contract_number")

    class Status(models.TextChoices):
        PRE_REGISTERED = "pre_registered", _("Pre-registered")
        ACTIVE = "active", _("Active")
        TRANSFERRED = "transferred", _("Transferred")
        LEFT = "left", _("Left")
        COMPLETED = "completed", _("Completed")
        GRADUATED = "graduated", _("Graduated")

    class Result(models.TextChoices):
        PRESENTED = "presented", _("Presented")
        EXCLUDED = "excluded", _("Excluded from the examination")
        GRADUATED = "graduated", _("Graduated")
        ADJOURNED = "adjourned", _("Adjourned")
        ABSENT = "absent", _("Absent")

    LIFE: ClassVar[Life] = {
        "pre_registered": {"active", "left"},
        "active": {"transferred", "left", "completed", "graduated"},
        "transferred": set(),
        "left": {"active"},
        "completed": {"graduated", "active"},
        "graduated": {"completed"},  # the diploma was annulled
    }

    trainee = columns.pointer(_("trainee"), required=True)
    name_ar = columns.text(_("name in Arabic"), 160)
    name_fr = columns.text(_("name in Latin letters"), 160)
    birth_date = columns.day(_("date of birth"))
    provider = columns.pointer(_("provider"))
    programme = columns.pointer(_("programme"))
    session = columns.pointer(_("session"))  # none yet when a counsellor registers a wish
    contract_number = columns.text(_("contract number"), 40)
    contract_date = columns.day(_("date of the contract"))
    price_tnd = columns.money(_("price (TND)"))
    funding = columns.text(_("funding"), 40)
    entry_level = columns.text(_("entry level"), 20)
    entry_proof = columns.text(_("proof of the entry level"), 80)
    starts_on = columns.day(_("from"))
    expected_end = columns.day(_("expected end"))
    attendance = columns.share(_("attendance (%)"))
    certified_hours = columns.share(_("certified hours"))
    marks = columns.lines(_("marks by unit"))
    is_foreign = columns.yes(_("foreign trainee"))
    authorisation_number = columns.text(_("authorisation number"), 40)
    wish = columns.text(_("wish"), 200)
    result = columns.choice(_("result"), Result)
    moved_to = columns.pointer(_("moved to"))  # the enrolment that continues this one
    refund_tnd = columns.money(_("refund (TND)"))
    exit_on = columns.day(_("left on"))
    exit_reason = columns.text(_("reason of leaving"), 300)
    is_locked = columns.yes(_("locked"))
    status = columns.status(_("status"), Status, Status.PRE_REGISTERED)

    class Meta(Entry.Meta):
        verbose_name = _("enrolment")
        constraints = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["trainee", "session"],
                condition=Q(valid_to__isnull=True, merged_into__isnull=True, session__isnull=False)
                & Q(status__in=["pre_registered", "active", "completed", "graduated"]),
                name="%(class)s_one_in_session",
            ),
        ]

    @property
    def heading(self) -> str:
        return in_script_of_page(self.name_ar, self.name_fr)


class Examination(Entry):
    """An examination of a session: its days, its jury, who was presented, what happened, the results."""

    searched = ("number", "title_ar", "title_fr")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        APPOINTED = "appointed", _("Jury appointed")
        HELD = "held", _("Held")
        PUBLISHED = "published", _("Results published")
        CANCELLED = "cancelled", _("Cancelled")

    LIFE: ClassVar[Life] = {
        "proposed": {"appointed", "cancelled"},
        "appointed": {"held", "cancelled"},
        "held": {"published", "cancelled"},
        "published": {"held"},  # the jury is opened again after a claim
        "cancelled": set(),
    }

    provider = columns.pointer(_("provider"))
    site = columns.pointer(_("site"))
    session = columns.pointer(_("session"))  # none when experience is examined
    title_ar = columns.text(_("title in Arabic"), 150)
    title_fr = columns.text(_("title in French"), 150)
    exam_type = columns.text(_("type"), 12)  # practical, written, oral, mixed, experience
    exam_dates = columns.lines(_("papers"))
    starts_on = columns.day(_("from"))
    ends_on = columns.day(_("to"))
    jury = columns.lines(_("jury"))
    candidates = columns.lines(_("candidates"))
    candidates_locked_on = columns.day(_("candidates locked on"))
    incidents = columns.lines(_("incidents"))
    minutes_number = columns.text(_("number of the minutes"), 40)
    results = columns.lines(_("results"))  # filled in when they are published, never before
    published_on = columns.day(_("published on"))
    validated_on = columns.day(_("validated on"))
    status_reason = columns.text(_("reason of the status"), 300)
    status = columns.status(_("status"), Status, Status.PROPOSED)

    class Meta(Entry.Meta):
        verbose_name = _("examination")

    @property
    def heading(self) -> str:
        return in_script_of_page(self.title_ar, self.title_fr)
