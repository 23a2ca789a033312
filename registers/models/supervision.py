"""Supervision: inspections, what did not conform, sanctions, reports, advertising under watch, complaints."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers.entries import Entry, Life
from registers.models import columns
from registers.models.names import in_script_of_page


class OfAProvider(Entry):
    """An entry about a provider: the name at the time is kept beside it, so that lists and search need no second register."""

    searched = ("number", "provider_ar", "provider_fr", "case_number")

    provider = columns.pointer(_("provider"))
    provider_ar = columns.text(_("provider in Arabic"), 150)
    provider_fr = columns.text(_("provider in Latin letters"), 150)

    class Meta(Entry.Meta):
        abstract = True

    @property
    def heading(self) -> str:
        return in_script_of_page(self.provider_ar, self.provider_fr)


class Inspection(OfAProvider):
    """A visit and its report."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        ON_SITE = "on_site", _("On site")
        PROVISIONAL = "provisional", _("Provisional report")
        FINAL = "final", _("Final report")
        CANCELLED = "cancelled", _("Cancelled")

    LIFE: ClassVar[Life] = {
        "planned": {"on_site", "provisional", "final", "cancelled"},
        "on_site": {"planned", "provisional", "final", "cancelled"},
        "provisional": {"final"},
        "final": set(),
        "cancelled": set(),
    }

    site = columns.pointer(_("site"))
    mission_type = columns.text(_("type"), 24)  # first, annual_plan, risk, complaint, follow_up, joint, opening …
    announced = columns.yes(_("announced"))
    team = columns.lines(_("team"))
    planned_on = columns.day(_("planned for"))
    visited_on = columns.day(_("visited on"))
    checklist_version = columns.text(_("version of the checklist"), 20)
    answers = columns.lines(_("answers"))
    score = columns.share(_("score"))
    grade = columns.text(_("grade"), 1)
    critical_failed = columns.count(_("critical lines failed"))
    obstruction = columns.prose(_("obstruction"))
    provisional_on = columns.day(_("provisional report of"))
    observations = columns.prose(_("observations of the provider"))
    final_on = columns.day(_("final report of"))
    follow_up = columns.text(_("follow-up"), 40)
    complaint = columns.pointer(_("complaint"))  # which brought it about
    status = columns.status(_("status"), Status, Status.PLANNED)

    class Meta(Entry.Meta):
        verbose_name = _("inspection")


class NonConformity(OfAProvider):
    """One line of the checklist that failed, and what was done about it."""

    searched = (*OfAProvider.searched, "line", "description")

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        TREATED = "treated", _("Treated")
        CLOSED = "closed", _("Closed")
        ESCALATED = "escalated", _("Escalated")

    class Severity(models.TextChoices):
        MINOR = "minor", _("Minor")
        MAJOR = "major", _("Major")
        CRITICAL = "critical", _("Critical")

    LIFE: ClassVar[Life] = {
        "open": {"treated", "closed", "escalated"},
        "treated": {"open", "closed", "escalated"},
        "closed": {"open"},
        "escalated": {"open", "closed"},
    }

    site = columns.pointer(_("site"))
    inspection = columns.pointer(_("inspection"))
    line = columns.text(_("line of the checklist"), 20)
    severity = columns.choice(_("severity"), Severity)
    description = columns.prose(_("description"))
    action = columns.prose(_("action"))
    responsible = columns.text(_("responsible"), 160)
    due_on = columns.day(_("due on"))
    extended = columns.yes(_("extended once"))
    proof = columns.text(_("proof"), 200)
    verified_on = columns.day(_("verified on"))
    verified_by = columns.text(_("verified by"), 160)
    status = columns.status(_("status"), Status, Status.OPEN)

    class Meta(Entry.Meta):
        verbose_name = _("non-conformity")


