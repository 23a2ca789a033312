"""The letter of a certificate of competence: what a structure may teach, where and for how long."""

from typing import Any

from documents.contexts import answers
from documents.contexts.decisions import particulars
from documents.contexts.homologations import validity
from documents.contexts.parties import applicant_name
from documents.contexts.sessions import name_of_committee, short_number
from documents.contexts.words import as_words, text
from registers import sites
from workflow.procedure import Procedure
from workflow.procedures import committee_of


def authorisation(act: Procedure) -> dict[str, Any]:
    case, opinion = act.case, act.case.facts["opinion"]
    site = sites.get(act.application.places(case)[0])
    starts, ends = validity(act)
    return {
        "structure": applicant_name(case),
        "site": as_words(site.site_name),
        "address": as_words(" ".join(f"{site.address} {site.postal_code} {site.delegation}".split())),
        "speciality": text(str(answers.answer(case, "title_ar")), str(answers.answer(case, "title_fr"))),
        "particulars": particulars(case),
        "units": [
            {"unit": as_words(row["unit"]), "hours": int(row["hours"])} for row in answers.answer(case, "competence_units")
        ],
        "starts_on": starts.isoformat(),
        "ends_on": ends.isoformat(),
        "session_on": opinion["met_on"],
        "minutes": short_number(opinion["session"]),
        "committee": name_of_committee(committee_of(case)),
    }
