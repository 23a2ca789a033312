"""Questions that are asked only when another answer calls for them."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms

Shown = tuple[str, tuple[str, ...]] | Callable[[Any], bool]


class ConditionalForm(forms.Form):
    """Drops the answers of questions that were not to be asked, and insists on those that were.

    `shown_when` names, for a field, another field and the answers of it, or a function of the form that may read
    `cleaned_data`; a field that depends on another comes after it. Such a field is declared as required when it must be
    answered once it is shown.
    """

    shown_when: ClassVar[Mapping[str, Shown]] = {}
    # The browser cannot know which questions are asked, and its own sentences are in its own language.
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, condition in self.shown_when.items():
            if name in self.fields and not callable(condition):
                other, values = condition
                told = f"{other}={','.join(values)}"
                self.fields[name].widget.attrs["data-shown-when"] = told
                self.fields[name].shown_when = told  # type: ignore[attr-defined]  # of fieldsets, whose widget is no single control

    def is_shown(self, name: str) -> bool:
        """Whether the question is asked, given the answers cleaned so far."""
        condition = self.shown_when.get(name)
        if condition is None:
            return True
        if callable(condition):
            return condition(self)
        other, values = condition
        given = self.cleaned_data.get(other)
        return any(one in values for one in given) if isinstance(given, list) else given in values

    def is_undecided(self, name: str) -> bool:
        """Whether nobody can say yet if the question is asked: the answer on which it depends is not given."""
        condition = self.shown_when.get(name)
        if condition is None or callable(condition):
            return False
        other = condition[0]
        if self.cleaned_data.get(other) not in (None, ""):
            return False
        return other not in self.shown_when or self.is_undecided(other) or self.is_shown(other)

    def clean(self) -> dict[str, Any]:
        super().clean()
        for name in self.shown_when:
            if name in self.fields and not self.is_shown(name):
                self.cleaned_data.pop(name, None)
                self.errors.pop(name, None)
        return self.cleaned_data
