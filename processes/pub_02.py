"""PUB-02 Guidance and placement request of a training seeker.

Law 2008-10 and decree 2009-2139: a person who looks for a training is guided to homologated places that are free. The structure
that is chosen confirms by enrolling; without a place, the person waits six months at most.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.guidance import INTERVIEW_CONVENING, PLACEMENT_CONFIRMATION, PLACEMENT_PROPOSALS
from documents.catalogue.intake import LAPSE_NOTICE
from forms import guidance as forms
from forms import transitions
from processes import conditions
from processes.fragments import Intake
from processes.language import (
    Applicants,
    Desk,
    Duty,
    Family,
    Procedure,
    Role,
    Scope,
    Stage,
    calendar_days,
    register,
    stage,
    working_days,
)
from processes.rules import placements as rules
from registers import enrolments, providers, sessions, trainees
from workflow import partners
from workflow.causes import cause_of

COUNSELLOR = Role.COUNSELLOR


@register
class GuidanceAndPlacement(Procedure):
    code = "PUB-02"
    title = _("Guidance and placement request of a training seeker")
    purpose = _(
        "A person looking for training asks for guidance; the ministry proposes homologated programmes with free places, and "
        "follows the placement."
    )
    family = Family.PUBLIC
    applicants = Applicants.INDIVIDUAL
    scope = Scope.REGIONAL
    legal_basis = ("L2008-10", "D2009-2139", "LO2004-63", "D93-982")
    application = forms.PlacementRequest
    counter = COUNSELLOR
    fees = _("None.")
    appeal = _("Complaint (PUB-01).")
    readers = {Role.REGIONAL_DIRECTOR: (), Role.COMPLAINTS_OFFICER: (), Role.CENTRAL_OFFICER: ()}

    # Who holds the case at each stage, how long, and what happens when the time is up. No desk: the case is closed.
    desks = {
        Stage.PROFILE_REVIEW: Desk(COUNSELLOR, working_days(15)),
        Stage.INTERVIEW_SCHEDULED: Desk(COUNSELLOR, working_days(10)),
        Stage.PROPOSALS_SENT: Desk(Role.APPLICANT, calendar_days(15), then="expire_proposals", reminders=(5, 10)),
        Stage.CHOICE_MADE: Desk(Role.PARTNER, working_days(5), each=partners.waiting_for),
        Stage.WAITING_LIST: Desk(COUNSELLOR, calendar_days(180)),
    }

    intake = Intake(
        counter=COUNSELLOR,
        filed_by=(Role.APPLICANT, COUNSELLOR),
        filing=[rules.old_enough],
        received_in=5,
        returns=False,
        numbers=True,
        refused_by=COUNSELLOR,
        inadmissibility=forms.GuidanceInadmissibility,
        withdrawal=transitions.Reason,
        withdrawable=(
            Stage.SUBMITTED,
            Stage.PROFILE_REVIEW,
            Stage.INTERVIEW_SCHEDULED,
            Stage.PROPOSALS_SENT,
            Stage.WAITING_LIST,
            Stage.CHOICE_MADE,
        ),
    )

    @intake.on_withdrawal
    def close_withdrawn(self) -> None:
        partners.release(self)
        self._give_up_wish("سحب المطلب")

    # The profile, cleared up by an interview where the choice or the level is not clear.
    @stage.transition(
        label=_("Start the profile review"),
        source=Stage.SUBMITTED,
        target=Stage.PROFILE_REVIEW,
        by=COUNSELLOR,
        conditions=[conditions.typed_by_another],
        form=forms.ProfileReview,
        duty=Duty.INSTRUCTS,
    )
    def start_profile_review(self) -> None: ...

    @stage.transition(
        label=_("Schedule an interview"),
        source=Stage.PROFILE_REVIEW,
        target=Stage.INTERVIEW_SCHEDULED,
        by=COUNSELLOR,
        form=forms.InterviewDay,
        issues=INTERVIEW_CONVENING,
    )
    def schedule_interview(self) -> None: ...

    @stage.transition(
        label=_("Record the interview"),
        source=Stage.INTERVIEW_SCHEDULED,
        target=Stage.PROFILE_REVIEW,
        by=COUNSELLOR,
        form=forms.InterviewResult,
        notifies=False,
    )
    def record_interview(self) -> None: ...

    # The proposals: one to five homologated places that are free.
    @stage.transition(
        label=_("Send proposals"),
        source=Stage.PROFILE_REVIEW,
        target=Stage.PROPOSALS_SENT,
        by=COUNSELLOR,
        conditions=[rules.places_to_offer],
        form=forms.Proposals,
        issues=PLACEMENT_PROPOSALS,
    )
    def send_proposals(self) -> None: ...

    @stage.transition(
        label=_("No choice made in time"),
        source=Stage.PROPOSALS_SENT,
        target=Stage.LAPSED,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up, conditions.reminded],
        issues=LAPSE_NOTICE,
    )
    def expire_proposals(self) -> None:
        self._give_up_wish("عدم الاختيار في الأجل")

    @stage.transition(
        label=_("Choose a proposal"),
        source=Stage.PROPOSALS_SENT,
        target=Stage.CHOICE_MADE,
        by=Role.APPLICANT,
        conditions=[rules.proposal_still_open],
        form=forms.Choice,
    )
    def choose_proposal(self) -> None:
        """The profile enters the register of trainees, the wish that of enrolments; the structure is asked to enrol."""
        case, cause = self.case, cause_of(self)
        session = sessions.get(case.facts["choice"]["session"])
        trainee = trainees.enter_or_find(answers=case.answers["person"], cause=cause, facts=self.application.profile(case))
        wish = {"programme": session.programme, "wish": session.number}
        held = enrolments.pre_register(trainee=trainee, cause=cause, **wish)
        if held.status == "pre_registered":
            enrolments.amend(enrolment=held, facts=wish, cause=cause)  # another place was wished before
        case.facts["choice"] |= {"trainee": str(trainee.entry), "wish": str(held.entry)}
        case.provider = session.provider
        partners.ask(self, organisation=providers.get(session.provider).organisation)

    @stage.transition(
        label=_("Decline all proposals"),
        source=Stage.PROPOSALS_SENT,
        target=Stage.WAITING_LIST,
        by=Role.APPLICANT,
        form=forms.ProposalsDeclined,
    )
    def decline_proposals(self) -> None:
        self._turn_down(*self.case.facts.pop("proposals")["sessions"])

    # Without a place, the waiting list.
    @stage.transition(
        label=_("Put on the waiting list"),
        source=Stage.PROFILE_REVIEW,
        target=Stage.WAITING_LIST,
        by=COUNSELLOR,
        conditions=[rules.nothing_to_offer],
        form=transitions.Reason,
    )
    def put_on_waiting_list(self) -> None: ...

    @stage.transition(
        label=_("Send new proposals"),
        source=Stage.WAITING_LIST,
        target=Stage.PROPOSALS_SENT,
        by=COUNSELLOR,
        conditions=[rules.places_to_offer],
        form=forms.Proposals,
        issues=PLACEMENT_PROPOSALS,
    )
    def send_proposals_again(self) -> None: ...

    @stage.transition(
        label=_("Close without solution"),
        source=Stage.WAITING_LIST,
        target=Stage.CLOSED_NO_SOLUTION,
        by=COUNSELLOR,
        conditions=[conditions.time_is_up],
        form=transitions.Reason,
    )
    def close_no_solution(self) -> None:
        self._give_up_wish("لم يتوفر مكان")

    # The answer of the structure.
    @stage.transition(
        label=_("Confirm the placement"),
        source=Stage.CHOICE_MADE,
        target=Stage.PLACED,
        by=Role.PARTNER,
        conditions=[rules.chosen_place_held],
        issues=PLACEMENT_CONFIRMATION,
    )
    def confirm_placement(self) -> None:
        choice = self.case.facts["choice"]
        held = enrolments.of_trainee_in(trainee=choice["trainee"], session=choice["session"])
        self.case.facts["placement"] = {"enrolment": str(held.entry) if held else "", "on": self.today.isoformat()}
        partners.release(self)

    @stage.transition(
        label=_("Provider declines"),
        source=Stage.CHOICE_MADE,
        target=Stage.PROFILE_REVIEW,
        by=Role.PARTNER,
        form=transitions.Reason,
    )
    def provider_declines(self) -> None:
        choice = self.case.facts.pop("choice")
        self.case.facts["wish"] = choice["wish"]
        self._turn_down(choice["session"])
        self.case.provider = None
        partners.release(self)

    def _turn_down(self, *places: str) -> None:
        """Not to be offered again."""
        known = self.case.facts.get("turned_down", [])
        self.case.facts["turned_down"] = [*known, *(place for place in places if place not in known)]

    def _give_up_wish(self, reason: str) -> None:
        """The wish leaves the register of enrolments, unless a structure has enrolled the person."""
        facts = self.case.facts
        wish = facts.get("choice", {}).get("wish") or facts.get("wish")
        if wish and enrolments.get(wish).status == "pre_registered":
            enrolments.leave(enrolment=wish, cause=cause_of(self), reason=reason)
