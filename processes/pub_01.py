"""PUB-01 Complaint or report by a trainee or a citizen.

Decree 93-982 (relation with the public), organic law 2004-63 (personal data), specifications of the structures. The structure
answers within ten working days and is told who complains only when the complainant allows it.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.catalogue.certification import PUBLIC_WARNING
from documents.catalogue.guidance import COMPLAINT_ANSWER
from forms import guidance as forms
from forms import transitions
from forms.monitoring import PublicWarning
from processes import conditions
from processes.fragments import Complements, Heard, Intake, Mediation
from processes.language import (
    Applicants,
    Desk,
    Duty,
    Family,
    Letter,
    Link,
    Procedure,
    Role,
    Scope,
    Stage,
    calendar_days,
    register,
    stage,
)
from processes.rules import complaints as rules
from registers import complaints, nonconformities, providers, risk
from workflow import links
from workflow.causes import cause_of

OFFICER = Role.COMPLAINTS_OFFICER
COUNTER = (Role.APPLICANT, OFFICER)


def receive(complaint: Procedure) -> None:
    """No name is kept of who gives none; a danger is read the next working day at the latest."""
    case, application = complaint.case, complaint.application
    case.answers = {code: told for code, told in case.answers.items() if code in {s.code for s in application.asked(case)}}
    if application.answer(case, "urgency") == "danger":
        limit = {f"{complaint.code}.{Stage.SUBMITTED}.days": complaint.parameter("danger.days")}
        case.parameters = {**case.parameters, **limit}


@register
class Complaint(Procedure):
    code = "PUB-01"
    title = _("Complaint or report by a trainee or a citizen")
    purpose = _(
        "Give people a simple way to complain about a provider (contract, refund, teaching, violence) and to report an "
        "unlicensed activity, with or without name."
    )
    family = Family.PUBLIC
    applicants = Applicants.INDIVIDUAL
    scope = Scope.REGIONAL
    legal_basis = ("D93-982", "LO2004-63", "LO2016-22", "CDC")
    application = forms.Complaint
    counter = OFFICER
    fees = _("None.")
    appeal = _("The answer may be reviewed by the regional director; a decision is open to administrative appeal.")
    readers = {Role.LEGAL_OFFICER: (), Role.CENTRAL_OFFICER: ()}
    parameters = {
        "complements.rounds": (2, _("Rounds of complements")),
        "danger.days": (1, _("Working days to read a complaint about a danger")),
    }
    links = (Link("MON-03", by=("trigger_inspection",)),)

    # Who holds the case at each stage, and how long. No desk: the case is closed.
    desks = {
        Stage.QUALIFICATION: Desk(OFFICER, calendar_days(30), also=(Role.REGIONAL_DIRECTOR,)),
        Stage.INSPECTION_TRIGGERED: Desk(Role.REGIONAL_OFFICER),
    }

    # Shared parts of the law, each expanded into explicit stages and transitions.
    intake = Intake(
        counter=OFFICER,
        filed_by=COUNTER,
        received_in=5,
        completion_days=15,
        numbers=True,
        refused_by=None,
        on_filing=receive,
        withdrawal=transitions.Reason,
        withdrawable=(
            Stage.SUBMITTED,
            Stage.INCOMPLETE,
            Stage.QUALIFICATION,
            Stage.AWAITING_COMPLEMENTS,
            Stage.MEDIATION,
        ),
    )
    complements = Complements(
        of=Stage.QUALIFICATION, by=OFFICER, supplied_by=COUNTER, days=20, reminders=(13,), lapses_if=[rules.not_in_danger]
    )

    heard = Heard(
        of=Stage.QUALIFICATION,
        by=OFFICER,
        asking=forms.ProviderQuestion,
        answering=forms.ProviderAnswer,
        conditions=[rules.structure_known],
        days=10,
    )
    mediation = Mediation(
        of=Stage.QUALIFICATION, by=OFFICER, form=forms.MediationOpening, conditions=[rules.about_money_or_contract], days=20
    )

    letters = {
        "public_warning": Letter(
            label=_("Publish a warning"),
            by=(Role.REGIONAL_DIRECTOR,),
            stages=(Stage.QUALIFICATION, Stage.INSPECTION_TRIGGERED),
            form=PublicWarning,
            issues=PUBLIC_WARNING,
        )
    }

    @intake.on_withdrawal
    def close_withdrawn(self) -> None:
        if "complaint" in self.case.facts:
            self._close("withdrawn")

    @complements.on_lapse
    def close_lapsed(self) -> None:
        self._close("lapsed")

    @heard.on_silence
    def note_silence(self) -> None:
        """The complaint is examined without the structure, whose silence is a non-conformity."""
        self.case.facts["provider_answer"] = {"silent": True, "on": self.today.isoformat()}
        why = f"{self.case.number}: {self.stages(Stage.PROVIDER_RESPONSE).value}"
        nonconformities.note(provider=self.provider, line="APP-07", severity="minor", description=why, cause=cause_of(self))

    # What is this procedure's own.
    @stage.transition(
        label=_("Qualify the facts"),
        source=Stage.SUBMITTED,
        target=Stage.QUALIFICATION,
        by=OFFICER,
        conditions=[conditions.typed_by_another],
        form=forms.Qualification,
        duty=Duty.INSTRUCTS,
    )
    def qualify(self) -> None:
        """The complaint enters its register: the facts and the structure, never who complains."""
        case, answer = self.case, self.application.answer
        case.provider = self.data["provider"] or None
        told = {"facts": answer(case, "facts"), "anonymous": self.application.is_masked(case), "region": case.region}
        entered = complaints.enter(
            subject=str(answer(case, "subject")),
            facts={**told, "urgency": rules.urgency_of(self)},
            cause=cause_of(self),
            provider=case.provider,
            enrolment=answer(case, "enrolment") or None,
        )
        case.facts["complaint"] = str(entered.entry)

    @stage.transition(
        label=pgettext_lazy("complaint", "Close as resolved"),
        source=Stage.MEDIATION,
        target=Stage.RESOLVED,
        by=OFFICER,
        conditions=[rules.independent_of_structure],
        form=forms.MediationOutcome,
        issues=COMPLAINT_ANSWER,
    )
    def resolve(self) -> None:
        self._answer()

    # An inspection, when the facts are serious; the director who orders it did not qualify them.
    @stage.transition(
        label=_("Trigger an inspection"),
        source=Stage.QUALIFICATION,
        target=Stage.INSPECTION_TRIGGERED,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[rules.structure_known, rules.facts_are_serious],
        form=forms.InspectionOrder,
        duty=Duty.SIGNS,
    )
    def trigger_inspection(self) -> None:
        order = self.case.facts["order"]
        mission = {"mission_type": "complaint", "announced": "no", "provider": str(self.provider), **order}
        mission.pop("on")
        links.open_case(act=self, procedure_code="MON-03", answers={"mission": mission})

    @stage.transition(
        label=_("Record the inspection result"),
        source=Stage.INSPECTION_TRIGGERED,
        target=Stage.QUALIFICATION,
        by=Role.REGIONAL_OFFICER,
        conditions=[rules.mission_closed],
        form=forms.InspectionResult,
    )
    def record_inspection_result(self) -> None:
        mission = self.case.children.filter(procedure="MON-03").order_by("-created_at").first()
        if mission and (inspection := mission.facts.get("visit", {}).get("inspection")):
            complaints.link_inspection(complaint=self.case.facts["complaint"], inspection=inspection, cause=cause_of(self))

    # The answer to the complainant.
    @stage.transition(
        label=pgettext_lazy("complaint", "Close as resolved"),
        source=Stage.QUALIFICATION,
        target=Stage.RESOLVED,
        by=OFFICER,
        conditions=[rules.independent_of_structure],
        form=forms.DirectAnswer,
        issues=COMPLAINT_ANSWER,
    )
    def resolve_direct(self) -> None:
        self._answer()

    @stage.transition(
        label=_("Close as unfounded"),
        source=Stage.QUALIFICATION,
        target=Stage.UNFOUNDED,
        by=OFFICER,
        conditions=[rules.independent_of_structure],
        form=forms.UnfoundedAnswer,
        issues=COMPLAINT_ANSWER,
    )
    def close_unfounded(self) -> None:
        self._answer()

    @stage.transition(
        label=_("Refer to another authority"),
        source=Stage.QUALIFICATION,
        target=Stage.REFERRED,
        by=OFFICER,
        form=forms.Referral,
        issues=COMPLAINT_ANSWER,
    )
    def refer_elsewhere(self) -> None:
        self._answer()

    # Effects on the registers.
    def _answer(self) -> None:
        told = self.case.facts["answer"]
        self._close(told["outcome"], answer=told["answer"])

    def _close(self, outcome: str, *, answer: str = "") -> None:
        cause = cause_of(self)
        complaints.close(complaint=self.case.facts["complaint"], outcome=outcome, answer=answer, cause=cause)
        if self.case.provider:
            score = risk.score_of(self.provider, on=self.today)
            providers.grade(provider=self.provider, cause=cause, risk_score=score)
