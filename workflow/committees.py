"""Committee sessions and what happens to a case in them: agenda, quorum, recusals, votes, opinion, minutes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import holders
from accounts.roles import Role
from accounts.standing import standing_of
from workflow import numbers, tasks
from workflow.attempts import attempt
from workflow.ledger import record
from workflow.models import AgendaItem, Case, CommitteeSession, Recusal, SessionMember, Vote
from workflow.procedure import Procedure
from workflow.procedures import procedure_of
from workflow.refusals import ConditionsUnmet, NotEntitled, Refused
from workflow.terms import Duty

Status = CommitteeSession.Status
NOT_OPEN = _("The committee's meeting is not open.")
# Parts in a case, or in the one from which it follows, after which nobody votes on it.
INVOLVED = (Duty.REGISTERS, Duty.INSTRUCTS, Duty.REPORTS, Duty.PROPOSES, Duty.INSPECTS)


@dataclass(frozen=True, slots=True)
class Quorum:
    """Members appointed and present for one item, recused ones left out of both."""

    appointed: int
    present: int

    @property
    def needed(self) -> int:
        """Half of the members plus one."""
        return self.appointed // 2 + 1

    @property
    def is_reached(self) -> bool:
        return self.appointed > 0 and self.present >= self.needed


# What a case asks of its session ------------------------------------------------------------------------------------


def live_item(case: Case) -> AgendaItem | None:
    """The place that the case now has on an agenda."""
    items = AgendaItem.objects.filter(case=case, removed_at__isnull=True, adjourned_at__isnull=True, decided_at__isnull=True)
    return items.select_related("session").first()


def item_of(procedure: Procedure) -> AgendaItem | None:
    """The same, for an act: only acts on the case itself move it on an agenda, and they hold its lock."""
    return live_item(procedure.case)


def last_decided(case: Case) -> AgendaItem | None:
    return case.agenda_items.filter(decided_at__isnull=False).select_related("session").order_by("-decided_at").first()


def _recused(item: AgendaItem) -> set[int]:
    return set(item.recusals.values_list("user_id", flat=True))


def quorum(item: AgendaItem) -> Quorum:
    recused = _recused(item)
    members = list(item.session.members.values_list("user_id", "is_present"))
    seats = [present for user, present in members if user not in recused]
    return Quorum(appointed=len(seats), present=sum(seats))


def why_no_vote(item: AgendaItem, user: User) -> Any:
    """The sentence that keeps a person from voting on the item; None when they may."""
    member = item.session.members.filter(user=user).first()
    if member is None or not member.is_present:
        return _("You are not among the members present at this meeting.")
    if item.recusals.filter(user=user).exists():
        return _("You stepped aside, or were set aside, for this case.")
    if item.votes.filter(user=user).exists():
        return _("You have already voted on this case.")
    return None


def voters_left(item: AgendaItem) -> list[int]:
    """Members present, not recused, who have not voted."""
    voted = set(item.votes.values_list("user_id", flat=True))
    present = item.session.members.filter(is_present=True).values_list("user_id", flat=True)
    return sorted(set(present) - voted - _recused(item))


def voters_of(case: Case) -> Iterable[int]:
    item = live_item(case)
    return voters_left(item) if item else []


# Effects of transitions; the caller holds the case's lock -----------------------------------------------------------


def _lock(session_id: UUID) -> CommitteeSession:
    """Acts of one committee meeting come one after the other; the case, if any, is locked before the session."""
    return CommitteeSession.objects.select_for_update().get(pk=session_id)


def _place(case: Case, session: CommitteeSession, *, at: datetime) -> AgendaItem:
    session = _lock(session.pk)
    if session.status not in (Status.PLANNED, Status.CONVENED):
        raise Refused(_("The agenda of this meeting can no longer be changed."))
    last = session.items.aggregate(last=Max("position"))["last"] or 0
    return AgendaItem.objects.create(session=session, case=case, position=last + 1, placed_at=at)


def place(procedure: Procedure) -> None:
    """Puts the case on the agenda of the session that the secretary chose."""
    _place(procedure.case, procedure.data["session"], at=procedure.at)


def remove(procedure: Procedure) -> None:
    item = procedure.ask(item_of)
    if item:
        _lock(item.session_id)
        AgendaItem.objects.filter(pk=item.pk).update(removed_at=procedure.at)


def set_aside_those_involved(procedure: Procedure) -> None:
    """Members who instructed the case, reported on it or are tied to the applicant neither count nor vote."""
    case, item = procedure.case, _open_item(procedure)
    involved = {u for duty in INVOLVED for u in case.duties.get(duty, ())}
    for member in item.session.members.select_related("user"):
        standing = standing_of(member.user)
        tied = case.applicant_identity and case.applicant_identity in {standing.identity, *standing.interests}
        if member.user_id in involved or tied:
            reason = "SD-19" if tied else "SD-08"
            Recusal.objects.get_or_create(item=item, user=member.user, defaults={"reason": reason, "at": procedure.at})
    if not quorum(item).is_reached:
        raise Refused(_("Without the members who took part in this case, the quorum is not reached."))


def _item(procedure: Procedure) -> AgendaItem:
    """The case's place on the agenda of a meeting that is now locked."""
    item = procedure.ask(item_of)
    if item is None:
        raise Refused(_("The case is on no agenda."))
    item.session = _lock(item.session_id)
    return item


