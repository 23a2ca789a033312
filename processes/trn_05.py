"""TRN-05 Validation of results and issue of diplomas.

Law 2008-10, order of 2 August 2010: two markers, a jury that decides in secret, claims, two validations, one signature.
Nobody but the jury reads a mark before the results are published; the numbers of diplomas are unique for ever.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.certification import TRANSCRIPT
from documents.catalogue.equivalence import ADVERSARIAL_LETTER
from documents.catalogue.examinations import DIPLOMA, JURY_MINUTES
from forms import training as forms
from forms import transitions
from forms.equivalence import AdversarialLetter
from processes import conditions, diplomas
from processes.fragments import Deliberation
from processes.language import (
    NOT_STARTED,
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
from processes.rules import results as rules
from registers import examinations
from workflow import completeness, juries
from workflow.causes import cause_of


@register
class DiplomaIssue(Procedure):
    code = "TRN-05"
    title = _("Validation of results and issue of diplomas")
    purpose = _("Turn the marks into a signed, numbered and verifiable diploma; this register feeds authentication for ever.")
    family = Family.TRAINEES
    applicants = Applicants.PROVIDER
    scope = Scope.NATIONAL
    legal_basis = ("L2008-10", "A2010-0802", "LO2004-63", "L2000-83")
    application = forms.ExaminationResults
    fees = _("None.")
    appeal = _(
        "A claim about the marks within five working days; administrative appeal against the refusal of admission, "
        "which does not replace the judgement of the jury."
    )
    readers = {Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (Stage.ANNULLED,)}
    confined = {Role.FRONT_DESK: (Stage.RESULTS_PUBLISHED,)}  # for the claims of those who have no account
    parameters = {
        "deliberation": (8, _("Least average from which the jury may admit")),
        "continuous": (40, _("Share of continuous assessment, where it is used (%)")),
        "adversarial_days": (15, _("Days to answer before an annulment")),
    }
    letters = {
        "adversarial_letter": Letter(
            label=_("Send the adversarial letter"),
            by=(Role.CENTRAL_OFFICER,),
            stages=tuple(rules.PUBLISHED),
            form=AdversarialLetter,
            issues=ADVERSARIAL_LETTER,
            duty=Duty.INSTRUCTS,  # who accuses does not pronounce
        )
    }

    # Who holds the case at each stage, how long, and what happens when the limit has passed.
    desks = {
        Stage.DRAFT: Desk(
            Role.APPLICANT,
            working_days(10),
            clock=NOT_STARTED,
            counts_from=rules.end_of_examination,
            reminders=(7,),
            has_task=False,
            when_late=rules.note_late,
        ),
        Stage.REGIONAL_VALIDATION: Desk(Role.REGIONAL_DIRECTOR, working_days(5)),
        Stage.CENTRAL_VALIDATION: Desk(Role.CENTRAL_OFFICER, working_days(10)),
        Stage.AWAITING_SIGNATURE: Desk(Role.MINISTER_SIGNATORY, working_days(15)),
        Stage.DIPLOMAS_GENERATED: Desk(Role.REGISTRAR, working_days(10)),
    }

    deliberation = Deliberation(
        of=Stage.MARKS_SUBMITTED,
        after=Stage.REGIONAL_VALIDATION,
        minutes=JURY_MINUTES,
        claims_to=Role.REGIONAL_OFFICER,
    )

    # The marks.
    @stage.transition(
        label=_("Submit the marks"),
        source=Stage.DRAFT,
        target=Stage.MARKS_SUBMITTED,
        by=Role.APPLICANT,
        conditions=[conditions.application_complete, conditions.no_open_twin, rules.examination_held],
        form=forms.MarksSubmission,
        duty=Duty.FILES,
        starts_clock=True,
    )
    def submit_marks(self) -> None:
        """The jury that examined deliberates: who sits is read in the register of examinations."""
        case = self.case
        completeness.file_application(self)
        held = self.application.examination(case)
        late = rules.is_late(held.ends_on, on=self.today)
        case.facts["markers"] = {**case.facts["markers"], "late": late}
        case.facts["jury"] = {"seats": [dict(seat) for seat in held.jury]}
        juries.assign(self)

    @stage.transition(
        label=_("Discard the draft"),
        source=Stage.DRAFT,
        target=Stage.WITHDRAWN,
        by=Role.APPLICANT,
        conditions=[rules.examination_cancelled],
        form=transitions.Reason,
        notifies=False,
    )
    def discard(self) -> None: ...

    @stage.transition(
        label=_("Return the marks"),
        source=Stage.MARKS_SUBMITTED,
        target=Stage.DRAFT,
        by=Role.JURY_PRESIDENT,
        form=transitions.Reason,
    )
    def return_marks(self) -> None: ...

    # The results as they are published; `deliberation` is the jury, its votes and the claims.
    @deliberation.on_publication
    def publish(self) -> None:
        found = rules.results(self)
        examinations.publish(examination=self.application.examination(self.case), results=found, cause=cause_of(self))
        rules.tell_candidates(self, found)

    @deliberation.on_reopening
    def reopen(self) -> None:
        examinations.reopen(examination=self.application.examination(self.case), cause=cause_of(self))

    # The validations; whoever validates does not sign.
    @stage.transition(
        label=_("Validate (region)"),
        source=Stage.REGIONAL_VALIDATION,
        target=Stage.CENTRAL_VALIDATION,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[rules.results_agree, rules.nothing_investigated],
        duty=Duty.PROPOSES,
    )
    def validate_regionally(self) -> None: ...

    @stage.transition(
        label=_("Return for examination"),
        source=[Stage.REGIONAL_VALIDATION, Stage.CENTRAL_VALIDATION],
        target=Stage.JURY_DELIBERATION,
        by=Role.REGIONAL_DIRECTOR,
        form=transitions.Reason,
    )
    def return_for_review(self) -> None:
        everybody = sorted(forms.standings_of(self.case.answers))
        type(self).deliberation.deliberate_again(self, everybody)

    @stage.transition(
        label=_("Validate (centre)"),
        source=Stage.CENTRAL_VALIDATION,
        target=Stage.AWAITING_SIGNATURE,
        by=Role.CENTRAL_OFFICER,
        conditions=[rules.no_diploma_twice],
        duty=Duty.PROPOSES,
    )
    def validate_centrally(self) -> None:
        diplomas.reserve(self)

    # The diplomas.
    @stage.transition(
        label=_("Sign the diplomas"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.DIPLOMAS_GENERATED,
        by=Role.MINISTER_SIGNATORY,
        form=transitions.ApprovalSignature,
        issues=DIPLOMA,
        duty=Duty.SIGNS,
    )
    def sign_diplomas(self) -> None:
        diplomas.enter(self)

    @stage.transition(
        label=_("Deliver"),
        source=Stage.DIPLOMAS_GENERATED,
        target=Stage.DELIVERED,
        by=Role.REGISTRAR,
        form=forms.Handover,
        issues=TRANSCRIPT,
    )
    def deliver(self) -> None: ...

    @stage.transition(
        label=_("Annul for fraud"),
        source=rules.PUBLISHED,
        target=Stage.ANNULLED,
        by=Role.CENTRAL_DIRECTOR,
        conditions=[rules.parties_heard],
        form=transitions.Reason,
        duty=Duty.SIGNS,
    )
    def annul(self) -> None:
        diplomas.make_void(self, reason=self.data["reason"][:300])
        enter_decision(self, outcome="annulled")
