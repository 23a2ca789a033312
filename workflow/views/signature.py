"""What waits for a signature: one by one on the page of the act, or several at once after a review of each."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.roles import Role
from accounts.standing import standing_of
from workflow import actions, queries, refused_acts
from workflow.actor import Actor
from workflow.ledger import record
from workflow.machine import Transition
from workflow.models import Case, Task
from workflow.procedures import procedure_of
from workflow.refusals import FormInvalid, NotATransition, NotEntitled, Refused
from workflow.terms import Duty
from workflow.views import acting
from workflow.views.acting import person, refused
from workflow.views.rows import task_rows
from workflow.views.words import BulkReason

SIGNS = (Role.MINISTER_SIGNATORY, Role.COSIGNATORY)
RESULTS = "signed"


@dataclass(frozen=True)
class Awaiting:
    """A case that waits for the person's signature, with what was proposed, or with what prevents the signature."""

    task: Task
    case: Case
    transition: Transition | None = None
    actor: Actor | None = None
    seen: str = ""
    sentence: Any = ""

    @property
    def is_ready(self) -> bool:
        return self.transition is not None and not self.sentence


@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: HttpRequest) -> HttpResponse:
    """The list; a post reviews what was ticked, and a second one signs it."""
    user = person(request)
    if not standing_of(user).holds(*SIGNS):
        refusal = NotEntitled(_("This list is for signatories."))
        refused_acts.tell(stream=f"refusal:signature:{user.pk}", act={"act": "signature.list"}, by=user, refusal=refusal)
        return refused(request, refusal)
    if request.method == "POST":
        return _sign(request) if "confirm" in request.POST else _review(request)
    page = _page(request)
    held = _awaiting(list(page.rows), user)
    context = {
        "rows": [{**row, **_told(a)} for row, a in zip(task_rows(page.rows, user=user), held, strict=True)],
        "next_url": f"?after={page.next}" if page.next else "",
        "previous_url": f"?before={page.previous}" if page.previous else "",
        "results": request.session.pop(RESULTS, None),
    }
    return render(request, "signature/waiting.html", context)


def _tasks(user: User) -> Any:
    found = Task.objects.none()
    for role in SIGNS:
        found = found | queries.queue_tasks(user, role)
    return found


def _page(request: HttpRequest) -> queries.Page:
    return queries.queue_page(_tasks(person(request)), after=request.GET.get("after", ""), before=request.GET.get("before", ""))


def _awaiting(tasks: list[Task], user: User) -> list[Awaiting]:
    cases = Case.objects.select_related("applicant").in_bulk([t.case_id for t in tasks])
    return [_one(task, cases[task.case_id], user) for task in tasks]


def _one(task: Task, case: Case, user: User) -> Awaiting:
    """The transition that signs what was proposed; the sentence when it cannot be signed by this person."""
    sentence: Any = _("Nothing was proposed for signature.")
    for transition in procedure_of(case).machine.leaving(case.stage):
        if transition.terms.duty is not Duty.SIGNS or task.role not in transition.by:
            continue
        try:
            actor = acting.entitled(case, transition, user, [task])
            return Awaiting(task, case, transition, actor, acting.digest_of(case, transition, actor))
        except Refused as refusal:
            # Of two signing transitions one was not proposed; its sentence matters only when the other fails as well.
            sentence = refusal.sentence
            if refusal.status == 403:
                return Awaiting(task, case, transition, sentence=sentence)
    return Awaiting(task, case, sentence=sentence)


def _act_url(case: Case, transition: Transition) -> str:
    return reverse("workflow:act", args=[case.pk, transition.name])


def _told(awaiting: Awaiting) -> dict[str, Any]:
    """The proposal in words, and the ways to read and to sign it."""
    case, transition = awaiting.case, awaiting.transition
    proposal = case.facts.get("proposal", {})
    return {
        "outcome": transition.label if transition else "",
        "is_danger": bool(transition and transition.is_adverse),
        "level": dict(procedure_of(case).application.levels).get(proposal.get("level", ""), ""),
        "sentence": awaiting.sentence,
        "is_ready": awaiting.is_ready,
        "previews": acting.previews(case, transition) if transition and awaiting.is_ready else [],
        "act_url": f"{_act_url(case, transition)}?next={reverse('workflow:signature')}" if transition else "",
    }


