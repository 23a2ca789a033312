"""How results are validated and diplomas issued."""

import random
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.queries import holders
from accounts.roles import Role
from config.demonstration import applications, structures
from config.demonstration.driver import REASON, WHY, Player, _seen, paper, signed
from config.demonstration.people import DOMAIN
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.plays.trn_04 import MODULES, examinable, papers
from config.demonstration.structures import DECLARATION
from config.demonstration.training import cause_of
from processes.rules import results
from registers import examinations, trainees
from registers.entries import Cause
from registers.models import Enrolment, Examination, Person
from workflow import cases, juries
from workflow.models import Case
from workflow.procedures import named

STRUCTURES = 670_000


def held_examination(*, by: User, index: int, on: date, region: str) -> tuple[Examination, list[Enrolment]]:
    """An examination that was held yesterday, before a jury of people who are posted, with its candidates."""
    held, lines = examinable(by=by, index=index, on=on, region=region)
    cause = cause_of(index, on=on)
    days = {"exam_dates": papers(first=on - timedelta(days=2)), "starts_on": on - timedelta(days=2), "ends_on": on}
    made = examinations.enter(facts={**days, "exam_type": "written"}, cause=cause, region=region, session=held.session)
    president, members = holders(role=Role.JURY_PRESIDENT)[0], list(holders(role=Role.JURY_MEMBER)[:2])
    seats = [(president, "president", "ministry"), (members[0], "member", "profession"), (members[1], "member", "provider")]
    jury = [{"user": u.pk, "name": u.full_name, "capacity": c, "quality": q, "employer": "شركة المثال"} for u, c, q in seats]
    examinations.appoint_jury(examination=made, jury=jury, cause=cause)
    candidates = [{"enrolment": line, "excluded": ""} for line in lines]
    examinations.lock_candidates(examination=made, candidates=candidates, cause=cause)
    account_of(lines[0], index=index)
    return examinations.hold(examination=made, cause=cause), lines


def account_of(line: Enrolment, *, index: int) -> User:
    """The account of a candidate, who may therefore file a claim."""
    person = Person.of(trainees.get(line.trainee).person)
    terms = {"name_ar": line.name_ar, "name_fr": line.name_fr, "identity": person.identity}
    return User.objects.get_or_create(email=f"trainee-{index}@{DOMAIN}", defaults=terms)[0]


def answers(
    *,
    index: int,
    chance: random.Random,
    on: date,
    region: str,
    examination: str = "",
    lines: tuple[Enrolment, ...] = (),
) -> dict[str, Any]:
    """Complete marks and proposals as a browser would post them: everybody is admitted."""
    return {
        "examined": {"examination": examination},
        "marks": {
            "marks": [
                {
                    "candidate": line.number,
                    "module": module,
                    "coefficient": "2",
                    "mark_20": f"{12 + n}.50",
                    "second_mark": f"{13 + n}.25",
                    "agreed_mark": "",
                    "absent": "no",
                }
                for n, line in enumerate(lines)
                for module in MODULES
            ]
        },
        "decisions": {"proposals": [{"candidate": line.number, "decision": "admitted", "mention": ""} for line in lines]},
        "declaration": DECLARATION,
    }


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    """A complete draft about an examination that was held."""
    on, number = timezone.localdate(), STRUCTURES + index
    held, lines = held_examination(by=by, index=number, on=on, region=region)
    case = cases.open_draft(procedure=named("TRN-05"), by=by, organisation=structures.organisation_of(by=by, index=number))
    known: dict[str, Any] = {"examination": str(held.entry), "lines": tuple(lines)}
    applications.fill(case, answers(index=index, chance=chance, on=on, region=region, **known))
    applications.join_papers(case, by)
    return case


def ballots(player: Player) -> None:
    """Every member who is present votes on every candidate."""
    for user in User.objects.filter(pk__in=results.voters(player.case)):
        player.perform("cast_vote", by=user)


def accuse(player: Player) -> None:
    """The adversarial letter is sent, and the time to answer it passes."""
    officer = holders(role=Role.CENTRAL_OFFICER)[0]
    cases.send_letter(case=player.case, name="adversarial_letter", by=officer, data=ACCUSED)
    player.case.refresh_from_db()
    player.wait(timezone.now() + timedelta(days=16))


def cancel_examination(player: Player) -> None:
    """The examination is annulled before its marks are handed in."""
    held = player.procedure.application.examination(player.case)
    cause = Cause(case_id=None, case_number="", event_stream=f"examination:{held.number}", on=timezone.localdate())
    examinations.cancel(examination=held, cause=cause, reason=WHY)


