"""The register of foreign awarding bodies: entered unverified, amended by what they answer."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from registers import numbers
from registers.entries import Cause
from registers.models import AwardingBody
from registers.normalise import fold

_CONTACTS = ("name_ar", "address", "email", "official_registration")
_RECOGNITION = {
    True: AwardingBody.Recognition.RECOGNISED,
    "yes": AwardingBody.Recognition.RECOGNISED,
    "recognised": AwardingBody.Recognition.RECOGNISED,
    False: AwardingBody.Recognition.NOT_RECOGNISED,
    "no": AwardingBody.Recognition.NOT_RECOGNISED,
    "not_recognised": AwardingBody.Recognition.NOT_RECOGNISED,
    "closed": AwardingBody.Recognition.CLOSED,
}


def identify(*, facts: dict[str, Any], cause: Cause) -> AwardingBody:
    """The body that `facts["awarding_body_query"]` names: the entry chosen, else by folded name and country.

    Writes its entry into `facts["awarding_body"]`.
    """
    query = facts["awarding_body_query"]
    contacts = {k: str(query[k]).strip() for k in _CONTACTS if query.get(k)}
    body = enter_or_find(
        name=query["name"], country=query["country"], contacts=contacts, entry=query.get("entry") or "", cause=cause
    )
    facts["awarding_body"] = str(body.entry)
    return body


def enter_or_find(
    *, name: str, country: str, cause: Cause, contacts: Mapping[str, str] | None = None, entry: str = ""
) -> AwardingBody:
    """The body of this entry, or of this name in this country; entered unverified when it is new.

    Contacts that are told anew are amended; the name in the register stays the one it was entered under.
    """
    told, name, country = dict(contacts or {}), " ".join(name.split()), country.upper()
    newest = AwardingBody.objects.newest()
    known = (newest.filter(entry=entry).first() if entry else None) or newest.filter(name_key=_key(name), country=country).first()
    body = AwardingBody.of(known) if known else None  # of a duplicate, the body that was kept
    if body is None:
        try:
            with transaction.atomic():
                number = numbers.awarding_body_number(country=country)
                facts = {"number": number, "name": name, "name_key": _key(name), "country": country}
                return AwardingBody.entered(cause=cause, **facts, **told)
        except IntegrityError:  # entered by someone else since we looked
            body = AwardingBody.of(newest.get(name_key=_key(name), country=country))
    changes = body.differing(**told)
    return body.amended(cause=cause, **changes) if changes else body


def record_answer(*, facts: dict[str, Any], cause: Cause) -> AwardingBody:
    """What the body answered: its recognition and source, and the days it took since the query was sent."""
    answer, query = facts["awarding_body_answer"], facts["awarding_body_query"]
    body = AwardingBody.of(facts["awarding_body"])
    learnt: dict[str, Any] = {}
    recognition = _RECOGNITION.get(answer.get("recognised"))
    if recognition is not None:
        learnt["recognition"] = recognition
    if answer.get("source"):
        learnt["recognition_source"] = str(answer["source"])[:200]
    if answer.get("on") and query.get("sent_on"):
        days = (_day(answer["on"]) - _day(query["sent_on"])).days
        learnt["response_days"] = max(0, days)
    changes = body.differing(**learnt)
    return body.amended(cause=cause, **changes) if changes else body


def _key(name: str) -> str:
    return fold(name)[:400]


def _day(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value[:10])
