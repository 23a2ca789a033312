"""Where a case stands, told to its applicant: one sentence for each stage of the vocabulary."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from workflow.procedure import Procedure

STAGES: dict[str, Any] = {
    "draft": _("You have not filed this application yet. Only you can see it."),
    "submitted": _("We have received your application. The counter checks that nothing is missing."),
    "incomplete": _("Something is missing. Give what was asked, then send your application again."),
    "under_review": _("Your application is registered. The regional directorate examines it."),
    "central_review": _("The central services of the ministry examine your application."),
    "awaiting_complements": _("The regional directorate needs something from you before it can go on."),
    "awaiting_central_complements": _("The central services need something from you before they can go on."),
    "awarding_body_verification": _("We have written to the body that awarded your diploma, and wait for its answer."),
    "expert_review": _("A specialist of your field compares your diploma with the national ones."),
    "test_scheduled": _("You are called to an aptitude test: day and place are in the letter that we sent you."),
    "committee_agenda": _("Your application will be heard by the consultative committee at one of its next meetings."),
    "committee_deliberation": _("The consultative committee is hearing your application."),
    "opinion_issued": _("The consultative committee has given its opinion. The ministry prepares the decision."),
    "awaiting_signature": _("The decision is prepared and waits to be signed."),
    "approved": _("Your application was granted: the decision can be read in your case."),
    "refused": _("Your application was refused. The decision gives the reasons and the ways to contest it."),
    "refused_fraud": _("Your application was refused because a document is forged. The decision says how to contest it."),
    "inadmissible": _("Your application cannot be examined. The letter says why and how to contest it."),
    "withdrawn": _("You have withdrawn this application. It will not be examined further."),
    "lapsed": _("This application was closed because what we asked for did not come in time. You may file a new one."),
}


def told(procedure: type[Procedure], stage: str) -> Any:
    """The sentence of a stage; its label where none was written."""
    return STAGES.get(stage) or procedure.stage_label(stage)
