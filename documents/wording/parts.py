"""The parts that letters share: the frozen facts that each template prints, and the legal texts it may cite.

A context is plain JSON. It is checked against these shapes before it is frozen, so a letter that lacks a fact, or is given
one that no template knows, is never issued. Dates are ISO strings. `Words` is a string printed as it stands in every
language (somebody's own words, an identifier) or one text per language.
"""

from typing import Literal, NotRequired, TypedDict

from documents.laws import LawCode, Text, Words


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


class ZoneText(TypedDict):
    """A zone as staff worded it: which version, and its text in the small syntax of `documents.zones`."""

    zone: str
    version: int
    text: Text


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
    wording: NotRequired[list[ZoneText]]  # the zones whose text is not the built-in one


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


class Holder(TypedDict):
    """Whose certificate it is, as far as one person is told from another of the same name."""

    civility: Literal["mr", "ms"]
    name: Words
    born_on: str


class Diploma(TypedDict):
    title: str  # as printed, original language
    awarding_body: Words
    country: Text
    awarded_on: str
    duration_months: int
    hours: int
    mode: Literal["residential", "alternating", "distance", "blended"]


class Particular(TypedDict):
    """A line of what was asked for or decided: the question and the answer, in words."""

    label: Words
    value: Words


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
