"""Conditions on the classification of national certificates."""

from django.utils.translation import gettext_lazy as _

from processes.language import Condition
from workflow.procedure import Procedure


def level_is_settled(procedure: Procedure) -> Condition:
    """The correspondence table places the certificate, or the committee does."""
    level = procedure.application.level_of_table(procedure.case)
    opinion = procedure.case.facts.get("opinion", {}).get("outcome", "")
    unmet = _("The correspondence table does not place this certificate: refer the case to the committee.")
    return Condition(bool(level) or opinion == "favourable", unmet, table=level, opinion=opinion)


def archives_answered(procedure: Procedure) -> Condition:
    """Without its original, a certificate is looked for in the archives before it is classified."""
    has_original = procedure.application.answer(procedure.case, "original_available") == "yes"
    result = procedure.case.facts.get("archive_result", {}).get("result", "")
    return Condition(has_original or bool(result), _("The original is missing: search the archives first."), result=result)
