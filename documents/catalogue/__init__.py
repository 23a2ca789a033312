"""Every type of document that the ministry issues, declared once, in the module of its family."""

import pkgutil
from importlib import import_module

from documents.types import DocumentType, SessionDocumentType


def _declared() -> dict[str, DocumentType | SessionDocumentType]:
    """The types of all modules of this package, by code.

    Raises:
        ValueError: two types share a code.
    """
    found: dict[str, DocumentType | SessionDocumentType] = {}
    for module in sorted(each.name for each in pkgutil.iter_modules(__path__)):
        for kind in vars(import_module(f"{__name__}.{module}")).values():
            if isinstance(kind, DocumentType | SessionDocumentType) and found.setdefault(kind.code, kind) is not kind:
                raise ValueError(f"two document types are called {kind.code}")
    return found


DOCUMENT_TYPES = _declared()
