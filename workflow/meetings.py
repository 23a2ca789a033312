"""The meetings of committees: planned, convened, opened with a quorum, closed with its votes, told in signed minutes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import holders
from accounts.roles import Role
from accounts.standing import standing_of
from workflow import committees, numbers, tasks
from workflow.attempts import attempt
from workflow.ledger import record
from workflow.models import AgendaItem, Case, CommitteeSession, SessionMember, Vote
from workflow.procedures import procedure_of
from workflow.refusals import NotEntitled, Refused

Status = CommitteeSession.Status


def _check(user: User, role: str, committee: str) -> None:
    if committee not in standing_of(user).committees(role):
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
    session = committees.locked(session.pk)
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
    return list(Case.objects.select_for_update(of=("self",)).filter(pk__in=heard).order_by("pk")), committees.locked(session.pk)


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
    if not committees.Quorum(appointed=len(seats), present=sum(seats)).is_reached:
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
    return desk is not None and desk.each is committees.voters_of


@attempt("session.close_meeting", on="session")
def close_meeting(*, session: CommitteeSession, by: User) -> None:
    """The chair closes the meeting; every deliberation that was opened must have its votes, with the quorum, or be adjourned."""
    session = committees.locked(session.pk)
    _check(by, Role.COMMITTEE_CHAIR, session.committee)
    if session.status != Status.OPEN:
        raise Refused(_("The meeting is not open."))
    for item in _deliberated(session):
        number = {"number": item.case.number}
        if committees.voters_left(item):
            raise Refused(gettext("Members who are present have not voted on case %(number)s.") % number)
        if not committees.quorum(item).is_reached:
            raise Refused(gettext("The quorum was lost before the votes on case %(number)s: adjourn it first.") % number)
    session.status, session.closed_at = Status.CLOSED, timezone.now()
    session.save(update_fields=["status", "closed_at"])
    _told(session, kind="closed", by=by)


@attempt("session.sign_minutes", on="session")
def sign_minutes(*, session: CommitteeSession, by: User, order: Any = None) -> None:
    """The chair signs the minutes; `order(session=…, by=…)` issues them."""
    session = committees.locked(session.pk)
    _check(by, Role.COMMITTEE_CHAIR, session.committee)
    if session.status != Status.CLOSED:
        raise Refused(_("Minutes are signed when the meeting is closed."))
    session.status, session.minutes_signed_at, session.minutes_signed_by = Status.MINUTES_SIGNED, timezone.now(), by
    session.save(update_fields=["status", "minutes_signed_at", "minutes_signed_by"])
    items = [
        {"case": i.case.number, "for": t.votes_for, "against": t.against, "abstentions": t.abstentions, "outcome": t.outcome}
        for i in _deliberated(session)
        for t in [committees.tally(i)]
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
