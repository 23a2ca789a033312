"""The applicant's way: eligibility, draft, filing, following, answering what is asked. The counter goes it too, for others."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import User
from accounts.organisations import organisations_of
from accounts.roles import Role
from workflow import cases, eligibility, filing, notices, queries
from workflow.models import Case
from workflow.organisation_form import OrganisationChoice
from workflow.procedure import Procedure
from workflow.procedures import named, procedure_of
from workflow.refusals import Refused
from workflow.terms import Applicants
from workflow.views import answers_page, applicant_rows, section_page, sending_page, status_page
from workflow.views.acting import person, refused, seen_case

PER_PAGE = 20


@require_GET
def my_cases(request: HttpRequest) -> HttpResponse:
    """Drafts and cases of the person, with who must act and by when."""
    user = person(request)
    found = queries.cases_of(user).order_by("-created_at", "id")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = applicant_rows.rows(page.object_list, user=user, on=timezone.localdate())
    context = {"rows": rows, "page": page, "waiting": sum(r["is_mine"] for r in rows)}
    context |= {"unread": notices.unread(user), "has_structures": organisations_of(user).exists()}
    return render(request, "applicant/my_cases.html", context)


# Draft ---------------------------------------------------------------------------------------------------------------


def _named(code: str) -> type[Procedure]:
    try:
        return named(code)
    except (KeyError, ValueError):
        raise Http404 from None


@require_http_methods(["GET", "POST"])
def new_case(request: HttpRequest, code: str) -> HttpResponse:
    """A few questions, so that nobody fills in a form for nothing; then the draft."""
    procedure, user = _named(code), person(request)
    role = cases.may_open(procedure, user)
    if role is None:
        return refused(request, Refused(_("This procedure is not opened by an application.")))
    if request.method == "GET":
        return _asked(request, procedure, role, eligibility.judge(procedure, request.GET), is_judged=False)
    judged, body = eligibility.judge(procedure, request.POST), _organisation(request, procedure, role)
    if not judged.is_open or (body is not None and not body.is_valid()):
        return _asked(request, procedure, role, judged, is_judged=True, status=422, body=body)
    own = {"author": user, "applicant": user, "procedure": procedure.code, "stage": procedure.initial, "answers": {}}
    untouched = Case.objects.filter(**own, organisation=body.chosen if body else None).first()
    if role == Role.APPLICANT and untouched and (body is None or body.is_none or body.chosen):
        return redirect("workflow:case", case_id=untouched.pk)
    try:
        case = _open(procedure, user, body, for_email=request.POST.get("for_email", "")[:254])
    except Refused as refusal:
        return _asked(request, procedure, role, judged, is_judged=True, status=422, refusal=refusal.sentence, body=body)
    return redirect("workflow:case", case_id=case.pk)


def _organisation(request: HttpRequest, procedure: type[Procedure], role: str) -> OrganisationChoice | None:
    """What asks for which organisation one files; nothing where people file for themselves."""
    if procedure.applicants not in (Applicants.PROVIDER, Applicants.ANYONE):
        return None
    data = request.POST if request.method == "POST" else None
    is_optional = procedure.applicants is Applicants.ANYONE
    return OrganisationChoice(data, user=person(request), is_counter=role != Role.APPLICANT, is_optional=is_optional)


@transaction.atomic
def _open(procedure: type[Procedure], user: User, body: OrganisationChoice | None, *, for_email: str) -> Case:
    if body is None or body.is_none:
        return cases.open_draft(procedure=procedure, by=user, for_email=for_email)
    represented = User.objects.filter(email=for_email.strip().lower(), is_active=True).first() if for_email else None
    organisation = body.found(representative=represented if body.is_counter else user)
    return cases.open_draft(procedure=procedure, by=user, for_email=for_email, organisation=organisation)


def _asked(
    request: HttpRequest,
    procedure: type[Procedure],
    role: str,
    judged: eligibility.Judged,
    *,
    is_judged: bool,
    status: int = 200,
    refusal: Any = "",
    body: OrganisationChoice | None = None,
) -> HttpResponse:
    mine = Case.objects.filter(author=person(request), procedure=procedure.code, stage=procedure.initial).exclude(answers={})
    context = {
        "procedure": procedure,
        "questions": applicant_rows.questions(procedure, judged, is_judged=is_judged),
        "stops": judged.stops if is_judged else (),
        "errors": applicant_rows.unanswered(procedure, judged) if is_judged else [],
        "refusal": refusal,
        "organisation": body or _organisation(request, procedure, role),
        "is_counter": role != Role.APPLICANT,
        "for_email": request.POST.get("for_email", request.GET.get("for_email", ""))[:254],
        "drafts": [{"url": reverse("workflow:case", args=[c.pk]), "at": c.created_at} for c in mine.order_by("-created_at")[:5]],
    }
    if body is not None:
        context["errors"] += [
            {"url": f"#{body[name].id_for_label or body[name].auto_id}", "text": e}
            for name, found in body.errors.items()
            for e in found
        ]
    return render(request, "applicant/new_case.html", context, status=status)


@require_http_methods(["GET", "POST"])
def application(request: HttpRequest, case_id: UUID, section: str) -> HttpResponse:
    """One section of the application; afterwards only the questions that were asked again."""
    case, _role = seen_case(request, case_id)
    found = section_page.of(case, section)
    if request.method == "POST":
        return section_page.save(request, case, found)
    if not cases.may_edit(case, person(request)):
        return _nothing_to_change(request, case)
    return section_page.show(request, case, found)


def _nothing_to_change(request: HttpRequest, case: Case) -> HttpResponse:
    messages.info(request, _("This application was filed: its answers can no longer be changed here."))
    return redirect("workflow:case", case_id=case.pk)


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Everything that was answered and joined, what is missing, the declaration, and the act of filing."""
    case, _role = seen_case(request, case_id)
    if request.method == "POST":
        return sending_page.file(request, case)
    if not procedure_of(case).is_filled_in(case.stage) or not cases.may_edit(case, person(request)):
        return _nothing_to_change(request, case)
    return sending_page.check(request, case)


