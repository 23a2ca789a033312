"""The application for the visa of a batch of attestations."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms import answers
from forms.application import Application
from forms.blocks import Declaration, identity_of_provider
from forms.entries import EntryField, own_providers
from forms.fields import ChoiceField, CinField, LineField, NumberField, TableField
from forms.requirements import Requirement
from forms.sections import Section
from registers import enrolments, sessions
from registers.models import Enrolment
from registers.models import Session as TrainingSession
from registers.normalise import fold
from workflow import parameters

if TYPE_CHECKING:
    from workflow.models import Case

MOST_LINES = 200
LEAST_ATTENDANCE = 80  # per cent
LETTER_LANGUAGES = [("ar", _("Arabic")), ("fr", _("French"))]
DELIVERY_MODES = [
    ("digital", _("In the account, with an electronic signature")),
    ("counter", _("At the counter of the regional directorate")),
    ("post", _("By registered post")),
]
# Code -> what is not met, and the text that asks for it.
GROUNDS: dict[str, tuple[Any, str]] = {
    "second_difference": (_("The batch still differs from the register after it was corrected"), "CDC"),
    "false_enrolment": (_("An attestation names a person who was not enrolled"), "CDC"),
    "attendance_insufficient": (_("The attendance of the trainee is below the minimum"), "CDC"),
    "hours_differ": (_("The hours differ from those of the register"), "CDC"),
}


def closed_sessions(case: "Case") -> Iterable[TrainingSession]:
    """The sessions of the applicant's structures that are over."""
    held = [provider.entry for provider in own_providers(case)]
    found = TrainingSession.objects.current().filter(provider__in=held, status=TrainingSession.Status.CLOSED)
    return found.order_by("-ends_on", "number")


def templates_of_the_year() -> list[tuple[str, str]]:
    """The approved template; another one comes with another year."""
    version = str(parameters.value("EQV-04.template"))
    return [(version, version)]


class Batch(Section):
    code = "batch"
    title = _("The session")

    session = EntryField(register=lambda: TrainingSession, offers=closed_sessions, label=_("Session"))
    template_version = ChoiceField(
        label=_("Template of the attestations"),
        help_text=_("The template approved for this year."),
        choices=templates_of_the_year,
    )
    delivery_mode = ChoiceField(label=_("How will the attestations be handed over?"), choices=DELIVERY_MODES)


class Attestations(Section):
    code = "attestations"
    title = _("The attestations")
    lead = _("One line for each attestation, as it is printed. At least 80 percent of the training must have been attended.")

    certificates = TableField(
        label=_("Attestations"),
        max_rows=MOST_LINES,
        cells={
            "trainee": LineField(label=_("Trainee"), max_length=160),
            "cin": CinField(label=_("Identity card"), required=False),
            "enrolment": LineField(label=_("Number of the enrolment"), max_length=40),
            "hours": NumberField(label=_("Hours"), min_value=1, max_value=20_000),
            "number": LineField(label=_("Number of the attestation"), max_length=40),
            "language": ChoiceField(label=_("Language"), choices=LETTER_LANGUAGES, as_list=True),
        },
    )

    def known(self) -> dict[str, Any]:
        enrolled = enrolments_of(str(self.before("batch", "session") or ""))
        attended = [line for _number, line in sorted(enrolled.items()) if _has_attended(line)]
        rows = [{"trainee": line.name_ar or line.name_fr, "enrolment": line.number, "language": "ar"} for line in attended]
        return {"certificates": rows}

    def clean_certificates(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["certificates"]
        for name in ("enrolment", "number"):
            values = [fold(row[name]) for row in rows]
            if len(set(values)) < len(values):
                raise ValidationError(_("Two lines have the same enrolment or the same number."), code="twice")
        known = enrolments_of(str(self.before("batch", "session") or ""))
        wrong = [str(i) for i, row in enumerate(rows, 1) if not _is_attended(known.get(row["enrolment"].upper()), row)]
        if wrong:
            told = {"lines": ", ".join(wrong)}
            raise ValidationError(
                _("These lines are no attended enrolment of the session under this name: %(lines)s."),
                code="enrolment",
                params=told,
            )
        return rows


def enrolments_of(session: str) -> dict[str, Enrolment]:
    """The enrolments of a session, by their number."""
    return {e.number: e for e in enrolments.of_session(session)} if session else {}


def _has_attended(enrolment: Enrolment) -> bool:
    return (enrolment.attendance or 0) >= LEAST_ATTENDANCE


def _is_attended(enrolment: Enrolment | None, row: dict[str, Any]) -> bool:
    if enrolment is None or not _has_attended(enrolment):
        return False
    return fold(row["trainee"]) in (fold(enrolment.name_ar), fold(enrolment.name_fr))


def _list_is_missing(case: "Case") -> bool:
    """The validated list is read from the register; it is joined only where the register has none."""
    chosen = BatchVisa.answer(case, "session")
    return bool(chosen) and sessions.get(chosen).list_validated_on is None


def _stamp_is_set(case: "Case") -> bool:
    return Decimal(str(parameters.value_for(case, f"{case.procedure}.stamp"))) > 0


class BatchVisa(Application):
    sections = (Batch, Attestations, Declaration)
    grounds = GROUNDS
    object_words = {
        "ar": "التأشير على شهائد الدورة",
        "fr": "le visa des attestations de la session",
        "en": "the visa of the attestations of the session",
    }
    particulars = ("session", "template_version")
    requires = (
        Requirement("LISTV", _list_is_missing, condition=_("If the register has no validated list of the session.")),
        Requirement("REPORT", hint=_("Attendance and hours of the session.")),
        Requirement("PAY", _stamp_is_set, condition=_("If a stamp is due for each attestation.")),
    )

    @classmethod
    def rows(cls, case: "Case") -> list[dict[str, Any]]:
        """The lines of the batch, in the order of the application."""
        found: list[dict[str, Any]] = cls.answer(case, "certificates", [])
        return found

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        session = sessions.get(str(cls.answer(case, "session")))
        return identity_of_provider(str(session.provider), region=session.region, language=case.language)

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        """The same session and one of the same attestations."""
        if cls.answer(case, "session") != cls.answer(other, "session"):
            return False
        return bool({row["number"] for row in cls.rows(case)} & {row["number"] for row in cls.rows(other)})

    @classmethod
    def search_text(cls, case: "Case") -> str:
        who, session = cls.identity(case), sessions.get(str(cls.answer(case, "session")))
        named = (who["name_ar"], who["name_fr"], session.number, session.title_ar, session.title_fr)
        return fold(" ".join((*named, *(row["number"] for row in cls.rows(case)))))


def batch_of(case: "Case") -> dict[str, Any]:
    """The valid answers about the session."""
    return answers.valid(case.answers, Batch.code)
