"""The marks of an examination and the decisions that the structure proposes: read by the jury alone until they are published."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from forms.application import Application
from forms.blocks import Declaration, identity_of_provider
from forms.entries import EntryField
from forms.fields import AmountField, ChoiceField, LineField, NumberField, TableField
from forms.requirements import Requirement
from forms.sections import Section
from forms.training.averages import MENTIONS, Standing, is_disputed, standings
from forms.training.holder import own_providers, words_of_provider
from registers import enrolments, examinations, providers, sessions
from registers.models import Enrolment
from registers.models import Examination as Held
from workflow import parameters

if TYPE_CHECKING:
    from workflow.models import Case

MOST_MARKS = 600
DECISIONS = [("admitted", _("Admitted")), ("adjourned", _("Adjourned")), ("second_session", _("Second session"))]
CAUSES = [("fraud", _("Fraud")), ("absence", _("Absence"))]
YES_NO = [("no", _("No")), ("yes", _("Yes"))]
MARK = {"decimals": 2, "min_value": Decimal(0), "max_value": Decimal(20)}
# Nobody reads these before the publication but the jury; other candidates never do.
SECRET = frozenset({"marks", "continuous_assessment", "average", "proposals", "REPORT"})
NOMINAL = SECRET | {"withdrawn_candidates", "diploma_numbers", "EVID"}
JURY = (Role.JURY_MEMBER, Role.JURY_PRESIDENT)


def held_examinations(case: "Case") -> Iterable[Held]:
    """The examinations of the structure that were held and whose results are not out."""
    held = [provider.entry for provider in own_providers(case)]
    return Held.objects.current().filter(provider__in=held, status=Held.Status.HELD).order_by("-ends_on", "number")


def presented(examination: str) -> dict[str, Enrolment]:
    """The candidates who were presented, by the number of their enrolment."""
    lines = examinations.get(examination).candidates if examination else []
    found = [enrolments.get(line["enrolment"]) for line in lines if not line.get("excluded")]
    return {line.number: line for line in found}


def modules_of(examination: str) -> list[str]:
    rows = examinations.get(examination).exam_dates if examination else []
    return list(dict.fromkeys(str(row["module"]) for row in rows))


class Examined(Section):
    code = "examined"
    title = _("The examination")

    examination = EntryField(register=lambda: Held, offers=held_examinations, label=_("Examination"))
    withdrawn_candidates = TableField(
        label=_("Candidates set aside"),
        required=False,
        cells={
            "candidate": LineField(label=_("Number of the enrolment"), max_length=40),
            "cause": ChoiceField(label=_("Cause"), choices=CAUSES, as_list=True),
        },
    )

    def clean_withdrawn_candidates(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["withdrawn_candidates"]
        known = presented(str(self.cleaned_data.get("examination") or ""))
        if [row for row in rows if row["candidate"].upper() not in known]:
            raise ValidationError(_("Name candidates who were presented."), code="candidate")
        return rows


def check_mark(row: dict[str, Any]) -> None:
    """Two marks for each paper; one on which the markers agreed where they were too far apart."""
    if row["absent"] == "yes":
        return
    if row["mark_20"] is None or row["second_mark"] is None:
        raise ValidationError(_("Give the marks of both markers, or say that the candidate was absent."))
    if is_disputed(row) and row["agreed_mark"] is None:
        raise ValidationError(_("The two marks differ by more than three points: give the mark that both agreed on."))


class Marks(Section):
    code = "marks"
    title = _("The marks")
    lead = _("Nobody but the jury reads them before the results are published.")

    marks = TableField(
        label=_("Marks"),
        max_rows=MOST_MARKS,
        check_row=check_mark,
        cells={
            "candidate": LineField(label=_("Number of the enrolment"), max_length=40),
            "module": LineField(label=_("Unit"), max_length=150),
            "coefficient": NumberField(label=_("Coefficient"), min_value=1, max_value=20),
            "mark_20": AmountField(label=_("First marker, out of 20"), required=False, **MARK),
            "second_mark": AmountField(label=_("Second marker, out of 20"), required=False, **MARK),
            "agreed_mark": AmountField(label=_("Agreed mark"), required=False, **MARK),
            "absent": ChoiceField(label=_("Absent"), choices=YES_NO, as_list=True),
        },
    )
    continuous_assessment = TableField(
        label=_("Continuous assessment"),
        help_text=_("Where the regulations of the programme use it."),
        required=False,
        max_rows=100,
        cells={
            "candidate": LineField(label=_("Number of the enrolment"), max_length=40),
            "mark_20": AmountField(label=_("Mark out of 20"), **MARK),
        },
    )
    average = LineField(
        label=_("Average"),
        help_text=_("Computed with the coefficients when the marks are handed in."),
        required=False,
        disabled=True,
    )

    def known(self) -> dict[str, Any]:
        key = str(self.before("examined", "examination") or "")
        blank = {"coefficient": "1", "mark_20": "", "second_mark": "", "agreed_mark": "", "absent": "no"}
        rows = [{"candidate": number, "module": module, **blank} for number in presented(key) for module in modules_of(key)]
        return {"marks": rows}

    def clean_marks(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["marks"]
        key = str(self.before("examined", "examination") or "")
        aside = {row["candidate"].upper() for row in self.before("examined", "withdrawn_candidates") or []}
        due = {(number, module) for number in presented(key) if number not in aside for module in modules_of(key)}
        given = [(row["candidate"].upper(), row["module"]) for row in rows]
        if len(set(given)) < len(given):
            raise ValidationError(_("A candidate has one line for each unit."), code="twice")
        if set(given) != due:
            told = {"lines": ", ".join(f"{who} – {module}" for who, module in sorted(due ^ set(given))[:10])}
            raise ValidationError(_("Lines that are missing or do not belong here: %(lines)s."), code="missing", params=told)
        if len({(row["module"], row["coefficient"]) for row in rows}) > len({row["module"] for row in rows}):
            raise ValidationError(_("A unit has one coefficient for all."), code="coefficient")
        return rows

    def clean_continuous_assessment(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["continuous_assessment"]
        marked = {row["candidate"].upper() for row in self.cleaned_data.get("marks", [])}
        numbers = [row["candidate"].upper() for row in rows]
        if rows and (set(numbers) != marked or len(set(numbers)) < len(numbers)):
            raise ValidationError(_("Give one mark of continuous assessment to each candidate, or to nobody."), code="all")
        return rows


class Decisions(Section):
    code = "decisions"
    title = _("The decisions proposed")
    lead = _("The jury decides; these are proposals.")

    proposals = TableField(
        label=_("Decisions proposed"),
        max_rows=100,
        cells={
            "candidate": LineField(label=_("Number of the enrolment"), max_length=40),
            "decision": ChoiceField(label=_("Decision"), choices=DECISIONS, as_list=True),
            "mention": ChoiceField(
                label=_("Mention"), choices=[(code, label) for _least, code, label in MENTIONS], as_list=True, required=False
            ),
        },
    )
    diploma_numbers = LineField(
        label=_("Numbers of the diplomas"), help_text=_("Reserved by the centre."), required=False, disabled=True
    )

    def known(self) -> dict[str, Any]:
        marked = self._standings()
        rows = [{"candidate": n, "decision": decision_of(marked[n]), "mention": marked[n].mention} for n in sorted(marked)]
        return {"proposals": rows}

    def _standings(self) -> dict[str, Standing]:
        return standings_of({"marks": {"marks": self.before("marks", "marks") or [], **_continuous(self)}})

    def clean_proposals(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["proposals"]
        marked = self._standings()
        numbers = [row["candidate"].upper() for row in rows]
        if sorted(numbers) != sorted(marked):
            raise ValidationError(_("Propose one decision for each candidate who has marks."), code="all")
        least = least_average()
        wrong = [
            row["candidate"]
            for row in rows
            if not may_be(row["decision"], marked[row["candidate"].upper()], least=least)
            or (row["mention"] and row["mention"] != marked[row["candidate"].upper()].mention)
        ]
        if wrong:
            told = {"numbers": ", ".join(wrong)}
            raise ValidationError(_("Decision or mention against the average: %(numbers)s."), code="average", params=told)
        return rows


def _continuous(section: Section) -> dict[str, Any]:
    return {"continuous_assessment": section.before("marks", "continuous_assessment") or []}


def least_average() -> Decimal:
    """Below it the jury admits nobody."""
    return Decimal(str(parameters.value("TRN-05.deliberation")))


def decision_of(standing: Standing) -> str:
    """What the average alone amounts to: the lowest mention is that of whoever passes."""
    return "admitted" if standing.mention else "adjourned"


def may_be(decision: str, standing: Standing, *, least: Decimal) -> bool:
    """Whether the jury may decide so for somebody with this average."""
    return decision != "admitted" or (standing.average is not None and standing.average >= least)


def standings_of(given: Any) -> dict[str, Standing]:
    """The standings of answers, by the number of the enrolment."""
    told = given.get("marks", {})
    continuous = {row["candidate"].upper(): Decimal(str(row["mark_20"])) for row in told.get("continuous_assessment", [])}
    share = Decimal(str(parameters.value("TRN-05.continuous")))
    return standings(told.get("marks", []), continuous=continuous, share=share)


class ExaminationResults(Application):
    sections = (Examined, Marks, Decisions, Declaration)
    object_words = {
        "ar": "المصادقة على نتائج الامتحان وإسناد الشهائد",
        "fr": "la validation des résultats de l’examen et la délivrance des diplômes",
        "en": "the validation of the results of the examination and the issue of diplomas",
    }
    particulars = ("examination",)
    requires = (
        Requirement("REPORT", hint=_("Marking sheets signed by two markers.")),
        Requirement(
            "EVID",
            lambda case: any(r["cause"] == "fraud" for r in ExaminationResults.answer(case, "withdrawn_candidates", [])),
            condition=_("If a candidate is set aside for fraud."),
        ),
    )

    @classmethod
    def withheld(cls, case: "Case", *, role: str) -> frozenset[str]:
        # Who helps a candidate at the counter reads no more of the others than that candidate does.
        if role in (Role.TRAINEE, Role.FRONT_DESK):
            return NOMINAL
        if role in JURY or not role or case.facts.get("published"):
            return frozenset()
        return SECRET

    @classmethod
    def examination(cls, case: "Case") -> Held:
        return examinations.get(str(cls.answer(case, "examination")))

    @classmethod
    def candidates(cls, case: "Case") -> dict[str, Enrolment]:
        return presented(str(cls.answer(case, "examination")))

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        held = cls.examination(case)
        region = sessions.get(held.session).region
        return identity_of_provider(str(held.provider), region=region, language=case.language)

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        return bool(cls.answer(case, "examination") == cls.answer(other, "examination"))

    @classmethod
    def search_text(cls, case: "Case") -> str:
        """Also by the numbers of the enrolments: a candidate who comes to the counter brings theirs."""
        held = cls.examination(case)
        return words_of_provider(providers.get(held.provider), held.number, held.title_ar, held.title_fr, *cls.candidates(case))
