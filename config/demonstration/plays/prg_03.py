"""How the renewal or the amendment of a homologation is played."""

import random
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from config.demonstration import applications, programmes
from config.demonstration.driver import REASON, WHY, Player, _agenda
from config.demonstration.homologations import inspected, known_homologation
from config.demonstration.plays import Play, Story, Way
from config.demonstration.structures import DECLARATION
from config.demonstration.visits import VISIT_FILLS, await_visit
from registers import checklist, homologations
from registers.models import Provider, Site


def self_assessment() -> dict[str, str]:
    """Every line of the checklist, as a good structure sees itself."""
    given = {line: checklist.NOT_APPLICABLE if line.may_not_apply else checklist.CONFORM for line in checklist.LINES}
    return {f"line_{line.code.replace('-', '_')}": answer for line, answer in given.items()}


def answers(
    *, index: int, chance: random.Random, on: date, region: str, provider: Provider | None = None, site: Site | None = None
) -> dict[str, Any]:
    """A complete application, section by section."""
    held = known_homologation(provider=provider, site=site, index=index, on=on) if provider and site else None
    told = programmes.programme(index=index, level="CAP", hours=900, workplace=200)
    return {
        "held": {"homologation": str(held.entry) if held else "", "request_type": "renewal"},
        "programme": {**told, "groups_per_year": "2"},
        "self_assessment": self_assessment(),
        "declaration": DECLARATION,
    }


def more_groups(player: Player) -> None:
    """The draft also asks for a third group each year."""
    case, author = player.case, player.case.author
    told = {
        "held": {**case.answers["held"], "request_type": "both"},
        "programme": {**case.answers["programme"], "groups_per_year": "3"},
        "amendment": {"changes": [{"item": "groups", "old": "2", "new": "3"}]},
    }
    applications.fill(case, told)
    if author is not None:
        applications.join_papers(case, author)


def good_record(player: Player) -> None:
    """The register tells of a good inspection of the site half a year ago."""
    held = homologations.get(player.case.answers["held"]["homologation"])
    inspected(held, on=timezone.localdate() - timedelta(days=180))


FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
SHORT = (*REGISTERED, "good_record")
SHORT_PROPOSED = (*SHORT, "issue_regional_opinion", "transmit_to_centre", "propose_approval")
SCHEDULED = (*REGISTERED, "schedule_visit")
VISITED = (*SCHEDULED, "report_visit")
OPINION_OF_REGION = (*VISITED, "issue_regional_opinion")
TO_CENTRE = (*OPINION_OF_REGION, "transmit_to_centre")
ON_AGENDA = (*TO_CENTRE, "put_on_agenda")
DELIBERATED = (*ON_AGENDA, "open_deliberation", "votes")
OPINION = (*DELIBERATED, "record_committee_opinion")
PROPOSED = (*OPINION, "propose_approval")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "inadmissible": (*FILED, "declare_inadmissible"),
    "under_review": REGISTERED,
    "awaiting_complements": (*REGISTERED, "request_complements"),
    "withdrawn": (*REGISTERED, "withdraw"),
    "visit_scheduled": SCHEDULED,
    "visit_reported": VISITED,
    "regional_opinion": OPINION_OF_REGION,
    "central_review": TO_CENTRE,
    "committee_agenda": ON_AGENDA,
    "committee_deliberation": (*ON_AGENDA, "open_deliberation"),
    "opinion_issued": OPINION,
    "awaiting_signature": PROPOSED,
    "approved": (*PROPOSED, "sign_approval"),
    "refused": (*OPINION, "propose_refusal", "sign_refusal"),
}
PLAY = Play(
    procedure="PRG-03",
    answers=answers,
    begin=programmes.beginning("PRG-03", answers),
    ways=WAYS,
    longer={
        "report_visit": (*SCHEDULED, "await_visit"),
        "issue_regional_opinion@under_review": SHORT,
        "record_committee_opinion": DELIBERATED,
        "propose_approval@central_review": (*SHORT, "issue_regional_opinion", "transmit_to_centre"),
        "propose_refusal@central_review": (*PROPOSED, "return_for_review"),
        "sign_refusal": (*OPINION, "propose_refusal"),
    },
    steps={"await_visit": await_visit, "good_record": good_record, "more_groups": more_groups},
    waits={"await_visit": 12, "report_visit": 12},
    fills={
        **VISIT_FILLS,
        "issue_regional_opinion": lambda p, u: {"opinion": "favourable"},
        "send_back_to_region": REASON,
        "put_on_agenda": lambda p, u: {**_agenda(p, u), "conclusion": "حافظ الهيكل على شروط التنظير، والنتائج مرضية."},
        "propose_approval": lambda p, u: {"departure": "", "basis": WHY},
    },
    stories=(
        Story("renewal: draft", (), 1),
        Story("renewal: in the region", REGISTERED, 2),
        Story("renewal: visited", VISITED, 1),
        Story("renewal: at the centre", TO_CENTRE, 1),
        Story("renewal: on the agenda", ON_AGENDA, 1),
        Story("renewal: to be signed by the short route", SHORT_PROPOSED, 1),
        Story("renewal: granted by the short route", (*SHORT_PROPOSED, "sign_approval"), 3),
        Story("renewal: with a change, to be signed", ("more_groups", *SHORT_PROPOSED), 1),
        Story("renewal: granted after the committee", (*PROPOSED, "sign_approval"), 1),
        Story("renewal: refused", (*OPINION, "propose_refusal", "sign_refusal"), 1),
    ),
)
