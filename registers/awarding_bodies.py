"""The register of foreign awarding bodies: entered unverified, amended by what they answer."""

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
    """The body that `facts["awarding_body_query"]` names, by folded name and country; entered when it is new.

    Writes its entry into `facts["awarding_body"]`; contacts that the query gives better are amended.
    """
    query = facts["awarding_body_query"]
    name, country = " ".join(query["name"].split()), query["country"].upper()
    contacts = {k: str(query[k]).strip() for k in _CONTACTS if query.get(k)}
    body = _named(name, country)
    if body is None:
        try:
            with transaction.atomic():
                body = AwardingBody.entered(
                    cause=cause,
                    number=numbers.awarding_body_number(country=country),
                    name=name,
                    name_key=_key(name),
                    country=country,
                    **contacts,
                )
        except IntegrityError:  # entered by someone else since we looked
            body = AwardingBody.objects.current().get(name_key=_key(name), country=country)
    changes = body.differing(**contacts)
    if changes:
        body = body.amended(cause=cause, **changes)
    facts["awarding_body"] = str(body.entry)
    return body


def record_answer(*, facts: dict[str, Any], cause: Cause) -> AwardingBody:
    """What the body answered: its recognition and source, and the days it took since the query was sent."""
    answer, query = facts["awarding_body_answer"], facts["awarding_body_query"]
    body = AwardingBody.objects.current().get(entry=facts["awarding_body"])
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


def _named(name: str, country: str) -> AwardingBody | None:
    return AwardingBody.objects.current().filter(name_key=_key(name), country=country).first()


def _key(name: str) -> str:
    return fold(name)[:400]


def _day(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value[:10])
