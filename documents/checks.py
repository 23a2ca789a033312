"""System checks: can this machine print and sign letters, and is every declared document written?"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from documents.credentials import issuer
from documents.keyfiles import KeyRefused
from documents.rendering import check
from documents.seals import keys
from documents.signing.identities import is_configured


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


# For `check --deploy` alone: the tables of a ministry are made before its keys arrive.
@register(Tags.security, deploy=True)
def signature(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A ministry signs with keys of its own; the demonstration makes some when it needs them."""
    found: list[CheckMessage] = []
    if settings.IN_MINISTRY and not is_configured():
        hint = "Set SIGNATURE_P12 or SIGNATURE_PKCS11_MODULE: until then issued documents stay to be signed."
        found.append(Error("No key signs the documents of the ministry.", hint=hint, id="documents.E001"))
    if settings.SIGNATURE_PKCS11_MODULE and settings.SIGNATURE_P12:
        found.append(Warning("Both a token and a key file are configured: the token signs.", id="documents.W006"))
    for name in ("SIGNATURE_P12", "SIGNATURE_SEAL_P12", "SIGNATURE_PKCS11_MODULE", "SIGNATURE_ROOTS", "SIGNATURE_CRL_DIR"):
        if (path := getattr(settings, name)) and not Path(path).exists():
            found.append(Error(f"{name} names a file that is not there.", hint=path, id="documents.E002"))
    return found


@register(Tags.security, deploy=True)
def seal(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Nothing is printed in a ministry without the key of the squares, and those that were replaced must still be read."""
    if not settings.IN_MINISTRY:
        return []
    hint = "Set SEAL_KEY: until then nothing is printed. The guide for operators says how it is made and replaced."
    try:
        keys.public_keys()
    except (keys.SealKeyRefused, OSError, ValueError) as error:
        return [Error(f"The keys of the squares on documents cannot be used: {error}", hint=hint, id="documents.E003")]
    return []


@register(Tags.security, deploy=True)
def credentials(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Without a key a ministry issues no credentials; what it issues otherwise is complete."""
    if not settings.IN_MINISTRY:
        return []
    try:
        issuer.document()
    except (KeyRefused, OSError, ValueError) as error:
        hint = "Set CREDENTIAL_KEY: until then holders are offered a credential that cannot be signed."
        return [Error(f"The keys of credentials cannot be used: {error}", hint=hint, id="documents.E004")]
    return []
