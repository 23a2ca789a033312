"""A context is checked against the shape its letter declares, then brought into one language and made printable."""

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from documents.laws import Language
from documents.rendering.text import printable
from documents.wording import LETTERS


class ContextError(ValueError):
    """A letter was given facts that do not fit its shape; the message names the place and never quotes the value."""


class MissingFact(LookupError):
    """A template asked for a fact that its context does not have. Not a KeyError: Django would print nothing."""


class Facts(dict[str, Any]):
    def __missing__(self, key: str) -> Any:
        raise MissingFact(key)


def checked(code: str, context: Mapping[str, Any]) -> dict[str, Any]:
    """The context with its optional facts present as None. Raises ContextError on anything missing, unknown or mistyped."""
    if code not in LETTERS:
        raise ContextError(f"no letter is called {code}")
    return _fit_dict(context, LETTERS[code], code)


def localised(value: Any, language: Language) -> Any:
    """Every text in that language, printable, and dictionaries that raise on a missing key."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [localised(item, language) for item in value]
    if isinstance(value, dict):
        if "ar" in value and "fr" in value and value.keys() <= {"ar", "fr", "en"}:
            return printable(value.get(language) or value["fr"])
        return Facts({key: localised(item, language) for key, item in value.items()})
    return value


def _fit(value: Any, shape: Any, place: str) -> Any:
    if is_typeddict(shape):
        return _fit_dict(value, shape, place)
    origin = get_origin(shape)
    if origin is list:
        if not isinstance(value, list | tuple):
            raise ContextError(f"{place}: a list is expected")
        return [_fit(item, get_args(shape)[0], f"{place}[{number}]") for number, item in enumerate(value)]
    if origin in (Union, UnionType):
        return _fit_union(value, get_args(shape), place)
    if origin is Literal:
        if value not in get_args(shape):
            raise ContextError(f"{place}: one of {', '.join(map(str, get_args(shape)))} is expected")
        return value
    if shape is NoneType:
        shape = type(None)
    if not isinstance(value, shape) or (shape is int and isinstance(value, bool)):
        raise ContextError(f"{place}: {shape.__name__} is expected, not {type(value).__name__}")
    return value


def _fit_union(value: Any, shapes: tuple[Any, ...], place: str) -> Any:
    if value is None and NoneType in shapes:
        return None
    for shape in shapes:
        if (is_typeddict(shape) and isinstance(value, Mapping)) or (isinstance(shape, type) and type(value) is shape):
            return _fit(value, shape, place)
    raise ContextError(f"{place}: {type(value).__name__} is not expected")


def _fit_dict(value: Any, shape: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise ContextError(f"{place}: an object is expected, not {type(value).__name__}")
    hints = get_type_hints(shape, include_extras=True)
    if unknown := value.keys() - hints.keys():
        raise ContextError(f"{place}: unknown {', '.join(sorted(unknown))}")
    fitted: dict[str, Any] = {}
    for key, hint in hints.items():
        optional = get_origin(hint) is NotRequired
        if key in value and not (optional and value[key] is None):
            fitted[key] = _fit(value[key], get_args(hint)[0] if optional else hint, f"{place}.{key}")
        elif optional:
            fitted[key] = None
        else:
            raise ContextError(f"{place}: {key} is missing")
    if fitted.keys() >= {"ar", "fr", "en"} and fitted["en"] is None:
        del fitted["en"]
    return fitted
