"""Letters about examinations, from the facts of their cases and the register of examinations."""

from collections.abc import Iterable
from typing import Any

from documents.batches import Item
from documents.contexts import answers, levels, limits, parties, training
from documents.contexts.words import as_words, text
from documents.wording.examinations import Called, JurySeat, Outcome, Paper
from registers import enrolments, examinations, sessions, sites, trainees
from workflow import juries
from workflow.procedure import Procedure


def _about(act: Procedure) -> dict[str, Any]:
    """Which session is examined, where and when."""
    case = act.case
    papers = act.application.papers(case)
    return {
        "structure": parties.applicant_name(case),
        "place": training.place(act.application.session(case)),
        "starts_on": papers[0]["date"],
        "ends_on": papers[-1]["date"],
    }


def _seats(found: Iterable[Any]) -> list[JurySeat]:
    ordered = sorted(found, key=lambda seat: seat["capacity"] != juries.PRESIDENT)
    return [{k: seat[k] for k in ("name", "capacity", "quality", "employer")} for seat in ordered]  # type: ignore[misc]


def _papers(act: Procedure) -> list[Paper]:
    return [
        {
            "date": row["date"],
            "start": str(row["start"])[:5],
            "end": str(row["end"])[:5],
            "room": row["room"],
            "module": row["module"],
        }
        for row in act.application.papers(act.case)
    ]


def jury_appointment(act: Procedure) -> dict[str, Any]:
    site = sites.get(str(answers.answer(act.case, "exam_site")))
    return {**_about(act), "site": site.site_name, "jury": _seats(juries.sitting(act.case))}


def candidates_convened(act: Procedure) -> dict[str, Any]:
    """Those who are called: whoever was excluded is not among them."""
    case = act.case
    site = sites.get(str(answers.answer(case, "exam_site")))
    excluded = {row["enrolment"] for row in case.facts["jury"].get("excluded", [])}
    needs = {row["candidate"].upper(): row["need"] for row in answers.answer(case, "accommodations", [])}
    lines = [line for _row, line in act.application.lines(case) if line.number not in excluded]
    told = {name: value for name, value in _about(act).items() if name in ("structure", "place")}
    return {
        **told,
        "site": site.site_name,
        "address": site.address,
        "papers": _papers(act),
        "candidates": [_called(line, needs.get(line.number, "")) for line in lines],
        "is_postponed": "rescheduled" in case.facts,
    }


def _called(line: Any, need: str) -> Called:
    born = line.birth_date.isoformat() if line.birth_date else ""
    found: Called = {"number": line.number, "name": text(line.name_ar, line.name_fr), "born_on": born}
    return {**found, "need": need} if need else found


def examination_minutes(act: Procedure) -> dict[str, Any]:
    """What the jury signs: who was there, what was counted, what happened; no mark."""
    case, told = act.case, act.case.facts["minutes"]
    held = examinations.get(case.facts["examination"])
    present = set(case.facts["opened"]["present"])
    found = {
        **_about(act),
        "examination": held.number,
        "jury": _seats(seat for seat in juries.sitting(case) if seat["user"] in present),
        "papers": _papers(act),
        "presented": sum(not line.get("excluded") for line in held.candidates),
        "counted": int(told["papers"]),
        "absences": [f"{row['candidate']} – {row['module']}" for row in told["absences"]],
        "incidents": [
            {name: str(one[name])[:5] if name == "at" else one[name] for name in ("on", "at", "person", "facts")}
            for one in held.incidents
        ],
    }
    return {**found, "observations": as_words(told["observations"])} if told.get("observations") else found


# Results and diplomas ------------------------------------------------------------------------------------------------
MENTIONS = {
    "very_good": text("حسن جدا", "très bien"),
    "good": text("حسن", "bien"),
    "fair": text("قريب من الحسن", "assez bien"),
    "pass": text("متوسط", "passable"),
    "": text("", ""),
}


def _examined(act: Procedure) -> tuple[Any, dict[str, Any]]:
    held = act.application.examination(act.case)
    about = {"structure": parties.applicant_name(act.case), "place": training.place(held.session), "examination": held.number}
    return held, about


def jury_minutes(act: Procedure) -> dict[str, Any]:
    """The list that is published: decisions and mentions, no mark and no average."""
    case = act.case
    held, about = _examined(act)
    present = set(case.facts["deliberation"]["present"])
    return {
        **about,
        "jury": _seats(seat for seat in juries.sitting(case) if seat["user"] in present),
        "met_on": act.today.isoformat(),
        "is_reopened": case.facts["deliberation"]["round"] > 1,
        "outcomes": [_outcome(line) for line in held.results],
        "claims": limits.declared_for(case, case.stage) or limits.of_stage(case, case.stage),
    }


def _outcome(line: Any) -> Outcome:
    who = enrolments.get(line["enrolment"])
    return {
        "number": who.number,
        "name": text(who.name_ar, who.name_fr),
        "decision": line["decision"],
        "mention": MENTIONS[line["mention"]],
    }


def diploma(act: Procedure) -> dict[str, Any]:
    """What the diplomas of an examination have in common."""
    held, about = _examined(act)
    return {**about, "examined_on": (held.ends_on or act.today).isoformat()}


def _graduates(act: Procedure) -> list[Any]:
    held, _about_it = _examined(act)
    return [line for line in held.results if line["result"] == "graduated"]


def has_graduates(act: Procedure) -> bool:
    return bool(_graduates(act))


def each_graduate(act: Procedure) -> list[Item]:
    """One diploma for each graduate, under the number of the register that was reserved for it."""
    session = sessions.get(act.application.examination(act.case).session)
    title, numbers = text(session.title_ar, session.title_fr), act.case.facts["diplomas"]
    terms = {"diploma_title": title, "level": levels.level(session.level)}
    found = []
    for line in _graduates(act):
        number = numbers[line["number"]]
        says = {**terms, "mention": MENTIONS[line["mention"]], "certificate": number}
        found.append(item_of(act, line, certificate=number, says=says))
    return found


def item_of(act: Procedure, line: Any, *, certificate: str, says: dict[str, Any]) -> Item:
    """A document of one candidate of the examination, sent to them in care of the structure."""
    person = trainees.get(enrolments.get(line["enrolment"]).trainee).person
    holder = parties.registered_holder(person)
    own = {"holder": holder, "addressee": parties.in_care_of(holder, act.case)}
    return Item({**own, **says}, person=person, certificate=certificate)
