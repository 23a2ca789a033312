"""Letters about trainees, sessions and examinations, from the facts of their cases and the registers."""

from datetime import date
from typing import Any

from django.utils import timezone, translation

from documents.contexts import answers, parties
from documents.contexts.intake import law_of
from documents.contexts.words import as_words, text
from documents.laws import Text
from documents.wording.training import Enrolled, ForeignTrainee, Opinion, Place, Unit
from registers import countries, enrolments, providers, sessions
from workflow import opinions
from workflow.holidays import calendar
from workflow.procedure import Procedure

ENTRY_LEVELS: dict[str, Text] = {
    "none": text("دون اشتراط مستوى", "sans niveau exigé"),
    "primary": text("المرحلة الابتدائية", "enseignement primaire"),
    "9_base": text("التاسعة أساسي", "9e année de base"),
    "2_secondary": text("الثانية ثانوي", "2e année secondaire"),
    "CAP": text("شهادة الكفاءة المهنية", "CAP"),
    "BTP": text("مؤهل التقني المهني", "BTP"),
    "bac": text("البكالوريا", "baccalauréat"),
}


def place(session: Any, *, enrolment: str = "") -> Place:
    """Where a session is held, by the names that the registers know."""
    held = sessions.get(session)
    provider = providers.get(held.provider)
    found: Place = {
        "provider": text(provider.corporate_name_ar, provider.corporate_name_fr),
        "training": text(held.title_ar, held.title_fr),
        "session": held.number,
    }
    if enrolment:
        found["enrolment"] = enrolment
    return found


def units(told: list[dict[str, Any]]) -> list[Unit]:
    return [{"module": str(row["module"]), "mark": str(row["mark"])} for row in told]


def _path(act: Procedure) -> dict[str, Any]:
    """What both ends of an enrolment tell: who, where, why, and what was reached."""
    case, facts = act.case, act.case.facts
    own = enrolments.get(str(answers.answer(case, "enrolment")))
    return {
        "holder": parties.holder(case),
        "origin": place(own.session, enrolment=own.number),
        "reason": as_words(facts["proposal"]["reason_title"]),
        "attendance": str(facts["origin_answer"]["attendance"]),
        "refund": str(facts["proposal"]["refund_tnd"]),
    }


def transfer(act: Procedure) -> dict[str, Any]:
    """The decision with the record of what the trainee takes along."""
    accepted = act.case.facts["acceptance"]
    return {
        **_path(act),
        "law": law_of(act.case),
        "destination": place(act.case.facts["receiving"]["session"]),
        "starts_on": accepted["starts_on"],
        "units": units(accepted["units"]),
        "price": str(accepted["price_tnd"]),
    }


def departure(act: Procedure) -> dict[str, Any]:
    """How an enrolment ended, and what the trainee keeps of it."""
    asked = date.fromisoformat(str(answers.answer(act.case, "effective_date")))
    return {
        **_path(act),
        "left_on": max(asked, act.today).isoformat(),
        "units": units(act.case.facts["origin_answer"]["units"]),
    }


def foreign_authorisation(act: Procedure) -> dict[str, Any]:
    """Whom the structure may enrol, in which session, and on which opinions that rests."""
    case, told = act.case, act.case.facts["proposal"]
    found: dict[str, Any] = {
        "structure": parties.applicant_name(case),
        "place": place(str(answers.answer(case, "session"))),
        "trainees": [_foreign(row) for row in answers.answer(case, "trainees", [])],
        "guarantee": str(answers.answer(case, "financial_guarantee")),
        "opinions": [_opinion(asked) for asked in opinions.newest(case)],
    }
    return {**found, "conditions": as_words(told["conditions"])} if told.get("conditions") else found


def _foreign(row: dict[str, Any]) -> ForeignTrainee:
    return {
        "name": str(row["name"]),
        "nationality": _country(row["nationality"]),
        "passport": str(row["passport"]),
        "born_on": str(row["birth_date"]),
    }


def _opinion(asked: Any) -> Opinion:
    found: Opinion = {"administration": str(asked.administration)}
    if asked.answered_at:
        found["given_on"] = timezone.localdate(asked.answered_at).isoformat()
    return found


def _country(code: str) -> Text:
    found = {}
    for language in ("ar", "fr", "en"):
        with translation.override(language):
            found[language] = countries.name_of(code)
    return text(found["ar"], found["fr"], found["en"])


def session_receipt(act: Procedure) -> dict[str, Any]:
    """The session as it was entered, and the day by which its list is due."""
    case = act.case
    held = sessions.get(case.facts["session"])
    first = held.starts_on or act.today
    due = calendar().add_working(first, int(act.parameter("list_days")))
    return {
        "structure": parties.applicant_name(case),
        "place": place(held),
        "address": held.address,
        "starts_on": first.isoformat(),
        "ends_on": (held.ends_on or first).isoformat(),
        "group_max": int(held.group_max or 0),
        "price": str(held.price_tnd or ""),
        "homologated": held.homologation is not None,
        "list_due_on": due.isoformat(),
        "tacit": act.actor.is_system,
    }


def enrolment_list(act: Procedure) -> dict[str, Any]:
    """Every line of the session, as it was locked."""
    case = act.case
    held = sessions.get(case.facts["session"])
    days = {"starts_on": held.starts_on, "ends_on": held.ends_on}
    return {
        "structure": parties.applicant_name(case),
        "place": place(held),
        **{name: day.isoformat() if day else "" for name, day in days.items()},
        "enrolled": [_enrolled(line) for line in enrolments.of_session(held)],
        "late": bool(case.facts["list"]["late"]),
        "tacit": act.actor.is_system,
    }


def _enrolled(line: Any) -> Enrolled:
    return {
        "number": line.number,
        "name": text(line.name_ar, line.name_fr),
        "born_on": line.birth_date.isoformat(),
        "contract": line.contract_number,
        "entry_level": ENTRY_LEVELS.get(line.entry_level, line.entry_level),
    }


def session_reminder(act: Procedure) -> dict[str, Any]:
    """What is awaited about a session, and until when."""
    case = act.case
    about = place(case.facts["session"])
    clock = case.clocks.filter(kind="stage", stage=case.stage).exclude(status="stopped").first()
    found: dict[str, Any] = {"about": f"{about['session']}", "what": as_words(case.facts["reminder"]["what"])}
    return {**found, "due": clock.due.isoformat()} if clock and clock.due else found