def _open_item(procedure: Procedure) -> AgendaItem:
    item = _item(procedure)
    # Asked again now that the session is locked: the chair may have closed the meeting since the conditions were asked.
    if item.session.status != Status.OPEN:
        raise ConditionsUnmet([NOT_OPEN])
    return item


def _voter(procedure: Procedure) -> User:
    # The seat is personal: nobody sits, steps aside or votes in a colleague's place.
    if procedure.actor.user is None or (procedure.actor.holding and procedure.actor.holding.on_behalf_of):
        raise NotEntitled(_("A vote is personal: a substitute cannot cast it."))
    return procedure.actor.user


def _check_seat(item: AgendaItem, user: User) -> None:
    # Asked again now that the session is locked: a member may have been noted absent since the conditions were asked.
    if (why := why_no_vote(item, user)) is not None:
        raise Refused(why)


def recuse(procedure: Procedure) -> None:
    item, user = _open_item(procedure), _voter(procedure)
    _check_seat(item, user)
    Recusal.objects.create(item=item, user=user, reason=procedure.data["reason"], at=procedure.at)


def vote(procedure: Procedure) -> None:
    item, user, data = _open_item(procedure), _voter(procedure), procedure.data
    _check_seat(item, user)
    if not quorum(item).is_reached:
        raise Refused(_("The quorum is not reached."))
    Vote.objects.create(
        item=item, user=user, choice=data["choice"], level=data.get("level", ""), reason=data.get("reason", ""), at=procedure.at
    )


def adjourn(procedure: Procedure) -> None:
    """Moves the case to the agenda of a later session; votes already cast stay with the session that heard them."""
    item = _item(procedure)
    AgendaItem.objects.filter(pk=item.pk).update(adjourned_at=procedure.at)
    _place(procedure.case, procedure.data["session"], at=procedure.at)


@dataclass(frozen=True, slots=True)
class Tally:
    votes_for: int
    against: int
    abstentions: int
    chair: str  # the chair's own choice, which breaks a tie

    @property
    def outcome(self) -> str:
        """A tie goes where the chair voted; without a favourable majority the opinion is unfavourable."""
        if self.votes_for == self.against:
            return "favourable" if self.chair == "for" else "unfavourable"
        return "favourable" if self.votes_for > self.against else "unfavourable"


def tally(item: AgendaItem) -> Tally:
    votes = dict(item.votes.values_list("user_id", "choice"))
    chair = item.session.members.filter(capacity=SessionMember.Capacity.CHAIR).values_list("user_id", flat=True).first()
    counts = [sum(c == choice for c in votes.values()) for choice in ("for", "against", "abstain")]
    return Tally(counts[0], counts[1], counts[2], chair=votes.get(chair, "") if chair else "")


def recommended_level(item: AgendaItem) -> str:
    """The level that most favourable votes named; the chair's among equals, then the lower one."""
    levels: dict[str, int] = {}
    for level in item.votes.filter(choice="for").exclude(level="").values_list("level", flat=True):
        levels[level] = levels.get(level, 0) + 1
    if not levels:
        return ""
    best = max(levels.values())
    first = [level for level, n in levels.items() if n == best]
    chair = item.votes.filter(user__in=item.session.members.filter(capacity="chair").values("user"), level__in=first).first()
    order = ["CC", "CAP", "BTP", "BTS"]
    return chair.level if chair else min(first, key=lambda level: order.index(level) if level in order else len(order))


