"""A letter with a text that is not in force yet: on a case that its reader may see, or on the fictional example."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.standing import standing_of
from documents import issuing, policies
from documents.catalogue import DOCUMENT_TYPES
from documents.laws import Language
from documents.models import Document, Wording
from documents.rendering.context import ContextError, MissingFact
from documents.rendering.letters import html_of
from documents.samples.variants import example_for
from documents.types import DocumentType
from documents.wording.parts import ZoneText
from documents.zones import versions
from documents.zones.catalogue import REMARKS, Zone, taken, zone_of
from documents.zones.labels import SAMPLE
from documents.zones.syntax import Unreadable
from workflow.actor import Actor
from workflow.models import Case
from workflow.policies import case_role, visible_to
from workflow.procedures import procedure_of
from workflow.refusals import Refused

Which = Literal["present", "proposed"]


class NothingToShow(Refused):
    """The same sentence whether the case does not exist, is another's, or has no such letter: none may be told from another."""

    code = "preview_unknown"
    status = 404
    sentence = _("No case or document of that number, among those that you may read, can show this letter.")


@dataclass(frozen=True)
class Shown:
    """What a letter is drawn up from, and the case whose reading must be told."""

    letter: str
    facts: Mapping[str, Any]
    case: Case | None = None


def letter_of(row: Wording) -> str:
    """The letter in which a version is shown: a clause stands where remarks would, in a refusal."""
    return zone_of(row.code).letter or SAMPLE


def shown_on(row: Wording, *, reference: str, user: User) -> Shown:
    """The facts of the letter on a case or document of that number; of the fictional example when none is given.

    Raises:
        NothingToShow: the person may not read it, or there is none.
    """
    letter = letter_of(row)
    if not reference:
        return Shown(letter, example_for(zone_of(row.code), letter=letter))
    documents = Document.objects.filter(Q(case__number=reference) | Q(number=reference), kind=letter).exclude(content={})
    for document in documents.select_related("case", "session").order_by("-ordered_at")[:10]:
        if policies.reader_role(document, user) is not None:
            return Shown(letter, document.content, document.case)
    case = visible_to(user).filter(number=reference).first()
    role = case_role(case, user) if case else None
    kind = DOCUMENT_TYPES[letter]
    if case is None or role is None or not isinstance(kind, DocumentType):
        raise NothingToShow
    try:
        act = procedure_of(case)(case, actor=Actor(user, role, standing_of(user)))
        return Shown(letter, kind.content(act), case)
    except (issuing.CannotBeDrawnUp, ObjectDoesNotExist, AttributeError) as error:
        raise NothingToShow from error


def taken_at(row: Wording, shown: Shown) -> Zone | None:
    """The text that the letter prints where a version stands: of several variants, the one that the case takes, if any."""
    zone = zone_of(row.code)
    return zone if zone.is_clause else taken(shown.letter, zone.place, shown.facts)


def context_of(row: Wording, shown: Shown, which: Which) -> dict[str, Any]:
    """The letter as a draft, with the texts in force today or with the version in its place."""
    on = timezone.localdate() if which == "present" else max(row.valid_from, timezone.localdate())
    name = REMARKS if zone_of(row.code).is_clause else row.code.partition(".")[2]
    texts: list[ZoneText] = versions.worded(shown.letter, on=on, facts=shown.facts).get("wording", [])
    own = _own_text(row, which)
    if own is not None:
        texts = [one for one in texts if one["zone"] != name] + [{"zone": name, "version": row.pk, "text": own}]  # type: ignore[typeddict-item]
    said = {key: value for key, value in shown.facts.items() if key != "wording"}
    return {**said, "draft": True, "number": None, "verification": None, **({"wording": texts} if texts else {})}


def _own_text(row: Wording, which: Which) -> dict[str, str] | None:
    if which == "proposed":
        return dict(row.printed) or versions.resolved(zone_of(row.code), row.texts, on=row.valid_from)[0]
    if not zone_of(row.code).is_clause:
        return None
    held = versions.in_force(prefix=row.code, on=timezone.localdate()).get(row.code)
    return dict(held.printed) if held else None


def letter_html(row: Wording, shown: Shown, *, language: Language, which: Which) -> str:
    """The HTML of the letter.

    Raises:
        Refused: the facts of this case do not fill in the text.
    """
    try:
        return html_of(template=shown.letter, language=language, context=context_of(row, shown, which))
    except (ContextError, MissingFact, Unreadable) as error:
        raise Refused(_("This letter cannot be drawn up with this text: the case lacks something that it names.")) from error
