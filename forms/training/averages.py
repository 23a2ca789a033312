"""Averages and mentions from marks of two markers: arithmetic alone, on rows as they are kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

Row = Mapping[str, Any]
CENT = Decimal("0.01")
GAP = Decimal(3)  # between two markers, beyond which they must agree on one mark
# From which average on, best first: code and label.
MENTIONS: tuple[tuple[Decimal, str, Any], ...] = (
    (Decimal(16), "very_good", _("Very good")),
    (Decimal(14), "good", _("Good")),
    (Decimal(12), "fair", _("Fairly good")),
    (Decimal(10), "pass", _("Pass")),
)


def _number(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))


def kept(row: Row) -> Decimal | None:
    """The mark of a paper: the one that both markers agreed on, or the mean of theirs; none for an absent candidate."""
    first, second, agreed = (_number(row.get(name)) for name in ("mark_20", "second_mark", "agreed_mark"))
    if row.get("absent") == "yes":
        return None
    if agreed is not None:
        return agreed
    if first is None or second is None:
        return None
    return ((first + second) / 2).quantize(CENT, ROUND_HALF_UP)


def is_disputed(row: Row) -> bool:
    """Whether the two marks are too far apart to take their mean."""
    first, second = _number(row.get("mark_20")), _number(row.get("second_mark"))
    return first is not None and second is not None and abs(first - second) > GAP


@dataclass(frozen=True, slots=True)
class Standing:
    """What a candidate obtained: no average at all for whoever came to no paper."""

    marks: tuple[tuple[str, Decimal | None], ...]  # unit and mark
    average: Decimal | None

    @property
    def mention(self) -> str:
        return "" if self.average is None else mention_of(self.average)


def mention_of(average: Decimal) -> str:
    return next((code for least, code, _label in MENTIONS if average >= least), "")


def standings(rows: Iterable[Row], *, continuous: Mapping[str, Decimal], share: Decimal) -> dict[str, Standing]:
    """By candidate, weighted by coefficients; a missed paper counts as zero, continuous assessment for `share` per cent."""
    by_candidate: dict[str, list[Row]] = {}
    for row in rows:
        by_candidate.setdefault(str(row["candidate"]).upper(), []).append(row)
    return {who: _standing(own, continuous.get(who), share) for who, own in by_candidate.items()}


def _standing(rows: list[Row], continuous: Decimal | None, share: Decimal) -> Standing:
    marks = tuple((str(row["module"]), kept(row)) for row in rows)
    if all(mark is None for _module, mark in marks):
        return Standing(marks, None)
    weights = [Decimal(str(row["coefficient"])) for row in rows]
    total = sum((w * (mark or 0) for w, (_module, mark) in zip(weights, marks, strict=True)), Decimal(0))
    average = total / sum(weights, Decimal(0))
    if continuous is not None:
        average = (average * (100 - share) + continuous * share) / 100
    return Standing(marks, average.quantize(CENT, ROUND_HALF_UP))
