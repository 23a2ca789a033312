"""Why an act was refused: typed, each with a sentence for a human."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from workflow.procedure import Condition
    from workflow.protocols import Form


class Refused(Exception):
    """An act that was not performed; `code` is persisted, `sentence` is shown."""

    code = "refused"
    status = 409
    sentence: Any = _("This cannot be done.")

    def __init__(self, sentence: Any = None, **details: Any) -> None:
        self.sentence = sentence or self.sentence
        self.details = details
        super().__init__(self.code)


class NotATransition(Refused):
    code = "not_a_transition"
    sentence = _("This cannot be done at the stage where the case now stands.")


class NotEntitled(Refused):
    code = "not_entitled"
    status = 403
    sentence = _("Your postings do not allow you to do this on this case.")


class DutiesConflict(Refused):
    """A rule of the separation of duties; `rule` is SD-01 … SD-21."""

    code = "duties_conflict"
    status = 403

    def __init__(self, rule: str, sentence: Any) -> None:
        self.rule = rule
        super().__init__(sentence, rule=rule)


class ConditionsUnmet(Refused):
    code = "conditions_unmet"

    def __init__(self, unmet: Sequence[Any], *, names: Sequence[str] = ()) -> None:
        """`unmet` are sentences; `names` those of the conditions, for the record."""
        self.unmet = list(unmet)
        super().__init__(self.unmet[0] if self.unmet else None, unmet=list(names))
        self.args = (self.code, *names)


def require(answers: "Iterable[tuple[str, Condition]]") -> None:
    """Raises ConditionsUnmet with every answer that is not met, each told with the name of its condition."""
    unmet = [(name, answer.message) for name, answer in answers if not answer]
    if unmet:
        raise ConditionsUnmet([sentence for _name, sentence in unmet], names=[name for name, _sentence in unmet])


class FormInvalid(Refused):
    """The form carries its errors, beside its fields; one whose code is a rule of the separation of duties names it."""

    code = "form_invalid"
    status = 422
    sentence = _("Some answers need to be corrected.")

    def __init__(self, form: "Form") -> None:
        self.form = form
        codes = {str(error.code) for errors in form.errors.values() for error in errors.as_data()}
        super().__init__(fields=sorted(form.errors), rule=min((c for c in codes if c.startswith("SD-")), default=""))


class Outdated(Refused):
    """Somebody else moved the case first; `changes` says what happened since."""

    code = "outdated"
    sentence = _("The case has changed since you opened it. Read what changed below, then decide again.")


class KeyReused(Refused):
    code = "key_reused"
    status = 422
    sentence = _("This form was already sent with other content. Reload the page and try again.")
