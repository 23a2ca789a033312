"""How a variable may be printed: what stands after its name in a text by staff, and nothing else."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template import Context
from django.utils.html import conditional_escape

from documents.laws import Language, LawCode, Text
from documents.rendering import tags

# Value, argument and language → HTML of which every foreign character is escaped.
Print = Callable[[Any, str, Language], str]


@dataclass(frozen=True)
class Way:
    """One way to print: what its argument must look like ("" takes none), and the function of this release that prints."""

    write: Print
    argument: str = ""

    def accepts(self, argument: str) -> bool:
        return bool(re.fullmatch(self.argument, argument))


@dataclass(frozen=True)
class Kind:
    """What a variable holds, with its ways by name; the name "" is the bare variable."""

    ways: Mapping[str, Way]
    constant: str = ""  # stands for the same in every case

    def forms(self) -> list[str]:
        """Each way as it is typed after the name."""
        return [f"|{name}{_SHOWN.get(name, '')}" if name else "" for name in self.ways]


_SHOWN = {"by_gender": ':"né,née"', "prefixed": ':"ل"'}
_TWO_FORMS = "[^,]+,[^,]+"


def _own(value: str, _argument: str, _language: Language) -> str:
    return tags.own(value)


def _figure(value: int, _argument: str, language: Language) -> str:
    return tags.ltr(value) if language == "ar" else str(value)


def _in_words(value: int, _argument: str, language: Language) -> str:
    return tags.words(value, "m") if language == "ar" else tags.mots(value) if language == "fr" else str(value)


def _period(value: Any, language: Language, *, with_end: bool) -> str:
    return tags.period(Context({"language": language}), value, with_end)


def _counted(value: int, unit: str, language: Language) -> str:
    return tags.counted(Context({"language": language}), value, unit)


def _law(value: Any, language: Language, form: str) -> str:
    return tags.law(Context({"language": language}), value, form)


# Somebody's own words, in whatever script; Arabic may write a particle onto them.
TEXT = Kind({"": Way(_own), "prefixed": Way(lambda v, a, _l: tags.prefixed(v, a), "[بل]")})
# Words of ours, which are in the language of the letter.
NAME = Kind({"": Way(lambda v, _a, _l: conditional_escape(v))})
CODE = Kind({"": Way(lambda v, _a, _l: tags.ltr(v))})
ADDRESS = Kind({"": Way(lambda v, _a, _l: f'<bdi dir="ltr" class="long">{conditional_escape(v)}</bdi>')})
DATE = Kind({
    "": Way(lambda v, _a, language: tags.day(v, language)),
    "weekday": Way(lambda v, _a, language: conditional_escape(tags.weekday(v, language))),
    "figures": Way(lambda v, _a, _l: tags.figures(v[:10])),
})  # fmt: skip
HOUR = Way(lambda v, _a, language: conditional_escape(tags.hour(v, language)))
MOMENT = Kind({**DATE.ways, "hour": HOUR})
TIME = Kind({"": HOUR})
COUNT = Kind({"": Way(_figure), "words": Way(_in_words)})
PERIOD = Kind({
    "": Way(lambda v, _a, language: _period(v, language, with_end=True)),
    "length": Way(lambda v, _a, language: _period(v, language, with_end=False)),
})  # fmt: skip
LAW = Kind({
    "": Way(lambda v, _a, language: conditional_escape(_law(v, language, "plain"))),
    "of": Way(lambda v, _a, language: conditional_escape(_law(v, language, "of"))),
})  # fmt: skip
# What was counted, with its noun.
MONTHS = Kind({"": Way(lambda v, _a, language: _counted(v, "month", language)), "words": Way(_in_words)})
HOURS = Kind({
    "": Way(lambda v, _a, language: _counted(v, "hour", language)),
    "words": Way(lambda v, _a, language: tags.words(v, "f") if language == "ar" else tags.mots(v, "f")),
})  # fmt: skip
RANK = Kind({**COUNT.ways, "ordinal": Way(lambda v, _a, language: tags.ordinal(v) if language == "ar" else tags.mots(v))})
SEVERAL = Kind({"": Way(lambda v, _a, language: ("؛ " if language == "ar" else " ; ").join(map(tags.own, v)))})
_PAPERS: Mapping[str, Text] = {
    "cin": {"ar": "بطاقة التعريف الوطنية", "fr": "de la carte d’identité nationale"},
    "passport": {"ar": "جواز السفر", "fr": "du passeport"},
    "residence_card": {"ar": "بطاقة الإقامة", "fr": "de la carte de séjour"},
}
# The paper that tells who somebody is; French joins it to the preposition before its number.
PAPER = Kind({"of": Way(lambda v, _a, language: _PAPERS[v]["ar" if language == "ar" else "fr"])})


def citing(*codes: LawCode) -> dict[str, Kind]:
    """Legal texts that a zone cites by name: their citation stays with the release, whatever staff write around it."""
    return {f"laws.{code.replace('-', '_')}": Kind(LAW.ways, constant=code) for code in codes}


# A civility is never printed itself: two forms of a word stand for a man and for a woman.
GENDER = Kind({"by_gender": Way(lambda v, a, _l: conditional_escape(tags.by_gender(v, a)), _TWO_FORMS)})
