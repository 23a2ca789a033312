"""What the registers are told when the diplomas of an examination are signed, or annulled."""

from decimal import Decimal
from typing import Any

from processes.rules import results as rules
from registers import certificates, decisions, enrolments, examinations, homologations, sessions, trainees
from registers.models import Certificate
from workflow.causes import cause_of
from workflow.procedure import Procedure


def reserve(procedure: Procedure) -> None:
    """A number for each graduate; a number that was reserved before stays theirs."""
    case = procedure.case
    session = sessions.get(procedure.application.examination(case).session)
    known: dict[str, str] = case.facts.get("diplomas", {})
    terms: dict[str, Any] = {"level": session.level, "region": case.region, "on": procedure.today}
    named = [line["number"] for line in rules.graduates(case)]
    case.facts["diplomas"] = {**known, **{n: certificates.reserve(**terms) for n in named if n not in known}}


def enter(procedure: Procedure) -> None:
    """The results become those of the enrolments, and each graduate's diploma enters the register of certificates."""
    case, cause = procedure.case, cause_of(procedure)
    held = examinations.validate(examination=procedure.application.examination(case), cause=cause)
    signatory = procedure.actor.user.name_ar if procedure.actor.user else ""
    graduates = rules.graduates(case)
    for line in graduates:
        enrolment = enrolments.get(line["enrolment"])
        facts = {"mention": rules.mention_words(line["mention"]), "signatory": signatory}
        terms: dict[str, Any] = {"cause": cause, "region": case.region, "number": case.facts["diplomas"][line["number"]]}
        _enter_decision(procedure, certificates.enter_diploma(enrolment=enrolment, examination=held, facts=facts, **terms))
        trainees.graduate(trainee=enrolment.trainee, cause=cause)
    rate, session = examinations.success_rate(held), sessions.get(held.session)
    if rate is not None and session.homologation:
        homologations.record_success(homologation=session.homologation, rate=Decimal(str(rate)), cause=cause)


def _enter_decision(procedure: Procedure, given: Certificate) -> None:
    """Each diploma is a decision about its holder: contested, notified and struck alone."""
    names = {"subject_ar": given.holder_ar, "subject_fr": given.holder_fr}
    about: dict[str, Any] = {"provider": procedure.case.provider, "person": given.person, "facts": names}
    terms: dict[str, Any] = {"cause": cause_of(procedure), "by": procedure.actor.user}
    decisions.enter(procedure=procedure.code, outcome="diplomas_signed", **about, **terms)


def make_void(procedure: Procedure, *, reason: str) -> None:
    """Every diploma of the batch is void for ever; its number answers so to whoever asks."""
    case, cause = procedure.case, cause_of(procedure)
    numbers = case.facts.get("diplomas", {})
    for line in rules.graduates(case):
        found = certificates.find(number=numbers.get(line["number"], ""))
        if found is not None:
            certificates.annul(certificate=found, reason=reason, cause=cause)
            enrolment = enrolments.complete(enrolment=line["enrolment"], cause=cause)
            trainees.resume(trainee=enrolment.trainee, cause=cause)
