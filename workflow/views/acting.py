"""What the screens of cases share: who asks, which case, what an act will do, and how a refusal is shown."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast
from uuid import UUID, uuid4

from django.forms import Form
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.middleware import kept_fields
from accounts.models import User
from accounts.roles import Role
from workflow import parameters, policies, tasks
from workflow.actor import Actor
from workflow.machine import Transition
from workflow.models import Case, Event, Task
from workflow.procedures import procedure_of
from workflow.reckoning import duration
from workflow.refusals import NotATransition, Refused, require
from workflow.terms import ClockState, Duty

LANGUAGE_NAMES = {"ar": "العربية", "fr": "Français", "en": "English"}
# What our own pages add to a form, and which nobody typed.
OURS = frozenset({"csrfmiddlewaretoken", "revision", "key", "seen", "next", "add_row", "remove_row"})


def person(request: HttpRequest) -> User:
    """The signed-in person: every page of the engine asks for one, except the public ones."""
    return cast(User, request.user)


def seen_case(request: HttpRequest, case_id: UUID) -> tuple[Case, str]:
    """The case and the role by which the person may read it; for anyone else it does not exist."""
    case = Case.objects.select_related("applicant", "organisation").filter(pk=case_id).first()
    role = policies.case_role(case, person(request)) if case else None
    if case is None or role is None:
        raise Http404
    return case, role


def refused(request: HttpRequest, refusal: Refused, *, case: Case | None = None, back: str = "") -> HttpResponse:
    """The page of a refusal, with its sentence and its status."""
    if refusal.status == 403:
        return render(request, "403.html", {"refusal": refusal.sentence}, status=403)
    sentences = getattr(refusal, "unmet", None) or [refusal.sentence]
    url = back or (reverse("workflow:case", args=[case.pk]) if case else "/")
    return render(request, "cases/not_now.html", {"case": case, "sentences": sentences, "back": url}, status=refusal.status)


def broken(request: HttpRequest, *, case: Case | None = None) -> HttpResponse:
    """The request was not made by our page: its marks are missing or damaged."""
    return render(request, "cases/broken.html", {"case": case}, status=400)


def stamps(posted: QueryDict, *, suffix: str = "") -> tuple[int, UUID] | None:
    """The revision that the person saw and the key of the request; None when either is damaged."""
    try:
        revision = int(posted.get(f"revision{suffix}", ""))
        return (revision, UUID(posted.get(f"key{suffix}", ""))) if 0 <= revision < 2**31 else None
    except ValueError:
        return None


def back_url(request: HttpRequest) -> str:
    """Where the person came from, when that is a page of this site."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    return url if allowed and url.startswith("/") else ""


def applicant_of(case: Case, language: str, *, role: str = "") -> str:
    """The applicant's name in the script of the page, or the one that exists; kept from a role that may not know it."""
    if role and procedure_of(case).application.conceals_party(case, role=role):
        return _("Identity withheld")
    names = (case.applicant_name_ar, case.applicant_name_fr)
    return (names[0] or names[1]) if language.startswith("ar") else (names[1] or names[0])


def in_page_language(titles: Sequence[Mapping[str, str]]) -> list[str]:
    """Texts kept in several languages, in the one of the page, or in French."""
    language = (get_language() or "ar")[:2]
    return [t.get(language) or t.get("fr") or t.get("ar", "") for t in titles if t]


# The form of an act --------------------------------------------------------------------------------------------------


def checked_actor(case: Case, transition: Transition, user: User) -> Actor:
    """The title by which the person may act now; the checks of the door, in its order, before anything is typed.

    Raises:
        Refused: why the act is not possible.
    """
    return entitled(case, transition, user, case.tasks.filter(closed_at__isnull=True))


def entitled(case: Case, transition: Transition, user: User, held: Iterable[Task]) -> Actor:
    """The same, when the open tasks of the case are already known."""
    if case.stage not in transition.sources:
        raise NotATransition
    actor = policies.entitle(case, transition, user)
    tasks.check_holder(held, actor=actor, desk=procedure_of(case).machine.desks.get(case.stage))
    require(procedure_of(case)(case, actor=actor).answers(transition))
    return actor


def signed_document(case: Case, transition: Transition) -> Any:
    """The document whose exact text is approved by the act, or None: what an act itself words cannot be shown before it."""
    if "seen" not in getattr(transition.form, "base_fields", {}):
        return None
    shown = procedure_of(case)(case).shown(transition)
    return next((d for d in shown if getattr(d, "needs_signature", False)), None)


def digest_of(case: Case, transition: Transition, actor: Actor) -> str:
    """What the signatory is shown, as SHA-256; empty when the act signs nothing.

    Raises:
        Refused: the document cannot be drawn up.
    """
    document = signed_document(case, transition)
    return str(document.draft_digest(case=case, actor=actor)) if document else ""


def form_of(case: Case, transition: Transition, actor: Actor, *, data: Any = None, files: Any = None, seen: str = "") -> Any:
    """The form to be filled in, or None when nothing is asked."""
    if transition.form is None:
        return None
    if data is not None and seen:
        data = data.copy()
        data["seen"] = seen
    return transition.form(data, files, case=case, actor=actor, initial={"seen": seen} if seen else {})


