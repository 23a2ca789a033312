"""Texts of letters by staff, at any point of their way."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from accounts.models import User
from documents.models import Wording
from documents.zones import versions

TEXTS = {"ar": "نص جديد للملف عدد {{ case.number }}.", "fr": "Nouveau texte du dossier {{ case.number }}."}
REASON = "Le texte se lit mal."


def make_wording(
    *, by: User, code: str = "CPL.consequence", texts: Mapping[str, str] = TEXTS, on: date | None = None, then: User | None = None
) -> Wording:
    """A version proposed by somebody; with `then`, put in force by them."""
    day = on or timezone.localdate()
    row = versions.write(code=code, texts=texts, valid_from=day, reason=REASON, by=by)
    row = versions.propose(wording=row, by=by)
    return versions.decide(wording=row, accept=True, by=then) if then else row
