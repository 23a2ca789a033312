"""The letters about structures: opening, conformity, objection, changes, closure."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import closures, decisions, licensing, offices
from documents.types import DocumentType
from registers.decisions import write_number

OPENING_RECEIPT = DocumentType(
    "CDCR",
    _("Filing receipt of the specifications (opening receipt)"),
    licensing.opening_receipt,
    office=offices.of_region,
    is_receipt=True,
    needs_signature=True,
    enter_number=write_number,
)
CONFORMITY_CERTIFICATE = DocumentType(
    "CONF",
    _("Conformity certificate of the site"),
    licensing.conformity,
    office=offices.of_region,
    is_decision=True,
    enter_number=write_number,
)
OBJECTION_DECISION = DocumentType(
    "OBJ",
    _("Objection decision"),
    licensing.objection,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
)
AMENDING_RECEIPT = DocumentType(
    "MODR",
    _("Amending receipt"),
    licensing.amendment,
    office=offices.of_region,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
)
# Not in the catalogue: each trainee of a structure that closes is told where their training goes on.
TRAINEE_TOLD = DocumentType(
    "CLOT",
    _("Closure, told to a trainee"),
    closures.to_trainees,
    each=closures.each_trainee,
    office=offices.of_region,
    is_receipt=True,
    when=closures.has_trainees,
)
INTERRUPTION_DECISION = DocumentType(
    "INT",
    _("Interruption decision"),
    closures.interruption,
    office=offices.of_region,
    grants=decisions.always,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
)
RESUMPTION_DECISION = DocumentType(
    "RESU",
    _("Resumption decision"),
    closures.resumption,
    office=offices.of_region,
    grants=decisions.always,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
)
CLOSURE_CERTIFICATE = DocumentType(
    "CLO",
    _("Closure certificate"),
    closures.closure,
    grants=closures.is_voluntary,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
)
FOREIGN_AUTHORISATION = DocumentType(
    "AUT",
    _("Authorisation for a non-resident foreign structure"),
    licensing.foreign_authorisation,
    grants=decisions.always,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
)
