"""The application of a procedure: its sections, the documents it requires, and what of both is still missing."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forms import answers, attachments
from forms.opening import Opening
from forms.requirements import CATALOGUE, PAPER, Requirement
from forms.sections import Section
from workflow import completeness
from workflow.contacts import Contact
from workflow.eligibility import Question
from workflow.procedures import procedure_of

if TYPE_CHECKING:
    from forms.models import Attachment
    from workflow.actor import Actor
    from workflow.models import Case

LANGUAGES = ("en", "fr", "ar")
__all__ = ["Application", "Progress", "RequirementStatus", "Section", "SectionStatus", "in_three_languages"]


def in_three_languages(label: Any) -> dict[str, str]:
    """A lazy text as letters and requests keep it: {"en", "fr", "ar"}."""
    told = {}
    for language in LANGUAGES:
        with translation.override(language):
            told[language] = str(label)
    return told


class Progress(StrEnum):
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETE = "complete"


PROGRESS_LABELS = {
    Progress.NOT_STARTED: (_("Not started"), "neutral"),
    Progress.IN_PROGRESS: (_("In progress"), "info"),
    Progress.COMPLETE: (_("Complete"), "success"),
}


@dataclass(frozen=True, slots=True)
class SectionStatus:
    """A line of the task list; `errors` are answers to correct, `missing` questions without an answer."""

    code: str
    title: Any
    lead: Any
    progress: Progress
    errors: int = 0
    missing: int = 0

    @property
    def label(self) -> Any:
        return PROGRESS_LABELS[self.progress][0]

    @property
    def tone(self) -> str:
        return "danger" if self.errors else PROGRESS_LABELS[self.progress][1]


@dataclass(frozen=True, slots=True)
class RequirementStatus:
    """A required document, and what was attached for it."""

    code: str
    label: Any
    hint: Any
    validity: Any
    accept: frozenset[str]
    extensions: str
    max_bytes: int
    is_required: bool
    compare_original: bool
    attachments: "tuple[Attachment, ...]" = ()

    @property
    def is_met(self) -> bool:
        return bool(self.attachments) or not self.is_required


class Application:
    """A subclass declares `sections` and `requires`; everything else is read from the answers of a case."""

    sections: ClassVar[tuple[type[Section], ...]] = ()
    requires: ClassVar[tuple[Requirement, ...]] = ()
    levels: ClassVar[tuple[tuple[str, Any], ...]] = ()  # what a committee may recommend
    eligibility: ClassVar[tuple[Question, ...]] = ()  # asked before a draft is opened
    checks: ClassVar[Mapping[str, Any]] = {}  # what the counter confirms beside the documents, by code
    grounds: ClassVar[Mapping[str, tuple[Any, str]]] = {}  # grounds of refusal: code -> (label, law)
    awaited: ClassVar[Mapping[str, Any]] = {}  # what the applicant is asked for at a stage, told when it did not come
    # What letters call the request: by language, with the names of the fields in braces; the title of the procedure if empty.
    object_words: ClassVar[Mapping[str, str]] = {}
    object_fields: ClassVar[tuple[str, ...]] = ()
    # The questions by which a committee's agenda tells the object of a case, its origin and its level.
    on_agenda: ClassVar[tuple[str, str, str]] = ("diploma_title", "country", "requested_level")
    particulars: ClassVar[tuple[str, ...]] = ()  # the answers that decisions repeat

    @classmethod
    def section(cls, code: str) -> type[Section]:
        """Raises KeyError when the application has no such section."""
        return {s.code: s for s in cls.sections}[code]

    @classmethod
    def asked(cls, case: "Case") -> list[type[Section]]:
        """The sections that concern the case, as its answers now stand."""
        return [s for s in cls.sections if s.is_asked(case.answers)]

    @classmethod
    def section_of(cls, field: str) -> type[Section]:
        """The section that asks a question; a name stands for one question in the whole application."""
        return next(s for s in cls.sections if field in s.base_fields)

    @classmethod
    def answer(cls, case: "Case", field: str, default: Any = "") -> Any:
        """A valid answer as it is stored, or the default."""
        return answers.valid(case.answers, cls.section_of(field).code).get(field, default)

    @classmethod
    def opening(cls, data: Any, files: Any, *, case: "Case", actor: "Actor") -> Opening:
        """What is filled in when the ministry opens the case of its own motion."""
        return Opening(cls.sections, data, case=case, actor=actor, answers=case.answers)

    # Filling in ------------------------------------------------------------------------------------------------------

    @classmethod
    def blank_section(cls, case: "Case", code: str, *, only: Set[str] | None = None) -> Section:
        """The section to be filled in, with what was given so far."""
        return cls.section(code)(answers=case.answers, only=only, case=case)

    @classmethod
    def clean_section(cls, case: "Case", code: str, data: Any, *, only: Set[str] | None = None) -> Section:
        """The section with what was typed, cleaned; its errors stand beside the fields."""
        section = cls.section(code)(data, answers=case.answers, only=only, case=case)
        section.full_clean()
        return section

    @classmethod
    def save_partial(cls, case: "Case", code: str, data: Any, *, only: Set[str] | None = None) -> dict[str, Any]:
        """The new answers of the case: valid ones, and as typed what is not valid yet. Writes nothing."""
        return {**case.answers, code: cls.clean_section(case, code, data, only=only).kept()}

    # Reading ---------------------------------------------------------------------------------------------------------

    @classmethod
    def status(cls, case: "Case") -> list[SectionStatus]:
        """Every section with its progress, for the task list."""
        return [cls._status(section, case) for section in cls.asked(case)]

    @classmethod
    def _status(cls, section: type[Section], case: "Case") -> SectionStatus:
        told = (section.code, section.title, section.lead)
        if not section.initial_from(case.answers):
            return SectionStatus(*told, Progress.NOT_STARTED)
        errors = section.of(case.answers, case=case).errors.as_data()
        missing = sum(all(e.code == "required" for e in found) for found in errors.values())
        return SectionStatus(*told, Progress.IN_PROGRESS if errors else Progress.COMPLETE, len(errors) - missing, missing)

    @classmethod
    def unmet(cls, case: "Case") -> list[Any]:
        """One sentence for each thing that keeps the application from being filed."""
        found: list[Any] = []
        for section in cls.asked(case):
            if case.submitted_at and not section.is_askable and not procedure_of(case).is_filled_in(case.stage):
                continue  # what was declared when filing was declared
            if not section.initial_from(case.answers):
                found.append(format_lazy(_("Fill in the section “{title}”."), title=section.title))
                continue
            form = section.of(case.answers, case=case)
            for name, messages in form.errors.items():
                label = form.fields[name].label if name in form.fields else section.title
                found.append(format_lazy("{label}: {message}", label=label, message=messages[0]))
        for status in cls.requirements(case):
            if not status.is_met:
                found.append(format_lazy(_("Attach: {label}."), label=status.label))
        return found

    @classmethod
    def contacts(cls, case: "Case") -> list[Contact]:
        """The ways to reach the applicant, as validly answered."""
        asked = [(s, name, kind) for s in cls.asked(case) for name, kind in s.contacts.items()]
        given = [(s.base_fields[n].label, n, kind, answers.valid(case.answers, s.code).get(n, "")) for s, n, kind in asked]
        return [Contact(name, kind, label, address) for label, name, kind, address in given]

    @classmethod
    def to_correct(cls, case: "Case") -> frozenset[str]:
        """The questions whose answers do not hold, as the answers now stand."""
        sections = [s for s in cls.asked(case) if s.is_askable]
        return frozenset(n for s in sections for form in [s.of(case.answers, case=case)] for n in form.errors if n in form.fields)

    @classmethod
    def requirements(cls, case: "Case") -> list[RequirementStatus]:
        """Every document that the answers call for now, or that was attached already, in the order of the regulation."""
        by_code = attachments.by_requirement(case)
        found = [(r, r.applies(case), tuple(by_code.get(r.code, ()))) for r in cls.requires]
        return [cls._requirement(r, applies and not r.is_optional, files) for r, applies, files in found if applies or files]

    @staticmethod
    def _requirement(requirement: Requirement, is_required: bool, files: "tuple[Attachment, ...]") -> RequirementStatus:
        kind = requirement.document
        return RequirementStatus(
            code=kind.code,
            label=kind.label,
            hint=requirement.hint,
            validity=kind.validity,
            accept=kind.accept,
            extensions=kind.extensions,
            max_bytes=kind.max_bytes,
            is_required=is_required,
            compare_original=requirement.compare_original,
            attachments=files,
        )

    @classmethod
    def summary(cls, case: "Case", *, role: str = "") -> list[dict[str, Any]]:
        """The sections as they are read: {code, title, rows: [{field, label, value, lang, dir}]}; `role` of who reads."""
        hidden = cls.withheld(case, role=role)
        read = [{"code": s.code, "title": s.title, "rows": cls._rows(s, case)} for s in cls.asked(case)]
        if not hidden:
            return read
        shown = [{**s, "rows": [row for row in s["rows"] if row["field"] not in hidden]} for s in read]
        return [s for s in shown if s["rows"]]

    @classmethod
    def withheld(cls, case: "Case", *, role: str) -> frozenset[str]:
        """The questions whose answers, and the documents that, are kept from those who read the case by a role."""
        return frozenset()

    @classmethod
    def conceals_party(cls, case: "Case", *, role: str) -> bool:
        """Whether those who read the case by a role are not told whose case it is."""
        return False

    @classmethod
    def _rows(cls, section: type[Section], case: "Case") -> list[dict[str, Any]]:
        form, given = section.of(case.answers, case=case), answers.given(case.answers, section.code)
        form.full_clean()
        rows = []
        for field in form.visible_fields():
            if form.is_shown(field.name):
                value = section.display(field.name, given.get(field.name))
                rows.append({"field": field.name, "label": field.label, "value": value, **section.direction(field.name)})
        return rows

    @classmethod
    def words_for(cls, case: "Case") -> Mapping[str, str]:
        """What letters about the case call the request; another text where the case asks for something else in time."""
        return cls.object_words

    @classmethod
    def display(cls, field: str, value: Any) -> str:
        """A stored answer in words, in the active language."""
        return cls.section_of(field).display(field, value)

    @classmethod
    def items(cls, case: "Case") -> list[dict[str, Any]]:
        """Everything that can be asked for again: {"code": "DIPL" | "field:award_date", "label": {en, fr, ar}}."""
        documents = [(r.code, r.document.label) for r in cls.requires]
        asked = [(f"field:{n}", f.label) for s in cls.sections if s.is_askable for n, f in s.base_fields.items() if f.label]
        return [{"code": code, "label": in_three_languages(label)} for code, label in [*documents, *asked]]

    @classmethod
    def has_paper_form(cls, case: "Case") -> bool:
        """Whether the form signed on paper was attached at the counter, for this filing or this answer."""
        signed, request = attachments.current(case, PAPER), completeness.open_request(case)
        return (signed.filter(uploaded_at__gte=request.asked_at) if request else signed).exists()

    @classmethod
    def label_of(cls, code: str) -> Any:
        """The label of an item's code: a document, or a question."""
        if code.startswith("field:"):
            name = code.removeprefix("field:")
            return cls.section_of(name).base_fields[name].label
        return CATALOGUE[code].label if code in CATALOGUE else gettext("Other item")

    # What the engine asks of each application ------------------------------------------------------------------------

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        """name_ar, name_fr, identity, region and language of the applicant."""
        raise NotImplementedError

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        """Whether two cases of one person ask for the same thing."""
        raise NotImplementedError

    @classmethod
    def search_text(cls, case: "Case") -> str:
        """What searches find the case by."""
        raise NotImplementedError
