"""Letters of campaigns of reports, from the campaign, the register of reports and the clocks of the case."""

from datetime import date
from typing import Any

from documents.contexts import limits
from documents.contexts.parties import applicant_name
from documents.contexts.words import text, translated
from documents.laws import Text
from registers import activity_reports
from workflow.models import Case
from workflow.procedure import Procedure
from workflow.procedures import procedure_of

QUARTERS: dict[str, Text] = {
    "Q1": text("الثلاثي الأول", "premier trimestre"),
    "Q2": text("الثلاثي الثاني", "deuxième trimestre"),
    "Q3": text("الثلاثي الثالث", "troisième trimestre"),
    "Q4": text("الثلاثي الرابع", "quatrième trimestre"),
}


def period_of(case: Case) -> Text:
    """`السنة 2026` or `troisième trimestre 2026`."""
    year, _dash, quarter = case.facts["report"]["period"].partition("-")
    if not quarter:
        return text(f"سنة {year}", f"année {year}")
    return text(f"{QUARTERS[quarter]['ar']} لسنة {year}", f"{QUARTERS[quarter]['fr']} {year}")


def _common(case: Case) -> dict[str, Any]:
    return {"structure": applicant_name(case), "report": case.facts["report"]["number"], "period": period_of(case)}


def opening(act: Procedure) -> dict[str, Any]:
    """What is asked, for which period and until when."""
    told = act.case.facts["campaign"]
    return {**_common(act.case), "opened_on": told["opened_on"], "due_on": told["due_on"]}


def awaited(case: Case) -> Text:
    """What the structure still owes, in the words of the law."""
    title, period = translated(procedure_of(case).title), period_of(case)
    return text(
        f"إيداع «{title['ar']}» بعنوان {period['ar']} على المنصة.",
        f"le dépôt sur la plateforme du « {title['fr']} », {period['fr']}.",
    )


def reminder(act: Procedure) -> dict[str, Any]:
    """What is awaited, and the last day of the campaign."""
    return {"what": awaited(act.case), "due": act.case.facts["campaign"]["due_on"]}


def formal_notice(act: Procedure) -> dict[str, Any]:
    """What was not filed, or not corrected, and the last time limit; it begins with this act."""
    case = act.case
    due, period = date.fromisoformat(case.facts["campaign"]["due_on"]), period_of(case)
    days = f"{due:%d/%m/%Y}"
    number = case.facts["report"]["number"]
    corrected = bool(activity_reports.get(case.facts["report"]["entry"]).filed_on)
    facts = (
        text(
            f"طُلب منكم إصلاح التقرير عدد {number} بعنوان {period['ar']} ولم يُصلح في الأجل.",
            f"la correction du rapport n° {number}, {period['fr']}, vous a été demandée et n’a pas été faite dans le délai.",
        )
        if corrected
        else text(
            f"لم يودع التقرير عدد {number} بعنوان {period['ar']} في أجله المحدد بيوم {days}.",
            f"le rapport n° {number}, {period['fr']}, n’a pas été déposé à l’échéance du {days}.",
        )
    )
    return {
        "structure": applicant_name(case),
        "facts": facts,
        "asked": awaited(case),
        "answer": limits.of_stage(case, case.stage),
        "consequence": text(
            "تُعاين حالة التخلف ويحال الملف على إجراءات العقوبة، ويُذكر ذلك في القائمة العمومية للهياكل.",
            "la défaillance est constatée, le dossier est transmis en procédure de sanction et la liste publique des structures "
            "en porte la mention.",
        ),
    }


def receipt(act: Procedure) -> dict[str, Any]:
    """The report as it is now frozen."""
    line = activity_reports.get(act.case.facts["report"]["entry"])
    return {
        **_common(act.case),
        "filed_on": (line.filed_on or act.today).isoformat(),
        "late": int(line.days_late or 0),
        "differences": len(line.differences),
        "automatic": act.actor.is_system,
    }
