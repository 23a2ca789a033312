"""What letters are told: one module per family holds the shapes of its contexts and the titles of its letters.

The template of a letter is its code in lower case: ar/eqd.html, fr/eqd.html.
"""

import pkgutil
from importlib import import_module

from documents.laws import LANGUAGES as LANGUAGES
from documents.laws import LAWS as LAWS
from documents.laws import Language as Language
from documents.laws import LawCode as LawCode
from documents.laws import Text as Text
from documents.laws import Words as Words
from documents.wording.parts import Addressee as Addressee
from documents.wording.parts import CaseReference as CaseReference
from documents.wording.parts import Diploma as Diploma
from documents.wording.parts import Ground as Ground
from documents.wording.parts import Holder as Holder
from documents.wording.parts import Item as Item
from documents.wording.parts import Letter as Letter
from documents.wording.parts import Letterhead as Letterhead
from documents.wording.parts import Level as Level
from documents.wording.parts import Particular as Particular
from documents.wording.parts import Person as Person
from documents.wording.parts import Session as Session
from documents.wording.parts import Signature as Signature
from documents.wording.parts import TimeLimit as TimeLimit
from documents.wording.parts import Verification as Verification

LETTERS: dict[str, type] = {}  # code of the letter -> the shape of its context
TITLES: dict[str, Text] = {}  # what a letter calls itself: its subject line and the title of the file
for _module in pkgutil.iter_modules(__path__):
    if _module.name != "parts":
        _family = import_module(f"{__name__}.{_module.name}")
        LETTERS |= _family.LETTERS
        TITLES |= _family.TITLES


def languages_of(code: str) -> tuple[Language, ...]:
    """Every letter exists in Arabic and French; the one that goes abroad also in English."""
    return LANGUAGES if code == "AWB" else ("ar", "fr")
