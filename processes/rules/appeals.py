"""Which decision an appeal is about, whether it may be heard, and what its answer does to that decision."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.organisations import organisations_of
from documents import appeals, deliveries_entered
from documents.catalogue import DOCUMENT_TYPES
from documents.models import Document
from forms import attachments
from forms.sanctions.answer import RE_EXAMINE
from processes.language import Condition
from processes.rules import measures
from registers import certificates, decisions, sanctions
from registers.models import Decision
from workflow import anew, parameters
from workflow.calendar import add_months
from workflow.causes import cause_of
from workflow.holidays import calendar
from workflow.models import Case
from workflow.procedure import Procedure
from workflow.terms import Duty

APPEALABLE = tuple(sorted(code for code, kind in DOCUMENT_TYPES.items() if kind.opens_appeal))
AUTHORS = (Duty.SIGNS, Duty.PROPOSES)
# Procedures that begin with a request: what their services decided may be sent back to them.
EXAMINED_ANEW = tuple(
    f"{family}-0{n}"
    for family, numbers in {"LIC": "1234567", "PRG": "123456", "TRN": "1234", "EQV": "123456", "FIN": "12", "PUB": "2"}.items()
    for n in numbers
)


@dataclass(frozen=True)
class Contested:
    """The document that is contested, with the case in which it was issued and its entry among the decisions."""

    document: Document
    case: Case
    entry: Decision | None

    @property
    def authors(self) -> set[int]:
        return {user for duty in AUTHORS for user in self.case.duties.get(duty, ())}


def contested(case: Case) -> Contested | None:
    """The decision of the number that the appeal names: of every kind against which one may appeal."""
    number = " ".join(str(case.answers.get("appeal", {}).get("contested_decision", "")).split())
    found = Document.objects.filter(number=number, kind__in=APPEALABLE, is_reference=True, case__isnull=False)
    document = found.select_related("case").first() if number else None
    if document is None or document.case is None:
        return None
    return Contested(document, document.case, decisions.by_number(number))


def months(on: date) -> int:
    return int(parameters.value("appeal.months", on=on))


def after(case: Case) -> appeals.AfterAppeal:
    """When silence refuses, and until when the court may then be asked."""
    filed = registered_on(case) or timezone.localdate()
    return appeals.after_appeal(filed_on=filed, months=months(filed), calendar=calendar())


def registered_on(case: Case) -> date | None:
    return timezone.localdate(case.registered_at) if case.registered_at else None


def receive(appeal: Procedure) -> None:
    """Two months from the filing bind the case."""
    case = appeal.case
    until = add_months(appeal.today, months(appeal.today))
    case.parameters = {**case.parameters, f"{appeal.code}.implicit_reject.days": (until - appeal.today).days}
    note_contested(appeal)


def note_contested(appeal: Procedure) -> None:
    """Which decision is contested; who took it neither examines nor decides the appeal."""
    case, found = appeal.case, contested(appeal.case)
    if found is None:
        return
    case.duties = {**case.duties, str(Duty.DECIDED): sorted(found.authors)}
    told = {"case": str(found.case.pk), "number": found.document.number, "act": str(found.document.act)}
    more = {"decision": str(found.entry.entry) if found.entry else "", "anew": _may_be_anew(found.case)}
    case.facts["contested"] = {**told, **more}


def _may_be_anew(case: Case) -> bool:
    """Whether the request behind the decision may be sent back to whoever examined it."""
    return case.procedure in EXAMINED_ANEW and bool(anew.stage_for(case))


# Why an act is not possible now --------------------------------------------------------------------------------------


def decision_identified(procedure: Procedure) -> Condition:
    found = contested(procedure.case)
    unmet = _("No decision of this number may be appealed against: return the appeal.")
    return Condition(found is not None, unmet, number=found.document.number if found else "")


def not_its_author(procedure: Procedure) -> Condition:
    """Asked of the decision as the appeal names it now: its number may have been corrected since the filing."""
    found = contested(procedure.case)
    own = procedure.actor.persons & found.authors if found else ()
    return Condition(not own, _("You took part in the contested decision."))


def not_stayed(procedure: Procedure) -> Condition:
    """Asked before the form is read: the fact of this act is not there yet."""
    return Condition("stay" not in procedure.case.facts, _("Its execution is suspended already."))


def has_standing(procedure: Procedure) -> Condition:
    """The decision was taken in a case of the person or of their organisation; or it is explained why it concerns them."""
    case, found = procedure.case, contested(procedure.case)
    explained = bool(case.answers.get("appeal", {}).get("standing"))
    own = found is not None and _is_own(case, found.case)
    return Condition(own or explained, _("The decision does not concern the person who appeals."), own=own, explained=explained)


def _is_own(case: Case, of: Case) -> bool:
    people = [person for person in (case.applicant, case.author) if person]
    if of.applicant_id is not None and of.applicant_id in {person.pk for person in people}:
        return True
    if case.applicant_identity and case.applicant_identity == of.applicant_identity:
        return True
    return of.organisation_id is not None and any(organisations_of(p).filter(pk=of.organisation_id).exists() for p in people)


def filed_in_time(procedure: Procedure) -> Condition:
    """Within two months of the notification that is proved; without proof no time has begun to run."""
    case, found = procedure.case, contested(procedure.case)
    if found is None:
        return Condition(True)
    attempts = deliveries_entered.attempts_of([found.document.act])[found.document.act]
    proof = deliveries_entered.first_proof(attempts)
    if proof is None:
        return Condition(True, proved="")
    period, filed = deliveries_entered.appeal_period(proof), registered_on(case) or procedure.today
    unmet = _("The appeal was filed after its time limit.")
    return Condition(not period.is_over(filed), unmet, notified=str(proof.settled_on), until=period.until.isoformat())


# What becomes of the decision ----------------------------------------------------------------------------------------


def _measure(case: Case) -> Any:
    """The sanction that the contested case made, if it made one."""
    return sanctions.of_case(case.pk)


def stay(act: Procedure) -> None:
    """The decision waits for the answer; a measure gives back meanwhile what it took."""
    found, cause = contested(act.case), cause_of(act)
    if found is None:
        return
    if found.entry is not None:
        decisions.stay(decision=found.entry, cause=cause, effect=act.case.number or "")
    held = _measure(found.case)
    if held is not None and held.status == sanctions.Status.IN_FORCE:
        sanctions.stay(sanction=held, cause=cause, appeal=act.case.number or "")
        measures.undo(found.case, cause=cause, reason=act.case.facts["stay"]["reason"])


def grant(act: Procedure, *, in_part: bool) -> Decision | None:
    """The decision is annulled, or amended in part; a measure that it took falls with it, or is lifted."""
    found, cause = contested(act.case), cause_of(act)
    if found is None:
        return None
    told = (act.case.facts["proposal"].get("effect") or "")[:300]
    if found.entry is not None:
        change = decisions.amend if in_part else decisions.annul
        change(decision=found.entry, effect=told, cause=cause)
    held = _measure(found.case)
    if held is not None and not in_part and held.status != sanctions.Status.ANNULLED:
        was_in_force = held.status == sanctions.Status.IN_FORCE
        sanctions.annul(sanction=held, cause=cause, appeal=act.case.number or "")
        if was_in_force:
            measures.undo(found.case, cause=cause, reason=told)
    if not in_part:
        for given in certificates.given_by(found.case.pk):
            if given.status != given.Status.VOID:
                certificates.annul(certificate=given, reason=told, cause=cause)
    _give_way(act)
    _send_back(act)
    return found.entry


def uphold(act: Procedure) -> Decision | None:
    """The decision holds; if it was stayed it holds again, and so does its measure."""
    found, cause = contested(act.case), cause_of(act)
    if found is None:
        return None
    if found.entry is not None and found.entry.status == Decision.Status.STAYED:
        decisions.resume(decision=found.entry, cause=cause, effect="")
    held = _measure(found.case)
    if held is not None and held.status == sanctions.Status.STAYED:
        sanctions.put_in_force(sanction=held, cause=cause)
        measures.restore(act, found.case, held=held)
    return found.entry


def _send_back(act: Procedure) -> None:
    """Where the answer sends the request back, its service examines it in a case of its own, with all that was filed."""
    found = contested(act.case)
    if found is None or act.case.facts["proposal"].get("follows") != RE_EXAMINE:
        return
    opened = anew.examine(act=act, former=found.case)
    if opened is not None and opened in act.opened:
        attachments.carry(former=found.case, to=opened)


def _give_way(act: Procedure) -> None:
    """The document of the answer takes the place of the contested one, if that is in force."""
    found = contested(act.case)
    if found is not None and found.document.status == Document.Status.ISSUED:
        reason = "قرار جديد على إثر تظلم · décision nouvelle sur recours"
        act.case.facts["replaces"] = {"act": str(found.document.act), "reason": reason}
