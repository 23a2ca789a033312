"""The register of examinations: days, jury, candidates, incidents; results only once they are published."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from registers import enrolments, numbers
from registers.entries import Cause, Named, key_of
from registers.models import Enrolment, Examination, Session

Status = Examination.Status


def enter(*, facts: Mapping[str, Any], cause: Cause, region: str, session: Named | None = None) -> Examination:
    """An examination of a session, or of experience where there is none; `facts` are columns by name."""
    of = Session.of(session) if session else None
    told = {k: v for k, v in facts.items() if k not in ("status", "results")}
    if of is not None:
        told = {"title_ar": of.title_ar, "title_fr": of.title_fr, "site": of.site, **told, "session": of, "provider": of.provider}
    return Examination.entered_once(
        cause=cause,
        origin="examination",
        number=lambda: numbers.regional_number("EX", region=region, on=cause.on),
        facts=told,
    )


def amend(*, examination: Named, facts: Mapping[str, Any], cause: Cause) -> Examination:
    kept = ("status", "results", "session", "provider")
    return Examination.of(examination).changed(cause=cause, facts={k: v for k, v in facts.items() if k not in kept})


def appoint_jury(*, examination: Named, jury: Sequence[Any], cause: Cause) -> Examination:
    """Also replaces the jury: lines of name, role, employer, user."""
    return Examination.of(examination).moved(Status.APPOINTED, cause=cause, jury=list(jury))


def lock_candidates(*, examination: Named, candidates: Sequence[Mapping[str, Any]], cause: Cause) -> Examination:
    """Who is presented: lines of enrolment, excluded (a reason, or nothing). Each enrolment is told."""
    for line in candidates:
        reason = str(line.get("excluded") or "")
        enrolments.present(enrolment=line["enrolment"], cause=cause, excluded=bool(reason), reason=reason)
    kept = [{**line, "enrolment": str(key_of(line["enrolment"]))} for line in candidates]
    return Examination.of(examination).changed(cause=cause, candidates=kept, candidates_locked_on=cause.on)


def record_incident(*, examination: Named, incident: Mapping[str, Any], cause: Cause) -> Examination:
    now = Examination.of(examination)
    return now if incident in now.incidents else now.changed(cause=cause, incidents=[*now.incidents, dict(incident)])


def reschedule(*, examination: Named, exam_dates: Sequence[Any], starts_on: date, ends_on: date, cause: Cause) -> Examination:
    told = {"exam_dates": list(exam_dates), "starts_on": starts_on, "ends_on": ends_on}
    return Examination.of(examination).changed(cause=cause, facts=told)


def hold(*, examination: Named, cause: Cause, minutes_number: str = "") -> Examination:
    return Examination.of(examination).moved(Status.HELD, cause=cause, minutes_number=minutes_number)


def publish(*, examination: Named, results: Sequence[Mapping[str, Any]], cause: Cause) -> Examination:
    """The results of each enrolment: lines of enrolment, result (graduated, adjourned, absent), mention, average, marks.

    The register of enrolments is told of them by `validate`.
    """
    kept = [{**line, "enrolment": str(key_of(line["enrolment"]))} for line in results]
    return Examination.of(examination).moved(Status.PUBLISHED, cause=cause, results=kept, published_on=cause.on)


def reopen(*, examination: Named, cause: Cause) -> Examination:
    """The jury meets again: what was published no longer stands."""
    return Examination.of(examination).moved(Status.HELD, cause=cause, results=[], published_on=None)


def validate(*, examination: Named, cause: Cause) -> Examination:
    """The results become those of the enrolments, and the session's; certificates may follow."""
    now = Examination.of(examination)
    for line in now.results:
        marks = line.get("marks")
        enrolments.record_result(enrolment=line["enrolment"], result=line["result"], marks=marks, cause=cause)
    if now.session:
        Session.of(now.session).changed(cause=cause, results_validated_on=cause.on)
    return now.changed(cause=cause, validated_on=cause.on)


def cancel(*, examination: Named, cause: Cause, reason: str = "") -> Examination:
    return Examination.of(examination).moved(Status.CANCELLED, cause=cause, status_reason=reason)


# What conditions ask.


def get(examination: Named) -> Examination:
    return Examination.of(examination)


def of_session(session: Named) -> QuerySet[Examination]:
    found = Examination.objects.current().filter(session=key_of(session))
    return found.exclude(status=Status.CANCELLED).order_by("number")


def at_site(site: Named, *, statuses: Sequence[str]) -> QuerySet[Examination]:
    """The examinations of a site that stand in these statuses."""
    return Examination.objects.current().filter(site=key_of(site), status__in=list(statuses)).order_by("number")


def success_rate(examination: Named) -> float | None:
    """Graduates among those who were present, in per cent; None when nobody was."""
    present = [line for line in Examination.of(examination).results if line["result"] != Enrolment.Result.ABSENT]
    if not present:
        return None
    return round(100 * sum(line["result"] == Enrolment.Result.GRADUATED for line in present) / len(present), 2)
