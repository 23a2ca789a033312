"""The page of a filed case for its applicant: where it stands, who must act and by when, what happened, what was issued."""

from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflow import applicant_status, cases, clocks, filing, legal, panel, plain_words, remaining
from workflow.models import Case, Clock
from workflow.procedure import Procedure
from workflow.procedures import procedure_of
from workflow.terms import Duty
from workflow.views import sending_page
from workflow.views.acting import applicant_of


class ApplicantWords(forms.Form):
    """A message to the officers of the case."""

    body = forms.CharField(
        label=_("Your message"),
        max_length=5000,
        help_text=_("The officer in charge reads it and answers here."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


def context(case: Case, user: User, *, form: Any = None) -> dict[str, Any]:
    """Everything that the page shows; the same number of queries whatever the case holds."""
    procedure, today = procedure_of(case), timezone.localdate()
    events, waiting = applicant_status.moves(case), panel.waiting(case, on=today)
    is_final = procedure.machine.is_final(case.stage)
    items = filing.asked(case) if cases.may_edit(case, user) else []
    return {
        "case": case,
        "procedure": procedure,
        "stage_label": procedure.stage_label(case.stage),
        "tone": panel.stage_tone(procedure, case.stage),
        "told": plain_words.told(procedure, case.stage),
        "is_final": is_final,
        "is_my_turn": bool(items),
        "holder": "" if is_final else ", ".join(str(r) for r in waiting.roles),
        "deadline": deadline(case, waiting, on=today),
        "overall": overall(case, on=today),
        "items": items,
        "left": sum(not i.is_answered for i in items),
        "documents": applicant_status.documents(case),
        "remedies": procedure.appeal if is_final and _was_decided(case) else "",
        "timeline": applicant_status.timeline(case, events),
        "facts": _facts(case),
        **_turn(procedure, case, user),
        "filling": sending_page.tasks(case, user) if procedure.is_filled_in(case.stage) else None,
        "messages_thread": applicant_status.thread(case, user),
        "message_form": form or ApplicantWords(),
        "message_url": reverse("workflow:message", args=[case.pk]),
    }


def _was_decided(case: Case) -> bool:
    transitions = procedure_of(case).machine.transitions.values()
    return any(t.target == case.stage and t.terms.duty is Duty.SIGNS for t in transitions)


def _facts(case: Case) -> list[dict[str, Any]]:
    begun_by_us = procedure_of(case).initial == procedure_of(case).ex_officio
    found: list[dict[str, Any]] = [
        {"label": gettext("Number"), "value": case.number, "dir": "ltr"},
        {"label": gettext("Applicant"), "value": applicant_of(case, get_language() or "ar")},
        {
            "label": gettext("Opened on") if begun_by_us else gettext("Filed on"),
            "value": applicant_status.moment(case.submitted_at) if case.submitted_at else "",
            "dir": "ltr",
        },
        {
            "label": gettext("Registered on"),
            "value": applicant_status.moment(case.registered_at) if case.registered_at and not begun_by_us else "",
            "dir": "ltr",
        },
        {"label": gettext("Office"), "value": case.get_region_display() if case.region else ""},
    ]
    return [fact for fact in found if fact["value"]]


def _turn(procedure: type[Procedure], case: Case, user: User) -> dict[str, Any]:
    """What the person may do: what the case waits for, where they hold it, and the rest."""
    acts = _acts(case, user)
    holds = applicant_status.waits_for_applicant(procedure, case.stage)
    moving = {t.label for t in procedure.machine.leaving(case.stage) if not t.is_self_loop}
    own = [a for a in acts if holds and a["label"] in moving]
    return {"own_acts": own, "acts": [a for a in acts if a not in own]}


def _acts(case: Case, user: User) -> list[dict[str, Any]]:
    """What the person may do besides answering: withdraw."""
    options = [o for o in panel.options(case, user) if o.is_allowed and o.transition.terms.duty is not Duty.FILES]
    return [{"label": o.transition.label, "url": reverse("workflow:act", args=[case.pk, o.transition.name])} for o in options]


# Dates ---------------------------------------------------------------------------------------------------------------


def deadline(case: Case, waiting: panel.Waiting, *, on: date) -> dict[str, Any] | None:
    """Until when the holder of the case must act, and why that day."""
    return _told(waiting.clock, on=on) if waiting.clock else None


def overall(case: Case, *, on: date) -> dict[str, Any] | None:
    """The last day of the whole procedure; while the clock is suspended there is none."""
    clock = next((c for c in clocks.live_of(case) if c.kind == Clock.Kind.LEGAL), None)
    found = _told(clock, on=on) if clock else None
    if found:
        found["legal_basis"] = legal.title(procedure_of(case).legal_basis[0]) if procedure_of(case).legal_basis else ""
    return found


def _told(clock: Clock, *, on: date) -> dict[str, Any]:
    return {
        "date": clock.due,
        "is_suspended": clock.status == Clock.Status.SUSPENDED,
        "is_overdue": bool(clock.due and on > clock.due),
        **remaining.in_words(clock, on=on),
        "explanation": [step.text for step in clocks.why(clock)],
        "legal_basis": "",
    }
