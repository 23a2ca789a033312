"""The offices that sign: the central directorate and the regional ones, with their letterheads."""

from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from django.conf import settings

from accounts.regions import Region
from accounts.roles import REACH, Reach
from documents.contexts.words import as_words, text, translated
from documents.numbering import CENTRE
from documents.wording import Letterhead, Text
from workflow import completeness
from workflow.models import Case
from workflow.procedure import Procedure


@dataclass(frozen=True)
class Office:
    code: str  # CENTRE, or the region's
    directorate: Text
    place: Text


CENTRAL = Office(
    CENTRE,
    text(
        "إدارة التكوين المهني الخاص",
        "Direction de la formation professionnelle privée",
        "Private Vocational Training Directorate",
    ),
    text("تونس", "Tunis", "Tunis"),
)


def regional(region: str) -> Office:
    """The regional directorate of a governorate; the central one when the case has none."""
    if region not in Region.values:
        return CENTRAL
    name = translated(Region(region).label)
    directorate = text(
        f"الإدارة الجهوية للتشغيل والتكوين المهني ب{name['ar']}",
        f"Direction régionale de l’emploi et de la formation professionnelle {french_of(name['fr'])}",
        f"Regional Directorate of Employment and Vocational Training, {name.get('en', name['fr'])}",
    )
    return Office(region, directorate, name)


def french_of(name: str) -> str:
    """de Tunis, d’Ariana, du Kef."""
    if name.startswith("Le "):
        return f"du {name[3:]}"
    return f"d’{name}" if name[0] in "AEIOUÉÈ" else f"de {name}"


def of_role(case: Case, role: str) -> Office:
    """Regional for the roles of regional desks, central for all others."""
    return regional(case.region) if REACH.get(role) is Reach.REGION else CENTRAL


def of_actor(act: Procedure) -> Office:
    return of_role(act.case, act.actor.role)


def of_region(act: Procedure) -> Office:
    return regional(act.case.region)


def of_asker(act: Procedure) -> Office:
    """The office whose request is left without answer: that of the desk that led the case to where it waits."""
    request = completeness.open_request(act.case)
    asking = [t for t in act.machine.transitions.values() if request and t.target == request.stage]
    return of_role(act.case, asking[0].by[0]) if asking else of_region(act)


def of_centre(act: Procedure) -> Office:
    return CENTRAL


def letterhead(office: Office) -> Letterhead:
    return {"directorate": office.directorate, "place": office.place, "contact": contact(office)}


def contact(office: Office) -> str | Text:
    """The line at the foot; an office without its own gives the platform's addresses."""
    own: dict[str, Any] = getattr(settings, "OFFICE_CONTACTS", {})
    return as_words(own[office.code]) if office.code in own else f"{settings.SITE_URL} – {mailbox()}"


def mailbox() -> str:
    """The address that answers letters."""
    return parseaddr(getattr(settings, "OFFICE_MAILBOX", settings.DEFAULT_FROM_EMAIL))[1]
