"""What each tab of the officers' case page shows; only the open one is read."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.roles import OUTSIDE_ROLES, Role
from accounts.standing import standing_of
from registers import policies as register_policies
from registers.queries import of_case as entries_of
from workflow import cases, committees, meetings, opinions, policies, queries, scans
from workflow.models import AgendaItem, Case, CommitteeSession, Message
from workflow.procedures import procedure_of
from workflow.views.acting import LANGUAGE_NAMES
from workflow.views.rows import case_rows, columns
from workflow.views.told import Teller, attachment_url
from workflow.views.words import MessageWords, NoteWords

TONES = {"pending": "waiting", "clean": "success", "refused": "danger"}
DOCUMENT_TONES = {
    "ordered": "waiting",
    "to_be_signed": "waiting",
    "issued": "success",
    "withdrawn": "danger",
    "replaced": "neutral",
}
OPINION_TONES = {
    "sent": "waiting",
    "reminded": "waiting",
    "silent": "neutral",
    "favourable": "success",
    "reserved": "info",
    "unfavourable": "danger",
}
CHOICE_TONES = {"for": "success", "against": "danger", "abstain": "neutral"}


@dataclass(frozen=True)
class Sight:
    """One reading of a case by one person, with what was typed on the page."""

    request: HttpRequest
    case: Case
    role: str
    user: User
    forms: Mapping[str, Any]


def request_tab(sight: Sight) -> dict[str, Any]:
    return {"sections": procedure_of(sight.case).application.summary(sight.case, role=sight.role)}


def attachments_tab(sight: Sight) -> dict[str, Any]:
    case, application = sight.case, procedure_of(sight.case).application
    joined: Any = case.attachments.filter(removed_at__isnull=True).order_by("uploaded_at", "id")
    joined = joined.exclude(requirement__in=application.withheld(case, role=sight.role))
    labels = _labels_of_files(case)
    rows = [
        {
            "label": labels.get(a.requirement) or application.label_of(a.requirement),
            "name": a.name,
            "size": a.size,
            "received": a.uploaded_at,
            "status_label": a.get_status_display(),
            "status_tone": TONES.get(a.status, "neutral"),
            "url": attachment_url(a.pk) if a.status == "clean" else "",
            "sha256": a.sha256,
            "is_internal": a.is_internal,
        }
        for a in joined
    ]
    is_ours = sight.role not in OUTSIDE_ROLES
    return {
        "attachments": [r for r in rows if not r["is_internal"]],
        "internal": [r for r in rows if r["is_internal"] and is_ours],
        "missing": [str(r.label) for r in application.requirements(case) if not r.is_met and is_ours],
    }


def _labels_of_files(case: Case) -> dict[str, Any]:
    """Files joined by officers are kept under the name of the question that asked for them."""
    forms = [t.form for t in procedure_of(case).machine.transitions.values() if t.form]
    forms += [letter.form for letter in procedure_of(case).letters.values()]
    asked = {name[:20]: f.label for form in forms for name, f in form.base_fields.items() if hasattr(f, "max_bytes")}
    return scans.LABELS | asked


def examination_tab(sight: Sight) -> dict[str, Any]:
    events = queries.timeline(sight.case)
    return {"statements": Teller(sight.case, events).statements(events)}


def opinions_tab(sight: Sight) -> dict[str, Any]:
    """Every request with its answer; an administration sees the one that was put to it."""
    asked = opinions.of_case(sight.case)
    if sight.role in OUTSIDE_ROLES:
        asked = asked.filter(pk__in=opinions.of_authority(policies.persons_of(sight.user)).values("pk"))
    return {"requests": [{"request": r, "tone": OPINION_TONES[r.verdict or r.status]} for r in asked]}


def committee_tab(sight: Sight) -> dict[str, Any]:
    items = sight.case.agenda_items.select_related("session").prefetch_related(
        "votes__user", "recusals__user", "session__members__user"
    )
    readable = set(meetings.sessions_of(sight.user).values_list("pk", flat=True))
    return {"items": [_agenda_item(i, sight, is_linked=i.session_id in readable) for i in items.order_by("-placed_at")]}


def _agenda_item(item: AgendaItem, sight: Sight, *, is_linked: bool) -> dict[str, Any]:
    recused = {r.user_id for r in item.recusals.all()}
    is_closed = item.session.status in (CommitteeSession.Status.CLOSED, CommitteeSession.Status.MINUTES_SIGNED)
    votes = {v.user_id: v for v in item.votes.all()}
    members = [m for m in item.session.members.all() if m.user_id not in recused]
    return {
        "item": item,
        "session": item.session,
        "url": reverse("workflow:session", args=[item.session_id]) if is_linked else "",
        "state": state_of(item),
        "recusals": [{"name": r.user.full_name, "reason": recusal_reason(r.reason)} for r in item.recusals.all()],
        "members": [_seat(m, votes.get(m.user_id), shown=is_closed or m.user_id == sight.user.pk) for m in members],
        "tally": tally_of(list(votes.values())) if is_closed and votes else [],
        "present": sum(m.is_present for m in members),
        "needed": committees.Quorum(len(members), 0).needed if members else 0,
        "is_reached": committees.Quorum(len(members), sum(m.is_present for m in members)).is_reached,
        "is_closed": is_closed,
    }


def _seat(member: Any, vote: Any, *, shown: bool) -> dict[str, Any]:
    # Until the meeting is closed each member sees their own vote only.
    label = (vote.get_choice_display() if shown else _("Has voted")) if vote else ""
    tone = (CHOICE_TONES[vote.choice] if shown else "info") if vote else ""
    name, role = member.user.full_name, member.get_capacity_display()
    return {"name": name, "role": role, "is_present": member.is_present, "vote_label": label, "vote_tone": tone}


def tally_of(votes: list[Any]) -> list[dict[str, Any]]:
    labels = {"for": _("for"), "against": _("against"), "abstain": _("abstentions")}
    return [{"label": label, "count": sum(v.choice == choice for v in votes)} for choice, label in labels.items()]


def state_of(item: AgendaItem) -> dict[str, Any]:
    """Where an item of an agenda stands, as a label and a tone."""
    if item.removed_at:
        return {"label": _("Taken off the agenda"), "tone": "neutral"}
    if item.adjourned_at:
        return {"label": _("Adjourned"), "tone": "waiting"}
    if item.decided_at:
        return {"label": item.get_outcome_display(), "tone": "success" if item.outcome == "favourable" else "danger"}
    return {"label": _("On the agenda"), "tone": "info"}


def recusal_reason(reason: str) -> str:
    """The member's own words, or the rule by which the system set the member aside."""
    rules = {"SD-08": _("Took part in the examination of the case"), "SD-19": _("Tie with the applicant")}
    return rules.get(reason, reason)


