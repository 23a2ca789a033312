"""Filing, registration, and what the applicant is asked to complete."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import holders
from accounts.roles import Role
from workflow import assignments, tasks
from workflow.models import Case, ItemRequest
from workflow.procedure import Procedure
from workflow.procedures import procedure_of
from workflow.refusals import Refused


def file_application(procedure: Procedure) -> None:
    """Copies from the answers what queues and searches show, and dates the deposit."""
    case = procedure.case
    who = procedure.application.identity(case)
    case.applicant_name_ar, case.applicant_name_fr = who["name_ar"], who["name_fr"]
    case.applicant_identity, case.region, case.language = who["identity"], who["region"], who["language"]
    case.provider = who.get("provider") or case.provider  # the entry that the application names
    case.search_text = procedure.application.search_text(case)
    case.submitted_at = procedure.at


def open_request(case: Case) -> ItemRequest | None:
    """What the applicant is being asked at this moment."""
    return ItemRequest.objects.filter(case=case, answered_at__isnull=True).first()


def unanswered(case: Case) -> list[dict[str, Any]]:
    """Items of the open request that have no answer yet; everything when nothing was asked."""
    request = open_request(case)
    return [item for item in request.items if not item.get("answered")] if request else [{"code": "none"}]


def ask(procedure: Procedure, *, kind: str) -> None:
    """Opens a request for the items that the officer named; the stage waits for the answers."""
    case, user = procedure.case, procedure.actor.user
    if user is None:
        raise Refused(_("Only a person can ask for complements."))
    earlier = case.item_requests.filter(kind=kind, stage=case.stage).count()
    ItemRequest.objects.create(
        case=case,
        kind=kind,
        stage=case.stage,
        round=earlier + 1,
        items=[{**item, "answered": False} for item in procedure.data["items"]],
        asked_at=procedure.at,
        asked_by=user,
    )


def mark_answered(case: Case, code: str, *, text: str = "") -> None:
    """Notes that one asked item now has its answer; the caller holds the case's lock."""
    request = ItemRequest.objects.select_for_update().filter(case=case, answered_at__isnull=True).first()
    if request is None:
        return
    for item in request.items:
        if item["code"] == code:
            item["answered"] = True
            if text:
                item["text"] = text
    request.save(update_fields=["items"])


def holds(case: Case) -> bool:
    """Whether the answers as they now stand are valid together."""
    return not procedure_of(case).application.to_correct(case)


def may_change(case: Case, code: str) -> bool:
    """Whether an item may be answered now: everything in a draft, only what was asked afterwards."""
    request = open_request(case)
    return request is not None and any(item["code"] == code for item in request.items)


def answer(procedure: Procedure) -> None:
    """Closes the open request and copies what the answers changed in the applicant's identity."""
    request = open_request(procedure.case)
    if request is None:
        raise Refused(_("Nothing was asked."))
    request.answered_at = procedure.at
    request.save(update_fields=["answered_at"])
    who = procedure.application.identity(procedure.case)
    procedure.case.applicant_name_ar, procedure.case.applicant_name_fr = who["name_ar"], who["name_fr"]
    procedure.case.applicant_identity = who["identity"]
    if procedure.case.number is None:
        procedure.case.region, procedure.case.language = who["region"], who["language"]


def name_officer(procedure: Procedure) -> None:
    """Names the regional officer with the least work, other than those whom a duty excludes."""
    case = procedure.case
    excluded = {u for duty in ("files", "registers", "examined") for u in case.duties.get(duty, ())}
    others = User.objects.filter(interests__identity=case.applicant_identity).values_list("pk", flat=True)
    same = User.objects.filter(identity=case.applicant_identity).exclude(identity="").values_list("pk", flat=True)
    region = holders(role=Role.REGIONAL_OFFICER, region=case.region)
    avoid = frozenset({*excluded, *others, *same})
    officer = tasks.least_loaded(region, role=Role.REGIONAL_OFFICER, avoid=avoid)
    if officer:
        assignments.assign(case, role=Role.REGIONAL_OFFICER, user_id=officer.pk, at=procedure.at)
