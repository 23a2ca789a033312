"""A letter in one language: its template, its checked context, and what its file says about itself."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.template import Context, Engine

from documents.laws import Language
from documents.rendering.assets import ROOT
from documents.rendering.context import ContextError, MissingFact, checked, localised
from documents.rendering.pdf import Metadata
from documents.wording import TITLES, languages_of

MINISTRY = {
    "ar": "وزارة التشغيل والتكوين المهني",
    "fr": "Ministère de l’Emploi et de la Formation professionnelle",
    "en": "Ministry of Employment and Vocational Training",
}


def html_of(*, template: str, language: Language, context: Mapping[str, Any]) -> str:
    """The HTML of letter `template` (its code). Raises ContextError or MissingFact; escapes and cleans every text."""
    if language not in languages_of(template):
        raise ContextError(f"{template} is not written in {language}")
    facts = checked(template, context)
    # The letterhead is bilingual in every letter.
    directorate = facts["letterhead"]["directorate"]
    values = {
        **localised(facts, language),
        "directorate_ar": localised(directorate, "ar"),
        "directorate_fr": localised(directorate, "fr"),
        "letter": template,
        "language": language,
        "title": title_of(template=template, language=language, context=context),
    }
    page = _engine().get_template(f"documents/{language}/{template.lower()}.html")
    return str(page.render(_StrictContext(values, use_l10n=False, use_tz=False))).strip()


def one_after_another(letters: Sequence[str]) -> str:
    """One page for reading several letters of the same type, each as it stands alone."""
    if len(letters) == 1:
        return letters[0]
    head, tail = letters[0].partition("<body>")[0], letters[0].rpartition("</body>")[2]
    bodies = [letter.partition("<body>")[2].rpartition("</body>")[0] for letter in letters]
    sheets = "".join(f'<section class="sheet">{body}</section>' for body in bodies)
    return f"{head}<body>{sheets}</body>{tail}"


def title_of(*, template: str, language: Language, context: Mapping[str, Any]) -> str:
    """The subject given with the context, or what this letter is called."""
    return str(localised(context.get("subject") or dict(TITLES[template]), language))


def metadata_of(*, template: str, language: Language, context: Mapping[str, Any]) -> Metadata:
    """Title, author, dates and, inside the file, the context itself."""
    title = title_of(template=template, language=language, context=context)
    number = context["number"]
    return Metadata(
        title=f"{title} – {number}" if number else title,
        author=MINISTRY[language],
        subject=context["case"]["number"] or context["case"]["deposit"],
        created=context["date"][:10],
        data=json.dumps(context, ensure_ascii=False, sort_keys=True),
    )


class _StrictContext(Context):
    """A letter with a hole is not printed: what Django would leave blank is an error."""

    def __getitem__(self, key: Any) -> Any:
        try:
            return super().__getitem__(key)
        except KeyError as error:
            raise MissingFact(key) from error


class _Invalid(str):
    def __mod__(self, variable: object) -> str:
        raise MissingFact(str(variable))


@cache
def _engine() -> Engine:
    return Engine(
        dirs=[str(ROOT / "templates")],
        autoescape=True,
        debug=False,
        string_if_invalid=_Invalid("%s"),
        builtins=["documents.rendering.tags", "documents.zones.printing"],
    )
