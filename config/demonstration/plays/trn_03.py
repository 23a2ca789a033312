"""How the transfer or withdrawal of a trainee is played."""

import random
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from config.demonstration.applications import person
from config.demonstration.driver import REASON, WHY, Player, signed
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.training import course, enrolled
from forms.blocks import NOTICE_VERSION

ORIGINS, RECEIVERS = 200_000, 300_000  # the structures of a case, beside those of other procedures


def answers(*, index: int, chance: random.Random, on: date, region: str) -> dict[str, Any]:
    """A trainee of a structure, and another structure of the same level that has places left."""
    who = person(index=index, chance=chance, on=on, region=region)
    left = course(index=ORIGINS + index, on=on, region=region)
    enrolment = enrolled(course=left, person=who, on=on)
    receiver = course(index=RECEIVERS + index, on=on, region=region)
    return {
        "person": who,
        "move": {
            "enrolment": str(enrolment.entry),
            "request_type": "transfer",
            "receiving_provider": str(receiver.provider.entry),
            "reason": "moving",
            "effective_date": (on + timedelta(days=60)).isoformat(),
            "refund_claimed": "150.000",
            "filed_by_guardian": "no",
        },
        "declaration": {"declare_true": "on", "data_notice": "on", "notice_version": NOTICE_VERSION},
    }


def leave(player: Player) -> None:
    """The person asks to leave rather than to be transferred."""
    player.case.answers["move"] = {**player.case.answers["move"], "request_type": "leave"}
    player.case.answers["move"].pop("receiving_provider", None)
    player.case.save(update_fields=["answers"])


def _origin(player: Player, by: User) -> Data:
    return {
        "attendance": "92,5",
        "units-0-module": "Bases",
        "units-0-mark": "13",
        "paid_tnd": "600.000",
        "owed_tnd": "0.000",
    }


def _session(player: Player, by: User) -> Data:
    form = player.transition("ask_receiving").form(None, None, case=player.case, actor=None)
    return {"session": form.fields["session"].choices[1][0]}


def _acceptance(player: Player, by: User) -> Data:
    return {
        "starts_on": (timezone.localdate() + timedelta(days=1)).isoformat(),
        "units-0-module": "Bases",
        "units-0-mark": "13",
        "price_tnd": "450.000",
        "contract_number": "C-2",
    }


FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
ANSWERED = (*REGISTERED, "answer_origin")
ASKED = (*ANSWERED, "ask_receiving")
ACCEPTED = (*ASKED, "accept_receiving")
PROPOSED = (*ACCEPTED, "propose_approval")
LEAVING = ("leave", "submit", "register_case", "answer_origin", "propose_approval")
REFUSING = (*ANSWERED, "propose_refusal")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "inadmissible": (*FILED, "declare_inadmissible"),
    "origin_response": REGISTERED,
    "under_review": ANSWERED,
    "awaiting_complements": (*ANSWERED, "request_complements"),
    "receiving_acceptance": ASKED,
    "withdrawn": (*REGISTERED, "withdraw"),
    "awaiting_signature": PROPOSED,
    "transferred": (*PROPOSED, "sign_transfer"),
    "leave_recorded": (*LEAVING, "record_leave"),
    "refused": (*REFUSING, "sign_refusal"),
}
PLAY = Play(
    procedure="TRN-03",
    answers=answers,
    ways=WAYS,
    longer={"propose_approval": ACCEPTED, "record_leave": LEAVING, "sign_refusal": REFUSING},
    steps={"leave": leave},
    fills={
        "answer_origin": _origin,
        "ask_receiving": _session,
        "accept_receiving": _acceptance,
        "decline_receiving": REASON,
        "propose_approval": lambda p, u: {"refund_tnd": "150.000", "basis": WHY},
        "sign_transfer": signed("sign_transfer"),
        "record_leave": signed("record_leave"),
    },
    stories=(
        Story("move: draft", (), 1),
        Story("move: at the counter", FILED, 2),
        Story("move: returned", (*FILED, "return_incomplete"), 1),
        Story("move: origin asked", REGISTERED, 2),
        Story("move: origin silent", (*REGISTERED, "lapse"), 1),
        Story("move: in the region", ANSWERED, 2),
        Story("move: complements asked", (*ANSWERED, "request_complements"), 1),
        Story("move: receiver asked", ASKED, 2),
        Story("move: receiver declined", (*ASKED, "decline_receiving"), 1),
        Story("move: to be signed", PROPOSED, 2),
        Story("move: transferred", (*PROPOSED, "sign_transfer"), 6),
        Story("move: left", (*LEAVING, "record_leave"), 4),
        Story("move: refused", (*REFUSING, "sign_refusal"), 1),
        Story("move: withdrawn", (*REGISTERED, "withdraw"), 1),
        Story("move: inadmissible", (*FILED, "declare_inadmissible"), 1),
    ),
)
