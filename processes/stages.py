"""The one vocabulary of stages: codes are kept for ever, labels are words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    INCOMPLETE = "incomplete", _("Returned as incomplete")
    UNDER_REVIEW = "under_review", _("Regional examination")
    CENTRAL_REVIEW = "central_review", _("Central examination")
    AWAITING_COMPLEMENTS = "awaiting_complements", _("Waiting for complements (clock suspended)")
    AWAITING_CENTRAL_COMPLEMENTS = "awaiting_central_complements", _("Waiting for complements asked by the centre")
    AWARDING_BODY_VERIFICATION = "awarding_body_verification", _("Verification with the awarding body")
    EXPERT_REVIEW = "expert_review", _("With the rapporteur")
    TEST_SCHEDULED = "test_scheduled", _("Aptitude test scheduled")
    COMMITTEE_AGENDA = "committee_agenda", _("On the committee agenda")
    COMMITTEE_DELIBERATION = "committee_deliberation", _("Committee deliberation")
    OPINION_ISSUED = "opinion_issued", _("Committee opinion recorded")
    AWAITING_SIGNATURE = "awaiting_signature", _("Waiting for signature")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    REFUSED_FRAUD = "refused_fraud", _("Refused: forged document")
    INADMISSIBLE = "inadmissible", _("Inadmissible")
    WITHDRAWN = "withdrawn", _("Withdrawn by the applicant")
    LAPSED = "lapsed", _("Closed without further action (lapsed)")
