"""The application for an end-of-training examination: which papers, where, who is presented, before which jury."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.blocks import Declaration
from forms.entries import SiteField
from forms.fields import (
    AmountField,
    ChoiceField,
    DateField,
    LineField,
    MoneyField,
    NumberField,
    TableField,
    TimeField,
    YesNoField,
)
from forms.requirements import Requirement
from forms.sections import Section
from forms.training.holder import OfSession, SessionField, own_providers
from forms.training.seats import JuryProposed
from registers import enrolments, sessions, sites, trainers
from registers.models import Enrolment
from registers.models import Session as TrainingSession
from registers.normalise import fold
from workflow import parameters
from workflow.holidays import calendar

if TYPE_CHECKING:
    from workflow.models import Case

MOST_CANDIDATES = 100
DAYS_BEFORE_THE_END = 30
EXAMINED = ("CAP", "BTP", "BTS")  # levels whose diploma the State awards after an examination
EXAM_TYPES = [("practical", _("Practical")), ("written", _("Written")), ("oral", _("Oral")), ("mixed", _("Mixed"))]
# Code -> what is not met, and the text that asks for it.
GROUNDS: dict[str, tuple[Any, str]] = {
    "homologation_suspended": (_("The homologation is suspended or has ended"), "L2008-10"),
    "no_independent_jury": (_("No independent jury can be formed"), "A2010-0802"),
}


def examinable_sessions(case: "Case") -> Iterable[TrainingSession]:
    """The sessions of the structure that are over, or end within thirty days, and lead to a diploma of the State."""
    held = [provider.entry for provider in own_providers(case)]
    status = (TrainingSession.Status.RUNNING, TrainingSession.Status.CLOSED)
    found = TrainingSession.objects.current().filter(provider__in=held, status__in=status, level__in=EXAMINED)
    return found.order_by("-ends_on", "number")


class Examined(Section):
    code = "examined"
    title = _("The session examined")

    session = SessionField(label=_("Session"), offers=examinable_sessions)
    exam_type = ChoiceField(label=_("Nature of the examination"), choices=EXAM_TYPES)
    exam_site = SiteField(label=_("Place"))
    subjects_deposit = YesNoField(label=_("Deposit of the subjects"), help_text=_("Sealed, at the regional directorate."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("session"):
            session = sessions.get(cleaned["session"])
            last = self.filed_on + timedelta(days=DAYS_BEFORE_THE_END)
            if session.status != TrainingSession.Status.CLOSED and (session.ends_on is None or session.ends_on > last):
                told = {"days": DAYS_BEFORE_THE_END}
                self.add_error("session", ValidationError(_("The session ends in more than %(days)d days."), params=told))
        if cleaned.get("exam_site") and sites.get(cleaned["exam_site"]).status != "conform":
            self.add_error("exam_site", _("An examination is held at a site that was found to conform."))
        return cleaned


def check_hours(row: dict[str, Any]) -> None:
    if row["start"] >= row["end"]:
        raise ValidationError(_("The paper ends before it begins."))


def papers_field(**kwargs: Any) -> TableField:
    """Rows of a paper: its day, its hours, its room and its unit."""
    cells = {
        "date": DateField(label=_("Date")),
        "start": TimeField(label=_("Start time")),
        "end": TimeField(label=_("End time")),
        "room": LineField(label=_("Room"), max_length=60),
        "module": LineField(label=_("Unit"), max_length=150),
    }
    return TableField(**{"label": _("Papers"), "cells": cells, "check_row": check_hours, **kwargs})


def check_papers(rows: list[dict[str, Any]], *, not_before: date) -> None:
    """Raises ValidationError where papers fall on a day off, too early, or two at one time in one room."""
    days_off = [row["date"].isoformat() for row in rows if not calendar().is_working(row["date"])]
    if days_off:
        told = {"days": ", ".join(sorted(set(days_off)))}
        raise ValidationError(_("These are days off: %(days)s."), code="day_off", params=told)
    if min(row["date"] for row in rows) < not_before:
        told = {"day": not_before.isoformat()}
        raise ValidationError(_("The first paper is on %(day)s at the earliest."), code="early", params=told)
    for one, other in combinations(rows, 2):
        if one["room"] == other["room"] and meet(one, other):
            raise ValidationError(_("Two papers take the same room at one time."), code="twice")


def meet(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two papers take place at the same time."""
    same_day = str(one["date"]) == str(other["date"])
    return same_day and str(one["start"]) < str(other["end"]) and str(other["start"]) < str(one["end"])


