"""A case that opens another of a related procedure: both records say so, and both cases show it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflow import clocks, openings, parameters, policies
from workflow.actor import Actor
from workflow.ledger import record
from workflow.models import Case
from workflow.procedure import Procedure
from workflow.procedures import is_in_service, named, procedure_of
from workflow.refusals import Refused
from workflow.terms import Duty

# Parts taken in the first case that also bind in the cases that follow from it.
INHERITED = (Duty.INSPECTS,)


def open_case(
    *,
    act: Procedure,
    procedure_code: str,
    answers: Mapping[str, Any] | None = None,
    facts: Mapping[str, Any] | None = None,
    key: str = "",
) -> Case | None:
    """Opens a case of another procedure inside an act; the line of the act in the ledger names it.

    Args:
        answers: of the application, by section; what is left out is asked of whoever instructs it.
        facts: what the first case established, by subject.
        key: tells apart several cases of one procedure that one case opens; the same key opens once.

    Returns:
        The case, the one opened before when it is asked for twice, or None while the procedure is not in service.
    """
    check_declared(act.case, procedure_code)
    if not is_in_service(procedure_code) or not parameters.is_open(named(procedure_code)):
        return None
    case, is_new = _open(from_case=act.case, code=procedure_code, answers=answers, facts=facts, key=key, by=act.actor, at=act.at)
    if is_new:
        act.opened.append(case)
    return case


@transaction.atomic
def open_later(
    *,
    from_case: Case,
    procedure_code: str,
    by: Actor,
    answers: Mapping[str, Any] | None = None,
    facts: Mapping[str, Any] | None = None,
    key: str = "",
) -> Case | None:
    """Opens a linked case apart from any act, from a case that may be closed already."""
    check_declared(from_case, procedure_code)
    if not is_in_service(procedure_code) or not parameters.is_open(named(procedure_code)):
        return None
    locked = Case.objects.select_for_update(of=("self",)).get(pk=from_case.pk)
    case, is_new = _open(from_case=locked, code=procedure_code, answers=answers, facts=facts, key=key, by=by, at=timezone.now())
    if is_new:
        record.append_to_case(locked, kind="link.opened", by=by, payload={"opened": [told(case)]})
        Case.objects.filter(pk=locked.pk).update(ledger_seq=locked.ledger_seq, ledger_head=locked.ledger_head)
    return case


def check_declared(case: Case, code: str) -> None:
    """Refuses what the procedure of the case does not declare among its links."""
    if code not in {link.opens for link in procedure_of(case).links}:
        raise Refused(_("This procedure does not open a case of that other one."))


def _open(
    *,
    from_case: Case,
    code: str,
    answers: Mapping[str, Any] | None,
    facts: Mapping[str, Any] | None,
    key: str,
    by: Actor,
    at: datetime,
) -> tuple[Case, bool]:
    # The row of the first case is locked: two acts cannot open the same case at once.
    for child in from_case.children.filter(procedure=code):
        if child.facts.get("origin", {}).get("key", "") == key:
            return child, False
    procedure = named(code)
    origin = {"case": str(from_case.pk), "number": from_case.number or "", "procedure": from_case.procedure, "key": key}
    fields: dict[str, Any] = {
        "parent": from_case,
        "family": from_case.family or from_case.pk,
        "language": from_case.language,
        "answers": dict(answers or {}),
        "facts": {**(facts or {}), "origin": origin},
        "author": by.user or from_case.author,
    }
    if not procedure.ex_officio:
        return _draft(from_case, procedure, fields, by=by, at=at), True
    case = openings.drawn(procedure, region=from_case.region, **fields)
    if from_case.provider:
        openings.about(case, from_case.provider)
    else:
        same_party(case, from_case)
    case.duties = {str(duty): from_case.duties[duty] for duty in INHERITED if duty in from_case.duties}
    if by.user:
        policies.note_part(case, Duty.OPENS, by)
    return openings.begin(case, by=by, told={"origin": origin}, at=at), True


def same_party(case: Case, other: Case) -> None:
    """Writes on a case the party of another one."""
    case.applicant, case.organisation = other.applicant, other.organisation
    case.applicant_name_ar, case.applicant_name_fr = other.applicant_name_ar, other.applicant_name_fr
    case.applicant_identity = other.applicant_identity


def _draft(from_case: Case, procedure: type[Procedure], fields: dict[str, Any], *, by: Actor, at: datetime) -> Case:
    """A draft for the party of the first case, who files it: these procedures begin with an application."""
    party = from_case.applicant or from_case.author
    case = Case(
        procedure=procedure.code,
        version=procedure.version,
        stage=str(procedure.initial),
        provider=from_case.provider,
        entered_stage_at=at,
        **{**fields, "author": party},
    )
    same_party(case, from_case)
    case.save(force_insert=True)
    clocks.begin_draft(case, on=timezone.localdate(at))
    record.append_to_case(case, kind="case.opened", by=by, payload={"origin": fields["facts"]["origin"]}, at=at)
    Case.objects.filter(pk=case.pk).update(ledger_seq=case.ledger_seq, ledger_head=case.ledger_head)
    return case


def told(case: Case) -> dict[str, str]:
    """A linked case as the ledger names it."""
    return {"case": str(case.pk), "procedure": case.procedure, "number": case.number or ""}


def family_of(case: Case, *, by: User) -> "QuerySet[Case]":
    """The other cases that belong together with this one, as far as the person may read them."""
    root = case.family or case.pk
    related = Q(family=root) | Q(pk=root) | Q(parent=case) | Q(pk=case.parent_id)
    return policies.visible_to(by).filter(related).exclude(pk=case.pk).order_by("created_at", "id")
