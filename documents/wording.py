"""What a letter is told: the frozen facts that each template prints, and the legal texts it may cite.

A context is plain JSON. It is checked against these shapes before it is frozen, so a letter that lacks a fact, or is given
one that no template knows, is never issued. Dates are ISO strings. `Words` is a string printed as it stands in every
language (somebody's own words, an identifier) or one text per language.
"""

from typing import Literal, NotRequired, TypedDict

# Told to those who fill contexts in one place.
from documents.laws import LANGUAGES as LANGUAGES
from documents.laws import LAWS as LAWS
from documents.laws import Language as Language
from documents.laws import LawCode as LawCode
from documents.laws import Text as Text
from documents.laws import Words as Words


# --- Parts that every letter has -------------------------------------------------------------------------------------
class Letterhead(TypedDict):
    directorate: Text  # "الإدارة الجهوية للتشغيل والتكوين المهني بتونس" / "Direction régionale … de Tunis"
    place: Text  # where it is dated from: "تونس" / "Tunis"
    contact: Words  # address, telephone and e-mail of the office, one line


class Addressee(TypedDict):
    civility: Literal["mr", "ms", "body"]  # a body has no Mr or Ms
    name: Words
    function: NotRequired[Words]
    lines: NotRequired[list[str]]  # postal address


class CaseReference(TypedDict):
    number: str | None  # given at registration; None before
    deposit: str  # the reference of the deposit, printed while there is no number
    procedure: Text
    submitted_on: str
    registered_on: str | None
    url: str  # where the applicant answers on the platform


class Signature(TypedDict):
    name: Words
    function: Words
    delegated: bool  # prints "for the minister and by delegation"
    act: NotRequired[Words]  # the delegation act, when the ministry wants it printed
    electronic: NotRequired[str]  # reference of the electronic signature or of its certificate


class Verification(TypedDict):
    url: str  # where the document is verified
    square: NotRequired[str]  # what the QR carries: the address and the sealed record
    code: str  # the short public code
    fingerprint: NotRequired[str]  # SHA-256 of the frozen content


class Letter(TypedDict):
    """Keys of every letter. `number` is None and `verification` None for a preview, which is marked as a draft."""

    draft: bool
    number: str | None
    date: str
    letterhead: Letterhead
    addressee: Addressee
    case: CaseReference
    subject: NotRequired[Words]  # the template has its own; given only to replace it
    attachments: NotRequired[list[Words]]
    copy_to: NotRequired[list[Words]]
    signature: Signature | None  # None: an automatic act, which bears no person's name
    verification: Verification | None


class Item(TypedDict):
    """One document or statement asked for: what, why, in which form, where."""

    what: Words
    why: Words
    form: NotRequired[Words]
    where: NotRequired[Words]  # by default the case on the platform


class TimeLimit(TypedDict):
    days: int
    unit: Literal["calendar", "working"]
    due_on: NotRequired[str]


class Ground(TypedDict):
    """One ground of a refusal: the rule and the fact. Printed: “{title}, under {law}: {fact}”."""

    title: Words  # "عدم ثبوت الاعتراف بالجهة المانحة" / "reconnaissance de l’organisme non établie"
    law: LawCode
    fact: Words  # what was found, and in which piece


class Person(TypedDict):
    civility: Literal["mr", "ms"]
    name: Words
    born_on: str
    born_at: Words
    identity: Literal["cin", "passport", "residence_card"]
    identity_number: str


class Diploma(TypedDict):
    title: str  # as printed, original language
    awarding_body: Words
    country: Text
    awarded_on: str
    duration_months: int
    hours: int
    mode: Literal["residential", "alternating", "distance", "blended"]


class Level(TypedDict):
    code: str  # CAP, BTP, BTS…
    title: Text
    rank: int  # in the national classification, 1 to 7


class Session(TypedDict):
    committee: Text
    number: str  # "2026/03"
    date: str
    time: str  # "10:00"
    place: Words


# --- The letters of an equivalence -----------------------------------------------------------------------------------
class DepositAcknowledgement(Letter):  # ACK
    submitted_at: str  # ISO date and time, local
    received: list[Words]  # the attachments
    completeness: TimeLimit  # of the front desk check


class ReturnNote(Letter):  # RET
    items: list[Item]
    answer: TimeLimit


class ReceiptStage(TypedDict):
    title: Words
    limit: TimeLimit


class Receipt(Letter):  # REC
    stages: list[ReceiptStage]
    legal_limit: TimeLimit  # whole procedure, net of suspensions
    suspended_by_complements: bool


class ComplementRequest(Letter):  # CPL
    items: list[Item]
    answer: TimeLimit
    law: LawCode  # the text applied; A2010-79 for equivalences


class AwardingBodyLetter(Letter):  # AWB, also in English
    holder: Person
    diploma: Diploma
    questions: list[Words]  # beyond the usual three, may be empty
    answer: TimeLimit
    reply_to: str  # e-mail address


class AgendaItem(TypedDict):
    case_number: str
    holder: Words
    diploma: Words
    country: Words
    requested_level: Words
    rapporteur: Words


class Agenda(Letter):  # AGD: convening and agenda
    session: Session
    items: list[AgendaItem]
    quorum: int


class Member(TypedDict):
    name: Words
    capacity: Words
    presence: Literal["present", "excused", "absent"]
    chairs: bool


class Recusal(TypedDict):
    name: Words
    case_number: str
    reason: Words


