"""The register of certificates: entered by a decision or an examination alone, made void by two persons and a reason.

Nothing here is done by a registrar alone: the verbs that procedures use follow a validated examination or a signed
decision of a case; on the register's own screens, one registrar proposes and another decides.
"""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.dispatch import Signal

from registers import numbers, refusals
from registers.entries import Cause, Filed, Named, key_of
from registers.models import (
    Certificate,
    Enrolment,
    EquivalenceDecision,
    Examination,
    Person,
    Session,
    Trainee,
    Verification,
)
from registers.normalise import fold

Status, Kind = Certificate.Status, Certificate.Kind
# Sent with `certificate=`, in the same transaction: what proves it elsewhere no longer holds.
became_void = Signal()
_NOT_COPIED = (
    Certificate.OF_THE_VERSION | Certificate.OF_THE_ENTRY | {"status", "replaces", "replaced_by", "void_reason", "copies"}
)


def enter_equivalent(*, decision: EquivalenceDecision, case: Filed, cause: Cause) -> Certificate:
    """The certificate of the level that a decision granted; a repeated call finds the first one.

    Raises:
        ValueError: the decision grants nothing.
    """
    if decision.status != EquivalenceDecision.Status.GRANTED:
        raise ValueError("only a granted equivalence makes a certificate")
    if (already := _of_decision(cause, decision)) is not None:
        return already
    holder = Person.objects.current().get(entry=decision.person)
    try:
        with transaction.atomic():
            return Certificate.entered(
                cause=cause,
                number=numbers.certificate_number(on=cause.on, level=decision.level, region=case.region),
                person=decision.person,
                holder_ar=decision.holder_ar,
                holder_fr=decision.holder_fr,
                birth_date=holder.birth_date,
                kind=Certificate.Kind.EQUIVALENCE,
                title=decision.diploma_title,
                level=decision.level,
                decision=decision.entry,
                issued_on=cause.on,
            )
    except IntegrityError:
        already = _of_decision(cause, decision)
        if already is None:
            raise
        return already


def _of_decision(cause: Cause, decision: EquivalenceDecision) -> Certificate | None:
    first = Certificate.objects.filter(case_id=cause.case_id, person=decision.person, version=1).first()
    return Certificate.objects.current().get(entry=first.entry) if first else None


def enter_diploma(
    *,
    enrolment: Named,
    examination: Named,
    cause: Cause,
    region: str,
    facts: Mapping[str, Any] | None = None,
    number: str = "",
) -> Certificate:
    """The diploma of a graduate: `facts` are columns by name (mention, signatory, title, counterfoil …).

    `number` is one that was reserved before, so that what is signed already names it.

    Raises:
        Refusal: the results of the examination are not validated, or the enrolment did not graduate by them.
    """
    who, exam = Enrolment.of(enrolment), Examination.of(examination)
    if exam.validated_on is None or not _graduated(exam, who):
        raise refusals.NotValidated
    session = Session.of(who.session) if who.session else None  # type: ignore[arg-type]
    told = {
        "title": who.heading if session is None else session.title_fr,
        "title_ar": session.title_ar if session else "",
        "level": session.level if session else "",
        **(facts or {}),
        "provider": who.provider,
        "session": who.session,
        "examination": exam,
        "enrolment": who,
    }
    return _entered(Kind.DIPLOMA, Trainee.of(who.trainee).person, told, cause, region, reserved=number)


def enter_experience(*, person: Named, examination: Named, facts: Mapping[str, Any], cause: Cause, region: str) -> Certificate:
    """A diploma by validated experience: `facts` with title and level."""
    return _entered(Kind.EXPERIENCE, key_of(person), {**facts, "examination": key_of(examination)}, cause, region)


def enter_classified(*, person: Named, facts: Mapping[str, Any], cause: Cause, region: str) -> Certificate:
    """A national certificate placed at a level: `facts` with title and level, and the decision (an entry)."""
    return _entered(Kind.CLASSIFICATION, key_of(person), facts, cause, region)


def enter_attestation(*, enrolment: Named, facts: Mapping[str, Any], cause: Cause, region: str) -> Certificate:
    """An attestation of a structure that carries a visa, never a homologated level: `facts` with title, hours, own_number."""
    who = Enrolment.of(enrolment)
    told = {**facts, "level": "", "provider": who.provider, "session": who.session, "enrolment": who}
    return _entered(Kind.ATTESTATION, Trainee.of(who.trainee).person, told, cause, region)


def rectify(*, certificate: Named, facts: Mapping[str, Any], cause: Cause, region: str) -> Certificate:
    """A corrected certificate with a number of its own; the first is replaced and keeps its number.

    Raises:
        Refusal: the first is not in force.
    """
    first = Certificate.of(certificate)
    if first.status == Status.REPLACED and first.replaced_by:
        return Certificate.objects.current().get(number=first.replaced_by)
    if first.status != Status.ISSUED:
        raise refusals.NotInForce
    kept = [f.attname for f in Certificate._meta.concrete_fields if f.name not in _NOT_COPIED]
    told = {**{name: getattr(first, name) for name in kept}, **Certificate.taken(facts), "replaces": first.number}
    new = Certificate.entered_once(
        cause=cause,
        origin=f"rectified:{first.entry}",
        number=lambda: numbers.certificate_number(on=cause.on, level=told["level"] or "ATT", region=region),
        facts={**told, "issued_on": cause.on},
    )
    first.moved(Status.REPLACED, cause=cause, replaced_by=new.number)
    return new


