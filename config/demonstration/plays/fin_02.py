"""How the registration of an agreement with a partner is played."""

import random
from datetime import date, timedelta
from typing import Any

from config.demonstration import programmes, structures
from config.demonstration.driver import WHY, Player
from config.demonstration.plays import Play, Story, Way
from config.demonstration.structures import DECLARATION
from registers import programmes as register
from registers.models import Provider, Site

FIRMS = 600_000  # the partners of a case, beside the structures


def answers(
    *, index: int, chance: random.Random, on: date, region: str, provider: Provider | None = None, site: Site | None = None
) -> dict[str, Any]:
    """A complete application, section by section; the structure is named where there is one."""
    own = register.of_provider(provider)[0] if provider else None
    return {
        **({"holder": {"provider": str(provider.entry)}} if provider else {}),
        "partner": {
            "foreign_partner": "no",
            "partner_kind": "enterprise",
            "partner_rne": structures.rne_of(FIRMS + index),
            "partner_name_ar": f"شركة النموذج الصناعية {index}",
            "partner_name_fr": f"Société Modèle industrielle {index}",
            "partner_capacity": "30",
        },
        "terms": {
            "agreement_type": "placement",
            "programmes": [str(own.entry)] if own else [],
            "places": "12",
            "start_date": (on + timedelta(days=40)).isoformat(),
            "end_date": (on + timedelta(days=40 + 3 * 365)).isoformat(),
            "tutors": [
                {"name": "سمير الخيالي", "function": "رئيس ورشة"},
                {"name": "هدى المثالية", "function": "تقنية أولى"},
            ],
            "insurance_covered": "yes",
            "remuneration_tnd": "150.000",
        },
        "declaration": DECLARATION,
    }


def _tell(player: Player, section: str, **told: str) -> None:
    case = player.case
    case.answers = {**case.answers, section: {**case.answers[section], **told}}
    case.save(update_fields=["answers"])


def abroad(player: Player) -> None:
    """The partner is a foreign one."""
    case = player.case
    told = {k: v for k, v in case.answers["partner"].items() if k not in ("partner_kind", "partner_rne")}
    case.answers = {**case.answers, "partner": told}
    _tell(player, "partner", foreign_partner="yes", partner_country="IT")


def large(player: Player) -> None:
    """More places than the region registers by itself."""
    _tell(player, "partner", partner_capacity="400")
    tutors: Any = [{"name": f"مؤطر {n}", "function": "مؤطر"} for n in range(13)]
    _tell(player, "terms", places="130", tutors=tutors)


FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
CONSULTED = (*REGISTERED, "request_opinions")
ANSWERED = (*CONSULTED, "record_opinion")
LARGE = ("large", *REGISTERED)
PROPOSED = (*LARGE, "propose_approval")
REFUSING = (*REGISTERED, "propose_refusal")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "inadmissible": (*FILED, "declare_inadmissible"),
    "under_review": REGISTERED,
    "awaiting_complements": (*REGISTERED, "request_complements"),
    "opinions_pending": CONSULTED,
    "awaiting_signature": PROPOSED,
    "registered": (*REGISTERED, "register_agreement"),
    "refused": (*REFUSING, "sign_refusal"),
    "withdrawn": (*REGISTERED, "withdraw"),
}
PLAY = Play(
    procedure="FIN-02",
    answers=answers,
    begin=programmes.beginning("FIN-02", answers),
    ways=WAYS,
    longer={"close_opinions": ANSWERED, "propose_approval": LARGE, "sign_refusal": REFUSING},
    steps={"abroad": abroad, "large": large},
    fills={
        "register_agreement": lambda p, u: dict.fromkeys(("signed_by_both", "partner_active", "insured"), "on"),
        "propose_approval": lambda p, u: {"basis": WHY},
    },
    stories=(
        Story("agreement: draft", (), 1),
        Story("agreement: at the counter", FILED, 2),
        Story("agreement: returned", (*FILED, "return_incomplete"), 1),
        Story("agreement: in the region", REGISTERED, 3),
        Story("agreement: complements asked", (*REGISTERED, "request_complements"), 1),
        Story("agreement: foreign partner", ("abroad", *CONSULTED), 1),
        Story("agreement: to be signed", PROPOSED, 1),
        Story("agreement: signed", (*PROPOSED, "sign_approval"), 2),
        Story("agreement: registered", (*REGISTERED, "register_agreement"), 7),
        Story("agreement: registered by silence", (*REGISTERED, "lapse"), 2),
        Story("agreement: refused", (*REFUSING, "sign_refusal"), 1),
        Story("agreement: withdrawn", (*REGISTERED, "withdraw"), 1),
        Story("agreement: inadmissible", (*FILED, "declare_inadmissible"), 1),
    ),
)