def record_opinion(procedure: Procedure) -> None:
    """Writes the outcome of the votes into the case."""
    item = _item(procedure)
    count, level = tally(item), recommended_level(item)
    AgendaItem.objects.filter(pk=item.pk).update(outcome=count.outcome, proposal=level, decided_at=procedure.at)
    procedure.case.facts["opinion"] = {
        "outcome": count.outcome,
        "level": level,
        "for": count.votes_for,
        "against": count.against,
        "abstentions": count.abstentions,
        "session": item.session.number,
        "met_on": timezone.localdate(item.session.meets_at).isoformat(),
    }


# Acts of the session itself -----------------------------------------------------------------------------------------


def _holds(user: User, role: str, committee: str) -> bool:
    return committee in standing_of(user).committees(role)


def _check(user: User, role: str, committee: str) -> None:
    if not _holds(user, role, committee):
        raise NotEntitled


def _told(session: CommitteeSession, *, kind: str, by: User, **payload: Any) -> None:
    record.append(stream=f"session:{session.pk}", kind=f"session.{kind}", by=by, payload={"number": session.number, **payload})


@attempt("session.plan", on="committee")
def plan(*, committee: str, meets_at: datetime, place: str, by: User) -> CommitteeSession:
    """Plans a session of a committee."""
    _check(by, Role.COMMITTEE_SECRETARY, committee)
    if meets_at <= timezone.now():
        raise Refused(_("A meeting is planned in the future."))
    year = timezone.localdate(meets_at).year
    n = numbers.next_in(f"COM/{committee}/{year}")
    session = CommitteeSession.objects.create(
        number=f"COM-{committee}-{year}-{n:02d}", committee=committee, meets_at=meets_at, place=place, created_by=by
    )
    _told(session, kind="planned", by=by, meets_at=meets_at.isoformat(), place=place)
    return session


@attempt("session.convene", on="session")
def convene(*, session: CommitteeSession, by: User, order: Any = None) -> CommitteeSession:
    """Convenes the appointed members; `order(session=…, event=…, by=…)` issues the convening letters."""
    session = _lock(session.pk)
    _check(by, Role.COMMITTEE_SECRETARY, session.committee)
    if session.status != Status.PLANNED:
        raise Refused(_("This session has already been convened."))
    chairs = list(holders(role=Role.COMMITTEE_CHAIR, committee=session.committee))
    members = list(holders(role=Role.COMMITTEE_MEMBER, committee=session.committee))
    if len(chairs) != 1 or chairs[0] not in members:
        raise Refused(_("The committee needs exactly one chair, who is also a member."))
    SessionMember.objects.bulk_create(
        SessionMember(session=session, user=m, capacity="chair" if m == chairs[0] else "member") for m in members
    )
    session.status, session.convened_at = Status.CONVENED, timezone.now()
    session.save(update_fields=["status", "convened_at"])
    _told(session, kind="convened", by=by, members=[m.pk for m in members])
    if order:
        order(session=session, by=by)
    return session


def _held(session: CommitteeSession) -> tuple[list[Case], CommitteeSession]:
    """The cases before the session, as everywhere: a deliberation is not opened while the seats change."""
    heard = session.items.filter(removed_at__isnull=True, adjourned_at__isnull=True, decided_at__isnull=True).values("case")
    return list(Case.objects.select_for_update(of=("self",)).filter(pk__in=heard).order_by("pk")), _lock(session.pk)


@attempt("session.note_presence", on="session")
def note_presence(*, session: CommitteeSession, present: Sequence[int], by: User) -> None:
    """Notes which members (user ids) sit in the meeting; a member who has voted stays present.

    Whoever arrives while a case is being deliberated is called to vote on it; whoever leaves is not awaited any more.
    """
    cases, session = _held(session)
    _check(by, Role.COMMITTEE_SECRETARY, session.committee)
    if session.status not in (Status.CONVENED, Status.OPEN):
        raise Refused(_("Presence is noted at a meeting that was convened and is not closed."))
    voted = Vote.objects.filter(item__session=session, item__decided_at__isnull=True).values_list("user_id", flat=True)
    seated = {*present, *voted}
    for member in session.members.all():
        if member.is_present != (member.user_id in seated):
            SessionMember.objects.filter(pk=member.pk).update(is_present=member.user_id in seated)
    if session.status == Status.OPEN:
        for case in cases:
            tasks.call_each(case, at=timezone.now())
    _told(session, kind="presence", by=by, present=sorted(seated))


