"""What both reports of activity share: the period, the explanations, and what filing keeps of them."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms import answers
from forms.application import Application
from forms.entries import EntryField
from forms.fields import ChoiceField, LineField, TableField, TickField
from forms.monitoring.concerned import identity_of
from forms.monitoring.controls import CONTROLS, Finding
from forms.sections import Section
from registers import programmes
from registers.models import Programme

if TYPE_CHECKING:
    from workflow.models import Case


def its_programmes(case: "Case") -> Iterable[Programme]:
    return programmes.of_provider(case.provider) if case.provider else []


def programme_field() -> EntryField:
    return EntryField(register=lambda: Programme, offers=its_programmes, label=_("Programme"))


def check_once(rows: Iterable[dict[str, Any]], *, key: str) -> None:
    """A programme, a country or a source has one line."""
    named = [row[key] for row in rows]
    if len(named) != len(set(named)):
        raise ValidationError(_("The same item is named twice: say everything in one line."), code="twice")


class Explanations(Section):
    """Whatever the registers contradict is explained, control by control, before a report is filed."""

    code = "explanations"
    title = _("Controls and explanations")
    lead = _("Your figures are compared with the registers. Explain each difference that is named here.")

    explanations = TableField(
        label=_("Explanations"),
        required=False,
        cells={
            "control": ChoiceField(label=_("Control"), choices=list(CONTROLS.items()), as_list=True),
            "explanation": LineField(label=_("Explanation"), max_length=400),
        },
    )
    controls_read = TickField(label=_("I have compared the figures with the registers"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.case is None or self.case.provider is None:
            return cleaned
        report: type[Report] = self.reporting()
        given = {row["control"] for row in cleaned.get("explanations") or ()}
        for finding in report.findings(self.case):
            if finding.is_blocking or finding.control not in given:
                self.add_error("explanations", ValidationError(finding.sentence, code=finding.control))
        return cleaned

    def reporting(self) -> "type[Report]":
        from workflow.procedures import procedure_of  # the procedure's module imports this one

        application: type[Report] = procedure_of(self.case).application  # type: ignore[arg-type]
        return application


class Report(Application):
    """A report of activity: begun from the registers, controlled against them, kept in the register of reports."""

    told_by: ClassVar[tuple[str, ...]] = ()  # the sections whose answers are the figures

    @classmethod
    def period(cls, case: "Case") -> tuple[date, date]:
        """The first and last day that the report tells of."""
        told = case.facts["report"]
        return date.fromisoformat(told["starts_on"]), date.fromisoformat(told["ends_on"])

    @classmethod
    def told(cls, case: "Case") -> dict[str, Any]:
        """The valid answers of the report, by question."""
        return {name: value for code in cls.told_by for name, value in answers.valid(case.answers, code).items()}

    @classmethod
    def findings(cls, case: "Case") -> list[Finding]:
        """The controls that the report does not pass, as its answers and the registers now stand."""
        raise NotImplementedError

    @classmethod
    def begun(cls, case: "Case") -> dict[str, Any]:
        """The answers with which the report begins: what the registers know."""
        raise NotImplementedError

    @classmethod
    def explained(cls, case: "Case") -> str:
        """The explanations, control by control, as the register keeps them."""
        rows = answers.valid(case.answers, Explanations.code).get("explanations", ())
        return "\n".join(f"{row['control']} {row['explanation']}" for row in rows)

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        return identity_of(case)

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        return bool(case.provider == other.provider and case.facts.get("campaign") == other.facts.get("campaign"))

    @classmethod
    def search_text(cls, case: "Case") -> str:
        return case.search_text
