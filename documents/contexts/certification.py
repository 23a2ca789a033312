"""What is drawn from the register of certificates, from the line that was found."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from documents import replacement
from documents.batches import Item
from documents.contexts import answers, limits, monitoring, offices, parties, training
from documents.contexts.decisions import object_of, particulars
from documents.contexts.examinations import item_of
from documents.contexts.levels import level
from documents.contexts.words import as_words, text
from documents.wording import Addressee, Particular
from documents.wording.certification import CertificateLine, Mark
from registers import certificates, sessions
from registers.models import Provider
from registers.providers import GONE
from workflow import broadcasts
from workflow.models import Case
from workflow.procedure import Procedure

CORRECTED = {
    "holder_ar": text("الاسم واللقب بالعربية", "Nom et prénom en arabe"),
    "holder_fr": text("الاسم واللقب باللاتينية", "Nom et prénom en caractères latins"),
    "birth_date": text("تاريخ الولادة", "Date de naissance"),
}
# Told to whoever verifies what was drawn from the line before.
RECTIFIED = "أُصلحت الشهادة وعوّضتها الوثيقة المذكورة · Certificat rectifié, remplacé par le document indiqué"


def line(told: Mapping[str, Any], **corrected: Any) -> CertificateLine:
    """The line as the register has it, or as a decision corrects it."""
    found = {**told, **corrected}
    return {
        "number": found["number"],
        "kind": found["kind"],
        "title": text(found.get("title_ar", ""), found["title"]),
        "level": level(found.get("level", "")),
        "speciality": found.get("speciality", ""),
        "mention": found.get("mention", ""),
        "issued_on": found["issued_on"],
        "holder": text(found["holder_ar"], found["holder_fr"]),
        "born_on": found["birth_date"],
    }


def _particulars(act: Procedure) -> list[Particular]:
    """Each correction with what stands there from now on."""
    corrected = act.case.facts["proposal"].get("corrected", {})
    if corrected:
        return [{"label": CORRECTED[name], "value": str(value)} for name, value in corrected.items()]
    wrong, right = answers.chosen(act.case, "wrong_field"), str(answers.answer(act.case, "correct_value"))
    return [{"label": wrong, "value": right}]


def duplicate(act: Procedure) -> dict[str, Any]:
    """The diploma again, marked as a duplicate, or as it was corrected."""
    told, proposal = act.case.facts["register_line"], act.case.facts["proposal"]
    is_duplicate = proposal["kind"] == "duplicate"
    found = {
        "line": line(told, **proposal.get("corrected", {})),
        "is_duplicate": is_duplicate,
        "corrected": [] if is_duplicate else _particulars(act),
    }
    lost = answers.answer(act.case, "loss_date")
    return {**found, "lost_on": str(lost)} if lost else found


def attestation(act: Procedure) -> dict[str, Any]:
    """Of a certificate; of the end of an enrolment, where the case is about no certificate."""
    if "register_line" not in act.case.facts:
        return {"departure": training.departure(act)}
    return {"line": line(act.case.facts["register_line"]), "copies": int(answers.answer(act.case, "copies", 1))}


def of_line(act: Procedure) -> list[Item]:
    """One document, drawn from the line of the certificate; from the corrected one, once it is entered."""
    if "register_line" not in act.case.facts:
        return [Item()]
    now = certificates.get(act.case.facts["register_line"]["entry"])
    return [Item(certificate=now.replaced_by or now.number)]


def corrected(act: Procedure) -> list[tuple[UUID, str]]:
    """Whatever was drawn from the line that is corrected: the diploma first of all."""
    if act.case.facts["proposal"]["kind"] != "rectification":
        return []
    return [(former, RECTIFIED) for former in replacement.drawn_from(act.case.facts["register_line"]["number"])]


def transcript(act: Procedure) -> dict[str, Any]:
    """The marks that the register keeps for a certificate; those of an examination are told for each candidate."""
    if "diplomas" in act.case.facts:
        return {}
    marks: list[Mark] = [_mark(row) for row in act.case.facts["register_line"]["marks"]]
    return {**attestation(act), "marks": marks}


def each_transcript(act: Procedure) -> list[Item]:
    """That of a certificate; one for each candidate who has marks, where the case is about an examination."""
    if "diplomas" not in act.case.facts:
        return of_line(act)
    held, given = act.application.examination(act.case), act.case.facts["diplomas"]
    found = []
    for line in held.results:
        if line["marks"]:
            candidacy = {"examination": held.number, "enrolment": line["number"], "average": line["average"]}
            marks = [_mark(row) for row in line["marks"]]
            certificate = given.get(line["number"], "") if line["result"] == "graduated" else ""
            found.append(item_of(act, line, certificate=certificate, says={"candidacy": candidacy, "marks": marks}))
    return found


def transcribes(act: Procedure) -> bool:
    """Whether a transcript is asked for, or follows the diplomas of an examination."""
    return "diplomas" in act.case.facts or bool(asks_for("transcript")(act))


def _mark(row: Mapping[str, Any]) -> Mark:
    return {"unit": str(row.get("unit") or row.get("title") or ""), "mark": str(row.get("mark", ""))}


def attests(act: Procedure) -> bool:
    """Whether an attestation is asked for; where a procedure issues nothing else, it is."""
    return "register_line" not in act.case.facts or bool(asks_for("attestation")(act))


def asks_for(*kinds: str) -> Any:
    """Whether the request is one of these."""
    return lambda act: answers.answer(act.case, "request_kind") in kinds


# Authentication.
HOLDER = text("صاحب الشهادة", "Titulaire")
PUBLIC = text("العموم", "Public")


def about(case: Case) -> list[Particular]:
    """The document as it was presented: whose it is, and what is printed on it."""
    is_own = answers.answer(case, "requester_type") == "holder"
    own: list[Particular] = [{"label": HOLDER, "value": parties.applicant_name(case)}] if is_own else []
    return [*own, *particulars(case)]


def authentication(act: Procedure) -> dict[str, Any]:
    facts = act.case.facts
    told = facts.get("confirmation", {"basis": "register"})
    found: dict[str, Any] = {"about": about(act.case), "basis": told["basis"]}
    if facts.get("register_line"):
        found["line"] = line(facts["register_line"])
    if told.get("answered_on"):
        found["answered_on"] = told["answered_on"]
    return found


def not_confirmed(act: Procedure) -> dict[str, Any]:
    told = act.case.facts["finding"]
    found = {
        "outcome": told["outcome"],
        "object": object_of(act.case),
        "about": about(act.case),
        "ground": as_words(told["title"]),
        "reason": as_words(told["reason"]),
    }
    if told.get("heard_on"):
        found |= {"heard_on": told["heard_on"], "answer": as_words(told.get("holder_answer"))}
    return found


def is_forged(act: Procedure) -> bool:
    return bool(act.case.facts.get("finding", {}).get("is_forged") == "yes")


def public_warning(act: Procedure) -> dict[str, Any]:
    """Of forged documents; of a structure, in the words that the director chose."""
    if "warning" in act.case.facts:
        return monitoring.warning(act)
    return {
        "document": str(answers.answer(act.case, "certificate_title")),
        "structure": str(answers.answer(act.case, "issuing_structure")),
        "established_on": act.case.facts["finding"]["on"],
    }


def proclaim_warning(act: Procedure) -> None:
    """The structures of the region of the case are told, and all of them where it has none."""
    case, content = act.case, public_warning(act)
    held = Provider.objects.current().exclude(status__in=GONE).exclude(entry=case.provider)
    held = held.filter(region=case.region) if case.region else held

    def said(words: Any) -> str:
        return str(words.get(get_language() or "ar") or words.get("ar") or "") if isinstance(words, dict) else str(words)

    def lines() -> list[str]:
        about = content.get("text") or content["document"]
        return [text for text in (said(content["structure"]), said(about)) if text]

    broadcasts.spread(key=f"WARN/{case.pk}/{act.at:%Y%m%d%H%M%S}", to=held, title=lambda: _("Warning to the public"), lines=lines)


def public(case: Case) -> Addressee:
    return {"civility": "body", "name": PUBLIC, "lines": []}


def source(case: Case) -> Addressee:
    """The structure or the archive, at the address that the query gives."""
    told = case.facts["source_query"]
    return {"civility": "body", "name": str(told["name"]), "lines": str(told["address"]).splitlines()}


def source_letter(act: Procedure) -> dict[str, Any]:
    told = act.case.facts["source_query"]
    return {
        "about": about(act.case),
        "question": as_words(told.get("question")),
        "asked_on": told["sent_on"],
        "reminder": len(act.case.facts.get("source_reminders", {}).get("sent_on", [])),
        "answer": limits.of_stage(act.case, act.case.stage),
        "reply_to": offices.mailbox(),
    }


# Visa of a batch.
def batch_visa(act: Procedure) -> dict[str, Any]:
    """Every attestation of the batch, as it was compared with the register."""
    case = act.case
    session = sessions.get(str(answers.answer(case, "session")))
    rows = act.application.rows(case)
    return {
        "structure": parties.applicant_name(case),
        "session": session.number,
        "training": text(session.title_ar, session.title_fr),
        "starts_on": session.starts_on.isoformat(),
        "ends_on": session.ends_on.isoformat(),
        "sample": len(case.facts["sample"]["lines"]),
        "lines": [
            {"trainee": row["trainee"], "number": row["number"], "enrolment": row["enrolment"], "hours": int(row["hours"])}
            for row in rows
        ],
    }
