"""The registers of the ministry, one class for each."""

from registers.models.certification import AwardingBody, Certificate, EquivalenceDecision, Verification, VoidProposal
from registers.models.names import in_script_of_page
from registers.models.offers import Agreement, Homologation, Programme
from registers.models.people import Person, Trainee, Trainer, TrainerAssignment
from registers.models.records import Decision, Delivery, Payment, RegisterCounter
from registers.models.structures import Provider, Restriction, Site
from registers.models.supervision import (
    ActivityReport,
    AdvertisingWatch,
    Complaint,
    Inspection,
    NonConformity,
    Sanction,
)
from registers.models.training import Enrolment, Examination, Session

__all__ = [
    "ActivityReport",
    "AdvertisingWatch",
    "Agreement",
    "AwardingBody",
    "Certificate",
    "Complaint",
    "Decision",
    "Delivery",
    "Enrolment",
    "EquivalenceDecision",
    "Examination",
    "Homologation",
    "Inspection",
    "NonConformity",
    "Payment",
    "Person",
    "Programme",
    "Provider",
    "RegisterCounter",
    "Restriction",
    "Sanction",
    "Session",
    "Site",
    "Trainee",
    "Trainer",
    "TrainerAssignment",
    "Verification",
    "VoidProposal",
    "in_script_of_page",
]
