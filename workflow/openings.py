"""Cases that begin without an application: drawn up about a provider, numbered and put on their first desk at once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from registers import providers
from registers.normalise import fold
from workflow import clocks, notifications, numbers, outbox, parameters, rows, tasks
from workflow.actor import Actor
from workflow.ledger import record
from workflow.models import Case
from workflow.procedure import Procedure
from workflow.procedures import procedure_of

if TYPE_CHECKING:
    from workflow.protocols import DocumentType


def drawn(
    procedure: type[Procedure], *, provider: UUID | None = None, region: str = "", author: User | None = None, **fields: Any
) -> Case:
    """A case of the procedure as it would begin, unsaved; of a provider it takes names, region and organisation."""
    case = Case(
        procedure=procedure.code,
        version=procedure.version,
        stage=str(procedure.ex_officio),
        region=region,
        author=author,
        **fields,
    )
    if provider is not None:
        about(case, provider)
    return case


def about(case: Case, provider: UUID) -> None:
    """Writes on the case which provider it is about."""
    found = providers.get(provider)
    case.provider, case.organisation_id = found.entry, _organisation(found)
    case.applicant_name_ar, case.applicant_name_fr = found.corporate_name_ar, found.corporate_name_fr
    case.applicant_identity = f"rne:{found.rne_id}" if found.rne_id else ""
    case.region = found.region


def _organisation(provider: Any) -> int | None:
    from accounts.models import Organisation  # one key is read

    if provider.organisation is None:
        return None
    return Organisation.objects.filter(uuid=provider.organisation).values_list("pk", flat=True).first()


def call(case: Case, told: Mapping[str, str]) -> None:
    """Writes on a case about nobody who is registered what its application calls the party."""
    case.applicant_name_ar, case.applicant_name_fr = told["name_ar"], told["name_fr"]


def begin(
    case: Case,
    *,
    by: Actor,
    told: Mapping[str, Any],
    at: datetime | None = None,
    terms: Mapping[str, Any] | None = None,
    effect: Callable[[Procedure], None] | None = None,
    issues: Sequence["DocumentType"] = (),
) -> Case:
    """Saves the case: its number, the law of the day, its first tasks and clocks, and the line that says so.

    Call inside the transaction of the act that opens it.

    Args:
        terms: numbers of the law as they bind this case alone.
        effect: on the registers, as that of a transition.
        issues: the documents that tell of the opening.
    """
    procedure, at = procedure_of(case), at or timezone.now()
    today = timezone.localdate(at)
    case.number = numbers.case_number(case, on=today)
    case.registered_at = case.submitted_at = case.entered_stage_at = at
    case.parameters = {**parameters.frozen_for(procedure, on=today), **(terms or {})}
    words = (case.number, case.applicant_name_ar, case.applicant_name_fr, case.applicant_identity.removeprefix("rne:"))
    case.search_text = fold(" ".join(filter(None, words)))
    case.save(force_insert=True)
    turned = clocks.begin(case, machine=procedure.machine, on=today)
    turned.save()
    act = procedure(case, actor=by, at=at)
    if effect is not None:
        effect(act)  # before the tasks: it may name who has them
    clock = turned.at(case.stage)
    amber_on = clocks.amber_day(clock) if clock else None
    rows.insert(*tasks.open_at(case, desk=procedure.machine.desks[case.stage], clock=clock, amber_on=amber_on, at=at))
    payload = {
        "procedure": procedure.code,
        "version": procedure.version,
        "region": case.region,
        "clocks": {"opened": turned.opened, "closed": turned.closed},
        **({"documents": [d.code for d in issues]} if issues else {}),
        **told,
    }
    event = record.append_to_case(case, kind="case.opened", by=by, payload=payload, at=at, target=case.stage)
    for document in issues:
        document.order(procedure=act, event=event, at=at)
    rows.update(case, names=["facts", "answers", "ledger_seq", "ledger_head"])
    outbox.order(*notifications.of_opening(case=case, event=event))
    return case
