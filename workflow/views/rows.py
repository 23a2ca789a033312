"""Tasks and cases as flat rows of the queue table: labels and addresses are made once for a page, not once for a row."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.regions import Region
from workflow import panel
from workflow.models import Case, Task
from workflow.procedures import procedures
from workflow.tasks import FAR

NOWHERE = UUID(int=0)


def columns(*codes: str) -> list[dict[str, str]]:
    """The columns of a table, in the order of the codes."""
    labels = {
        "number": _("Number"),
        "procedure": _("Procedure"),
        "applicant": _("Applicant"),
        "stage": _("Stage"),
        "holder": _("Held by"),
        "due": _("To be done by"),
        "deposit": _("Deposited"),
        "region": _("Region"),
    }
    # The table knows one column of dates; a search shows in it the day of the deposit.
    return [{"code": "due" if code == "deposit" else code, "label": labels[code]} for code in codes]


class Words:
    """The words of one page of rows, in its language."""

    def __init__(self) -> None:
        self.is_arabic = (get_language() or "ar").startswith("ar")
        self.today = timezone.localdate()
        self.case_url = reverse("workflow:case", args=[NOWHERE])
        self.unnumbered, self.mine, self.free = _("No number yet"), _("Mine"), _("Free")
        self.overdue, self.amber, self.asleep = _("Overdue"), _("Half of the time used"), _("Snoozed until %(day)s")
        self.regions: Mapping[str, Any] = dict(Region.choices)
        self.procedures = {p.code: p for p in procedures()}
        self._stages: dict[tuple[str, str], tuple[str, str]] = {}

    def url(self, case_id: UUID) -> str:
        return self.case_url.replace(str(NOWHERE), str(case_id))

    def name(self, arabic: str, latin: str) -> str:
        return (arabic or latin) if self.is_arabic else (latin or arabic)

    def stage(self, code: str, stage: str) -> tuple[str, str]:
        """Label and tone."""
        if (code, stage) not in self._stages:
            procedure = self.procedures[code]
            self._stages[code, stage] = (str(procedure.stage_label(stage)), panel.stage_tone(procedure, stage))
        return self._stages[code, stage]


def holders_of(tasks: Iterable[Task]) -> dict[int, str]:
    """The names of those who hold the tasks."""
    held = {t.assignee_id for t in tasks if t.assignee_id}
    return {u.pk: u.full_name for u in User.objects.filter(pk__in=held)} if held else {}


def task_rows(tasks: Sequence[Task], *, user: User) -> list[dict[str, Any]]:
    words, names = Words(), holders_of(tasks)
    return [_task_row(task, words=words, names=names, user=user) for task in tasks]


def _task_row(task: Task, *, words: Words, names: Mapping[int, str], user: User) -> dict[str, Any]:
    stage, tone = words.stage(task.procedure, task.stage)
    is_overdue = task.due < words.today
    is_amber = not is_overdue and task.amber_on is not None and task.amber_on <= words.today
    flags = [{"label": words.mine, "tone": "info"}] if task.assignee_id == user.pk else []
    if task.snoozed_until and task.snoozed_until > words.today:
        flags.append({"label": words.asleep % {"day": _day(task.snoozed_until)}, "tone": "neutral"})
    if is_amber:
        flags.append({"label": words.amber, "tone": "warning"})
    return {
        "id": str(task.uuid),
        "url": words.url(task.case_id),
        "number": task.number or words.unnumbered,
        "procedure": task.procedure,
        "applicant": words.name(task.applicant_name_ar, task.applicant_name_fr),
        "stage_label": stage,
        "stage_tone": tone,
        "holder": names.get(task.assignee_id, "") if task.assignee_id else words.free,
        "due": None if task.due == FAR else task.due,
        "due_label": words.overdue if is_overdue else "",
        "is_overdue": is_overdue,
        "region": words.regions.get(task.region, ""),
        "flags": flags,
    }


def case_rows(cases: Iterable[Case]) -> list[dict[str, Any]]:
    words = Words()
    return [_case_row(case, words) for case in cases]


def _case_row(case: Case, words: Words) -> dict[str, Any]:
    stage, tone = words.stage(case.procedure, case.stage)
    return {
        "id": str(case.pk),
        "url": words.url(case.pk),
        "number": case.number or words.unnumbered,
        "procedure": case.procedure,
        "applicant": words.name(case.applicant_name_ar, case.applicant_name_fr),
        "stage_label": stage,
        "stage_tone": tone,
        "due": timezone.localdate(case.submitted_at) if case.submitted_at else None,
        "region": words.regions.get(case.region, ""),
    }


def _day(day: date) -> str:
    return date_format(day, "d/m/Y")
