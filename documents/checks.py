"""System checks: can this machine print letters, and is every declared document written?"""

from typing import Any

from django.core.checks import Warning, register

from documents.rendering import check


@register()
def printing(app_configs: Any, **kwargs: Any) -> list[Warning]:
    """Warnings: the site works without Pango, and documents wait until it is there."""
    found: list[Warning] = []
    if packages := check.missing_packages():
        hint = f"apt-get install {' '.join(packages)}"
        found.append(Warning("Documents cannot be printed: shared libraries are missing.", hint=hint, id="documents.W001"))
    if packages := check.slow_packages():
        hint = f"apt-get install {' '.join(packages)}"
        found.append(Warning("Documents are printed slowly: a shared library is missing.", hint=hint, id="documents.W002"))
    if files := check.missing_files():
        message = f"Files of this release are missing: {', '.join(files)}."
        found.append(Warning(message, hint="Install the release again.", id="documents.W003"))
    return found


@register()
def catalogue(app_configs: Any, **kwargs: Any) -> list[Warning]:
    """Every type of the catalogue has the shape of its facts and a template in each of its languages."""
    from documents.catalogue import DOCUMENT_TYPES  # builders read models, which must be loaded
    from documents.rendering.assets import ROOT
    from documents.wording import LETTERS

    found: list[Warning] = []
    for kind in DOCUMENT_TYPES.values():
        if kind.template not in LETTERS:
            found.append(Warning(f"No letter is written for {kind.code}.", id="documents.W004"))
            continue
        for language in kind.languages:
            template = ROOT / "templates" / "documents" / language / f"{kind.template.lower()}.html"
            if not template.is_file():
                found.append(Warning(f"{kind.code} is not written in {language}.", hint=str(template.name), id="documents.W005"))
    return found