def not_judged_yet(form: Form) -> Form:
    """The form with what was typed and without a word on it: it has not been sent."""
    form._errors = ErrorDict()  # type: ignore[attr-defined]
    return form


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What was typed on this page when the session had ended."""
    kept = kept_fields(request)
    if kept is None:
        return None
    data = QueryDict(mutable=True)
    for name, values in kept.items():
        data.setlist(name, values)
    return data


def typed_words(posted: QueryDict, form: Any) -> list[dict[str, Any]]:
    """What was typed, to be read and copied when the form itself cannot be sent any more."""
    labels = {name: field.label for name, field in getattr(form, "base_fields", {}).items()}
    told = [(labels.get(name) or "", ", ".join(values)) for name, values in posted.lists() if name not in OURS]
    return [{"label": label or _("Answer"), "value": value} for label, value in told if value.strip()]


# What it will do -----------------------------------------------------------------------------------------------------


def effects(case: Case, transition: Transition) -> list[str]:
    """What the act brings about, in sentences."""
    procedure, terms = procedure_of(case), transition.terms
    machine = procedure.machine
    if transition.target == case.stage:
        return [_("The case stays at the stage “%(stage)s”.") % {"stage": procedure.stage_label(case.stage)}]
    said = [_("The case moves to the stage “%(stage)s”.") % {"stage": procedure.stage_label(transition.target)}]
    if desk := machine.desks.get(transition.target):
        limit = parameters.limit_for(case, transition.target, desk)
        told = {"holder": Role(desk.role).label, "time": duration(limit) if limit else ""}
        said.append(
            _("It then waits for: %(holder)s, for %(time)s.") % told if limit else _("It then waits for: %(holder)s.") % told
        )
    said += _on_the_clock(case, transition)
    if issued := procedure(case).issued(transition):
        said.append(_("Issued: %(documents)s.") % {"documents": ", ".join(_titles(issued))})
    if terms.notifies and case.applicant_id:
        said.append(_("The applicant is told by e-mail."))
    return said


def _titles(documents: Iterable[Any]) -> list[str]:
    return [str(d.title) for d in documents]


def _on_the_clock(case: Case, transition: Transition) -> list[str]:
    machine = procedure_of(case).machine
    before, after = machine.clock_at(case.stage), machine.clock_at(transition.target)
    if machine.is_final(transition.target):
        return [_("The case is closed and every time limit stops.")]
    if transition.terms.starts_clock and not case.number:
        return [_("The case receives its number and the legal time limit starts.")]
    if after is ClockState.SUSPENDED and before is not ClockState.SUSPENDED:
        return [_("The legal time limit is suspended meanwhile.")]
    if before is ClockState.SUSPENDED and after is ClockState.RUNNING:
        return [_("The legal time limit runs again.")]
    return []


def acting_as(actor: Actor) -> str:
    """By which title the person acts, as it will stand in the record."""
    role = str(Role(actor.role).label)
    holding = actor.holding
    if holding and holding.delegation:
        return _("%(role)s, by delegation of signature no. %(number)s") % {"role": role, "number": holding.delegation}
    if holding and holding.on_behalf_of:
        absent = User.objects.filter(pk=holding.on_behalf_of).first()
        return _("%(role)s, in the place of %(name)s") % {"role": role, "name": absent or "–"}
    return role


def previews(case: Case, transition: Transition) -> list[dict[str, str]]:
    """The exact letters, before they are issued: one link for each language."""
    document = signed_document(case, transition)
    if document is None:
        return []
    place = [str(case.pk), transition.name]
    return [
        {
            "url": reverse("documents:preview", args=[*place, language]),
            "label": LANGUAGE_NAMES[language],
            "title": str(document.title),
        }
        for language in document.languages
    ]


def changes_in_words(case: Case, changes: Sequence[Event]) -> list[dict[str, Any]]:
    """What others did since the person opened the page, as a timeline."""
    procedure = procedure_of(case)
    found = []
    for event in changes:
        transition = procedure.machine.transitions.get(event.kind.removeprefix("transition."))
        stages = {"source": procedure.stage_label(event.source), "target": procedure.stage_label(event.target)}
        found.append(
            {
                "when": event.at,
                "title": transition.label if transition else event.kind,
                "text": _("From “%(source)s” to “%(target)s”") % stages,
                "by": event.actor or _("The system"),
                "tone": "info",
            }
        )
    return found


def act_context(case: Case, transition: Transition, actor: Actor, *, form: Any, back: str = "", **more: Any) -> Mapping[str, Any]:
    """Everything that the page of one act shows."""
    return {
        "case": case,
        "applicant": applicant_of(case, get_language() or "ar", role=actor.role),
        "stage_label": procedure_of(case).stage_label(case.stage),
        "transition": transition,
        "form": form,
        "effects": effects(case, transition),
        "acting_as": acting_as(actor),
        "previews": previews(case, transition),
        "is_signature": transition.terms.duty is Duty.SIGNS,
        "is_danger": transition.is_adverse,
        "is_multipart": bool(form and form.is_multipart()),
        "key": uuid4(),
        "back": back,
        "case_url": reverse("workflow:case", args=[case.pk]),
        **more,
    }
