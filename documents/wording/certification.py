"""The shapes and titles of what is drawn from the register of certificates."""

from typing import Literal, NotRequired, TypedDict

from documents.laws import Text, Words
from documents.wording.parts import Holder, Letter, Level, Particular, TimeLimit
from documents.wording.training import Departure


class CertificateLine(TypedDict):
    """A line of the register of certificates."""

    number: str
    kind: Literal["diploma", "equivalence", "classification", "attestation", "experience"]
    title: Words
    level: Level | None
    speciality: Words
    mention: Words
    issued_on: str
    holder: Words
    born_on: str


class Duplicate(Letter):  # DUP: a duplicate, or the diploma as corrected
    line: CertificateLine
    is_duplicate: bool  # marked as such; otherwise the corrected diploma, which takes the place of the line
    lost_on: NotRequired[str]
    corrected: list[Particular]


class RegisterAttestation(Letter):  # ATT: of a certificate, or of the end of an enrolment
    line: NotRequired[CertificateLine]
    copies: NotRequired[int]
    departure: NotRequired[Departure]


class Mark(TypedDict):
    unit: Words
    mark: Words


class Candidacy(TypedDict):
    """A candidate of an examination, whatever the jury decided."""

    examination: str  # number
    enrolment: str  # number
    average: str


class Transcript(Letter):  # TRS: of a certificate, or of one candidate of an examination
    marks: list[Mark]
    line: NotRequired[CertificateLine]
    copies: NotRequired[int]
    holder: NotRequired[Holder]
    candidacy: NotRequired[Candidacy]


class Authentication(Letter):  # AUTH
    about: list[Particular]  # the document as it was presented
    line: NotRequired[CertificateLine]  # as the register has it
    basis: Literal["register", "structure"]
    answered_on: NotRequired[str]  # when the structure answered


class NotConfirmed(Letter):  # NAUT
    outcome: Literal["not_authentic", "inconclusive"]
    object: Words
    about: list[Particular]
    ground: Words
    reason: Words
    heard_on: NotRequired[str]
    answer: NotRequired[Words]  # what the holder answered


class PublicWarning(Letter):  # WARN: of forged documents, or of a danger or a measure in a structure; nobody is named
    structure: Words  # to which forged documents are attributed, or that the warning is about
    document: NotRequired[Words]  # title of the certificate that was forged
    established_on: NotRequired[str]
    place: NotRequired[Words]
    text: NotRequired[Words]  # what the public must know of the structure


class SourceLetter(Letter):  # VER: to the structure or the archive
    about: list[Particular]
    question: Words
    asked_on: str
    reminder: int  # 0: the first letter
    answer: TimeLimit
    reply_to: str


class StampedLine(TypedDict):
    trainee: Words
    number: str  # given by the structure
    enrolment: str
    hours: int


class BatchVisa(Letter):  # VISA: its number, with the place of the line, is that of each attestation's visa
    structure: Words
    session: str  # number in the register
    training: Words
    starts_on: str
    ends_on: str
    sample: int  # lines compared
    lines: list[StampedLine]


LETTERS: dict[str, type] = {
    "VISA": BatchVisa,
    "DUP": Duplicate,
    "ATT": RegisterAttestation,
    "TRS": Transcript,
    "AUTH": Authentication,
    "NAUT": NotConfirmed,
    "WARN": PublicWarning,
    "VER": SourceLetter,
}
TITLES: dict[str, Text] = {
    "VISA": {"ar": "جدول تأشير على شهائد", "fr": "Bordereau de visa d’attestations"},
    "AUTH": {"ar": "شهادة تثبت من صحة الوثيقة", "fr": "Attestation d’authenticité"},
    "NAUT": {"ar": "شهادة عدم تطابق", "fr": "Attestation de non-concordance"},
    "WARN": {"ar": "بلاغ للعموم", "fr": "Avis au public"},
    "VER": {"ar": "طلب تثبت من شهادة", "fr": "Demande de vérification d’un certificat"},
    "DUP": {"ar": "نظير أو شهادة مصلّحة", "fr": "Duplicata ou diplôme rectifié"},
    "ATT": {"ar": "شهادة مستخرجة من السجل", "fr": "Attestation tirée du registre"},
    "TRS": {"ar": "كشف أعداد", "fr": "Relevé de notes"},
}
