"""The letters of a validation of experience: eligibility, diploma, statement of the units."""

from datetime import timedelta
from typing import Any

from documents.contexts import parties
from documents.contexts.intake import grounds_of
from documents.contexts.levels import level
from documents.contexts.words import as_words, text
from workflow.procedure import Procedure


def _target(act: Procedure) -> dict[str, Any]:
    """The diploma aimed at, as it was when the person was found eligible, or as the register now tells it."""
    told = act.case.facts.get("eligibility")
    if told is None:
        programme = act.application.target(act.case)
        told = {"title_ar": programme.title_ar, "title_fr": programme.title_fr, "level": programme.target_level}
    return {
        "holder": parties.holder(act.case),
        "diploma_title": text(told["title_ar"], told["title_fr"]),
        "level": level(told["level"]),
    }


def eligibility(act: Procedure) -> dict[str, Any]:
    told, found = act.case.facts.get("eligibility"), _target(act)
    if told is None:
        return {**found, "eligible": False, "grounds": grounds_of(act.case.facts["proposal"], case=act.case)}
    limit = act.machine.desks["eligible"].limit
    until = act.today + timedelta(days=limit.days if limit else 0)
    years = {"years": str(told["years"]).replace(".", ",")}
    return {**found, "eligible": True, **years, "units": _units(told["units"]), "until": until.isoformat()}


def _units(rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    return [{"code": row["code"], "title": as_words(row["title"])} for row in rows]


def diploma(act: Procedure) -> dict[str, Any]:
    facts = act.case.facts
    return {**_target(act), "units": _units(facts["eligibility"]["units"]), "jury_on": facts["jury_result"]["on"]}


def partial(act: Procedure) -> dict[str, Any]:
    facts = act.case.facts
    result, units = facts["jury_result"], facts["eligibility"]["units"]
    until = act.today + timedelta(days=int(act.parameter("units_days")))
    return {
        **_target(act),
        "validated": _units([unit for unit in units if unit["code"] in result["validated"]]),
        "left": _units([unit for unit in units if unit["code"] in result["refused"]]),
        "remarks": as_words(result["reason"]),
        "jury_on": result["on"],
        "until": until.isoformat(),
    }
