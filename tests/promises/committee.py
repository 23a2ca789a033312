"""Scenes of a meeting in which everybody speaks at once."""

from functools import partial
from typing import Any

from django.utils import timezone

from accounts.queries import holders
from config.demonstration.driver import WHY, Player
from config.demonstration.moment import beginning
from tests.promises import stage
from tests.promises.company import Part, together
from workflow import committees, meetings
from workflow.models import AgendaItem, Event, Recusal, Vote


def _seats(item: AgendaItem) -> list[int]:
    return list(item.session.members.order_by("user_id").values_list("user_id", flat=True))


def _part(played: Player, name: str, user_id: int) -> Part:
    from accounts.models import User

    data = {"choice": "for", "level": "CAP", "reason": ""} if name == "cast_vote" else {"reason": WHY}
    return stage.request(played.case.pk, name, by=User.objects.get(pk=user_id), data=data)


def _quorum_held(played: Player, appointed: int, present: int) -> bool:
    """Whether each vote was cast while the quorum stood, read from the order of the ledger."""
    recused = Recusal.objects.filter(item__case=played.case, reason__startswith="SD-").count()
    for kind in Event.objects.filter(stream=played.case.stream).order_by("seq").values_list("kind", flat=True):
        if kind == "transition.declare_recusal":
            recused += 1
        if kind == "transition.cast_vote":
            count = committees.Quorum(appointed=appointed - recused, present=present - recused)
            if not count.is_reached:
                return False
    return True


def meeting(*, rounds: int) -> dict[str, Any]:
    """At the smallest quorum, members vote and step aside at the same moment, twice each; others are noted absent."""
    told: dict[str, Any] = {
        "errors": [],
        "doubled": 0,
        "broken_quorum": 0,
        "absent_voters": 0,
        "votes": 0,
        "recusals": 0,
        "refused": 0,
        "absences": 0,
    }
    with beginning(timezone.now()) as moment:
        for turn in range(rounds):
            played = stage.player("committee_agenda", wait=moment.move_to)
            played.perform("open_deliberation")
            item = committees.live_item(played.case)
            assert item is not None
            seats = _seats(item)
            secretary = holders(role="committee_secretary", committee="equivalence")[0]
            present = seats[:3]  # of five: as many as the quorum needs
            meetings.note_presence(session=item.session, present=present, by=secretary)
            parts = [_part(played, "cast_vote", user) for user in present for _ in range(2)]
            parts += [_part(played, "declare_recusal", present[turn % 3])] * 2
            parts.append(partial(meetings.note_presence, session=item.session, present=present[:2], by=secretary))
            outcomes = together(parts)
            told["errors"] += [o.error for o in outcomes if o.error]
            told["refused"] += sum(bool(o.refused) for o in outcomes)
            voters = list(Vote.objects.filter(item=item).values_list("user_id", flat=True))
            recused = list(Recusal.objects.filter(item=item).exclude(reason__startswith="SD-").values_list("user_id", flat=True))
            told["votes"] += len(voters)
            told["recusals"] += len(recused)
            told["doubled"] += len(voters) - len(set(voters)) + len(set(voters) & set(recused))
            told["broken_quorum"] += not _quorum_held(played, len(seats), len(present))
            seated = set(item.session.members.filter(is_present=True).values_list("user_id", flat=True))
            told["absences"] += present[2] not in seated
            told["absent_voters"] += len(set(voters) - seated)
        told["flaws"] = stage.record_is_clean()
    return told


SCENES = {"meeting": meeting}