# Following -----------------------------------------------------------------------------------------------------------


def case_page(request: HttpRequest, case: Case, *, form: Any = None, status: int = 200) -> HttpResponse:
    """A draft is a list of tasks; a filed case says where it stands. `form` is a message that could not be sent."""
    if procedure_of(case).is_draft(case.stage):
        return render(
            request,
            "applicant/task_list.html",
            sending_page.tasks(case, person(request), saved=request.GET.get("saved", "")),
            status=status,
        )
    cases.read_messages(case=case, by=person(request))
    return render(request, "applicant/status.html", status_page.context(case, person(request), form=form), status=status)


# Answering -----------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def answer_request(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What was asked, item by item, with the officer's reason; and sending it."""
    case, _role = seen_case(request, case_id)
    if request.method == "POST":
        return sending_page.send(request, case, again=answers_page.answers)
    if not cases.may_edit(case, person(request)) or procedure_of(case).is_filled_in(case.stage):
        return _nothing_asked(request, case)
    return answers_page.answers(request, case)


def _nothing_asked(request: HttpRequest, case: Case) -> HttpResponse:
    messages.info(request, _("Nothing is asked of you at this moment."))
    return redirect("workflow:case", case_id=case.pk)


@require_http_methods(["GET", "POST"])
def answer_item(request: HttpRequest, case_id: UUID, code: str) -> HttpResponse:
    """One asked item: its files, its words, or the question itself."""
    case, _role = seen_case(request, case_id)
    if not cases.may_edit(case, person(request)):
        return _nothing_asked(request, case)
    item = filing.asked_item(case, code)
    if item is None:
        raise Http404
    if item.is_field:
        section = procedure_of(case).application.section_of(item.field)
        return redirect(section_page.address(case, section.code, query=f"#id_{item.field}"))
    if request.method == "POST":
        return answers_page.save_words(request, case, item)
    return answers_page.item(request, case, item)
