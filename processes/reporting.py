"""What reports of activity do to the registers, and how the campaigns that ask for them are opened."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from documents.catalogue.campaigns import CAMPAIGN_NOTICE
from processes.language import Role, Stage
from processes.rules import discipline, reports
from registers import activity_reports, providers, risk
from workflow.causes import cause_of
from workflow.periods import Campaigns, Period
from workflow.procedure import Procedure

BOUND = (str(Stage.OPENED), str(Stage.IN_PREPARATION))


def begin(procedure: Procedure, period: Period) -> Mapping[str, Any]:
    """The line of the register that the case keeps."""
    year, _dash, quarter = period.code.partition("-")
    line = activity_reports.open_line(
        provider=procedure.provider,
        year=int(year),
        period=quarter or "A",
        cause=cause_of(procedure),
        due_on=procedure.case.facts["campaign"]["due_on"],
    )
    days = {"starts_on": period.starts_on.isoformat(), "ends_on": period.ends_on.isoformat()}
    return {"report": {"entry": str(line.entry), "number": line.number, "period": period.code, **days}}


def campaigns(
    *, period: Callable[[str], Period], offered: Callable[[date], Iterable[Period]], from_the_end: bool = False
) -> Campaigns:
    """How the reports of a period are asked for, and validated in numbers."""
    return Campaigns(
        by=(Role.CENTRAL_OFFICER, Role.CENTRAL_DIRECTOR),
        period=period,
        offered=offered,
        obliged=reports.obliged,
        begins=begin,
        stages=BOUND,
        from_the_end=from_the_end,
        notice=CAMPAIGN_NOTICE,
        validation="validate",
        remarks=reports.remarks,
        tally=discipline.tally,
    )


def file_report(procedure: Procedure) -> None:
    """What the provider declares enters the register, with what differs from the others and why."""
    case, application = procedure.case, procedure.application
    activity_reports.file(
        report=reports.line_of(procedure),
        values=application.told(case),
        cause=cause_of(procedure),
        explanations=application.explained(case),
        differences=[finding.as_json() for finding in application.findings(case)],
    )


def validate_report(procedure: Procedure) -> None:
    """The figures are frozen; the risk of the provider is computed anew."""
    cause = cause_of(procedure)
    activity_reports.validate(report=reports.line_of(procedure), cause=cause)
    if providers.get(procedure.provider).report_missing and not activity_reports.missing(provider=procedure.provider).exists():
        providers.flag(provider=procedure.provider, cause=cause, report_missing=False)
    providers.grade(provider=procedure.provider, cause=cause, risk_score=risk.score_of(procedure.provider, on=procedure.today))
