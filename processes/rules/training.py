"""Why an act on trainees, sessions and examinations is not possible now."""

from django.utils.translation import gettext_lazy as _

from processes.language import Condition
from registers import enrolments, homologations, programmes, restrictions, sessions
from workflow import opinions
from workflow.procedure import Check, Procedure


def asks_for(kind: str) -> Check:
    """The trainee asked for a transfer, or for a departure."""

    def check(procedure: Procedure) -> Condition:
        asked = str(procedure.application.answer(procedure.case, "request_type"))
        return Condition(asked == kind, _("The trainee asked for something else."), asked=asked)

    check.__name__ = f"asks_for_{kind}"
    return check


def enrolment_active(procedure: Procedure) -> Condition:
    found = procedure.application.enrolment(procedure.case)
    return Condition(found.status == "active", _("This enrolment is no longer active."), status=found.status)


def move_is_justified(procedure: Procedure) -> Condition:
    """A transfer that the receiving structure accepted, or a departure."""
    accepted = "acceptance" in procedure.case.facts
    leaves = procedure.application.answer(procedure.case, "request_type") == "leave"
    return Condition(accepted or leaves, _("The receiving structure has not accepted the trainee."), accepted=accepted)


def place_still_free(procedure: Procedure) -> Condition:
    """The place that was accepted has not gone to somebody else."""
    told = procedure.case.facts.get("receiving", {}).get("session")
    if not told:
        return Condition(False, _("No session was asked for a place."))
    session = sessions.get(told)
    seats = sessions.free_seats(session)
    takes = session.status in ("announced", "open", "running") and (seats is None or seats > 0)
    return Condition(takes, _("The session has no place left."), session=session.number, seats=seats)


def follows_nothing_else(procedure: Procedure) -> Condition:
    """No other enrolment of the trainee at the hours of the receiving session."""
    told = procedure.case.facts.get("receiving", {}).get("session")
    own = procedure.application.enrolment(procedure.case)
    others = [e for e in enrolments.overlapping(trainee=own.trainee, session=told) if e.entry != own.entry] if told else []
    return Condition(not others, _("The trainee follows another session at these hours."), others=[e.number for e in others])


def foreign_trainees_allowed(procedure: Procedure) -> Condition:
    """No restriction in force stops it, and the speciality is homologated while that is required."""
    session = procedure.application.session(procedure.case)
    programme = programmes.get(session.programme)
    about = {"provider": session.provider, "site": session.site, "sector": programme.sector, "level": session.level}
    titles = " · ".join((programme.nsf_code, session.title_ar, session.title_fr))
    terms = {"region": session.region, "speciality": titles, "on": procedure.today}
    found = restrictions.blocks(procedure=procedure.code, **terms, **about)
    if found:
        return Condition(False, _("A restriction in force forbids it."), restrictions=[r.number for r in found])
    homologated = session.homologation is not None and homologations.is_valid(session.homologation, on=session.starts_on)
    only = bool(int(procedure.parameter("homologated_only")))
    unmet = _("Foreign trainees may be enrolled in homologated specialities only.")
    return Condition(homologated or not only, unmet, homologated=homologated)


def foreigners_opinion_given(procedure: Procedure) -> Condition:
    """The administration in charge of foreigners was asked, and has answered or fallen silent."""
    asked = opinions.newest(procedure.case)
    waiting = [r.administration for r in asked if r.status in ("sent", "reminded")]
    unmet = _("The opinion of the administration in charge of foreigners has not been asked, or is awaited.")
    return Condition(bool(asked) and not waiting, unmet, asked=len(asked), waiting=waiting)
