"""One committee meeting as its page shows it: agenda, seats, quorum, and what the person can do there."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy

from accounts.models import User
from accounts.roles import Role
from accounts.standing import Standing, standing_of
from workflow import committees, panel, procedures, titles
from workflow.models import AgendaItem, CommitteeSession
from workflow.views.acting import applicant_of
from workflow.views.tabs import DOCUMENT_TONES, copies_of, recusal_reason, state_of, tally_of

Status = CommitteeSession.Status
TONES = {"planned": "neutral", "convened": "info", "open": "active", "closed": "waiting", "minutes_signed": "success"}
SECRETARY, CHAIR = Role.COMMITTEE_SECRETARY, Role.COMMITTEE_CHAIR
# What can be done with a meeting: by whom, when it stands where, and how grave it is.
ACTS: dict[str, tuple[Role, Status, Any, Any]] = {
    "convene": (
        SECRETARY,
        Status.PLANNED,
        gettext_lazy("Convene the members"),
        gettext_lazy("The members appointed today are written down, and the convening with its agenda is issued."),
    ),
    "open": (
        CHAIR,
        Status.CONVENED,
        gettext_lazy("Open the meeting"),
        gettext_lazy("The quorum is checked on the members noted as present. Deliberations can then be opened, case by case."),
    ),
    "close": (
        CHAIR,
        Status.OPEN,
        gettext_lazy("Close the meeting"),
        gettext_lazy("No vote is taken any more. Every deliberation that was opened must have its votes, or be adjourned."),
    ),
    "sign-minutes": (
        CHAIR,
        Status.CLOSED,
        gettext_lazy("Sign the minutes"),
        gettext_lazy("The minutes are issued under your name, with votes and recusals; the opinions can then be recorded."),
    ),
}
# Whose acts on a case the page offers while the meeting stands here.
OFFERED = {
    Status.PLANNED: frozenset({SECRETARY}),
    Status.CONVENED: frozenset({SECRETARY}),
    Status.OPEN: frozenset({Role.COMMITTEE_MEMBER, CHAIR}),
    Status.CLOSED: frozenset[Role](),
    Status.MINUTES_SIGNED: frozenset({SECRETARY}),
}


def acts_of(session: CommitteeSession, user: User) -> list[dict[str, Any]]:
    """What the person can do with the meeting now."""
    standing = standing_of(user)
    return [
        {
            "url": reverse("workflow:session_act", args=[session.pk, slug]),
            "label": label,
            "is_allowed": True,
            "tone": "primary",
            "description": about,
        }
        for slug, (role, status, label, about) in ACTS.items()
        if status == session.status and session.committee in standing.committees(role)
    ]


def may_note_presence(session: CommitteeSession, user: User) -> bool:
    held = standing_of(user).committees(SECRETARY)
    return session.committee in held and session.status in (Status.CONVENED, Status.OPEN)


def page(session: CommitteeSession, user: User) -> dict[str, Any]:
    """Everything the page shows; the same number of questions whatever the agenda."""
    seats = list(session.members.select_related("user").order_by("capacity", "pk"))
    found = session.items.select_related("case").prefetch_related("votes", "recusals__user").order_by("position")
    quorum = committees.Quorum(appointed=len(seats), present=sum(s.is_present for s in seats))
    return {
        "session": session,
        "title": titles.committee_title(session.committee),
        "status_tone": TONES[session.status],
        "quorum": quorum,
        "seats": seats,
        "items": [_item(item, session, seats, user) for item in found],
        "acts": acts_of(session, user),
        "can_note_presence": may_note_presence(session, user),
        "documents": documents_of(session),
    }


def _item(item: AgendaItem, session: CommitteeSession, seats: list[Any], user: User) -> dict[str, Any]:
    case, votes = item.case, list(item.votes.all())
    recused = {r.user_id for r in item.recusals.all()}
    voting = [s for s in seats if s.user_id not in recused]
    quorum = committees.Quorum(appointed=len(voting), present=sum(s.is_present for s in voting))
    mine = next((v for v in votes if v.user_id == user.pk), None)
    left = {s.user_id for s in voting if s.is_present} - {v.user_id for v in votes}
    is_closed = session.status in (Status.CLOSED, Status.MINUTES_SIGNED)
    kind = procedures.procedure_of(case)
    return {
        "position": item.position,
        "number": case.number,
        "url": reverse("workflow:case", args=[case.pk]),
        "applicant": applicant_of(case, get_language() or "ar"),
        "has_report": "report" in case.facts,
        "state": state_of(item),
        "stage_label": kind.stage_label(case.stage),
        "stage_tone": panel.stage_tone(kind, case.stage),
        "quorum": quorum,
        "voted": len(votes),
        "own_vote": mine.get_choice_display() if mine else "",
        "recusals": [{"name": r.user.full_name, "reason": recusal_reason(r.reason)} for r in item.recusals.all()],
        "tally": tally_of(votes) if is_closed and votes else [],
        "acts": list(_case_acts(item, session, user, may_vote=user.pk in left)),
    }


def _case_acts(item: AgendaItem, session: CommitteeSession, user: User, *, may_vote: bool) -> Iterable[dict[str, Any]]:
    """Links to the acts of the committee on one case; the page of the act says what still prevents it."""
    if item.removed_at or item.adjourned_at or item.decided_at:
        return
    case, roles = item.case, _roles_in(session.committee, standing_of(user)) & OFFERED[Status(session.status)]
    for transition in procedures.procedure_of(case).machine.leaving(case.stage):
        held = roles & set(transition.by)
        if held and (may_vote or held != {Role.COMMITTEE_MEMBER}):
            url = reverse("workflow:act", args=[case.pk, transition.name])
            back = reverse("workflow:session", args=[session.pk])
            tone = "secondary" if transition.requires_reason else ""
            yield {"label": transition.label, "url": f"{url}?next={back}", "tone": tone}


def _roles_in(committee: str, standing: Standing) -> set[Role]:
    return {Role(h.role) for h in standing.holdings if h.committee == committee}


def documents_of(session: CommitteeSession) -> list[dict[str, Any]]:
    """Convening and minutes, one line for each act."""
    fragment = procedures.committees().get(session.committee)
    kinds = {d.code: d for d in (fragment.convening, fragment.minutes)} if fragment else {}
    acts = defaultdict(list)
    for document in session.documents.order_by("ordered_at", "-is_reference", "language"):
        acts[document.act].append(document)
    return [
        {
            "title": kinds[first.kind].title if first.kind in kinds else first.kind,
            "number": first.number,
            "date": first.issued_at or first.ordered_at,
            "status_label": first.get_status_display(),
            "status_tone": DOCUMENT_TONES.get(first.status, "neutral"),
            "copies": copies_of(act),
        }
        for act in acts.values()
        for first in [act[0]]
    ]
