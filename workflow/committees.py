"""What happens to a case in a session of its committee: agenda, quorum, recusals, votes, opinion."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.standing import standing_of
from workflow.models import AgendaItem, Case, CommitteeSession, Recusal, SessionMember, Vote
from workflow.procedure import Procedure
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


def locked(session_id: UUID) -> CommitteeSession:
    """Acts of one committee meeting come one after the other; the case, if any, is locked before the session."""
    return CommitteeSession.objects.select_for_update().get(pk=session_id)


def _place(case: Case, session: CommitteeSession, *, at: datetime) -> AgendaItem:
    session = locked(session.pk)
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
        locked(item.session_id)
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
    item.session = locked(item.session_id)
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