class Sanction(OfAProvider):
    """A measure against a provider: its kind, its time, what it rests on, what became of it."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        IN_FORCE = "in_force", _("In force")
        STAYED = "stayed", _("Stayed during an appeal")
        EXECUTED = "executed", _("Executed")
        LIFTED = "lifted", _("Lifted")
        ANNULLED = "annulled", _("Annulled")

    LIFE: ClassVar[Life] = {
        "proposed": {"in_force", "annulled"},
        "in_force": {"stayed", "executed", "lifted", "annulled"},
        "stayed": {"in_force", "lifted", "annulled"},
        "executed": {"annulled"},
        "lifted": {"annulled"},
        "annulled": set(),
    }

    sites = columns.lines(_("sites"))
    homologations = columns.lines(_("homologations"))
    kind = columns.text(_("measure"), 40)  # of the scale: warning, blame, suspension_of_homologation …
    precautionary = columns.yes(_("precautionary"))
    grounds = columns.lines(_("grounds"))
    starts_on = columns.day(_("from"))
    ends_on = columns.day(_("to"))
    hearing_on = columns.day(_("hearing of"))
    session_number = columns.text(_("committee session"), 40)
    signatory = columns.text(_("signatory"), 160)
    decision_number = columns.text(_("number of the decision"), 40)
    notified_on = columns.day(_("notified on"))
    executed_on = columns.day(_("executed on"))
    appeal = columns.text(_("appeal"), 40)  # number of the case
    status_reason = columns.text(_("reason of the status"), 300)
    status = columns.status(_("status"), Status, Status.PROPOSED)

    class Meta(Entry.Meta):
        verbose_name = _("sanction")


class ActivityReport(OfAProvider):
    """What a provider reports for a year, a quarter or a project; frozen once validated."""

    class Status(models.TextChoices):
        OPENED = "opened", _("Opened")
        FILED = "filed", _("Filed")
        VALIDATED = "validated", _("Validated")
        DEFAULTED = "defaulted", _("Not filed")
        EXEMPT = "exempt", _("Exempt")

    LIFE: ClassVar[Life] = {
        "opened": {"filed", "validated", "defaulted", "exempt"},
        "filed": {"opened", "validated", "defaulted"},
        "validated": set(),
        "defaulted": {"filed"},
        "exempt": {"opened"},
    }

    year = columns.count(_("year"))
    period = columns.text(_("period"), 2)  # A, Q1 to Q4, P for a project
    agreement = columns.pointer(_("agreement"))
    due_on = columns.day(_("due on"))
    filed_on = columns.day(_("filed on"))
    days_late = columns.count(_("days late"))
    values = models.JSONField(_("values"), default=dict, blank=True)
    differences = columns.lines(_("differences with the registers"))
    explanations = columns.prose(_("explanations"))
    validated_on = columns.day(_("validated on"))
    status = columns.status(_("status"), Status, Status.OPENED)

    class Meta(Entry.Meta):
        verbose_name = _("activity report")
        constraints = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["provider", "year", "period"],
                condition=Q(valid_to__isnull=True, merged_into__isnull=True, agreement__isnull=True),
                name="%(class)s_one_of_a_period",
            ),
        ]


class AdvertisingWatch(OfAProvider):
    """Advertising that may mislead, or training without a receipt: what was seen, where, and what followed."""

    searched = (*OfAProvider.searched, "suspect_name", "text_seen")

    class Status(models.TextChoices):
        DETECTED = "detected", _("Detected")
        CEASED = "ceased", _("Ceased")
        REFERRED = "referred", _("Referred")
        DISMISSED = "dismissed", _("Dismissed")

    LIFE: ClassVar[Life] = {
        "detected": {"ceased", "referred", "dismissed"},
        "ceased": {"detected"},
        "referred": {"ceased"},
        "dismissed": {"detected"},
    }

    suspect_kind = columns.text(_("who is suspected"), 24)
    suspect_name = columns.text(_("name and address"), 300)
    region = columns.region()
    channels = columns.lines(_("channels"))  # each with its capture and the hash of it
    text_seen = columns.prose(_("text seen"))
    offence_kind = columns.text(_("offence"), 32)
    victims = columns.count(_("victims"))
    complaint = columns.pointer(_("complaint"))
    notice_on = columns.day(_("notice of"))
    outcome = columns.text(_("outcome"), 300)
    status = columns.status(_("status"), Status, Status.DETECTED)

    class Meta(Entry.Meta):
        verbose_name = _("advertising under watch")

    @property
    def heading(self) -> str:
        return super().heading or self.suspect_name


class Complaint(OfAProvider):
    """What someone complained of; the register shows nobody who complained."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    LIFE: ClassVar[Life] = {"open": {"closed"}, "closed": {"open"}}

    subject = columns.text(_("subject"), 24)
    facts = columns.prose(_("facts"))
    anonymous = columns.yes(_("identity hidden"))
    complainant = columns.pointer(_("complainant"))  # on no screen of the register
    enrolment = columns.pointer(_("enrolment"))
    region = columns.region()
    urgency = columns.text(_("urgency"), 12)
    inspection = columns.pointer(_("inspection"))  # which it brought about
    outcome = columns.text(_("outcome"), 40)
    answer = columns.prose(_("answer"))
    closed_on = columns.day(_("closed on"))
    status = columns.status(_("status"), Status, Status.OPEN)

    class Meta(Entry.Meta):
        verbose_name = _("complaint")
