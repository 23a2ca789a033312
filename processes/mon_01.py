"""MON-01 Annual pedagogical and financial report, asked of every structure in activity.

Law 2008-10 and the specifications: one report a year, due on 31 March. Silence is not an answer: reminders, then a formal
notice, then proceedings. Organic law 2016-22: the figures are published once they are validated.
"""

from django.utils.translation import gettext_lazy as _

from forms import monitoring as forms
from processes.fragments.campaign import FILLED, Reporting
from processes.language import Applicants, Family, Link, Procedure, Role, Scope, Stage, register
from processes.reporting import campaigns
from processes.rules import reports


@register
class AnnualReport(Procedure):
    code = "MON-01"
    title = _("Annual pedagogical and financial report (campaign)")
    purpose = _(
        "One obligation per active provider and year: activity, staff, results, finances. It feeds the official statistics and "
        "the risk score."
    )
    family = Family.MONITORING
    applicants = Applicants.ADMINISTRATION
    scope = Scope.REGIONAL
    legal_basis = ("L2008-10", "CDC", "CMP-FR", "LO2016-22")
    application = forms.AnnualReport
    # The system opens one case for each provider; no person opens one by itself.
    initial = ex_officio = Stage.OPENED
    filled_at = FILLED
    campaigns = campaigns(period=reports.year, offered=reports.years)
    fees = _("None.")
    appeal = _("Correction on request; default is contested in SAN-01.")
    readers = {Role.CENTRAL_OFFICER: (), Role.CENTRAL_DIRECTOR: (), Role.LEGAL_OFFICER: ()}
    parameters = {
        "grace": (reports.GRACE, _("Working days between the last day and a formal notice")),
        **forms.costs.declared(),  # by sector, and unset until two persons set them
    }
    links = (Link("SAN-01", by=("declare_default",)),)

    # Shared with the quarterly return, and expanded into explicit stages and transitions.
    reporting = Reporting(days=reports.DAYS_OF_A_YEAR, check=20, notice=15)
