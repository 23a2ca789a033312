"""Why a transition is not possible now: one function each, shared by the procedures."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from processes.language import Condition, Duty
from workflow import committees, completeness, contacts, opinions, parameters
from workflow.models import Case, CommitteeSession
from workflow.procedure import Check, Procedure


def application_complete(procedure: Procedure) -> Condition:
    """Every field valid, every mandatory attachment there and readable, the fee proven when one is set."""
    unmet = procedure.application.unmet(procedure.case)
    return Condition(not unmet, unmet[0] if unmet else "", missing=len(unmet))


def service_open(procedure: Procedure) -> Condition:
    """The order that opens the service is published."""
    return Condition(parameters.is_open(type(procedure)), _("This service is not open yet."))


def contacts_proven(procedure: Procedure) -> Condition:
    """Who files for themselves has proven that their e-mail, and their telephone where codes can be sent, reach them."""
    if procedure.actor.role == procedure.counter:
        return Condition(True)
    left = contacts.unproven(procedure.case)
    return Condition(not left, _("Confirm your e-mail or telephone with the code that we send you."), left=len(left))


def paper_form_attached(procedure: Procedure) -> Condition:
    """At the counter only on behalf of the applicant, with the signed paper form."""
    at_counter = procedure.actor.role == procedure.counter
    met = not at_counter or procedure.application.has_paper_form(procedure.case)
    return Condition(met, _("Attach the paper form signed by the applicant."), at_counter=at_counter)


def typed_by_another(procedure: Procedure) -> Condition:
    """What was typed at the counter is registered by another person."""
    typed = sorted(procedure.actor.persons & set(procedure.case.duties.get(Duty.FILES, ())))
    return Condition(not typed, _("You typed this application at the counter: another person must register it."), typed=typed)


def never_registered(procedure: Procedure) -> Condition:
    return Condition(procedure.case.number is None, _("A case that has a number can only be withdrawn."))


def items_answered(procedure: Procedure) -> Condition:
    """Every item of the open request has its answer."""
    left = completeness.unanswered(procedure.case)
    if not left and not completeness.holds(procedure.case):
        return Condition(False, _("Another answer does not hold any more: correct it before you send."), left=0)
    return Condition(not left, _("Answer every item that was asked before you send."), left=len(left))


def reminded(procedure: Procedure) -> Condition:
    """Nobody loses a case by time without the reminders that the procedure promises."""
    clock = procedure.case.clocks.filter(kind="stage", stage=procedure.case.stage).exclude(status="stopped").first()
    if clock is None:
        return Condition(False, _("No clock runs at this stage."))
    sent = [d for d in clock.reminded_on if d < procedure.today.isoformat()]
    return Condition(len(sent) >= len(clock.reminders), _("The reminders have not been sent yet."), sent=len(sent))


def time_is_up(procedure: Procedure) -> Condition:
    """The limit of the stage has passed, suspensions taken off."""
    clock = procedure.case.clocks.filter(kind="stage", stage=procedure.case.stage).exclude(status="stopped").first()
    due = clock.due if clock else None
    unmet = _("The time limit of this stage has not passed.")
    return Condition(bool(due and procedure.today > due), unmet, due=due.isoformat() if due else "")


def no_open_twin(procedure: Procedure) -> Condition:
    """No other open case of the same procedure for the same person and object."""
    case = procedure.case
    twins = Case.objects.filter(procedure=case.procedure, applicant_identity=case.applicant_identity, closed_at__isnull=True)
    twins = twins.exclude(pk=case.pk).filter(registered_at__isnull=False)
    same = [t for t in twins if procedure.application.same_object(case, t)] if case.applicant_identity else []
    unmet = _("Another open case of this person concerns the same object.")
    return Condition(not same, unmet, twins=[t.number for t in same])


def rounds_left(procedure: Procedure) -> Condition:
    """Fewer complement rounds were asked than the procedure allows."""
    asked = procedure.case.item_requests.filter(kind="complement", stage="awaiting_complements").count()
    allowed = procedure.parameter("complements.rounds")
    return Condition(
        asked < allowed, _("The number of complement rounds that the law allows is used up."), asked=asked, allowed=allowed
    )


def central_round_left(procedure: Procedure) -> Condition:
    asked = procedure.case.item_requests.filter(kind="complement", stage="awaiting_central_complements").count()
    return Condition(asked < 1, _("The centre may ask for complements only once."), asked=asked)


def rapporteur_report_filed(procedure: Procedure) -> Condition:
    return Condition("report" in procedure.case.facts, _("The rapporteur's report has not been filed."))


def meeting_open(procedure: Procedure) -> Condition:
    item = procedure.ask(committees.item_of)
    met = item is not None and item.session.status == CommitteeSession.Status.OPEN
    return Condition(met, _("The committee's meeting is not open."), session=item.session.number if item else "")


def quorum_reached(procedure: Procedure) -> Condition:
    """Half of the appointed members plus one are present, recused members excluded from both counts."""
    item = procedure.ask(committees.item_of)
    if item is None:
        return Condition(False, _("The case is on no agenda."))
    count = committees.quorum(item)
    unmet = _("The quorum is not reached.")
    return Condition(count.is_reached, unmet, appointed=count.appointed, present=count.present, needed=count.needed)


def may_still_vote(procedure: Procedure) -> Condition:
    """The member sits in this session, is not recused and has not voted."""
    item, user = procedure.ask(committees.item_of), procedure.actor.user
    if item is None or user is None:
        return Condition(True)
    reason = committees.why_no_vote(item, user)
    return Condition(reason is None, reason or "")


def every_vote_cast(procedure: Procedure) -> Condition:
    item = procedure.ask(committees.item_of)
    left = committees.voters_left(item) if item else []
    return Condition(item is not None and not left, _("Members who are present have not voted yet."), left=len(left))


def minutes_signed(procedure: Procedure) -> Condition:
    item = procedure.ask(committees.item_of)
    met = item is not None and item.session.status == CommitteeSession.Status.MINUTES_SIGNED
    return Condition(met, _("The chair has not signed the minutes."))


def adjournments_left(procedure: Procedure) -> Condition:
    used = procedure.case.agenda_items.filter(adjourned_at__isnull=False).count()
    allowed = procedure.parameter("adjournments")
    return Condition(used < allowed, _("The case has been adjourned as often as is allowed."), used=used, allowed=allowed)


def committee_favourable(procedure: Procedure) -> Condition:
    item = committees.last_decided(procedure.case)
    met = item is not None and item.outcome == "favourable"
    return Condition(met, _("The committee's opinion is not favourable."), outcome=item.outcome if item else "")


def proposed(outcome: str) -> Check:
    """The signatory can only sign what was proposed."""

    def check(procedure: Procedure) -> Condition:
        found = procedure.case.facts.get("proposal", {}).get("outcome", "")
        return Condition(found == outcome, _("Another outcome was proposed."), proposed=found)

    check.__name__ = f"proposed_{outcome}"
    return check


def accused_was_heard(procedure: Procedure) -> Condition:
    """The body denies the diploma or forgery is proven, and the adversarial letter left fifteen days ago."""
    sent = procedure.case.facts.get("adversarial_letter", {}).get("sent_on", "")
    days = procedure.parameter("adversarial_days")
    met = bool(sent) and date.fromisoformat(sent) + timedelta(days=days) <= procedure.today
    return Condition(met, _("The adversarial letter must have been sent fifteen days before."), sent=sent, days=days)


def opinion_awaited(procedure: Procedure) -> Condition:
    """The administration that acts was asked, and has not answered yet."""
    met = procedure.actor.user is None or opinions.own(procedure) is not None
    return Condition(met, _("Your administration has already given its opinion."))


def opinions_missing(procedure: Procedure) -> Condition:
    left = opinions.open_of(procedure.case).count()
    return Condition(left > 0, _("Every administration has answered."), left=left)


def all_opinions_in(procedure: Procedure) -> Condition:
    left = opinions.open_of(procedure.case).count()
    return Condition(not left, _("Administrations that were consulted have not answered yet."), left=left)


def binding_opinions_favourable(procedure: Procedure) -> Condition:
    """Everyone whose favourable opinion is required has given it; the silence of such an administration blocks."""
    against = [r.administration for r in opinions.newest(procedure.case) if r.is_binding and not r.is_favourable]
    return Condition(not against, _("A favourable opinion that is required has not been given."), against=against)


def timer_is_up(name: str) -> Check:
    """The time has come for what the system does during the stage, suspensions taken off."""

    def check(procedure: Procedure) -> Condition:
        clock = procedure.case.clocks.filter(kind="timer", then=name).exclude(status="stopped").first()
        due = clock.due if clock else None
        met = bool(due and procedure.today > due)
        return Condition(met, _("The time for this has not come."), due=due.isoformat() if due else "")

    check.__name__ = f"timer_is_up_{name}"
    return check


def no_decision_signed(procedure: Procedure) -> Condition:
    return Condition("signature" not in procedure.case.facts, _("A decision has already been signed."))


def sent_back_never(procedure: Procedure) -> Condition:
    sent = procedure.case.facts.get("sent_back", 0)
    return Condition(sent < 1, _("The case was already sent back to the region once."), sent=sent)
