"""The applicant's own cases and the questions of eligibility, flat, as the templates show them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from workflow import eligibility, panel, plain_words
from workflow.applicant_status import waits_for_applicant
from workflow.models import Case, Clock
from workflow.procedure import Procedure
from workflow.procedures import procedure_of
from workflow.views.acting import applicant_of


def rows(cases: Iterable[Case], *, user: User, on: date) -> list[dict[str, Any]]:
    """One row for each case: where it stands, whose turn it is, and until when; two queries whatever their number."""
    found = list(cases)
    due = dict(
        Clock.objects.filter(case__in=found, kind=Clock.Kind.STAGE)
        .exclude(status=Clock.Status.STOPPED)
        .filter(due__isnull=False)
        .order_by("pk")
        .values_list("case_id", "due")
    )
    return [_row(case, user=user, due=due.get(case.pk), on=on) for case in found]


def _row(case: Case, *, user: User, due: date | None, on: date) -> dict[str, Any]:
    procedure = procedure_of(case)
    is_draft, is_final = procedure.is_draft(case.stage), procedure.machine.is_final(case.stage)
    desk = procedure.machine.desks.get(case.stage)
    is_asked = desk is not None and desk.role == Role.PARTNER and case.applicant_id != user.pk
    is_mine = is_draft or is_asked or waits_for_applicant(procedure, case.stage)
    return {
        "url": reverse("workflow:case", args=[case.pk]),
        "title": procedure.title,
        "number": case.number or "",
        "applicant": applicant_of(case, get_language() or "ar", role=Role.PARTNER if is_asked else ""),
        "stage_label": procedure.stage_label(case.stage),
        "tone": panel.stage_tone(procedure, case.stage),
        "told": plain_words.told(procedure, case.stage),
        "is_mine": is_mine,
        "is_draft": is_draft,
        "holder": "" if is_final or is_mine or desk is None else Role(desk.role).label,
        "due": due,
        "is_overdue": bool(due and on > due),
        "since": timezone.localtime(case.submitted_at or case.created_at),
    }


# Eligibility ---------------------------------------------------------------------------------------------------------


def questions(procedure: type[Procedure], judged: eligibility.Judged, *, is_judged: bool) -> list[dict[str, Any]]:
    return [
        {
            "name": q.code,
            "id": f"question-{q.code}",
            "legend": q.text,
            "hint": q.hint,
            "options": [{"value": v, "label": label, "checked": judged.given.get(q.code) == v} for v, label in q.answers],
            "error": _("Choose an answer.") if is_judged and q.code in judged.missing else "",
        }
        for q in eligibility.questions_of(procedure)
    ]


def unanswered(procedure: type[Procedure], judged: eligibility.Judged) -> list[dict[str, str]]:
    """Lines of the error summary."""
    asked = [q for q in eligibility.questions_of(procedure) if q.code in judged.missing]
    return [{"url": f"#question-{q.code}", "text": str(q.text)} for q in asked]