def messages_tab(sight: Sight) -> dict[str, Any]:
    case = sight.case
    cases.read_messages(case=case, by=sight.user)
    thread = [
        {
            "from": m.author.full_name,
            "role": m.get_side_display(),
            "when": m.at,
            "text": m.body,
            "is_mine": m.side == Message.Side.ADMINISTRATION,
        }
        for m in case.messages.select_related("author")
    ]
    may_write = sight.role != Role.AUDITOR
    return {"thread": thread, "form": sight.forms.get("message") or MessageWords(), "may_write": may_write}


def notes_tab(sight: Sight) -> dict[str, Any]:
    thread = [
        {"from": n.author.full_name, "when": n.at, "text": n.body, "is_mine": n.author_id == sight.user.pk}
        for n in sight.case.notes.select_related("author")
    ]
    may_write = sight.role != Role.AUDITOR
    return {"thread": thread, "form": sight.forms.get("note") or NoteWords(), "may_write": may_write}


def documents_tab(sight: Sight) -> dict[str, Any]:
    kinds, acts = procedure_of(sight.case).documents(), defaultdict(list)
    for document in sight.case.documents.order_by("-ordered_at", "number", "-is_reference", "language"):
        acts[document.act].append(document)
    return {"documents": [_document(act, kinds) for act in acts.values()]}


