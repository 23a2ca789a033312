"""The shapes and titles of the letters of equivalences."""

from typing import Literal, NotRequired, TypedDict

from documents.laws import LawCode, Text, Words
from documents.wording.parts import Diploma, Ground, Letter, Level, Particular, Person, TimeLimit


class AwardingBodyLetter(Letter):  # AWB, also in English
    holder: Person
    diploma: Diploma
    questions: list[Words]  # beyond the usual three, may be empty
    answer: TimeLimit
    reply_to: str  # e-mail address


class GridLine(TypedDict):
    criterion: Words  # hours, level of entry, recognition, skills…
    foreign: Words
    reference: Words
    verdict: Literal["equal", "higher", "lower", "unproven"]
    remark: NotRequired[Words]


class RapporteurReport(Letter):  # RAP
    holder: NotRequired[Person]
    diploma: NotRequired[Diploma]
    particulars: NotRequired[list[Particular]]  # of what is no diploma
    requested_level: Words
    grid: list[GridLine]
    conclusion: Words
    proposed_level: Level | None  # None: not proposed
    proposed: NotRequired[bool]  # where no level is in question
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


class ForgeryRefusal(Letter):  # FRA
    object: Words
    grounds: list[Ground]
    heard_on: str  # date of the adversarial letter
    answer: Words  # what the holder answered, or an empty string
    diploma: Diploma


class AdversarialLetter(Letter):  # ADV
    """What is held against the holder, who answers before anything is found."""

    object: Words
    diploma: NotRequired[Diploma]  # where the doubt is about one
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


class ClassificationCertificate(Letter):  # CLA
    holder: Person
    about: list[Particular]  # the certificate that is classified
    level: Level
    rests_on: Literal["table", "opinion"]
    basis: Words
    archive_on: NotRequired[str]
    session_on: NotRequired[str]
    minutes: NotRequired[str]


LETTERS: dict[str, type] = {
    "CLA": ClassificationCertificate,
    "AWB": AwardingBodyLetter,
    "ADV": AdversarialLetter,
    "RAP": RapporteurReport,
    "TST": TestConvening,
    "EQD": EquivalenceDecision,
    "FRA": ForgeryRefusal,
}
TITLES: dict[str, Text] = {
    "CLA": {"ar": "شهادة تصنيف", "fr": "Attestation de classification"},
    "AWB": {"ar": "التثبت من شهادة", "fr": "Vérification d’un diplôme", "en": "Verification of a diploma"},
    "ADV": {"ar": "تبليغ مآخذ", "fr": "Communication de griefs"},
    "RAP": {"ar": "تقرير المقرّر", "fr": "Rapport du rapporteur"},
    "TST": {"ar": "استدعاء لاختبار كفاءة", "fr": "Convocation à une épreuve d’aptitude"},
    "EQD": {"ar": "قرار معادلة", "fr": "Décision d’équivalence"},
    "FRA": {"ar": "قرار رفض (وثيقة مدلّسة)", "fr": "Décision de refus (faux document)"},
}
