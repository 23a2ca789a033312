"""Training that does not exist: structures with sessions, the people who act for them, and trainees who are enrolled."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accounts.models import User
from config.demonstration import structures
from config.demonstration.people import DOMAIN, name_of
from registers import enrolments, homologations, programmes, sessions, trainees
from registers.entries import Cause
from registers.models import Enrolment, Programme, Provider, Session, Site

UNITS = [{"unit": "Bases", "mark": "13.00"}, {"unit": "Atelier", "mark": "14.50"}]


@dataclass
class Course:
    """A structure, and a session that it runs."""

    provider: Provider
    site: Site
    programme: Programme
    session: Session


def representative(index: int) -> User:
    """Somebody who acts for the structure of this index."""
    name_ar, name_fr = name_of(index)
    terms = {"name_ar": name_ar, "name_fr": name_fr}
    user, is_new = User.objects.get_or_create(email=f"structure-{index}@{DOMAIN}", defaults=terms)
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def cause_of(index: int, *, on: date) -> Cause:
    return Cause(case_id=None, case_number="", event_stream=f"structure:{index}", on=on)


def course(
    *, index: int, on: date, region: str, by: User | None = None, starts_in: int = -30, level: str = "", **facts: Any
) -> Course:
    """A session of the structure of this index, under way unless it begins later; `facts` are columns of the session.

    With a level, the programme is homologated for it.
    """
    provider, site = structures.known_provider(by=by or representative(index), index=index, region=region, on=on)
    programme, cause = programmes.of_provider(provider)[0], cause_of(index, on=on)
    first, last = on + timedelta(days=starts_in), on + timedelta(days=starts_in + 230)
    if level:
        programme = _homologated(provider, site, programme, level=level, on=on, until=last)
    told = {"group_max": 15, "price_tnd": "900.000", **facts}
    session = sessions.enter(programme=programme, site=site, starts_on=first, ends_on=last, facts=told, cause=cause)
    if first <= on:
        session = sessions.start(session=session, cause=cause)
    return Course(provider, site, programme, session)


def _homologated(provider: Provider, site: Site, programme: Programme, *, level: str, on: date, until: date) -> Programme:
    cause = cause_of(0, on=on)
    told = {"programme": programme, "target_level": level, "entry_level": "9_base", "total_hours": 1200, "max_group": 20}
    found = programmes.homologate(provider=provider, facts=told, cause=cause)
    if homologations.valid(programme=found, site=site, on=on) is None:
        days = {"starts_on": on - timedelta(days=400), "ends_on": until + timedelta(days=700)}
        homologations.enter(programme=found, site=site, facts={"groups_per_year": 4}, cause=cause, **days)
    return found


def enrolled(*, course: Course, person: dict[str, Any], on: date, **facts: Any) -> Enrolment:
    """The person as a trainee of the session."""
    cause = cause_of(0, on=on)
    trainee = trainees.enter_or_find(answers=person, cause=cause)
    told = {"entry_level": "none", "contract_number": "C-1", "contract_date": on, "attendance": "95.0", "marks": UNITS, **facts}
    return enrolments.enter(trainee=trainee, session=course.session, facts=told, cause=cause)
