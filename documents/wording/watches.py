"""The shapes and titles of the letters of watch cases."""

from typing import NotRequired, TypedDict

from documents.laws import LawCode, Text, Words
from documents.wording.parts import Letter, TimeLimit


class Capture(TypedDict):
    """Where something was seen, and the capture that proves it."""

    channel: Words
    place: str
    seen_on: str
    captured_on: str
    fingerprint: str  # SHA-256 of the file


class _Breach(Letter):
    suspect: Words
    offence: Words
    law: LawCode
    rule: Words
    text_seen: NotRequired[Words]
    captures: list[Capture]


class CeaseNotice(_Breach):  # CEASE
    demands: Words
    registered: bool  # the register knows the structure
    answer: TimeLimit


class ProsecutorReferral(_Breach):  # PROSEC
    address: NotRequired[Words]
    ground: Words
    reason: NotRequired[Words]
    civil_party: bool
    notice_on: NotRequired[str]


LETTERS: dict[str, type] = {"CEASE": CeaseNotice, "PROSEC": ProsecutorReferral}
TITLES: dict[str, Text] = {
    "CEASE": {"ar": "إنذار بالكف", "fr": "Injonction de cesser"},
    "PROSEC": {"ar": "إحالة على النيابة العمومية", "fr": "Transmission au procureur"},
}
