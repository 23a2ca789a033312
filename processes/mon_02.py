"""MON-02 Quarterly statistical return, asked of every structure in activity.

The specifications: four returns a year, filled in from the registers and due on the fifteenth day after the quarter. What
equals the registers is validated without a human.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.campaigns import REPORT_RECEIPT
from forms import monitoring as forms
from processes.fragments.campaign import FILLED, Reporting
from processes.language import Applicants, Family, Link, Procedure, Role, Scope, Stage, register, stage
from processes.reporting import campaigns, validate_report
from processes.rules import reports


@register
class QuarterlyReturn(Procedure):
    code = "MON-02"
    title = _("Quarterly statistical return (campaign)")
    purpose = _(
        "Short and mostly pre-filled: new enrolments, departures, sessions, places, job offers. It gives the ministry figures in "
        "nearly real time."
    )
    family = Family.MONITORING
    applicants = Applicants.ADMINISTRATION
    scope = Scope.REGIONAL
    legal_basis = ("CDC", "LO2016-22")
    application = forms.QuarterlyReturn
    initial = ex_officio = Stage.OPENED
    filled_at = FILLED
    campaigns = campaigns(period=reports.quarter, offered=reports.quarters, from_the_end=True)
    fees = _("None.")
    appeal = _("As MON-01.")
    readers = {Role.CENTRAL_OFFICER: (), Role.CENTRAL_DIRECTOR: (), Role.LEGAL_OFFICER: ()}
    parameters = {"grace": (reports.GRACE, _("Working days between the last day and a formal notice"))}
    links = (Link("SAN-01", by=("declare_default",)),)

    reporting = Reporting(days=reports.LAST_DAY_OF_A_QUARTER, check=10, notice=10, at_once=("auto_validate",))

    # What is its own: a return that says what the registers say waits for nobody.
    @stage.transition(
        label=_("Validate automatically"),
        source=Stage.SUBMITTED,
        target=Stage.VALIDATED,
        by=Role.SYSTEM,
        conditions=[reports.no_difference],
        issues=REPORT_RECEIPT,
    )
    def auto_validate(self) -> None:
        validate_report(self)