def _document(act: list[Any], kinds: Mapping[str, Any]) -> dict[str, Any]:
    first = act[0]
    return {
        "title": kinds[first.kind].title if first.kind in kinds else first.kind,
        "holder": first.holder_label,
        "number": first.number,
        "date": first.issued_at or first.ordered_at,
        "status_label": first.get_status_display(),
        "status_tone": DOCUMENT_TONES.get(first.status, "neutral"),
        "copies": copies_of(act),
        "reason": first.status_reason,
    }


def copies_of(act: list[Any]) -> list[dict[str, str]]:
    """For each language in which a document has been printed, a link to it and one to its copy in Word."""
    files = (("documents:document", "PDF"), ("documents:document_docx", "Word"))
    printed = [(d, name, label) for d in act if d.file for name, label in files]
    return [{"url": reverse(name, args=[d.pk]), "label": f"{label} · {LANGUAGE_NAMES[d.language]}"} for d, name, label in printed]


def history_tab(sight: Sight) -> dict[str, Any]:
    events = queries.timeline(sight.case)
    teller = Teller(sight.case, events)
    return {"timeline": [teller.item(event) for event in reversed(events)]}


def registers_tab(sight: Sight) -> dict[str, Any]:
    """Entries that this case made or that its facts name, where the person may read the register; other cases of the person."""
    case, standing = sight.case, standing_of(sight.user)
    named = [value for value in case.facts.values() if isinstance(value, str) and len(value) == 36]
    named += [str(case.provider)] if case.provider else []
    found = []
    for register, entry in entries_of(case.pk, named=named):
        readable = register_policies.can_read(standing, register.code)
        url = reverse("registers:entry", args=[register.code, entry.entry]) if readable else ""
        found.append({"register": register.title, "number": entry.number, "heading": entry.heading, "url": url})
    others = policies.visible_to(sight.user).filter(applicant_identity=case.applicant_identity).exclude(pk=case.pk)
    same = list(others.order_by("-submitted_at")[:10]) if case.applicant_identity else []
    return {"entries": found, "others": case_rows(same), "columns": columns("number", "procedure", "stage", "deposit", "region")}


Build = Callable[[Sight], dict[str, Any]]
TABS: dict[str, tuple[Any, Build]] = {
    "request": (gettext_lazy("Request"), request_tab),
    "attachments": (gettext_lazy("Attachments"), attachments_tab),
    "examination": (gettext_lazy("Examination"), examination_tab),
    "opinions": (gettext_lazy("Opinions"), opinions_tab),
    "committee": (gettext_lazy("Committee"), committee_tab),
    "messages": (gettext_lazy("Messages"), messages_tab),
    "notes": (gettext_lazy("Notes"), notes_tab),
    "documents": (gettext_lazy("Documents"), documents_tab),
    "registers": (gettext_lazy("Registers"), registers_tab),
    "history": (gettext_lazy("History"), history_tab),
}


# All that an outside administration reads of a case, what it was asked first.
OF_CONSULTED = ("opinions", "request", "attachments")
OF_EVALUATOR = ("request", "attachments")
OF_PARTNER = ("request",)  # what proves it may concern a person's health


def named_for(role: str) -> tuple[str, ...]:
    """The tabs that a role may open, the one that is shown first at their head."""
    if role in (Role.PARTNER, Role.TRAINEE):
        return OF_PARTNER
    if role == Role.EVALUATOR:
        return OF_EVALUATOR
    return OF_CONSULTED if role in OUTSIDE_ROLES else tuple(TABS)


def links(case: Case, current: str, *, role: str) -> list[dict[str, Any]]:
    """The tabs of a case, as links."""
    if role in OUTSIDE_ROLES:
        return [{"url": f"?tab={n}", "label": TABS[n][0], "current": n == current, "count": None} for n in named_for(role)]
    unread = case.messages.filter(side=Message.Side.APPLICANT, read_at__isnull=True).count()
    counts = {"messages": unread, "notes": case.notes.count()}
    procedure = procedure_of(case)
    left_out = {"committee": procedure.committee, "opinions": procedure.asks_opinions}
    shown = [name for name in TABS if left_out.get(name, True)]
    return [{"url": f"?tab={n}", "label": TABS[n][0], "current": n == current, "count": counts.get(n)} for n in shown]
