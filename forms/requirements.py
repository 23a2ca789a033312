"""The catalogue of supporting documents, and which of them an application requires."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from workflow.models import Case

PDF = frozenset({"pdf"})
SCAN = frozenset({"pdf", "jpeg"})
IMAGE = frozenset({"jpeg", "png"})
ANY = frozenset({"pdf", "jpeg", "png"})
EXTENSIONS = {"pdf": (".pdf",), "jpeg": (".jpg", ".jpeg"), "png": (".png",)}
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class SupportingDocument:
    """A kind of document that a person may be asked for; formats that cannot be checked yet are taken as PDF."""

    code: str
    label: Any
    accept: frozenset[str] = PDF
    max_mb: int = 5
    validity: Any = ""

    @property
    def max_bytes(self) -> int:
        return self.max_mb * MEGABYTE

    @property
    def extensions(self) -> str:
        """As an input element lists them."""
        return ",".join(e for kind in ("pdf", "jpeg", "png") if kind in self.accept for e in EXTENSIONS[kind])


@dataclass(frozen=True, slots=True)
class Requirement:
    """A document that an application requires, always or when a condition on its answers holds."""

    code: str
    when: Callable[["Case"], bool] | None = None
    hint: Any = ""
    compare_original: bool = False  # the paper is brought to the counter, compared and stamped
    condition: Any = ""  # `when` in words, for those who read before they apply
    is_optional: bool = False  # may be joined, and is not waited for

    @property
    def document(self) -> SupportingDocument:
        return CATALOGUE[self.code]

    def applies(self, case: "Case") -> bool:
        """Whether there is a place for it, required or not."""
        return self.when is None or self.when(case)

    def is_required(self, case: "Case") -> bool:
        return not self.is_optional and self.applies(case)


PAPER = "PAPER"

_DOCUMENTS = (
    SupportingDocument("CIN", _("National identity card, both sides"), ANY, 5, _("in force")),
    SupportingDocument("PASS", _("Passport (foreign applicant)"), SCAN, 5, _("in force ≥ 6 months")),
    SupportingDocument("RESID", _("Residence card"), SCAN, 5, _("in force")),
    SupportingDocument("B3", _("Criminal record extract no. 3"), PDF, 5, _("≤ 3 months")),
    SupportingDocument("RNE", _("National register of enterprises extract"), PDF, 5, _("≤ 3 months")),
    SupportingDocument("MF", _("Tax identification card"), PDF, 5, _("current")),
    SupportingDocument("TAX", _("Tax clearance certificate"), PDF, 5, _("≤ 3 months")),
    SupportingDocument("CNSS", _("Social security affiliation and balance certificate"), PDF, 5, _("≤ 3 months")),
    SupportingDocument("STATUTS", _("Articles of association"), PDF, 20, _("current")),
    SupportingDocument(
        "CDC", _("Specifications signed on every page, signature legalised or e-signed"), PDF, 20, _("current version number")
    ),
    SupportingDocument("LEASE", _("Title deed or registered lease"), PDF, 20, _("lease end ≥ 12 months ahead")),
    SupportingDocument(
        "PLAN",
        _("Plan of the premises by a licensed professional (1/100), areas per room"),
        PDF,
        20,
        _("matches the rooms declared"),
    ),
    SupportingDocument("URBA", _("Municipal certificate allowing the use of the premises"), PDF, 5, _("≤ 12 months")),
    SupportingDocument(
        "ONPC", _("Fire-prevention certificate of the civil protection"), PDF, 5, _("in force (usually one year)")
    ),
    SupportingDocument("HYG", _("Hygiene certificate"), PDF, 5, _("≤ 12 months")),
    SupportingDocument("INS", _("Civil liability insurance covering trainees"), PDF, 5, _("covers the whole training year")),
    SupportingDocument("EQUIP", _("Equipment inventory with proof of ownership or use"), PDF, 20, _("≤ 3 months")),
    SupportingDocument("CV", _("Curriculum vitae, dated and signed"), PDF, 5, _("≤ 6 months")),
    SupportingDocument("DIPL", _("Diploma (original scanned, or certified copy)"), PDF, 10, _("readable seal and signature")),
    SupportingDocument("EQUIV", _("Equivalence decision (foreign diploma)"), PDF, 5, ""),
    SupportingDocument("EXP", _("Proof of professional experience (CNSS career statement and certificates)"), PDF, 10, ""),
    SupportingDocument("WORK", _("Employment or service contract"), PDF, 10, _("covers the period")),
    SupportingDocument("PROG", _("Programme file (aims, units, hours, assessment, resources)"), PDF, 5, _("version number")),
    SupportingDocument("REFER", _("Reference standard followed (national standard or foreign)"), PDF, 20, _("current")),
    SupportingDocument("RI", _("Internal rules"), PDF, 5, _("signed and dated")),
    SupportingDocument("PRICE", _("Price list per programme, payment and refund terms"), PDF, 5, _("training year")),
    SupportingDocument("CTRF", _("Model training contract"), PDF, 5, _("current")),
    SupportingDocument("CONV", _("Partnership or placement agreements with host firms"), PDF, 20, _("covers the period")),
    SupportingDocument("PVDEC", _("Decision of the competent body of the company"), PDF, 10, _("registered")),
    SupportingDocument("MAND", _("Power of attorney"), PDF, 5, _("legalised, names the procedure")),
    SupportingDocument("TRPLAN", _("Trainee protection plan (named list, solution, refunds)"), PDF, 5, ""),
    SupportingDocument("ARCH", _("Inventory of records to be handed over"), PDF, 5, ""),
    SupportingDocument("FSTAT", _("Proof of legal existence abroad"), PDF, 10, _("≤ 6 months, apostille or consular stamp")),
    SupportingDocument("TRANS", _("Sworn translation into Arabic, French or English"), PDF, 10, _("by a sworn translator")),
    SupportingDocument("TRANSC", _("Transcripts for each year"), PDF, 10, _("all years")),
    SupportingDocument("SYLL", _("Official programme and hours followed"), PDF, 20, _("stamped by the awarding body")),
    SupportingDocument("RECOG", _("Proof that the diploma is recognised in the awarding country"), PDF, 5, ""),
    SupportingDocument(
        "STAYP", _("Proof of stay during the studies (stamps, residence card)"), PDF, 10, _("not for distance learning")
    ),
    SupportingDocument("PHOTO", _("Identity photograph"), IMAGE, 1, _("≤ 6 months")),
    SupportingDocument("CIVIL", _("Birth extract or civil status judgement"), PDF, 5, _("≤ 3 months")),
    SupportingDocument("LOSS", _("Declaration of loss to the police or national guard"), PDF, 5, _("≤ 3 months")),
    SupportingDocument("LEVEL", _("School certificate proving the entry level"), PDF, 5, ""),
    SupportingDocument("MEDIC", _("Medical fitness certificate"), PDF, 5, _("≤ 3 months")),
    SupportingDocument("PARENT", _("Guardian's written consent (minor)"), PDF, 5, ""),
    SupportingDocument("PAY", _("Proof of payment"), PDF, 5, ""),
    SupportingDocument("REPORT", _("Narrative and figures report"), PDF, 5, ""),
    SupportingDocument("BIL", _("Financial statements filed with the RNE"), PDF, 10, _("last closed year")),
    SupportingDocument("RIB", _("Bank identity statement"), PDF, 2, _("in the name of the provider")),
    SupportingDocument("BUDG", _("Budget and financing plan"), PDF, 5, ""),
    SupportingDocument("EVID", _("Evidence (documents, pictures, screenshots with date and address)"), ANY, 50, ""),
    SupportingDocument("CONSENT", _("Consent of the holder to the verification"), PDF, 5, _("≤ 6 months")),
    SupportingDocument("DECIS", _("Contested decision"), PDF, 5, ""),
    SupportingDocument("LISTV", _("Validated enrolment list of the session"), PDF, 5, _("session validated")),
    SupportingDocument("PORTF", _("Experience portfolio (activities described unit by unit, with proof)"), PDF, 50, ""),
    # Not in the catalogue: the form signed on paper when the counter files for the applicant.
    SupportingDocument(PAPER, _("Paper form signed by the applicant"), ANY, 20, _("signed, every page")),
)
CATALOGUE: dict[str, SupportingDocument] = {d.code: d for d in _DOCUMENTS}
