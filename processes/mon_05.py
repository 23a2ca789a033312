"""MON-05 Watch case: misleading advertising or unlicensed activity.

Joint communiqué of December 2025, law 2008-10, the specifications: what is seen is qualified, proven, made to cease; whoever goes
on is referred, a structure of the register to proceedings for a sanction, anybody to the public prosecutor.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.catalogue.certification import PUBLIC_WARNING
from documents.catalogue.watches import CEASE_NOTICE, PROSECUTOR_REFERRAL
from forms import monitoring as forms
from processes import conditions
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
    register,
    stage,
    working_days,
)
from processes.rules import watches as rules
from registers import complaints, sites, watches
from workflow import links
from workflow.causes import cause_of


@register
class WatchCase(Procedure):
    code = "MON-05"
    title = _("Watch case: misleading advertising or unlicensed activity")
    purpose = _(
        "Detect advertising that promises university degrees or false recognition, and training given without a filing receipt; "
        "make it stop and, when it does not, prosecute."
    )
    family = Family.MONITORING
    applicants = Applicants.ADMINISTRATION
    scope = Scope.NATIONAL
    legal_basis = ("COM2025-PUB", "L2008-10", "CDC", "LO2004-63")
    application = forms.WatchCase
    initial = ex_officio = Stage.DETECTED
    opened_by = (Role.LEGAL_OFFICER, Role.CENTRAL_DIRECTOR)
    opens_without_provider = True
    # Whoever is suspected knows of the case from the notice on.
    concealed = (Stage.DETECTED, Stage.QUALIFICATION, Stage.EVIDENCE_COLLECTION, Stage.DISMISSED)
    fees = _("None.")
    appeal = _("Answer within the notice period; sanctions contested in SAN-01.")
    readers = {Role.REGIONAL_DIRECTOR: (), Role.CENTRAL_OFFICER: (), Role.COMPLAINTS_OFFICER: ()}
    parameters = {
        "first_check.days": (30, _("Days after which what has ceased is looked at again")),
        "second_check.days": (90, _("Days after which it is looked at a second time")),
    }
    # Each of these days opens a case of its own.
    links = (Link("SAN-01", by=("refer_to_sanction",)), Link("MON-05", by=("record_cessation",)))

    # Who holds the case at each stage, and how long. No desk: the case is closed.
    desks = {
        Stage.DETECTED: Desk(Role.LEGAL_OFFICER, working_days(5)),
        Stage.QUALIFICATION: Desk(Role.LEGAL_OFFICER),
        Stage.EVIDENCE_COLLECTION: Desk(Role.CENTRAL_DIRECTOR, working_days(15)),
        # Five working days to cease; ten without an answer send somebody whom no register knows to the prosecutor.
        Stage.NOTICE_SENT: Desk(
            Role.LEGAL_OFFICER,
            working_days(5),
            also=(Role.CENTRAL_DIRECTOR,),
            timers={"expire_notice": working_days(10)},
        ),
    }

    letters = {
        "public_warning": Letter(
            label=_("Publish a warning"),
            by=(Role.CENTRAL_DIRECTOR,),
            stages=(Stage.EVIDENCE_COLLECTION, Stage.NOTICE_SENT),
            form=forms.PublicWarning,
            issues=PUBLIC_WARNING,
        )
    }

    # The breach: which rule it breaks, and its proof.
    @stage.transition(
        label=_("Qualify the facts"),
        source=Stage.DETECTED,
        target=Stage.QUALIFICATION,
        by=Role.LEGAL_OFFICER,
        form=forms.BreachQualification,
        duty=Duty.INSTRUCTS,
        notifies=False,
    )
    def qualify(self) -> None:
        """What was seen enters its register, beside the complaint that told of it."""
        told = self.case.facts["qualification"]
        complaint = complaints.of_number(told["complaint"]) if told.get("complaint") else None
        entered = watches.enter(
            facts={**forms.watched(self.case), "offence_kind": told["offence_kind"]},
            cause=cause_of(self),
            provider=self.case.provider,
            complaint=complaint,
        )
        self.case.facts["watch"] = str(entered.entry)

    @stage.transition(
        label=_("Dismiss"),
        source=[Stage.DETECTED, Stage.QUALIFICATION],
        target=Stage.DISMISSED,
        by=Role.LEGAL_OFFICER,
        form=forms.WatchDismissal,
        notifies=False,
    )
    def dismiss(self) -> None:
        if "watch" in self.case.facts:
            ground = self.case.facts["dismissal"]["ground"]
            watches.dismiss(watch=self.case.facts["watch"], cause=cause_of(self), outcome=ground)

    @stage.transition(
        label=_("Collect evidence"),
        source=Stage.QUALIFICATION,
        target=Stage.EVIDENCE_COLLECTION,
        by=Role.LEGAL_OFFICER,
        form=forms.EvidenceCollection,
        duty=Duty.INSTRUCTS,
        notifies=False,
    )
    def collect_evidence(self) -> None:
        captures = self.case.facts["collected"]["captures"]
        watches.add_captures(watch=self.case.facts["watch"], channels=captures, cause=cause_of(self))

    # The notice, and what becomes of it.
    @stage.transition(
        label=_("Serve a cease notice"),
        source=Stage.EVIDENCE_COLLECTION,
        target=Stage.NOTICE_SENT,
        by=Role.CENTRAL_DIRECTOR,
        conditions=[rules.offence_established, rules.noted_by_another],
        form=forms.CeaseNotice,
        issues=CEASE_NOTICE,
        duty=Duty.SIGNS,
    )
    def serve_cease_notice(self) -> None:
        watches.serve_notice(watch=self.case.facts["watch"], cause=cause_of(self))

    @stage.transition(
        label=_("Record that it ceased"),
        source=Stage.NOTICE_SENT,
        target=Stage.CEASED,
        by=Role.LEGAL_OFFICER,
        form=forms.Cessation,
    )
    def record_cessation(self) -> None:
        told = self.case.facts["cessation"]
        told["checks"] = rules.days_of_checks(self)
        watches.cease(watch=self.case.facts["watch"], cause=cause_of(self), outcome=told["how"])

    @stage.transition(
        label=pgettext_lazy("inspection", "Refer to sanction proceedings"),
        source=Stage.NOTICE_SENT,
        target=Stage.REFERRED_TO_SANCTION,
        by=Role.CENTRAL_DIRECTOR,
        conditions=[rules.is_registered],
        form=forms.SanctionReferral,
        duty=Duty.SIGNS,
    )
    def refer_to_sanction(self) -> None:
        told, breach = self.case.facts["referral"], self.case.facts["qualification"]
        ground = {"article_ref": breach["law"], "fact": breach["rule"][:600], "severity": "major", "dated": told["seen_on"]}
        held = [str(site.entry) for site in sites.of_provider(self.provider)]
        file = {"provider": str(self.provider), "sites": held, "grounds": [ground], "origin_case": self.case.number}
        links.open_case(act=self, procedure_code="SAN-01", answers={"file": file})
        watches.refer(watch=self.case.facts["watch"], cause=cause_of(self), outcome="sanction")

    @stage.transition(
        label=_("Refer to the public prosecutor"),
        source=[Stage.NOTICE_SENT, Stage.EVIDENCE_COLLECTION],
        target=Stage.REFERRED_TO_PROSECUTOR,
        by=Role.CENTRAL_DIRECTOR,
        conditions=[rules.offence_established],
        form=forms.ProsecutorReferral,
        issues=PROSECUTOR_REFERRAL,
        duty=Duty.SIGNS,
    )
    def refer_to_prosecutor(self) -> None:
        watches.refer(watch=self.case.facts["watch"], cause=cause_of(self), outcome="prosecutor")

    @stage.transition(
        label=_("No answer to the notice"),
        source=Stage.NOTICE_SENT,
        target=Stage.REFERRED_TO_PROSECUTOR,
        by=Role.SYSTEM,
        conditions=[conditions.timer_is_up("expire_notice"), rules.is_not_registered],
        issues=PROSECUTOR_REFERRAL,
    )
    def expire_notice(self) -> None:
        """The file leaves with what it holds; nobody has recorded that the breach ceased."""
        self.case.facts["prosecution"] = {"ground": "no_answer", "civil_party": "no", "on": self.today.isoformat()}
        watches.refer(watch=self.case.facts["watch"], cause=cause_of(self), outcome="prosecutor")
