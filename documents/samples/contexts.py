"""One plainly fictional context per letter: what samples are printed from, and what tests read back."""

import pkgutil
from copy import deepcopy
from importlib import import_module
from typing import Any

from documents.samples import letters
from documents.samples.figures import BASE

OWN: dict[str, dict[str, Any]] = {
    code: example
    for module in pkgutil.iter_modules(letters.__path__)
    for code, example in import_module(f"{letters.__name__}.{module.name}").EXAMPLES.items()
}


def example(code: str, **changes: Any) -> dict[str, Any]:
    """A fresh context for a letter."""
    return deepcopy({**BASE, **OWN[code], **changes})
