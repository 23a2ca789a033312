"""Short names of the texts that procedures rest on, by the codes that are kept."""

from typing import Any

from django.utils.translation import gettext_lazy as _

CHECKLIST = "checklist"
LAWS: dict[str, Any] = {
    "FNE": _("Programmes of the national employment fund"),
    "L93-10": _("Law no. 93-10 (orientation of vocational training)"),
    "TFP": _("Advance on the training tax and drawing rights"),
    "CDC": _("Specifications of private vocational training structures"),
    "A2010-0802": _("Order of 2 August 2010 (framework of reference of vocational diplomas)"),
    "A2024-0529": _("Order of 29 May 2024 (certificate of competence)"),
    "AC2011-36": _("Joint order no. 36 of 27 July 2011 (paramedical specialities)"),
    "COM2025-PUB": _("Joint communiqué of 23 December 2025 (advertising)"),
    "D2010-86": _("Decree no. 2010-86 (regional directorates)"),
    "L2000-83": _("Law no. 2000-83 (electronic exchanges)"),
    "D93-982": _("Decree no. 93-982 (relation between the administration and its users)"),
    "DL2020-31": _("Decree-law no. 2020-31 (electronic exchange of data)"),
    "L2018-52": _("Law no. 2018-52 (national register of enterprises)"),
    "A2010-79": _("Order no. 79 of 27 September 2010 (equivalence of foreign vocational diplomas)"),
    "D94-1397": _("Decree no. 94-1397 (homologation of vocational diplomas)"),
    "D2009-2139": _("Decree no. 2009-2139 (national classification of qualifications)"),
    "L72-40": _("Law no. 72-40 (administrative court)"),
    "L2008-10": _("Law no. 2008-10 (vocational training)"),
    "LO2016-22": _("Organic law no. 2016-22 (access to information)"),
    "LO2004-63": _("Organic law no. 2004-63 (personal data)"),
}


def choices(legal_basis: tuple[str, ...], *, with_checklist: bool = False) -> list[tuple[str, Any]]:
    """The texts of a procedure, in its order; with the checklist of documents where a line of it is rule enough."""
    first = [(CHECKLIST, _("The checklist of the procedure"))] if with_checklist else []
    # The texts of other countries are there for comparison: nothing rests on them.
    return [*first, *((code, LAWS.get(code, code)) for code in legal_basis if not code.startswith("CMP-"))]
