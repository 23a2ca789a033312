"""Letters about programmes: the receipt of a declaration."""

from typing import Any

from documents.contexts.decisions import particulars
from documents.contexts.parties import applicant_name
from documents.contexts.words import as_words
from documents.wording import Words
from registers import programmes, sites
from workflow.models import Case
from workflow.procedure import Procedure


def places_of(case: Case, act: Procedure) -> list[Words]:
    """The sites by their names, as the register now calls them."""
    return [as_words(sites.get(key).heading) for key in act.application.places(case)]


def receipt(act: Procedure) -> dict[str, Any]:
    """The number of the programme, and what the structure may and may not say of it."""
    case = act.case
    programme = programmes.get(case.facts["programme"])
    return {
        "structure": applicant_name(case),
        "programme_number": programme.number,
        "particulars": particulars(case),
        "sites": places_of(case, act),
        "has_advertisement": bool(programme.advert_text),
        "tacit": act.actor.is_system,
    }
