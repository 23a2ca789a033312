"""Shared parts of the law; each is expanded into explicit stages and transitions of the procedure that names it."""

from processes.fragments.committee import Committee
from processes.fragments.complements import Complements
from processes.fragments.heard import Heard
from processes.fragments.intake import Intake
from processes.fragments.mediation import Mediation
from processes.fragments.opinions import Opinions
from processes.fragments.signature import Signature
from processes.fragments.visit import Reserves, Visit

__all__ = ["Committee", "Complements", "Heard", "Intake", "Mediation", "Opinions", "Reserves", "Signature", "Visit"]
