"""A section that one application may ask several times, each time under names of its own."""

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Self

from forms.sections import Section


class Block(Section):
    """Answers are stored under prefixed names, since a name stands for one question in the whole application."""

    prefixed_by: ClassVar[str] = ""
    asked_when: ClassVar[Callable[[Mapping[str, Any]], bool] | None] = None  # given the answers of the whole application

    @classmethod
    def is_asked(cls, kept: Mapping[str, Any]) -> bool:
        return cls.asked_when is None or cls.asked_when(kept)

    @classmethod
    def again(cls, *, code: str, prefix: str, without: Sequence[str] = (), **attributes: Any) -> type[Self]:
        """The same questions under names that begin with `prefix`, except those left out."""
        plain = dict.fromkeys(cls.base_fields)
        fields = {f"{prefix}{n}": copy.deepcopy(f) for n, f in cls.base_fields.items() if n not in without}
        shown = {
            f"{prefix}{n}": when if callable(when) else (f"{prefix}{when[0]}", when[1])
            for n, when in cls.shown_when.items()
            if n not in without
        }
        # Another person of the application is not the one who files it.
        told = {"code": code, "prefixed_by": prefix, "contacts": {}, "shown_when": shown, "__module__": cls.__module__}
        when = attributes.pop("asked_when", None)
        asked = {"asked_when": staticmethod(when)} if when else {}
        return type(f"{cls.__name__}_{code}", (cls,), {**plain, **fields, **told, **asked, **attributes})

    def told(self, name: str) -> Any:
        """A cleaned answer, by its plain name."""
        return self.cleaned_data.get(f"{self.prefixed_by}{name}")

    def refuse(self, name: str, error: Any) -> None:
        """Refuses an answer, by its plain name; without the question, the whole section."""
        field = f"{self.prefixed_by}{name}"
        self.add_error(field if field in self.fields else None, error)

    @classmethod
    def plain(cls, answers: Mapping[str, Any]) -> dict[str, Any]:
        """The valid answers of this section of an application, under their plain names."""
        kept = answers.get(cls.code, {})
        return {name.removeprefix(cls.prefixed_by): value for name, value in kept.items() if name in cls.base_fields}
