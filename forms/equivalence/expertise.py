"""The rapporteur's comparison, and the aptitude test."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from forms import answers
from forms.equivalence.application import LEVELS
from forms.equivalence.sections import ENTRY_LEVELS, Studies
from forms.fields import AmountField, ChoiceField, DateField, FreeText, LineField, NumberField, TickField, TimeField
from forms.requirements import ANY
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.people import PersonField, unlinked
from forms.uploads import UploadField
from workflow import holidays

TEST_NOTICE = 5  # working days
VERDICTS = [("equal", _("Equal")), ("higher", _("Higher")), ("lower", _("Lower")), ("unproven", _("Not proven"))]
RECOGNISED = [("yes", _("Yes")), ("no", _("No")), ("unknown", _("Not known"))]


class RapporteurAssignment(TransitionForm):
    rapporteur = PersonField(
        label=_("Rapporteur"), help_text=_("People with a known tie to the applicant or a part in this case are left out.")
    )
    no_link = TickField(label=_("The rapporteur belongs to the sector and has declared no tie with the holder"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rapporteur"].queryset = unlinked(self.case, role=Role.RAPPORTEUR)  # type: ignore[attr-defined]


def compared(foreign: int, reference: int) -> str:
    return "equal" if foreign == reference else "higher" if foreign > reference else "lower"


class RapporteurReport(TransitionForm):
    """facts: "report", every line of the comparison, hours_ratio in percent as text, level "" when none is proposed, on.

    `grid` holds the same as lines: [{criterion, foreign, reference, verdict}], criterion hours, level, entry_level,
    workplace or recognition; foreign and reference as text or codes.
    """

    subject = "report"
    shown_when = {"recognition_source": ("recognition", ("yes", "no"))}

    hours_abroad = NumberField(label=_("Hours of the foreign training"), min_value=1, max_value=20_000)
    hours_reference = NumberField(label=_("Hours of the national reference"), min_value=1, max_value=20_000)
    level_abroad = LineField(label=_("Level of the diploma in its country"))
    level_reference = ChoiceField(label=_("National level it is compared with"), choices=LEVELS)
    level_verdict = ChoiceField(label=_("The foreign level is"), choices=VERDICTS)
    entry_level_abroad = ChoiceField(label=_("Level of entry to the foreign training"), choices=ENTRY_LEVELS, as_list=True)
    entry_level_reference = ChoiceField(label=_("Level of entry of the national reference"), choices=ENTRY_LEVELS, as_list=True)
    recognition = ChoiceField(label=_("Is the diploma recognised in its country?"), choices=RECOGNISED)
    recognition_source = LineField(label=_("Where this is established"))
    workplace_abroad = NumberField(label=_("Share of training at the workplace abroad, in percent"), min_value=0, max_value=100)
    workplace_reference = NumberField(
        label=_("Share of training at the workplace in the reference, in percent"), min_value=0, max_value=100
    )
    conclusion = FreeText(label=_("Conclusion"), least=20, rows=8)
    level = ChoiceField(label=_("Level recommended"), choices=[*LEVELS, ("none", _("None"))])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        studies = answers.valid(self.case.answers, Studies.code)
        told = {"hours_abroad": studies.get("hours_total"), "entry_level_abroad": studies.get("entry_level_declared")}
        self.initial = {**told, **self.initial}

    def fact(self) -> dict[str, Any]:
        data = self.cleaned_data
        ratio = (Decimal(100 * data["hours_abroad"]) / data["hours_reference"]).quantize(Decimal("0.1"))
        level = "" if data["level"] == "none" else data["level"]
        # Zero is an answer here.
        shares = {name: data[name] for name in ("workplace_abroad", "workplace_reference")}
        told = {"hours_ratio": str(ratio), "level": level, "grid": self._grid(), "on": self.today.isoformat()}
        return {**self.values(), **shares, **told}

    def _grid(self) -> list[dict[str, str]]:
        data = self.cleaned_data
        rank = {code: place for place, (code, _label) in enumerate(ENTRY_LEVELS)}
        entry = compared(rank[data["entry_level_abroad"]], rank[data["entry_level_reference"]])
        workplace = compared(data["workplace_abroad"], data["workplace_reference"])
        recognition = {"yes": "equal", "no": "lower", "unknown": "unproven"}[data["recognition"]]
        lines = [
            ("hours", data["hours_abroad"], data["hours_reference"], compared(data["hours_abroad"], data["hours_reference"])),
            ("level", data["level_abroad"], data["level_reference"], data["level_verdict"]),
            ("entry_level", data["entry_level_abroad"], data["entry_level_reference"], entry),
            ("workplace", data["workplace_abroad"], data["workplace_reference"], workplace),
            ("recognition", data["recognition"], "yes", recognition),
        ]
        return [{"criterion": c, "foreign": str(f), "reference": str(r), "verdict": v} for c, f, r, v in lines]


class TestOrder(TransitionForm):
    """facts: "test" {jury_president, on, at, place, reason, ordered_on}."""

    __test__ = False  # no test case, whatever its name
    requires_reason = True
    subject = "test"

    jury_president = PersonField(label=_("President of the jury"))
    on = DateField(label=_("Day of the test"))
    at = TimeField(label=_("Hour"))
    place = LineField(label=_("Place"))
    reason = ReasonField(label=_("What is in doubt about the practical skill"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jury_president"].queryset = unlinked(self.case, role=Role.JURY_PRESIDENT)  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        calendar = holidays.calendar()
        if day < calendar.add_working(self.today, TEST_NOTICE):
            sentence = _("The holder must be convened at least %(days)d working days ahead.")
            raise ValidationError(sentence, params={"days": TEST_NOTICE})
        if not calendar.is_working(day):
            raise ValidationError(_("This is a day off."))
        return day

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "ordered_on": self.today.isoformat()}


class TestResult(TransitionForm):
    """facts: "test_result" {result, mark "12.5", minutes {attachment, sha256}, on}."""

    __test__ = False
    subject = "test_result"

    result = ChoiceField(label=_("Result"), choices=[("pass", _("Passed")), ("fail", _("Failed"))])
    mark = AmountField(label=_("Mark out of 20"), decimals=1, min_value=Decimal(0), max_value=Decimal(20))
    minutes = UploadField(label=_("Minutes of the jury"), accept=ANY, max_mb=10)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}
