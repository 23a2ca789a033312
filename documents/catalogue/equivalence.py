"""The documents of equivalences, classifications and certificates."""

from django.utils.translation import gettext_lazy as _

from documents import batches
from documents.contexts import equivalence
from documents.credentials import achievements
from documents.types import DocumentType
from registers.equivalences import write_decision_number

AWARDING_BODY_LETTER = DocumentType(
    "AWB",
    _("Letter to the awarding body"),
    equivalence.awarding_body_letter,
    addressee=equivalence.awarding_body,
    is_for_applicant=False,
)
ADVERSARIAL_LETTER = DocumentType("ADV", _("Adversarial letter"), equivalence.adversarial_letter)
RAPPORTEUR_REPORT = DocumentType(
    "RAP", _("Rapporteur's report"), equivalence.report, addressee=equivalence.committee, is_for_applicant=False
)
TEST_CONVENING = DocumentType("TST", _("Convening to an aptitude test"), equivalence.test_convening)
EQUIVALENCE_DECISION = DocumentType(
    "EQD",
    _("Equivalence decision"),
    equivalence.decision,
    is_decision=True,
    each=batches.certified,
    needs_signature=True,
    enter_number=write_decision_number,
    achievement=achievements.equivalence,
)
FORGERY_DECISION = DocumentType(
    "FRA",
    _("Decision of refusal: forged document"),
    equivalence.forgery,
    is_decision=True,
    enter_number=write_decision_number,
)
CLASSIFICATION_CERTIFICATE = DocumentType(
    "CLA",
    _("Classification certificate"),
    equivalence.classification,
    is_decision=True,
    each=batches.certified,
    needs_signature=True,
    enter_number=write_decision_number,
    achievement=achievements.classification,
)
