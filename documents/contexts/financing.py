"""Letters of financing and partnerships: the receipt of an agreement with a partner."""

from typing import Any

from documents.contexts import answers
from documents.contexts.decisions import particulars
from documents.contexts.parties import applicant_name
from documents.contexts.words import text
from workflow.procedure import Procedure


def agreement_receipt(act: Procedure) -> dict[str, Any]:
    """Between whom, for what and until when; the last day is what reminders are counted from."""
    case = act.case
    return {
        "structure": applicant_name(case),
        "partner": text(str(answers.answer(case, "partner_name_ar")), str(answers.answer(case, "partner_name_fr"))),
        "particulars": particulars(case),
        "ends_on": str(answers.answer(case, "end_date")),
        "tacit": act.actor.is_system,
    }
