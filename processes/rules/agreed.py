"""What a financed project does to the registers: its agreement, and the report of its results."""

from decimal import Decimal

from forms.financing import scheduled
from registers import activity_reports, agreements
from registers.models import ActivityReport, Agreement
from workflow.causes import cause_of
from workflow.procedure import Procedure


def enter(act: Procedure) -> Agreement:
    """The agreement with its schedule and its targets, until the last session ends."""
    case, told, answer = act.case, act.case.facts["selection"], act.application.answer
    rows = zip(told["instalments"], scheduled(case.facts), strict=True)
    entered = agreements.enter(
        provider=act.provider,
        agreement_type="project",
        facts={
            "title": answer(case, "project_title"),
            "programmes": [row["programme"] for row in answer(case, "programmes", [])],
            "amount_tnd": Decimal(str(told["granted_tnd"])),
            "instalments": [{**row, "amount": str(amount)} for row, amount in rows],
            "indicators": list(answer(case, "indicators", [])),
        },
        cause=cause_of(act),
        starts_on=str(answer(case, "start_date")),
        ends_on=act.application.last_day(case),
    )
    case.facts["agreement"] = str(entered.entry)
    return entered


def report(act: Procedure) -> ActivityReport:
    """The line of the project, opened with its first report and filed again with each correction."""
    facts, cause = act.case.facts, cause_of(act)
    told = facts["final_report"]
    line = facts.get("report") or activity_reports.open_line(
        provider=act.provider, year=act.today.year, period="P", cause=cause, agreement=facts["agreement"]
    )
    values = {name: told[name] for name in ("enrolled", "graduated", "inserted")}
    filed = activity_reports.file(report=line, values=values, cause=cause, explanations=told.get("explanations", ""))
    facts["report"] = str(filed.entry)
    return filed
