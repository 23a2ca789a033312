"""Reports that the system asks of every provider: filled in, reminded, filed late or after notice, corrected, validated."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow.fsm.base import TransitionDescriptor

import forms
from documents.catalogue.campaigns import FORMAL_NOTICE, REPORT_RECEIPT
from documents.catalogue.reminders import REMINDER
from forms import transitions
from processes import conditions
from processes.fragments.names import named
from processes.language import (
    NOT_STARTED,
    SUSPENDED,
    Desk,
    Duty,
    Fragment,
    Role,
    Stage,
    calendar_days,
    stage,
    working_days,
)
from processes.reporting import file_report, validate_report
from processes.rules import reports
from registers import activity_reports, providers, risk, sites
from workflow import completeness, links
from workflow.causes import cause_of
from workflow.procedure import Procedure

Named = Iterator[tuple[str, TransitionDescriptor]]
REMINDED = (30, 15, 3, 0)  # days before the last one
FILLED = (Stage.IN_PREPARATION, Stage.OVERDUE, Stage.FORMAL_NOTICE)


@dataclass
class Reporting(Fragment):
    """The whole life of a report; `days` from the opening to the last day, `check` for the region, `notice` after notice."""

    days: int
    check: int
    notice: int
    at_once: tuple[str, ...] = ()

    def desks(self) -> Mapping[str, Desk]:
        awaited: dict[str, Any] = {
            "then": "mark_overdue",
            "counts_from": reports.counted_from,
            "goes_on": True,
            "last_reminders": REMINDED,
            "reminds": "send_reminder",
        }
        return {
            Stage.OPENED: Desk(Role.APPLICANT, calendar_days(self.days), also=(Role.REGIONAL_DIRECTOR,), **awaited),
            Stage.IN_PREPARATION: Desk(Role.APPLICANT, calendar_days(self.days), **awaited),
            Stage.OVERDUE: Desk(Role.APPLICANT, also=(Role.REGIONAL_OFFICER,)),
            Stage.FORMAL_NOTICE: Desk(Role.APPLICANT, calendar_days(self.notice), then="declare_default"),
            Stage.SUBMITTED: Desk(Role.REGIONAL_OFFICER, working_days(self.check), clock=NOT_STARTED, at_once=self.at_once),
            Stage.CORRECTION_REQUESTED: Desk(Role.APPLICANT, calendar_days(15), clock=SUSPENDED, then="expire_correction"),
        }

    def transitions(self) -> Named:
        yield from _filled_in()
        yield from _filed()
        yield from _checked()
        yield from _not_filed()


def _filled_in() -> Named:
    @stage.transition(
        label=_("Start filling in"),
        source=Stage.OPENED,
        target=Stage.IN_PREPARATION,
        by=Role.APPLICANT,
        conditions=[reports.obligation_open],
        notifies=False,
    )
    def start_filling(procedure: Procedure) -> None:
        procedure.case.answers = procedure.application.begun(procedure.case)

    yield "start_filling", start_filling

    @stage.transition(
        label=_("Exempt"),
        source=Stage.OPENED,
        target=Stage.EXEMPTED,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[reports.nothing_to_report],
        form=transitions.Reason,
    )
    def exempt(procedure: Procedure) -> None:
        activity_reports.exempt(report=reports.line_of(procedure), cause=cause_of(procedure))

    yield "exempt", exempt

    @stage.transition(
        label=_("Save progress"),
        source=Stage.IN_PREPARATION,
        target=Stage.IN_PREPARATION,
        by=Role.APPLICANT,
        notifies=False,
    )
    def save_progress(procedure: Procedure) -> None: ...

    yield "save_progress", save_progress

    reminding: dict[str, Any] = {
        "label": _("Send a reminder"),
        "by": Role.SYSTEM,
        "conditions": [reports.reminder_is_due],
        "issues": REMINDER,
        "notifies": False,
    }

    # Each at its own stage: a report that nobody has begun is not begun by a reminder.
    @stage.transition(source=Stage.IN_PREPARATION, target=Stage.IN_PREPARATION, **reminding)
    @stage.transition(source=Stage.OPENED, target=Stage.OPENED, **reminding)
    def send_reminder(procedure: Procedure) -> None: ...

    yield "send_reminder", send_reminder


def _filed() -> Named:
    for name, label, source in (
        ("submit", _("Submit"), Stage.IN_PREPARATION),
        ("submit_late", _("Submit late"), Stage.OVERDUE),
        ("submit_after_notice", _("Submit after the notice"), Stage.FORMAL_NOTICE),
    ):

        @stage.transition(
            label=label,
            source=source,
            target=Stage.SUBMITTED,
            by=Role.APPLICANT,
            conditions=[conditions.application_complete, reports.controls_passed],
            duty=Duty.FILES,
        )
        def file(procedure: Procedure) -> None:
            file_report(procedure)

        yield name, named(file, name)


def _checked() -> Named:
    @stage.transition(
        label=_("Ask for corrections"),
        source=Stage.SUBMITTED,
        target=Stage.CORRECTION_REQUESTED,
        by=Role.REGIONAL_OFFICER,
        form=forms.ComplementRequest,
        duty=Duty.INSTRUCTS,
    )
    def request_correction(procedure: Procedure) -> None:
        completeness.ask(procedure, kind="complement")
        activity_reports.reopen(report=reports.line_of(procedure), cause=cause_of(procedure))

    yield "request_correction", request_correction

    @stage.transition(
        label=_("Submit again"),
        source=Stage.CORRECTION_REQUESTED,
        target=Stage.SUBMITTED,
        by=Role.APPLICANT,
        conditions=[conditions.items_answered],
        duty=Duty.FILES,
    )
    def resubmit(procedure: Procedure) -> None:
        completeness.answer(procedure)
        file_report(procedure)

    yield "resubmit", resubmit

    @stage.transition(
        label=_("Validate"),
        source=Stage.SUBMITTED,
        target=Stage.VALIDATED,
        by=Role.REGIONAL_OFFICER,
        conditions=[reports.controls_passed],
        issues=REPORT_RECEIPT,
        duty=Duty.INSTRUCTS,
    )
    def validate(procedure: Procedure) -> None:
        validate_report(procedure)

    yield "validate", validate


def _not_filed() -> Named:
    @stage.transition(
        label=_("Mark as overdue"),
        source=(Stage.OPENED, Stage.IN_PREPARATION),
        target=Stage.OVERDUE,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up],
    )
    def mark_overdue(procedure: Procedure) -> None:
        if not procedure.case.answers:
            procedure.case.answers = procedure.application.begun(procedure.case)

    yield "mark_overdue", mark_overdue

    @stage.transition(
        label=_("Serve a formal notice"),
        source=Stage.OVERDUE,
        target=Stage.FORMAL_NOTICE,
        by=Role.REGIONAL_OFFICER,
        conditions=[reports.grace_is_over],
        issues=FORMAL_NOTICE,
        duty=Duty.INSTRUCTS,
    )
    def serve_notice(procedure: Procedure) -> None: ...

    yield "serve_notice", serve_notice

    @stage.transition(
        label=_("Correction overdue"),
        source=Stage.CORRECTION_REQUESTED,
        target=Stage.FORMAL_NOTICE,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up],
        issues=FORMAL_NOTICE,
    )
    def expire_correction(procedure: Procedure) -> None: ...

    yield "expire_correction", expire_correction

    @stage.transition(
        label=_("Declare in default"),
        source=Stage.FORMAL_NOTICE,
        target=Stage.DEFAULTED,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up],
    )
    def declare_default(procedure: Procedure) -> None:
        """The line says so, the public list too, and sanction proceedings begin."""
        cause, told = cause_of(procedure), procedure.case.facts["report"]
        activity_reports.default(report=reports.line_of(procedure), cause=cause)
        provider = providers.flag(provider=procedure.provider, cause=cause, report_missing=True)
        providers.grade(provider=provider, cause=cause, risk_score=risk.score_of(provider, on=procedure.today))
        ground = {"article_ref": "CDC", "fact": told["number"], "severity": "major", "dated": procedure.today.isoformat()}
        places = [str(site.entry) for site in sites.of_provider(procedure.provider)]
        answers = {"provider": str(procedure.provider), "sites": places, "grounds": [ground]}
        file = {**answers, "origin_case": procedure.case.number}
        links.open_case(act=procedure, procedure_code="SAN-01", answers={"file": file})

    yield "declare_default", declare_default
