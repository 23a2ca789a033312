"""Sessions that are over, of structures that do not exist, with their trainees."""

import random
from datetime import date, timedelta
from typing import Any

from config.demonstration.applications import person
from registers import enrolments, programmes, sessions, trainees
from registers.entries import Cause
from registers.models import Enrolment, Provider, Session, Site


def closed_session(*, provider: Provider, site: Site, index: int, on: date, count: int = 8) -> tuple[Session, list[Enrolment]]:
    """A session that ended a month ago, its list and results validated; everybody attended nearly all of it."""
    first, last = on - timedelta(days=120), on - timedelta(days=30)
    cause = Cause(case_id=None, case_number="", event_stream=f"provider:{provider.number}", on=first)
    programme = programmes.of_provider(provider)[0]
    facts = {"group_max": count, "price_tnd": "300.000"}
    terms: dict[str, Any] = {"programme": programme, "site": site, "starts_on": first, "ends_on": last}
    session = sessions.enter(**terms, facts=facts, cause=cause)
    chance = random.Random(index)  # noqa: S311 (for variety, not for secrets)
    enrolled = []
    for n in range(count):
        who = person(index=60_000 + index * 40 + n, chance=chance, on=on, region=site.region)
        trainee = trainees.enter_or_find(answers=who, cause=cause)
        one = enrolments.enter(trainee=trainee, session=session, facts={"entry_level": "none"}, cause=cause)
        enrolled.append(enrolments.amend(enrolment=one, facts={"attendance": 80 + (index + n) % 20}, cause=cause))
    session = sessions.validate_list(session=sessions.start(session=session, cause=cause), cause=cause)
    ended = Cause(case_id=None, case_number="", event_stream=cause.event_stream, on=last)
    return sessions.close(session=sessions.validate_results(session=session, cause=ended), cause=ended), enrolled
