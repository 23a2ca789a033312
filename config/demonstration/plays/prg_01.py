"""How the declaration of a programme is played."""

import random
from datetime import date
from typing import Any

from accounts.models import User
from config.demonstration import programmes
from config.demonstration.driver import Player, refused
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.structures import DECLARATION
from registers.models import Provider, Site


def answers(
    *, index: int, chance: random.Random, on: date, region: str, provider: Provider | None = None, site: Site | None = None
) -> dict[str, Any]:
    """A complete application, section by section; the structure is named where there is one."""
    named = {"holder": programmes.holder(provider, site)} if provider and site else {}
    return {
        **named,
        "programme": programmes.programme(index=index),
        "publicity": {
            "certificate_title": "Attestation de formation",
            "public_target": chance.choice(["youth", "jobseekers", "employees", "all"]),
            "regulated_trade": "no",
            "advert_text": "Une formation courte, des ateliers pratiques, un suivi personnel.",
        },
        "declaration": DECLARATION,
    }


def _refused(player: Player, by: User) -> Data:
    return {**refused(player, by), "confirm": "on"}


FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "inadmissible": (*FILED, "declare_inadmissible"),
    "under_review": REGISTERED,
    "awaiting_complements": (*REGISTERED, "request_complements"),
    "withdrawn": (*REGISTERED, "withdraw"),
    "registered": (*REGISTERED, "register_declaration"),
    "refused": (*REGISTERED, "object_to_declaration"),
}
PLAY = Play(
    procedure="PRG-01",
    answers=answers,
    begin=programmes.beginning("PRG-01", answers),
    ways=WAYS,
    fills={
        "register_declaration": lambda p, u: dict.fromkeys(("title_fits", "hours_fit", "trainers_fit", "prices_fit"), "on"),
        "object_to_declaration": _refused,
    },
    stories=(
        Story("programme: draft", (), 1),
        Story("programme: at the counter", FILED, 2),
        Story("programme: returned", (*FILED, "return_incomplete"), 1),
        Story("programme: in the region", REGISTERED, 3),
        Story("programme: complements asked", (*REGISTERED, "request_complements"), 1),
        Story("programme: registered", (*REGISTERED, "register_declaration"), 8),
        Story("programme: registered by silence", (*REGISTERED, "lapse"), 2),
        Story("programme: objected to", (*REGISTERED, "object_to_declaration"), 1),
        Story("programme: withdrawn", (*REGISTERED, "withdraw"), 1),
    ),
)
