"""LIC-07 Authorisation of a non-resident foreign training structure.

Decree on the training tax, law 2008-10, decree 93-982: a structure abroad trains in Tunisia for a firm under an authorisation
that ends with its last action; without its report, none is given to it again.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.licensing import FOREIGN_AUTHORISATION
from forms import licensing as forms
from processes import conditions
from processes.fragments import Complements, Intake, Opinions, Signature
from processes.language import (
    Applicants,
    Desk,
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
from processes.records import enter_decision
from processes.rules import foreign
from registers import providers, trainers
from workflow.causes import cause_of


@register
class ForeignStructure(Procedure):
    code = "LIC-07"
    title = _("Authorisation of a non-resident foreign training structure")
    purpose = _(
        "A firm in Tunisia may use a non-resident foreign structure for training in Tunisia only with an authorisation of the "
        "ministry; it is also needed for financing by the training tax."
    )
    family = Family.LICENSING
    applicants = Applicants.ANYONE
    scope = Scope.NATIONAL
    legal_basis = ("TFP", "L2008-10", "D93-982")
    application = forms.ForeignAuthorisation
    fees = _("None.")
    appeal = _(
        "A refusal and a decision of inadmissibility may be contested: "
        "prior administrative appeal within two months of notification; administrative court within two months "
        "of the explicit or implicit answer. The appeal does not suspend the decision."
    )
    readers = {Role.REGISTRAR: (), Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: ()}
    parameters = {"complements.rounds": (2, _("Rounds of complements"))}

    # Who holds the case at each stage, and how long; from the authorisation on, the days of the mission count.
    desks = {
        Stage.CENTRAL_REVIEW: Desk(Role.CENTRAL_OFFICER, working_days(15)),
        Stage.AUTHORISED: Desk(Role.APPLICANT, timers={"mission_ended": calendar_days(1)}, timers_from=foreign.eve_of_the_end),
        Stage.REPORT_DUE: Desk(
            Role.APPLICANT,
            calendar_days(60),
            then="expire_mission_report",
            counts_from=foreign.end_of_mission,
            timers={"send_reminder": calendar_days(15)},
            timers_from=foreign.end_of_mission,
        ),
    }

    intake = Intake(
        review=Stage.CENTRAL_REVIEW,
        conditions=[foreign.reports_filed],
        refused_by=Role.CENTRAL_DIRECTOR,
        withdrawable=(Stage.SUBMITTED, Stage.INCOMPLETE, Stage.CENTRAL_REVIEW, Stage.AWAITING_COMPLEMENTS),
    )
    complements = Complements(of=Stage.CENTRAL_REVIEW, by=Role.CENTRAL_OFFICER)
    opinions = Opinions(of=Stage.CENTRAL_REVIEW, by=Role.CENTRAL_OFFICER, days=15, remind_after=7)
    signature = Signature(
        by=Role.CENTRAL_DIRECTOR,
        proposed_by=Role.CENTRAL_OFFICER,
        proposed_from=[Stage.CENTRAL_REVIEW],
        back=Stage.CENTRAL_REVIEW,
        approval=forms.AuthorisationProposal,
        conditions=[conditions.binding_opinions_favourable, foreign.trainers_allowed],
        grants=FOREIGN_AUTHORISATION,
        refuses=REFUSAL_DECISION,
        days=5,
        granted=Stage.AUTHORISED,
        name="sign_authorisation",
        label=_("Sign the authorisation"),
    )

    @signature.on_grant
    def enter_authorisation(self) -> None:
        """The structure until its last action, and its trainers for their stay."""
        case, cause, answer = self.case, cause_of(self), self.application.answer
        names = ("foreign_name", "country", "registration_abroad")
        facts: dict[str, Any] = {name: answer(case, name) for name in names}
        until = self.application.last_day(case)
        if (known := self.application.known(case)) is None:
            known = providers.enter_foreign(facts=facts, case=case, cause=cause, valid_until=until)
        else:
            later = max(until, known.valid_until or until)
            told = {"corporate_name_fr": facts["foreign_name"], "valid_until": later}
            known = providers.amend(provider=known, facts=told, cause=cause)
        case.provider = known.entry
        for row in answer(case, "trainers"):
            person = {"first_name_fr": row["name"], "birth_date": row["birth_date"], "nationality": row["nationality"]}
            trainers.enter(
                answers={**person, "id_type": "passport", "passport_no": row["passport"]},
                facts={"highest_degree": row["qualification"]},
                cause=cause,
                valid_until=date.fromisoformat(row["stay_until"]),
            )
        enter_decision(self, outcome="approved")

    @signature.on_refusal
    def enter_refusal(self) -> None:
        enter_decision(self, outcome="refused")

    # The mission, and its report.
    @stage.transition(
        label=_("Mission period over"),
        source=Stage.AUTHORISED,
        target=Stage.REPORT_DUE,
        by=Role.SYSTEM,
        conditions=[conditions.timer_is_up("mission_ended")],
    )
    def mission_ended(self) -> None: ...

    @stage.transition(
        label=_("Declare the mission ended"),
        source=Stage.AUTHORISED,
        target=Stage.REPORT_DUE,
        by=Role.APPLICANT,
        form=forms.EarlyEnd,
    )
    def end_mission_early(self) -> None: ...

    @stage.transition(
        label=_("File the mission report"),
        source=Stage.REPORT_DUE,
        target=Stage.COMPLETED,
        by=Role.APPLICANT,
        form=forms.MissionReport,
    )
    def file_mission_report(self) -> None: ...

    @stage.transition(
        label=_("Send a reminder"),
        source=Stage.REPORT_DUE,
        target=Stage.REPORT_DUE,
        by=Role.SYSTEM,
        conditions=[conditions.timer_is_up("send_reminder")],
    )
    def send_reminder(self) -> None: ...

    @stage.transition(
        label=_("Mission report missing"),
        source=Stage.REPORT_DUE,
        target=Stage.REPORT_MISSING,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up],
    )
    def expire_mission_report(self) -> None:
        """Nothing is authorised any more for this structure."""
        providers.flag(provider=self.provider, cause=cause_of(self), report_missing=True)
