"""Why an act on a training session is not possible now: the automatic controls of the registers."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from forms.training import hours_of, meets, trainer_of
from processes.language import Condition
from registers import enrolments, homologations, providers, restrictions, sessions, sites, trainers
from registers.models import Enrolment, Session
from workflow.models import Case
from workflow.procedure import Procedure

WEEKLY_HOURS = Decimal(40)  # of one trainer, over all structures
NEED_HOMOLOGATION = ("homologated", "cc_authorised", "suspended")


def first_day(case: Case) -> date | None:
    told = case.answers.get("group", {}).get("start_date")
    return date.fromisoformat(told) if told else None


def last_day(case: Case) -> date | None:
    told = case.answers.get("group", {}).get("end_date")
    return date.fromisoformat(told) if told else None


def nothing_forbids(procedure: Procedure) -> Condition:
    """The structure and its site are in use, and no restriction in force bears on them or on the programme."""
    case, application = procedure.case, procedure.application
    programme, place = application.programme(case), application.site(case)
    about = {"provider": programme.provider, "site": place, "sector": programme.sector, "level": programme.target_level}
    titles = " · ".join((programme.nsf_code, programme.title_ar, programme.title_fr))
    terms = {"region": place.region, "speciality": titles, "on": procedure.today}
    found = restrictions.blocks(procedure=procedure.code, **terms, **about)
    active = providers.is_active(programme.provider, on=procedure.today) and place.status in ("conform", "reserves")
    unmet = _("The structure or its site may not train now, or a restriction is in force.")
    return Condition(active and not found, unmet, site=place.status, restrictions=[r.number for r in found])


def homologation_holds(procedure: Procedure) -> Condition:
    """A homologated programme is homologated at the site on the first day."""
    case, application = procedure.case, procedure.application
    programme, place = application.programme(case), application.site(case)
    first, _last = application.days(case)
    found = homologations.valid(programme=programme, site=place, on=first)
    met = found is not None or programme.status not in NEED_HOMOLOGATION
    unmet = _("No homologation is valid at this site on the first day.")
    return Condition(met, unmet, homologation=found.number if found else "")


def places_left(procedure: Procedure) -> Condition:
    """The groups at one time stay within what the site may hold."""
    case, application = procedure.case, procedure.application
    first, last = application.days(case)
    free = sites.free_places(application.site(case), since=first, until=last)
    asked = int(application.answer(case, "group_max"))
    return Condition(free is None or asked <= free, _("The site has not enough places on these days."), free=free, asked=asked)


def trainers_free(procedure: Procedure) -> Condition:
    """Every trainer is registered on the first day, teaches nowhere else at these hours, and not more than the law allows."""
    case, application = procedure.case, procedure.application
    first, _last = application.days(case)
    lessons: list[dict[str, Any]] = application.lessons(case)
    taken: list[str] = []
    for number in dict.fromkeys(row["trainer"] for row in lessons):
        own = [row for row in lessons if row["trainer"] == number]
        trainer = trainer_of(number, on=first)
        if (
            trainer is None
            or _teaches_elsewhere(trainer, own, on=first)
            or trainers.load_hours(trainer, on=first) + hours_of(own) > (trainer.max_hours_week or WEEKLY_HOURS)
        ):
            taken.append(number)
    return Condition(not taken, _("A trainer is not registered, or is not free at these hours."), trainers=taken)


def _teaches_elsewhere(trainer: Any, lessons: list[dict[str, Any]], *, on: date) -> bool:
    keys = {one.session for one in trainers.assignments(trainer=trainer, on=on) if one.session}
    others = Session.objects.current().filter(entry__in=keys)
    rows = [row for session in others for row in session.timetable if row.get("trainer") == trainer.number]
    return any(meets(mine, other) for mine in lessons for other in rows)


def rooms_free(procedure: Procedure) -> Condition:
    """No other session of the site takes the same room at the same hours."""
    case, application = procedure.case, procedure.application
    first, last = application.days(case)
    others = sessions.of(site=application.site(case)).filter(starts_on__lte=last, ends_on__gte=first)
    rows = [(s.number, row) for s in others for row in s.timetable]
    lessons = application.lessons(case)
    taken = {n for n, row in rows for mine in lessons if mine["room"] == row.get("room") and meets(mine, row)}
    return Condition(not taken, _("Another session takes a room at these hours."), sessions=sorted(taken))


CONTROLS = (nothing_forbids, homologation_holds, places_left, trainers_free, rooms_free)


def somebody_enrolled(procedure: Procedure) -> Condition:
    count = enrolments.count(session=procedure.case.facts["session"])
    return Condition(count > 0, _("Nobody is enrolled yet."), count=count)


def session_over(procedure: Procedure) -> Condition:
    last = sessions.get(procedure.case.facts["session"]).ends_on
    met = last is not None and procedure.today > last
    return Condition(met, _("The session has not ended."), ends_on=last.isoformat() if last else "")


def attendance_complete(procedure: Procedure) -> Condition:
    """Every trainee who stayed has an attendance."""
    active = enrolments.of_session(procedure.case.facts["session"], statuses=[Enrolment.Status.ACTIVE])
    missing = [e.number for e in active if e.attendance is None]
    return Condition(not missing, _("The attendance of some trainees is missing."), missing=missing)
