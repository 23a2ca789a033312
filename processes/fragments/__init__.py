"""Shared parts of the law; each is expanded into explicit stages and transitions of the procedure that names it."""

from processes.fragments.committee import Committee, Panel
from processes.fragments.complements import Complements
from processes.fragments.deliberation import Deliberation
from processes.fragments.heard import Heard
from processes.fragments.instalments import Instalments
from processes.fragments.intake import Intake
from processes.fragments.jury import Jury
from processes.fragments.mediation import Mediation
from processes.fragments.opinions import Opinions
from processes.fragments.scoring import Scoring
from processes.fragments.signature import Signature
from processes.fragments.transmission import Transmission
from processes.fragments.visit import Reserves, Visit

__all__ = [
    "Committee",
    "Complements",
    "Deliberation",
    "Heard",
    "Instalments",
    "Intake",
    "Jury",
    "Mediation",
    "Opinions",
    "Panel",
    "Reserves",
    "Scoring",
    "Signature",
    "Transmission",
    "Visit",
]