def annul(*, certificate: Named, reason: str, cause: Cause) -> Certificate:
    """Void by a decision that one person proposed and another signed in a case; the number stays.

    On the register's own screens two registrars do it: see `propose_void`.
    """
    return made_void(Certificate.of(certificate), cause=cause, reason=reason)


def made_void(certificate: Certificate, *, cause: Cause, reason: str) -> Certificate:
    now = certificate.moved(Status.VOID, cause=cause, void_reason=reason)
    became_void.send(Certificate, certificate=now)
    return now


def count_duplicate(*, certificate: Named, cause: Cause, copies: int = 1) -> Certificate:
    """That duplicates of the same number were issued.

    Raises:
        Refusal: the certificate is not in force.
    """
    now = Certificate.of(certificate)
    if now.status != Status.ISSUED:
        raise refusals.NotInForce
    return now if now.case_id == cause.case_id else now.changed(cause=cause, copies=(now.copies or 0) + copies)


def take_custody(*, provider: Named, keeper: str, cause: Cause) -> int:
    """Who keeps the records of a closed structure's certificates from now on; how many."""
    rows = list(Certificate.objects.current().filter(provider=key_of(provider)).exclude(custody=keeper))
    for one in rows:
        one.changed(cause=cause, custody=keeper)
    return len(rows)


def record_verification(*, number: str, result: str, cause: Cause) -> Verification:
    """That a certificate was asked about and what was answered; never who asked. Once for each case."""
    asked, line = number.strip().upper()[:40], find(number=number)
    told = {"result": Verification.Result(result), "certificate": line.entry if line else None, "on": cause.on}
    if cause.case_id is None:
        return Verification.objects.create(number=asked, **told)
    return Verification.objects.update_or_create(case_id=cause.case_id, number=asked, defaults=told)[0]


def given_by(case_id: uuid.UUID) -> list[Certificate]:
    """What became of all the certificates that a case gave: their current versions."""
    entries = Certificate.objects.filter(case_id=case_id, version=1).values("entry")
    return list(Certificate.objects.current().filter(entry__in=entries).order_by("number"))


# What conditions ask.


def get(certificate: Named) -> Certificate:
    return Certificate.of(certificate)


def find(*, number: str) -> Certificate | None:
    """The line of a number: the register's, or the one that a structure gave to an attestation."""
    asked = number.strip()
    found = Certificate.objects.current()
    return found.filter(number=asked.upper()).first() or (found.filter(own_number=asked).first() if asked else None)


def matching(*, number: str, holder: str, title: str = "") -> Certificate | None:
    """The certificate in force of which number, holder and title are exactly these, in any spelling of the names."""
    line = find(number=number)
    if line is None or line.status != Status.ISSUED or not holder:
        return None
    same_holder = fold(holder) in (fold(line.holder_ar), fold(line.holder_fr))
    same_title = not title or fold(title) in (fold(line.title), fold(line.title_ar))
    return line if same_holder and same_title else None


def of_person(person: Named) -> QuerySet[Certificate]:
    return Certificate.objects.current().filter(person=key_of(person)).order_by("-issued_on", "number")


def duplicates(*, person: Named, title: str, level: str) -> QuerySet[Certificate]:
    """Certificates in force of the same person, title and level: the same diploma twice."""
    return of_person(person).filter(status=Status.ISSUED, title=title, level=level)


def count_verifications(certificate: Named) -> int:
    return Verification.objects.filter(certificate=key_of(certificate)).count()


def _graduated(exam: Examination, who: Enrolment) -> bool:
    return any(line["enrolment"] == str(who.entry) and line["result"] == "graduated" for line in exam.results)


def reserve(*, level: str, region: str, on: date) -> str:
    """A number for a certificate that will be entered; it is never given to another one."""
    return numbers.certificate_number(on=on, level=level or "ATT", region=region)


def _entered(
    kind: str, person: uuid.UUID, facts: Mapping[str, Any], cause: Cause, region: str, *, reserved: str = ""
) -> Certificate:
    holder = Person.of(person)
    level = str(facts.get("level") or "")
    told = {
        "issued_on": cause.on,
        **facts,
        "kind": kind,
        "status": Status.ISSUED,
        "holder_ar": holder.name_ar,
        "holder_fr": holder.name_fr,
        "birth_date": holder.birth_date,
    }
    return Certificate.entered_once(
        cause=cause,
        origin=f"certificate:{holder.entry}",
        number=lambda: reserved or reserve(level=level, region=region, on=_day(told["issued_on"])),
        facts=told,
        person=holder,
    )


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value[:10])
