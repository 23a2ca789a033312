"""The 29 roles of the system and how far each reaches."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    APPLICANT = "applicant", _("Applicant")
    TRAINEE = "trainee", _("Trainee")
    PARTNER = "partner", _("Partner")
    FRONT_DESK = "front_desk", _("Front-desk officer")
    REGIONAL_OFFICER = "regional_officer", _("Regional case officer")
    REGIONAL_DIRECTOR = "regional_director", _("Regional director")
    INSPECTOR = "inspector", _("Inspector")
    LEAD_INSPECTOR = "lead_inspector", _("Lead inspector")
    CENTRAL_OFFICER = "central_officer", _("Central case officer")
    RAPPORTEUR = "rapporteur", _("Rapporteur")
    COMMITTEE_SECRETARY = "committee_secretary", _("Committee secretary")
    COMMITTEE_MEMBER = "committee_member", _("Committee member")
    COMMITTEE_CHAIR = "committee_chair", _("Committee chair")
    JURY_MEMBER = "jury_member", _("Jury member")
    JURY_PRESIDENT = "jury_president", _("Jury president")
    EXTERNAL_AUTHORITY = "external_authority", _("Consulted administration")
    CENTRAL_DIRECTOR = "central_director", _("Central director")
    MINISTER_SIGNATORY = "minister_signatory", _("Minister or delegated signatory")
    COSIGNATORY = "cosignatory", _("Co-signing ministry")
    LEGAL_OFFICER = "legal_officer", _("Legal affairs officer")
    COMPLAINTS_OFFICER = "complaints_officer", _("Citizen-relations officer")
    COUNSELLOR = "counsellor", _("Guidance counsellor")
    FINANCE_OFFICER = "finance_officer", _("Finance officer")
    EVALUATOR = "evaluator", _("Project evaluator")
    STATISTICS_OFFICER = "statistics_officer", _("Statistics officer")
    REGISTRAR = "registrar", _("Registrar")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")
    SYSTEM = "system", _("System")


class Reach(StrEnum):
    """How far a posting in a role extends."""

    OWN = "own"  # the person's own cases
    REGION = "region"  # cases of the posting's region; of every region when the posting names none
    NATIONAL = "national"
    ASSIGNED = "assigned"  # cases to which the person was assigned by name
    COMMITTEE = "committee"  # cases of procedures that this committee hears
    TECHNICAL = "technical"  # users and settings, never a case
    AUTOMATIC = "automatic"


REACH: dict[str, Reach] = {
    Role.APPLICANT: Reach.OWN,
    Role.TRAINEE: Reach.OWN,
    Role.PARTNER: Reach.OWN,
    Role.FRONT_DESK: Reach.REGION,
    Role.REGIONAL_OFFICER: Reach.REGION,
    Role.REGIONAL_DIRECTOR: Reach.REGION,
    Role.INSPECTOR: Reach.REGION,
    Role.LEAD_INSPECTOR: Reach.REGION,
    Role.CENTRAL_OFFICER: Reach.NATIONAL,
    Role.RAPPORTEUR: Reach.ASSIGNED,
    Role.COMMITTEE_SECRETARY: Reach.COMMITTEE,
    Role.COMMITTEE_MEMBER: Reach.COMMITTEE,
    Role.COMMITTEE_CHAIR: Reach.COMMITTEE,
    Role.JURY_MEMBER: Reach.ASSIGNED,
    Role.JURY_PRESIDENT: Reach.ASSIGNED,
    Role.EXTERNAL_AUTHORITY: Reach.ASSIGNED,
    Role.CENTRAL_DIRECTOR: Reach.NATIONAL,
    Role.MINISTER_SIGNATORY: Reach.NATIONAL,
    Role.COSIGNATORY: Reach.ASSIGNED,
    Role.LEGAL_OFFICER: Reach.NATIONAL,
    Role.COMPLAINTS_OFFICER: Reach.REGION,
    Role.COUNSELLOR: Reach.REGION,
    Role.FINANCE_OFFICER: Reach.NATIONAL,
    Role.EVALUATOR: Reach.ASSIGNED,
    Role.STATISTICS_OFFICER: Reach.NATIONAL,
    Role.REGISTRAR: Reach.NATIONAL,
    Role.AUDITOR: Reach.NATIONAL,
    Role.ADMINISTRATOR: Reach.TECHNICAL,
    Role.SYSTEM: Reach.AUTOMATIC,
}

# Roles that a person has by being a party to a case; they are never posted.
PARTY_ROLES = frozenset({Role.APPLICANT, Role.TRAINEE, Role.PARTNER})
COMMITTEE_ROLES = frozenset({Role.COMMITTEE_SECRETARY, Role.COMMITTEE_MEMBER, Role.COMMITTEE_CHAIR})
# Outside administrations: they read what was put to them, and nothing that the others said.
CONSULTED_ROLES = frozenset({Role.EXTERNAL_AUTHORITY})
# Everybody to whom a case is put that they did not file, and who reads no more than the request: an evaluator is not to
# see what another one gave.
OUTSIDE_ROLES = CONSULTED_ROLES | {Role.PARTNER, Role.TRAINEE, Role.EVALUATOR}
POSTED_ROLES = frozenset(Role) - PARTY_ROLES - {Role.SYSTEM}
