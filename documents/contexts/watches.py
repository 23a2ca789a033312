"""Letters of watch cases: what was seen and proven, what must cease, what is sent to the public prosecutor."""

from typing import Any

from documents.contexts import limits
from documents.contexts.parties import addressee, applicant_name
from documents.contexts.words import as_words, text
from documents.wording import Addressee, Text
from documents.wording.watches import Capture
from workflow.models import Case
from workflow.procedure import Procedure

PROSECUTOR = text("السيد وكيل الجمهورية", "Monsieur le procureur de la République")
CHANNELS: dict[str, Text] = {
    "social": text("شبكة اجتماعية", "réseau social"),
    "web": text("موقع واب", "site web"),
    "street": text("معلّقة أو مطوية", "affiche ou dépliant"),
    "radio": text("إذاعة أو تلفزة", "radio ou télévision"),
    "phone": text("هاتف", "téléphone"),
}
OFFENCES: dict[str, Text] = {
    "university_degree": text("الوعد بشهادة جامعية", "la promesse d’un diplôme universitaire"),
    "homologation_lie": text("ادعاء تنظير لا وجود له", "l’allégation d’une homologation inexistante"),
    "foreign_partnership_lie": text("ادعاء شراكة أجنبية لا وجود لها", "l’allégation d’un partenariat étranger inexistant"),
    "no_receipt": text("التكوين دون وصل إيداع كراس الشروط", "l’exercice de la formation sans récépissé du cahier des charges"),
    "tuition_before_receipt": text("قبض معاليم قبل الحصول على الوصل", "la perception de frais avant le récépissé"),
    "reserved_title": text("استعمال صفة محفوظة", "l’usage d’un titre réservé"),
    "guarantee_of_job": text("ضمان التشغيل", "la garantie d’un emploi"),
}
GROUNDS: dict[str, Text] = {
    "no_receipt": text("انعدام الوصل", "l’absence de tout récépissé"),
    "fraud": text("التحيّل", "l’escroquerie"),
    "forgery": text("التدليس", "le faux"),
    "no_answer": text("عدم الاستجابة للإنذار بالكف في الأجل", "l’absence de réponse à l’injonction de cesser dans le délai"),
}


def _told(case: Case) -> dict[str, Any]:
    return dict(case.answers.get("watch", {}))


def suspect(case: Case) -> Addressee:
    """A structure of the register at its head office, anybody else at the address that was found."""
    if case.provider:
        return addressee(case)
    lines = str(_told(case).get("name_and_address", "")).splitlines()
    return {"civility": "body", "name": applicant_name(case), "lines": lines[1:]}


def prosecutor(case: Case) -> Addressee:
    return {"civility": "body", "name": PROSECUTOR, "lines": []}


def _breach(act: Procedure) -> dict[str, Any]:
    facts = act.case.facts
    captures: list[Capture] = [
        {
            "channel": CHANNELS[row["channel"]],
            "place": row["link_or_place"],
            "seen_on": row["date_seen"],
            "captured_on": row["captured_on"],
            "fingerprint": row["sha256"],
        }
        for row in facts["collected"]["captures"]
    ]
    breach = facts["qualification"]
    found = {"suspect": applicant_name(act.case), "offence": OFFENCES[breach["offence_kind"]], "captures": captures}
    seen = _told(act.case).get("text_seen")
    found |= {"law": breach["law"], "rule": as_words(breach["rule"])}
    return {**found, "text_seen": as_words(seen)} if seen else found


def cease_notice(act: Procedure) -> dict[str, Any]:
    notice = act.case.facts["notice"]
    return {
        **_breach(act),
        "demands": as_words(notice["demands"]),
        "registered": act.case.provider is not None,
        "answer": limits.of_stage(act.case, act.case.stage),
    }


def referral(act: Procedure) -> dict[str, Any]:
    """The file as it leaves: after a notice, or at once where the breach is a crime."""
    facts = act.case.facts
    told = facts["prosecution"]
    found = {**_breach(act), "ground": GROUNDS[told["ground"]], "civil_party": told["civil_party"] == "yes"}
    if told.get("reason"):
        found["reason"] = as_words(told["reason"])
    if "notice" in facts:
        found["notice_on"] = facts["notice"]["on"]
    address = " ".join(suspect(act.case).get("lines", []))
    return {**found, "address": address} if address else found