@attempt("session.open_meeting", on="session")
def open_meeting(*, session: CommitteeSession, by: User) -> None:
    """The chair opens the meeting, once half of the appointed members plus one are there; who votes at once is called."""
    cases, session = _held(session)
    _check(by, Role.COMMITTEE_CHAIR, session.committee)
    if session.status != Status.CONVENED:
        raise Refused(_("Only a convened session can be opened."))
    if timezone.localdate() < timezone.localdate(session.meets_at):
        raise Refused(_("A meeting is opened on the day for which its members were convened."))
    seats = list(session.members.values_list("is_present", flat=True))
    if not Quorum(appointed=len(seats), present=sum(seats)).is_reached:
        raise Refused(_("The quorum is not reached."))
    session.status, session.opened_at = Status.OPEN, timezone.now()
    session.save(update_fields=["status", "opened_at"])
    for case in cases:
        tasks.call_each(case, at=session.opened_at)
    _told(session, kind="opened", by=by)


def _deliberated(session: CommitteeSession) -> list[AgendaItem]:
    items = session.items.filter(removed_at__isnull=True, adjourned_at__isnull=True).select_related("case")
    return [i for i in items if i.votes.exists() or _is_heard(i.case)]


def _is_heard(case: Case) -> bool:
    """Whether the case stands where each member of its committee is called to vote."""
    desk = procedure_of(case).machine.desks.get(case.stage)
    return desk is not None and desk.each is voters_of


@attempt("session.close_meeting", on="session")
def close_meeting(*, session: CommitteeSession, by: User) -> None:
    """The chair closes the meeting; every deliberation that was opened must have its votes, with the quorum, or be adjourned."""
    session = _lock(session.pk)
    _check(by, Role.COMMITTEE_CHAIR, session.committee)
    if session.status != Status.OPEN:
        raise Refused(_("The meeting is not open."))
    for item in _deliberated(session):
        number = {"number": item.case.number}
        if voters_left(item):
            raise Refused(gettext("Members who are present have not voted on case %(number)s.") % number)
        if not quorum(item).is_reached:
            raise Refused(gettext("The quorum was lost before the votes on case %(number)s: adjourn it first.") % number)
    session.status, session.closed_at = Status.CLOSED, timezone.now()
    session.save(update_fields=["status", "closed_at"])
    _told(session, kind="closed", by=by)


@attempt("session.sign_minutes", on="session")
def sign_minutes(*, session: CommitteeSession, by: User, order: Any = None) -> None:
    """The chair signs the minutes; `order(session=…, by=…)` issues them."""
    session = _lock(session.pk)
    _check(by, Role.COMMITTEE_CHAIR, session.committee)
    if session.status != Status.CLOSED:
        raise Refused(_("Minutes are signed when the meeting is closed."))
    session.status, session.minutes_signed_at, session.minutes_signed_by = Status.MINUTES_SIGNED, timezone.now(), by
    session.save(update_fields=["status", "minutes_signed_at", "minutes_signed_by"])
    items = [
        {"case": i.case.number, "for": t.votes_for, "against": t.against, "abstentions": t.abstentions, "outcome": t.outcome}
        for i in _deliberated(session)
        for t in [tally(i)]
    ]
    _told(session, kind="minutes_signed", by=by, items=items)
    if order:
        order(session=session, by=by)


def sessions_of(user: User) -> Any:
    """Sessions that the person may read: of committees where they hold a post, or where they sit; auditors all."""
    standing = standing_of(user)
    if standing.holds(Role.ADMINISTRATOR):
        return CommitteeSession.objects.none()
    if standing.holds(Role.AUDITOR, Role.CENTRAL_DIRECTOR):
        return CommitteeSession.objects.all()
    desks = standing.committees(Role.COMMITTEE_SECRETARY, Role.COMMITTEE_CHAIR)
    seats = SessionMember.objects.filter(user=user).values("session")
    return CommitteeSession.objects.filter(committee__in=desks) | CommitteeSession.objects.filter(pk__in=seats)
