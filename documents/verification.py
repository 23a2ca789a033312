"""What anyone may learn of a document from its code or its file: that it is genuine, and no more than is needed."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.cache import cache
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from documents import codes
from documents.models import Document
from documents.seals.records import holder_of

MOST_PER_MINUTE = 30
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SAME_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "ٱ": "ا", "ـ": None})


@dataclass(frozen=True)
class Answer:
    """`outcome` is valid, prepared, replaced, withdrawn, unknown or mistyped."""

    outcome: str
    document: Document | None = None
    agrees: bool | None = None  # what was typed of the paper, with what the document says; None: nothing was typed

    @property
    def tone(self) -> str:
        return {"valid": "success", "prepared": "info", "mistyped": "warning"}.get(self.outcome, "error")

    @property
    def holder(self) -> dict[str, str]:
        """Initials in each script and the year of birth, for whoever holds the paper to compare."""
        return holder_of(self.document.content) if self.document else {}

    @property
    def reason(self) -> str:
        """Why it no longer holds; given to be read by anyone."""
        return self.document.status_reason if self.document and self.outcome in ("replaced", "withdrawn") else ""

    @property
    def successor(self) -> dict[str, str] | None:
        """Number and public code of what replaced it, in its language where that exists: who held the one may see the other."""
        if self.outcome != "replaced" or not self.document or not self.document.successor_act:
            return None
        found = Document.objects.filter(act=self.document.successor_act).order_by("-is_reference")
        new = found.filter(language=self.document.language).first() or found.first()
        code = codes.code_in_use(new.pk, new.code_hash) if new else None
        return {"number": new.number, "code": codes.shown(code)} if new and code else None

    @property
    def directorate(self) -> Any:
        # Nothing is left of what an erased document said.
        return self.document.content.get("letterhead", {}).get("directorate", {}) if self.document else {}


_OUTCOMES = {
    Document.Status.ISSUED: "valid",
    Document.Status.ORDERED: "prepared",
    Document.Status.TO_BE_SIGNED: "prepared",
    Document.Status.REPLACED: "replaced",
    Document.Status.WITHDRAWN: "withdrawn",
}


def by_code(typed: str, *, name: str = "", on: str = "") -> Answer:
    """What the code answers, compared with a name and a date if given. One look-up, whether it exists or not."""
    try:
        code = codes.read(typed)
    except codes.NotACode:
        code = ""
    # A code that cannot be is looked up all the same, so that an answer takes as long whatever was asked.
    found = Document.objects.filter(code_hash=codes.hashed(code)).first()
    answer = _answer(found) if code else Answer("mistyped")
    agrees = _says(found.content if found else {}, name=name, on=on) if name or on else None
    # Which of the two differs is not told: the paper in hand shows both.
    return replace(answer, agrees=agrees) if answer.document else answer


def _says(content: Mapping[str, Any], *, name: str, on: str) -> bool:
    person = content.get("holder") or content.get("addressee") or {}
    written = person.get("name", "")
    names = {_folded(str(one)) for one in (written.values() if isinstance(written, dict) else [written])}
    is_name = not name or _folded(name[:200]) in names - {()}
    is_date = not on or on == str(content.get("date", ""))[:10]
    return is_name and is_date


def _folded(name: str) -> tuple[str, ...]:
    """Its words in any order, without what people write or leave out: accents, vowel signs, hamza, capitals, hyphens."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return tuple(sorted(re.findall(r"\w+", plain.translate(_SAME_LETTERS))))


def by_file(sha256: str) -> Answer:
    """What the fingerprint of a file answers; the file itself stays in the browser."""
    wanted = sha256.strip().lower()
    is_one = bool(_SHA256.fullmatch(wanted))
    if not is_one:
        wanted = hashlib.sha256(wanted.encode()[:200]).hexdigest()
    same = Q(sha256=wanted) | Q(sha256_before_stamp=wanted)
    found = Document.objects.filter(same).order_by("-issued_at").first()
    return _answer(found) if is_one else Answer("mistyped")


def _answer(document: Document | None) -> Answer:
    return Answer(_OUTCOMES[Document.Status(document.status)], document) if document else Answer("unknown")


def is_too_often(request: HttpRequest) -> bool:
    """Whether this address has asked more than thirty times in this minute; asking is what counts."""
    address = request.META.get("REMOTE_ADDR", "")
    minute = timezone.now().strftime("%Y%m%d%H%M")
    key = "verification:" + hashlib.sha256(f"{address} {minute}".encode()).hexdigest()
    cache.add(key, 0, timeout=120)
    try:
        return cache.incr(key) > MOST_PER_MINUTE
    except ValueError:  # evicted between the two calls: count from one again
        return False
