"""Letters of a homologation: the rapporteur's report and the order."""

from datetime import date, timedelta
from typing import Any

from accounts.models import User
from documents.contexts import answers, parties
from documents.contexts.decisions import particulars
from documents.contexts.parties import applicant_name
from documents.contexts.sessions import name_of_committee, short_number
from documents.contexts.words import as_words, text
from documents.wording import Words
from registers import sites
from workflow.procedure import Procedure
from workflow.procedures import committee_of

CRITERIA = {
    "standard": text("مطابقة المرجع", "Conformité au référentiel"),
    "hours": text("الحجم الساعي ونسبة التكوين بالمؤسسة", "Volume horaire et part en entreprise"),
    "trainers": text("المكوّنون: العدد والمستوى والحجم الساعي", "Formateurs : nombre, niveau, charge"),
    "equipment": text("التجهيزات والمحلات", "Équipements et locaux"),
    "assessment": text("مخطط التقييم", "Plan d’évaluation"),
}
RULE = text("المرجع وكراس الشروط", "référentiel et cahier des charges")
FOUND = {
    "met": text("مستوفى", "satisfait"),
    "partly": text("مستوفى جزئيا", "satisfait en partie"),
    "unmet": text("غير مستوفى", "non satisfait"),
}
VERDICTS = {"met": "equal", "partly": "unproven", "unmet": "lower"}


def report(act: Procedure, *, rapporteur: Words) -> dict[str, Any]:
    told = act.case.facts["report"]
    return {
        "particulars": particulars(act.case),
        "requested_level": answers.chosen(act.case, "target_level"),
        "grid": [
            {"criterion": CRITERIA[c], "foreign": FOUND[told[c]], "reference": RULE, "verdict": VERDICTS[told[c]]}
            for c in CRITERIA
        ],
        "conclusion": as_words(told["conclusion"]),
        "proposed_level": None,
        "proposed": told["proposal"] == "yes",
        "rapporteur": rapporteur,
    }


def validity(act: Procedure) -> tuple[date, date]:
    """The first and the last day of a homologation that is signed today."""
    first = act.case.facts.get("signature", {}).get("on")  # where a second ministry signs later
    start, years = date.fromisoformat(first) if first else act.today, int(act.parameter("validity_years"))
    proposal = act.case.facts.get("proposal", {})
    if (held := proposal.get("held")) and held["ends_on"]:
        last = date.fromisoformat(held["ends_on"])
        if proposal["what"] == "amendment":
            return start, last
        start = last + timedelta(days=1) if held["holds"] else start
    same_day = start.replace(year=start.year + years, day=min(start.day, 28) if start.month == 2 else start.day)
    return start, same_day - timedelta(days=1)


def order(act: Procedure) -> dict[str, Any]:
    """The speciality, the level, the site and the time; what is still to be met, or what of an earlier order changes."""
    case, proposal = act.case, act.case.facts["proposal"]
    site = sites.get(act.application.places(case)[0])
    starts, ends = validity(act)
    found: dict[str, Any] = {
        "structure": applicant_name(case),
        "site": as_words(site.site_name),
        "address": as_words(" ".join(f"{site.address} {site.postal_code} {site.delegation}".split())),
        "speciality": text(str(answers.answer(case, "title_ar")), str(answers.answer(case, "title_fr"))),
        "level": answers.chosen(case, "target_level"),
        "particulars": particulars(case),
        "groups_per_year": int(answers.answer(case, "groups_per_year")),
        "starts_on": starts.isoformat(),
        "ends_on": ends.isoformat(),
    }
    if opinion := case.facts.get("opinion"):  # none where the record is good enough to do without
        found["session_on"], found["minutes"] = opinion["met_on"], short_number(opinion["session"])
        found["committee"] = name_of_committee(committee_of(case))
    if "held" in proposal:
        found["renewal"] = {"number": proposal["held"]["number"], "what": proposal["what"]}
        found["changes"] = [{n: as_words(row[n]) for n in ("label", "before", "after")} for row in proposal["changes"]]
    if (given := case.facts.get("regional_opinion", {})).get("on"):
        found["regional_opinion_on"] = given["on"]
    if "cosignatory" in proposal:
        other = User.objects.get(pk=proposal["cosignatory"])
        found["joint"] = {
            "ministry": act.application.other_ministry(case),
            "name": parties.name_of(other),
            "function": parties.function_of(other, "cosignatory"),
        }
        # The same block at both signatures, so that both ministries read the same text.
        found["signature"] = case.facts.get("first_signatory") or parties.signature(act.actor)
    if proposal["outcome"] == "conditional":
        found["conditions"] = [line.strip() for line in str(proposal["conditions"]).splitlines() if line.strip()]
        found["conditions_days"] = act.machine.desks["conditions_pending"].limit.days  # type: ignore[union-attr]
    return found