class Papers(Section):
    code = "papers"
    title = _("The papers")

    exam_dates = papers_field()
    invigilators = TableField(
        label=_("Invigilators"),
        help_text=_("At least one for each room; nobody supervises the unit that they teach."),
        cells={
            "name": LineField(label=_("Name"), max_length=120),
            "function": LineField(label=_("Function"), max_length=120),
        },
    )

    def clean_exam_dates(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["exam_dates"]
        check_papers(rows, not_before=calendar().add_working(self.filed_on, int(parameters.value("TRN-04.filing"))))
        return rows

    def clean_invigilators(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["invigilators"]
        if len(rows) < len({fold(row["room"]) for row in self.cleaned_data.get("exam_dates", [])}):
            raise ValidationError(_("Name at least one invigilator for each room."), code="few")
        taught = trainers_of(str(self.before("examined", "session") or ""))
        if [row for row in rows if fold(row["name"]) in taught]:
            raise ValidationError(_("A trainer of the session does not supervise its examination."), code="trainer")
        return rows


def trainers_of(session: str) -> set[str]:
    """The folded names of those who teach a session."""
    if not session:
        return set()
    numbers = {str(row.get("trainer", "")) for row in sessions.get(session).timetable}
    found = [trainers.by_number(number) for number in sorted(numbers) if number]
    return {fold(name) for one in found if one is not None for name in (one.name_ar, one.name_fr) if name}


class Candidates(Section):
    code = "candidates"
    title = _("The candidates")
    lead = _("One line for each trainee of the session who is presented.")

    candidates = TableField(
        label=_("Candidates"),
        max_rows=MOST_CANDIDATES,
        cells={
            "enrolment": LineField(label=_("Number of the enrolment"), max_length=40),
            "units_validated": NumberField(label=_("Units validated"), min_value=0, max_value=60),
            "attendance_percent": AmountField(
                label=_("Attendance (%)"), decimals=1, min_value=Decimal(0), max_value=Decimal(100)
            ),
            "debts": MoneyField(label=_("Debts, in dinars"), required=False),
        },
    )
    accommodations = TableField(
        label=_("Accommodations"),
        help_text=_("Disability, extra time."),
        required=False,
        cells={
            "candidate": LineField(label=_("Number of the enrolment"), max_length=40),
            "need": LineField(label=_("What is needed"), max_length=300),
        },
    )

    def known(self) -> dict[str, Any]:
        enrolled = by_number(str(self.before("examined", "session") or ""))
        rows = [{"enrolment": number, "attendance_percent": _attended(enrolled[number])} for number in sorted(enrolled)]
        return {"candidates": rows}

    def clean_candidates(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["candidates"]
        numbers = [row["enrolment"].upper() for row in rows]
        if len(set(numbers)) < len(numbers):
            raise ValidationError(_("Two lines have the same enrolment."), code="twice")
        known = by_number(str(self.before("examined", "session") or ""))
        if strangers := [number for number in numbers if number not in known]:
            told = {"numbers": ", ".join(strangers)}
            raise ValidationError(_("Not enrolled in this session: %(numbers)s."), code="enrolment", params=told)
        least = Decimal(str(parameters.value("TRN-04.attendance")))
        if absent := [row["enrolment"] for row in rows if row["attendance_percent"] < least]:
            told = {"numbers": ", ".join(absent), "least": least}
            raise ValidationError(_("Below %(least)s percent of attendance: %(numbers)s."), code="attendance", params=told)
        return rows

    def clean_accommodations(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["accommodations"]
        presented = {row["enrolment"].upper() for row in self.cleaned_data.get("candidates", [])}
        if [row for row in rows if row["candidate"].upper() not in presented]:
            raise ValidationError(_("Name candidates who are presented."), code="candidate")
        return rows


def _attended(line: Enrolment) -> Decimal | None:
    """The attendance of the register with the one decimal that is asked for, never more than it is."""
    return None if line.attendance is None else line.attendance.quantize(Decimal("0.1"), ROUND_DOWN)


def by_number(session: str) -> dict[str, Enrolment]:
    """The enrolments of a session that stand, by their number."""
    return {line.number: line for line in enrolments.of_session(session)} if session else {}


def _list_is_missing(case: "Case") -> bool:
    """The validated list is read from the register; it is joined only where the register has none."""
    chosen = ExaminationRequest.answer(case, "session")
    return bool(chosen) and sessions.get(chosen).list_validated_on is None


class ExaminationRequest(OfSession):
    sections = (Examined, Papers, Candidates, JuryProposed, Declaration)
    grounds = GROUNDS
    object_words = {
        "ar": "تنظيم امتحان ختم التكوين",
        "fr": "l’organisation d’un examen de fin de formation",
        "en": "the holding of an end-of-training examination",
    }
    particulars = ("session", "exam_type", "exam_site")
    checks = {"subjects": _("The sealed subjects lie in the safe of the directorate")}
    requires = (
        Requirement("PROG", hint=_("Subjects and marking scheme, sealed.")),
        Requirement("LISTV", _list_is_missing, condition=_("If the register has no validated list of the session.")),
        Requirement(
            "EQUIP",
            lambda case: ExaminationRequest.answer(case, "exam_type") in ("practical", "mixed"),
            condition=_("For practical posts."),
        ),
        Requirement("CIN", hint=_("Of the members of the jury, in one file.")),
    )

    @classmethod
    def papers(cls, case: "Case") -> list[dict[str, Any]]:
        """The papers as they were last set: {date, start, end, room, module}, in the order of their hours."""
        rows: list[dict[str, Any]] = case.facts.get("rescheduled", {}).get("exam_dates") or cls.answer(case, "exam_dates", [])
        return sorted(rows, key=lambda row: (row["date"], row["start"]))

    @classmethod
    def days(cls, case: "Case") -> tuple[date, date]:
        """The days of the first and of the last paper."""
        rows = [date.fromisoformat(row["date"]) for row in cls.papers(case)]
        return rows[0], rows[-1]

    @classmethod
    def lines(cls, case: "Case") -> list[tuple[dict[str, Any], Enrolment]]:
        """Each candidate of the application with the enrolment."""
        rows: list[dict[str, Any]] = cls.answer(case, "candidates", [])
        known = {
            line.number: line for line in Enrolment.objects.current().filter(number__in=[r["enrolment"].upper() for r in rows])
        }
        return [(row, known[row["enrolment"].upper()]) for row in rows]


def examination_facts(case: "Case") -> dict[str, Any]:
    """The examination of an application as the register enters it."""
    first, last = ExaminationRequest.days(case)
    return {
        "site": ExaminationRequest.answer(case, "exam_site"),
        "exam_type": ExaminationRequest.answer(case, "exam_type"),
        "exam_dates": ExaminationRequest.papers(case),
        "starts_on": first,
        "ends_on": last,
    }