class Votes(TypedDict):
    cast_for: int
    against: int
    abstained: int
    chair_decided: bool  # tie broken by the chair


class MinutesItem(TypedDict):
    case_number: str
    holder: Words
    diploma: Words
    votes: Votes | None  # None when adjourned
    opinion: Literal["favourable", "unfavourable", "adjourned"]
    level: Level | None
    reasons: list[Words]


class Minutes(Letter):  # MIN
    session: Session
    opened_at: str  # "10:05"
    closed_at: str
    members: list[Member]
    quorum: int
    recusals: list[Recusal]
    items: list[MinutesItem]
    secretary: Words


class GridLine(TypedDict):
    criterion: Words  # hours, level of entry, recognition, skills…
    foreign: Words
    reference: Words
    verdict: Literal["equal", "higher", "lower", "unproven"]
    remark: NotRequired[Words]


class RapporteurReport(Letter):  # RAP
    holder: Person
    diploma: Diploma
    requested_level: Words
    grid: list[GridLine]
    conclusion: Words
    proposed_level: Level | None  # None: not proposed
    rapporteur: Words


class EquivalenceDecision(Letter):  # EQD
    holder: Person
    diploma: Diploma
    level: Level
    session_on: str  # of the committee
    minutes: str  # their number
    regional_opinion_on: NotRequired[str]
    regional_directorate: NotRequired[Text]
    awarding_body_answer_on: NotRequired[str]


class RefusalDecision(Letter):  # REF
    object: Words  # what was asked for: "معادلة شهادة «…»" / "l’équivalence du diplôme « … »"
    grounds: list[Ground]
    session_on: NotRequired[str]
    minutes: NotRequired[str]
    may_ask_again: bool  # a new request is possible once the grounds are lifted
    lifted_by: NotRequired[list[Words]]  # what would allow it


class ForgeryRefusal(Letter):  # FRA
    object: Words
    grounds: list[Ground]
    heard_on: str  # date of the adversarial letter
    answer: Words  # what the holder answered, or an empty string
    diploma: Diploma


class InadmissibilityLetter(Letter):  # INA
    object: Words
    grounds: list[Ground]
    competent: NotRequired[Words]  # the authority to address instead


class AdversarialLetter(Letter):  # ADV
    """What is held against the holder, who answers before anything is found."""

    object: Words
    diploma: Diploma
    facts: Words
    evidence: Words
    answer: TimeLimit
    law: LawCode


class TestConvening(Letter):  # TST
    holder: Person
    diploma: Diploma
    time: str  # "10:00"; `date` is the letter's own
    test_on: str
    place: Words
    reason: Words


class LapseNotice(Letter):  # LAP
    asked_on: str  # date of the request that stayed without answer
    asked_in: NotRequired[str]  # number of that letter
    limit: TimeLimit
    missing: list[Words]


# Code of the letter → the shape of its context. The template is the code in lower case: ar/eqd.html, fr/eqd.html.
LETTERS: dict[str, type] = {
    "ACK": DepositAcknowledgement,
    "RET": ReturnNote,
    "REC": Receipt,
    "CPL": ComplementRequest,
    "AWB": AwardingBodyLetter,
    "AGD": Agenda,
    "MIN": Minutes,
    "RAP": RapporteurReport,
    "EQD": EquivalenceDecision,
    "REF": RefusalDecision,
    "FRA": ForgeryRefusal,
    "INA": InadmissibilityLetter,
    "LAP": LapseNotice,
    "ADV": AdversarialLetter,
    "TST": TestConvening,
}


# What a letter calls itself: its subject line and the title of the file.
TITLES: dict[str, Text] = {
    "ACK": {"ar": "إشعار بالإيداع", "fr": "Accusé de dépôt"},
    "RET": {"ar": "مذكرة إرجاع (وثائق ناقصة)", "fr": "Note de retour (pièces manquantes)"},
    "REC": {"ar": "وصل تسجيل الملف والآجال", "fr": "Récépissé d’enregistrement et délais"},
    "CPL": {"ar": "طلب استكمال الملف", "fr": "Demande de compléments"},
    "AWB": {"ar": "التثبت من شهادة", "fr": "Vérification d’un diplôme", "en": "Verification of a diploma"},
    "AGD": {"ar": "استدعاء وجدول أعمال", "fr": "Convocation et ordre du jour"},
    "MIN": {"ar": "محضر جلسة", "fr": "Procès-verbal de séance"},
    "RAP": {"ar": "تقرير المقرّر", "fr": "Rapport du rapporteur"},
    "EQD": {"ar": "قرار معادلة", "fr": "Décision d’équivalence"},
    "REF": {"ar": "قرار رفض", "fr": "Décision de refus"},
    "FRA": {"ar": "قرار رفض (وثيقة مدلّسة)", "fr": "Décision de refus (faux document)"},
    "INA": {"ar": "عدم قبول المطلب شكلا", "fr": "Irrecevabilité de la demande"},
    "LAP": {"ar": "إعلام بالحفظ لانقضاء الأجل", "fr": "Avis de classement sans suite"},
    "ADV": {"ar": "تبليغ مآخذ", "fr": "Communication de griefs"},
    "TST": {"ar": "استدعاء لاختبار كفاءة", "fr": "Convocation à une épreuve d’aptitude"},
}


def languages_of(code: str) -> tuple[Language, ...]:
    """Every letter exists in Arabic and French; the one that goes abroad also in English."""
    return LANGUAGES if code == "AWB" else ("ar", "fr")
