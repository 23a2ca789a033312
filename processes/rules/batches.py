"""Conditions on batches of attestations, and the sample by which they are checked."""

import random
from math import ceil
from typing import Any

from django.utils.translation import gettext_lazy as _

from processes.language import Condition
from registers import homologations, sessions
from workflow.procedure import Procedure


def drawn(procedure: Procedure, *, of: int, keep: tuple[int, ...] = ()) -> dict[str, Any]:
    """A sample of the lines, from one: a tenth of them, five at least; `keep` is checked in any case.

    The seed is that of the case and the round, so that whoever doubts a draw can make it again.
    """
    round_ = procedure.case.facts.get("sample", {}).get("round", 0) + 1
    size = min(of, max(int(procedure.parameter("sample.least")), ceil(of * int(procedure.parameter("sample.share")) / 100)))
    seed = f"{procedure.case.pk}/{round_}"
    chosen = random.Random(seed).sample(range(1, of + 1), size)  # noqa: S311 (drawn again by whoever doubts it)
    return {"lines": sorted({*chosen, *keep}), "of": of, "round": round_, "seed": seed}


def session_validated(procedure: Procedure) -> Condition:
    """The session is closed, its list is validated and its homologation is not suspended."""
    session = sessions.get(procedure.application.answer(procedure.case, "session"))
    if session.list_validated_on is None or session.status != "closed":
        return Condition(False, _("The session or its list has not been validated."), session=session.number)
    suspended = session.homologation is not None and homologations.get(session.homologation).status == "suspended"
    return Condition(not suspended, _("The homologation of the training is suspended."), session=session.number)


def no_open_discrepancy(procedure: Procedure) -> Condition:
    """What differed was corrected, and compared again."""
    raised = procedure.case.facts.get("discrepancies", {})
    met = not raised or bool(raised.get("answered_on"))
    return Condition(met, _("The differences that were raised have not been answered."))


def first_discrepancy(procedure: Procedure) -> Condition:
    """A batch that differs a second time is refused, not sent back again."""
    raised = bool(procedure.case.facts.get("discrepancies"))
    return Condition(not raised, _("The batch was sent back before: propose the refusal."), raised=raised)