# Several at once -----------------------------------------------------------------------------------------------------


def _chosen(request: HttpRequest) -> list[Awaiting]:
    """What was ticked and still waits for this person, in the order of the due dates."""
    typed = set(request.POST.getlist("selected"))
    ticked = [t for t in _tasks(person(request)).order_by("due", "id")[: queries.COUNT_CAP] if str(t.uuid) in typed]
    return _awaiting(ticked[: queries.PAGE], person(request))


def _review(request: HttpRequest, *, status: int = 200, reason: Any = None, unconfirmed: bool = False) -> HttpResponse:
    """Shows every case of the list with its outcome, and asks why when they differ."""
    chosen = _chosen(request)
    if not chosen:
        return redirect("workflow:signature")
    outcomes = {a.transition.name for a in chosen if a.transition and a.is_ready}
    context = {
        "rows": [
            {**row, **_told(a), "seen": a.seen, "revision": a.case.revision, "key": uuid4()}
            for row, a in zip(task_rows([a.task for a in chosen], user=person(request)), chosen, strict=True)
        ],
        "form": (reason or BulkReason()) if len(outcomes) > 1 else None,
        "count": sum(a.is_ready for a in chosen),
        "unconfirmed": unconfirmed,
    }
    return render(request, "signature/review.html", context, status=status)


def _sign(request: HttpRequest) -> HttpResponse:
    """Signs one case after the other through the one door, each with what was shown of it; then says what became of each."""
    ready = [a for a in _chosen(request) if a.is_ready]
    reason = BulkReason(request.POST)
    is_mixed = len({a.transition.name for a in ready if a.transition}) > 1
    if request.POST["confirm"] != "yes":
        return _review(request, status=422, reason=reason if is_mixed else None, unconfirmed=True)
    if is_mixed and not reason.is_valid():
        return _review(request, status=422, reason=reason)
    if ready:
        told = {"cases": [str(a.case.number) for a in ready], "reason": reason.cleaned_data["reason"] if is_mixed else ""}
        record.append(stream=f"user:{person(request).uuid}", kind="bulk.signed", by=person(request), payload=told)
    request.session[RESULTS] = [_signed(request, a) for a in ready]
    return redirect("workflow:signature")


def _signed(request: HttpRequest, awaiting: Awaiting) -> dict[str, Any]:
    """What became of one case: a sentence, and whether it is signed."""
    case, transition, actor = awaiting.case, awaiting.transition, awaiting.actor
    if transition is None or actor is None:
        raise NotATransition  # only what is ready is signed
    failed = {"number": case.number, "is_done": False, "url": _act_url(case, transition)}
    marks = acting.stamps(request.POST, suffix=f"-{awaiting.task.uuid}")
    if marks is None:
        return {**failed, "sentence": _("This case was not on the list that you reviewed.")}
    try:
        data = _data(case, transition, actor, seen=request.POST.get(f"seen-{awaiting.task.uuid}", ""))
        done = actions.perform(case, transition.name, by=person(request), data=data, revision=marks[0], key=marks[1])
    except FormInvalid as refusal:
        return {**failed, "sentence": " ".join(str(e) for errors in refusal.form.errors.values() for e in errors)}
    except Refused as refusal:
        return {**failed, "sentence": str(refusal.sentence)}
    stage = str(procedure_of(done.case).stage_label(done.stage))
    return {"number": case.number, "is_done": True, "sentence": stage, "url": reverse("workflow:case", args=[case.pk])}


def _data(case: Case, transition: Transition, actor: Actor, *, seen: str) -> dict[str, Any]:
    """The form of one signature: what it proposes by itself, the confirmation given for the list, the digest that was shown."""
    form = acting.form_of(case, transition, actor)
    if form is None:
        return {}
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data |= {name: "on" for name, field in form.fields.items() if isinstance(field, forms.BooleanField)}
    return {**data, "seen": seen}
