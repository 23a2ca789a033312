"""What is filled in when the ministry opens a case of its own motion: every section of the application on one page."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from forms.sections import Section

if TYPE_CHECKING:
    from workflow.actor import Actor
    from workflow.models import Case


class Opening:
    """The sections of an application as one form; a name stands for one question, so that they can be sent together."""

    def __init__(
        self, sections: tuple[type[Section], ...], data: Any, *, case: "Case", actor: "Actor", answers: Mapping[str, Any]
    ) -> None:
        self.case, self.actor, self.is_bound = case, actor, data is not None
        self.sections: list[Section] = []
        told = dict(answers)
        for kind in sections:
            section = kind(data, answers=told, case=case)
            if self.is_bound and section.is_valid():
                told[kind.code] = section.kept()  # later sections may depend on what earlier ones say
            self.sections.append(section)

    def __iter__(self) -> Iterator[Section]:
        return iter(self.sections)

    def is_valid(self) -> bool:
        return self.is_bound and not self.errors

    @property
    def errors(self) -> dict[str, Any]:
        return {name: errors for section in self.sections for name, errors in section.errors.items()}

    def answers(self) -> dict[str, Any]:
        """The answers of the new case, section by section."""
        return {section.code: section.kept() for section in self.sections}

    def record(self) -> dict[str, Any]:
        """What the ledger keeps of them."""
        return {"answers": {name: value for section in self.answers().values() for name, value in section.items()}}