def _opened(player: Player, by: User) -> Data:
    return {"present": [str(seat["user"]) for seat in juries.sitting(player.case)], "declared": "on"}


def _ballot(player: Player, by: User) -> Data:
    return {f"decision_{number}": "admitted" for number in player.case.facts["deliberation"]["candidates"]}


def at_counter(line: Enrolment, *, module: str = MODULES[0]) -> Data:
    """What the counter types for a candidate who has come with an identity card and the signed form."""
    person = Person.of(trainees.get(line.trainee).person)
    card = {"id_type": "cin", "cin": person.identity_number}
    return {
        **(card if person.identity.startswith("cin:") else {"id_type": "none", "birth_date": person.birth_date.isoformat()}),
        "candidate": line.number,
        "filed_by": "candidate",
        "module": module,
        "ground": WHY,
        "claim_form": paper("claim"),
        "identity_seen": "on",
    }


def _came(player: Player, by: User) -> Data:
    """The last candidate, who has no account."""
    return at_counter(list(player.procedure.application.candidates(player.case).values())[-1])


def _handed(player: Player, by: User) -> Data:
    return {**_seen(player, by, "deliver"), "mode": "counter", "reference": "سجل التسليم عدد 1"}


ACCUSED = {"alleged": "شبهة غش في أوراق الامتحان.", "evidence": "أوراق الامتحان، بمقر الإدارة."}
MARKED = ("submit_marks",)
DELIBERATING = (*MARKED, "open_jury")
PUBLISHED = (*DELIBERATING, "ballots", "publish_results")
REGIONAL = (*PUBLISHED, "lapse")
CENTRAL = (*REGIONAL, "validate_regionally")
VALIDATED = (*CENTRAL, "validate_centrally")
SIGNED = (*VALIDATED, "sign_diplomas")
WAYS: dict[str, Way] = {
    "draft": (),
    "marks_submitted": MARKED,
    "jury_deliberation": DELIBERATING,
    "results_published": PUBLISHED,
    "regional_validation": REGIONAL,
    "central_validation": CENTRAL,
    "awaiting_signature": VALIDATED,
    "diplomas_generated": SIGNED,
    "delivered": (*SIGNED, "deliver"),
    "annulled": (*SIGNED, "accuse", "annul"),
    "withdrawn": ("cancel_examination", "discard"),
}
PLAY = Play(
    procedure="TRN-05",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={
        "discard": ("cancel_examination",),
        "publish_results": (*DELIBERATING, "ballots"),
        "reopen_jury": (*PUBLISHED, "file_claim"),
        **{f"annul@{stage}": (*WAYS[stage], "accuse") for stage in results.PUBLISHED},
    },
    steps={"ballots": ballots, "accuse": accuse, "cancel_examination": cancel_examination},
    waits={"accuse": 16},
    letters={"adversarial_letter": ACCUSED},
    fills={
        "submit_marks": lambda p, u: {"confirm": "on", "first": "مصحّح أول", "second": "مصحّح ثان", "signed": "on"},
        "discard": REASON,
        "return_marks": REASON,
        "open_jury": _opened,
        "cast_vote": _ballot,
        "publish_results": lambda p, u: {"minutes_signed": "on", "confirm": "on"},
        "file_claim": lambda p, u: {"module": MODULES[0], "ground": WHY},
        "file_claim_at_counter": _came,
        "reopen_jury": REASON,
        "sign_diplomas": signed("sign_diplomas"),
        "deliver": _handed,
        "annul": REASON,
    },
    stories=(
        Story("results: draft", (), 1),
        Story("results: marks handed in", MARKED, 2),
        Story("results: jury at work", DELIBERATING, 2),
        Story("results: published", PUBLISHED, 2),
        Story("results: claim filed", (*PUBLISHED, "file_claim"), 1),
        Story("results: claim typed at the counter", (*PUBLISHED, "file_claim_at_counter"), 1),
        Story("results: deliberation reopened", (*PUBLISHED, "file_claim", "reopen_jury"), 1),
        Story("results: in the region", REGIONAL, 2),
        Story("results: at the centre", CENTRAL, 2),
        Story("results: to be signed", VALIDATED, 2),
        Story("results: diplomas signed", SIGNED, 2),
        Story("results: delivered", (*SIGNED, "deliver"), 4),
        Story("results: annulled", (*SIGNED, "accuse", "annul"), 1),
        Story("results: given up", ("cancel_examination", "discard"), 1),
    ),
)
