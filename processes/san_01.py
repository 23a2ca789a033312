"""SAN-01 Sanction after a hearing of both sides.

Law 2008-10 and the specifications of the structures; decree 93-982; law 72-40 (appeals); organic law 2004-63 (personal data).
Grievances in writing, fifteen working days for the defence, a convening ten working days before the hearing, the opinion of the
disciplinary committee, then the minister: none of these may be left out, and nobody acts in two of them.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.certification import PUBLIC_WARNING
from documents.catalogue.committees import COMMITTEE_AGENDA, COMMITTEE_MINUTES
from documents.catalogue.sanctions import DISMISSAL_DECISION, GRIEVANCES, SANCTION_DECISION
from forms import sanctions as forms
from forms import transitions
from forms.monitoring import PublicWarning
from processes.fragments.council import Council
from processes.fragments.hearing import Hearing
from processes.language import (
    Applicants,
    Desk,
    Duty,
    Family,
    Letter,
    Procedure,
    Role,
    Scope,
    Stage,
    register,
    stage,
    working_days,
)
from processes.records import enter_decision
from processes.rules import hearings, measures
from processes.rules import sanctions as rules
from registers import sanctions
from workflow.causes import cause_of


@register
class Sanctioning(Procedure):
    code = "SAN-01"
    title = _("Sanction with adversarial hearing")
    purpose = _(
        "Sanction a provider after written grievances, a defence and a hearing; the scale goes from a warning to the final "
        "closure. The scale and the grounds are parameters with their legal source."
    )
    family = Family.SANCTIONS
    applicants = Applicants.ADMINISTRATION
    scope = Scope.NATIONAL
    legal_basis = ("L2008-10", "CDC", "D93-982", "L72-40", "LO2004-63")
    application = forms.SanctionFile
    initial = ex_officio = Stage.FILE_PREPARATION
    opened_by = (Role.REGIONAL_DIRECTOR, Role.LEGAL_OFFICER)
    # The structure knows of the case when the grievances are notified, or when it is dismissed before.
    concealed = (Stage.FILE_PREPARATION,)
    fees = _("None.")
    appeal = _(
        "Prior administrative appeal within two months of notification; administrative court within two months "
        "of the explicit or implicit answer. The appeal does not suspend the decision."
    )
    readers = {
        Role.REGIONAL_DIRECTOR: (),
        Role.REGIONAL_OFFICER: (),
        Role.CENTRAL_OFFICER: (),
        Role.COMPLAINTS_OFFICER: (),
    }
    parameters = {
        "adjournments": (2, _("Adjournments of one case")),
        "agenda_notice": (5, _("Working days between the agenda and the meeting")),
        "hearing.notice": (10, _("Working days between the convening and the hearing")),
        "closure.months": (3, _("Months of a temporary closure at the most")),
        "prescription.days": (1095, _("Days after which a fact is no longer sanctioned")),
    }

    # Who holds the case at each stage, and how long. No desk: the case is closed.
    desks = {
        Stage.FILE_PREPARATION: Desk(Role.CENTRAL_DIRECTOR, working_days(20)),
        Stage.GRIEVANCES_NOTIFIED: Desk(Role.APPLICANT, working_days(15), also=(Role.LEGAL_OFFICER,)),
        Stage.OPINION_ISSUED: Desk(Role.LEGAL_OFFICER, also=(Role.CENTRAL_DIRECTOR,)),
        Stage.AWAITING_SIGNATURE: Desk(Role.MINISTER_SIGNATORY, working_days(10)),
        Stage.SANCTION_IN_FORCE: Desk(Role.REGISTRAR, also=(Role.MINISTER_SIGNATORY,)),
    }

    # Shared parts of the law, each expanded into explicit stages and transitions.
    hearing = Hearing(
        source=Stage.HEARING_CONVENED,
        form=forms.HearingBeforeCouncil,
        convened_from=Stage.GRIEVANCES_NOTIFIED,
        conditions=[hearings.defence_over_or_hearing_asked],
    )
    committee = Council("discipline", convening=COMMITTEE_AGENDA, minutes=COMMITTEE_MINUTES)
    letters = {
        "public_warning": Letter(
            label=_("Publish a warning"),
            by=(Role.CENTRAL_DIRECTOR,),
            stages=(Stage.SANCTION_IN_FORCE,),
            form=PublicWarning,
            issues=PUBLIC_WARNING,
        )
    }

    # The grievances and the written defence.
    @stage.transition(
        label=_("Notify the grievances"),
        source=Stage.FILE_PREPARATION,
        target=Stage.GRIEVANCES_NOTIFIED,
        by=Role.CENTRAL_DIRECTOR,
        conditions=[rules.drafted_by_another, rules.region_and_legal_officer_agreed, rules.facts_not_prescribed],
        form=forms.Grievances,
        issues=GRIEVANCES,
        duty=Duty.SIGNS,
    )
    def notify_grievances(self) -> None:
        """The days that the letter grants bind this case as if the law had set them."""
        days = self.case.facts["grievances"]["days"]
        self.case.parameters = {**self.case.parameters, f"{self.code}.{Stage.GRIEVANCES_NOTIFIED}.days": days}

    @stage.transition(
        label=_("File a defence"),
        source=Stage.GRIEVANCES_NOTIFIED,
        target=Stage.GRIEVANCES_NOTIFIED,
        by=Role.APPLICANT,
        conditions=[hearings.defence_in_time],
        form=forms.DefenceFiled,
    )
    def file_defence(self) -> None: ...

    # Nothing stands: at once, or after the committee.
    @stage.transition(
        label=_("Sign the dismissal"),
        source=[Stage.FILE_PREPARATION, Stage.OPINION_ISSUED],
        target=Stage.DISMISSED,
        by=Role.CENTRAL_DIRECTOR,
        form=forms.DismissalSignature,
        issues=DISMISSAL_DECISION,
        duty=Duty.SIGNS,
        relieves=True,
    )
    def sign_dismissal(self) -> None:
        measures.end_precaution(self, reason=self.case.facts["dismissal"]["reason"])
        enter_decision(self, outcome="dismissed")

    # The measure: proposed by the legal officer, signed by the minister.
    @stage.transition(
        label=_("Propose a sanction"),
        source=Stage.OPINION_ISSUED,
        target=Stage.AWAITING_SIGNATURE,
        by=Role.LEGAL_OFFICER,
        form=forms.SanctionProposal,
        duty=Duty.PROPOSES,
        notifies=False,
    )
    def propose_sanction(self) -> None: ...

    @stage.transition(
        label=_("Return for examination"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.OPINION_ISSUED,
        by=Role.MINISTER_SIGNATORY,
        form=transitions.Reason,
        notifies=False,
    )
    def return_for_review(self) -> None:
        self.case.facts.pop("proposal", None)

    @stage.transition(
        label=_("Sign the sanction"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.SANCTION_IN_FORCE,
        by=Role.MINISTER_SIGNATORY,
        conditions=[rules.sanction_proposed],
        form=forms.SanctionSignature,
        issues=SANCTION_DECISION,
        duty=Duty.SIGNS,
    )
    def sign_sanction(self) -> None:
        """The urgent measure, if there was one, gives way to the sanction; the trainees are protected in the same act."""
        told, basis = self.case.facts["proposal"], self.case.facts["proposal"]["basis"]
        measures.end_precaution(self, reason=basis)
        measures.enter(
            self,
            kind=told["sanctions_scale"],
            at=self.case.answers["file"]["sites"],
            held=told["homologations"],
            basis=basis,
            hearing_on=self.case.facts["heard"]["held_on"],
            session_number=self.case.facts["opinion"]["session"],
        )
        measures.protect(self, told["trainees_affected"])
        enter_decision(self, outcome=told["sanctions_scale"][:24])

    # Its end.
    @stage.transition(
        label=_("Record completion"),
        source=Stage.SANCTION_IN_FORCE,
        target=Stage.SANCTION_COMPLETED,
        by=Role.REGISTRAR,
        conditions=[rules.carried_out],
        form=forms.MeasureExecuted,
    )
    def complete_sanction(self) -> None:
        cause, served = cause_of(self), hearings.served_on(self.case, "SAN")
        sanctions.amend(sanction=self.case.facts["sanction"], facts={"notified_on": served, "ends_on": self.today}, cause=cause)
        sanctions.execute(sanction=self.case.facts["sanction"], cause=cause)
        if self.case.facts["proposal"].get("months"):
            measures.undo(self.case, cause=cause, reason=self.case.facts["execution"]["how"])

    @stage.transition(
        label=_("Lift the sanction early"),
        source=Stage.SANCTION_IN_FORCE,
        target=Stage.SANCTION_LIFTED,
        by=Role.MINISTER_SIGNATORY,
        form=forms.EarlyLift,
        duty=Duty.SIGNS,
        relieves=True,
    )
    def lift_sanction(self) -> None:
        cause, reason = cause_of(self), self.case.facts["lift"]["reason"]
        sanctions.lift(sanction=self.case.facts["sanction"], cause=cause, reason=reason[:300])
        measures.undo(self.case, cause=cause, reason=reason)
