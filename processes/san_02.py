"""SAN-02 Precautionary closure or suspension, in urgency.

Law 2008-10 and the specifications of the structures; decree 93-982. The measure is signed first, and the structure heard within
ten working days; it lasts ninety days at the most, may be extended once, and is lifted as soon as a visit finds the danger gone.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.catalogue.certification import PUBLIC_WARNING
from documents.catalogue.sanctions import PRECAUTIONARY_MEASURE
from forms import sanctions as forms
from forms import transitions
from forms.monitoring import PublicWarning
from processes import conditions
from processes.fragments.hearing import Hearing
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
    working_days,
)
from processes.records import enter_decision
from processes.rules import hearings, measures
from processes.rules import urgency as rules
from registers import sanctions
from workflow import links
from workflow.causes import cause_of

IN_FORCE = [Stage.MEASURE_IN_FORCE, Stage.HEARING_HELD]
LONGEST = 90


@register
class UrgentClosure(Procedure):
    code = "SAN-02"
    title = _("Precautionary closure or suspension (urgent)")
    purpose = _(
        "Stop a present danger at once (fire, health, minors, fraud in progress), before the sanction procedure, and hear the "
        "provider just after."
    )
    family = Family.SANCTIONS
    applicants = Applicants.ADMINISTRATION
    scope = Scope.NATIONAL
    legal_basis = ("L2008-10", "CDC", "D93-982")
    application = forms.UrgentMeasure
    initial = ex_officio = Stage.PROPOSED
    opened_by = (Role.REGIONAL_DIRECTOR,)
    # The structure knows of the measure when it is signed.
    concealed = (Stage.PROPOSED, Stage.AWAITING_SIGNATURE, Stage.REJECTED)
    fees = _("None.")
    appeal = _("Immediate; the court may suspend it.")
    readers = {Role.REGISTRAR: (), Role.REGIONAL_OFFICER: (), Role.CENTRAL_OFFICER: (), Role.COMPLAINTS_OFFICER: ()}
    parameters = {
        "hearing.notice": (1, _("Working days between the convening and the hearing")),
        "extension.days": (90, _("Days of the extension of an urgent measure")),
    }
    links = (Link("SAN-01", by=("convert_to_sanction",)),)

    # Who holds the case at each stage, and how long. No desk: the case is closed.
    desks = {
        Stage.PROPOSED: Desk(Role.REGIONAL_DIRECTOR, calendar_days(1)),
        Stage.AWAITING_SIGNATURE: Desk(Role.MINISTER_SIGNATORY, calendar_days(1)),
        Stage.MEASURE_IN_FORCE: Desk(
            Role.LEGAL_OFFICER,
            working_days(10),
            also=(Role.CENTRAL_DIRECTOR,),
            timers={"expire_measure": calendar_days(LONGEST)},
            timers_from=rules.signed_on,
        ),
        Stage.HEARING_HELD: Desk(
            Role.CENTRAL_DIRECTOR, timers={"expire_measure": calendar_days(LONGEST)}, timers_from=rules.signed_on
        ),
    }

    # The hearing that follows the signature; its day was told by the decision.
    hearing = Hearing(source=Stage.MEASURE_IN_FORCE, form=forms.HearingHeld, held_if=[hearings.heard_in_time])
    letters = {
        "public_warning": Letter(
            label=_("Publish a warning"),
            by=(Role.CENTRAL_DIRECTOR,),
            stages=(Stage.MEASURE_IN_FORCE, Stage.HEARING_HELD),
            form=PublicWarning,
            issues=PUBLIC_WARNING,
        )
    }

    # Proposed in the region, signed by the minister, on the same day.
    @stage.transition(
        label=_("Send for urgent signature"),
        source=Stage.PROPOSED,
        target=Stage.AWAITING_SIGNATURE,
        by=Role.REGIONAL_DIRECTOR,
        form=forms.MeasureProposal,
        duty=Duty.PROPOSES,
        notifies=False,
    )
    def propose_measure(self) -> None: ...

    @stage.transition(
        label=_("Reject the measure"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.REJECTED,
        by=Role.MINISTER_SIGNATORY,
        form=transitions.Reason,
        duty=Duty.SIGNS,
        relieves=True,
        notifies=False,
    )
    def reject_measure(self) -> None: ...

    @stage.transition(
        label=_("Sign the measure"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.MEASURE_IN_FORCE,
        by=Role.MINISTER_SIGNATORY,
        form=forms.MeasureSignature,
        issues=PRECAUTIONARY_MEASURE,
        duty=Duty.SIGNS,
    )
    def sign_measure(self) -> None:
        """The days that the decision sets bind this case."""
        told, days = self.case.facts["proposal"], int(self.case.facts["proposal"]["duration_days"])
        self._last(days)
        measures.enter(
            self,
            kind=told["measure"],
            at=[self.case.answers["measure"]["site"]],
            basis=self.case.answers["measure"]["facts"],
            precautionary=True,
            ends_on=self.today + timedelta(days=days),
        )
        enter_decision(self, outcome=told["measure"])

    @stage.transition(
        label=_("Extend the measure"),
        source=IN_FORCE,
        target=Stage.MEASURE_IN_FORCE,
        by=Role.MINISTER_SIGNATORY,
        conditions=[rules.not_extended],
        form=forms.MeasureExtension,
        issues=PRECAUTIONARY_MEASURE,
        duty=Duty.SIGNS,
    )
    def extend_measure(self) -> None:
        days = int(self.case.facts["proposal"]["duration_days"]) + int(self.parameter("extension.days"))
        self._last(days, extended=True)
        since = rules.signed_on(self.case) or self.today
        sanctions.extend(sanction=self.case.facts["sanction"], ends_on=since + timedelta(days=days), cause=cause_of(self))
        enter_decision(self, outcome="extended")

    # Its end: lifted, turned into proceedings, or over.
    @stage.transition(
        label=_("Lift the measure"),
        source=IN_FORCE,
        target=Stage.LIFTED,
        by=Role.CENTRAL_DIRECTOR,
        form=forms.MeasureLift,
        duty=Duty.SIGNS,
        relieves=True,
    )
    def lift_measure(self) -> None:
        cause, reason = cause_of(self), self.case.facts["lift"]["reason"]
        sanctions.lift(sanction=self.case.facts["sanction"], cause=cause, reason=reason[:300])
        measures.undo(self.case, cause=cause, reason=reason)

    @stage.transition(
        label=_("Convert into sanction proceedings"),
        source=IN_FORCE,
        target=Stage.CONVERTED_TO_SANCTION,
        by=Role.CENTRAL_DIRECTOR,
        form=transitions.Reason,
        duty=Duty.SIGNS,
    )
    def convert_to_sanction(self) -> None:
        """The measure holds until the proceedings end it."""
        told, seen = self.case.answers["measure"], timezone.localdate(self.case.registered_at)
        row = {"article_ref": "L2008-10", "fact": told["facts"][:600], "severity": "critical", "dated": seen.isoformat()}
        file = {"provider": told["provider"], "sites": [told["site"]], "grounds": [row], "origin_case": self.case.number}
        links.open_case(act=self, procedure_code="SAN-01", answers={"file": file})

    @stage.transition(
        label=_("Measure expired"),
        source=IN_FORCE,
        target=Stage.EXPIRED,
        by=Role.SYSTEM,
        conditions=[conditions.timer_is_up("expire_measure"), rules.no_sanction_opened],
    )
    def expire_measure(self) -> None:
        """The activity resumes; the entry is kept."""
        cause = cause_of(self)
        sanctions.execute(sanction=self.case.facts["sanction"], cause=cause)
        measures.undo(self.case, cause=cause, reason="انتهاء مدة الإجراء التحفظي")

    def _last(self, days: int, *, extended: bool = False) -> None:
        since = rules.signed_on(self.case) or self.today
        self.case.facts["in_force"] = {"since": since.isoformat(), "days": days, "extended": extended}
        self.case.parameters = {**self.case.parameters, f"{self.code}.expire_measure.days": days}
