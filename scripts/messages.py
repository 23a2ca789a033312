"""Collects the sentences to be translated (`update`), or proves that the catalogues are complete (`check`).

Needs GNU gettext. The compiled catalogues are committed, so that the site itself does not.
"""

import gettext
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ["ar", "fr"]
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}")
# French sets a space before these signs, and inside these quotes, at which no line is broken.
BREAKABLE = re.compile(r"(?<=[\w)»”\]%}]) (?=[;:?!](?:\s|\\n|\"|$))|(?<=«) | (?=»)")
IGNORED = ["node_modules/*", ".venv/*", "var/*", "tests/*", "benchmarks/*", "scripts/*"]
Catalogue = dict[str | tuple[str, int], str]


def collect(folder: Path) -> None:
    """Brings the catalogues of a folder up to what code and templates say."""
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.LOCALE_PATHS = [folder]
    django.setup()
    for language in LANGUAGES:
        (folder / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    call_command(
        "makemessages", locale=LANGUAGES, ignore_patterns=IGNORED, no_location=True, no_obsolete=True, no_wrap=True, verbosity=0
    )


def compile_to(po: Path, mo: Path) -> None:
    subprocess.run(["msgfmt", "--check-format", "--output-file", mo, po], check=True)


def catalogue(mo: Path) -> Catalogue:
    with mo.open("rb") as file:
        found = dict(gettext.GNUTranslations(file)._catalog)  # type: ignore[attr-defined]
    found.pop("", None)
    return found


def unfinished(po: Path) -> list[str]:
    """The sentences that are fuzzy or not translated."""
    lines: list[str] = []
    for kind in ("--only-fuzzy", "--untranslated"):
        made = subprocess.run(
            ["msgattrib", "--no-obsolete", "--no-wrap", kind, po], check=True, capture_output=True, encoding="utf-8"
        )
        lines += re.findall(r'^msgid ((?:".*"\n?)+)', made.stdout, re.MULTILINE)[1 if made.stdout else 0 :]
    return [f"{po.parent.parent.name}: not translated: {line.strip()}" for line in lines]


def faults(language: str, entries: Catalogue) -> list[str]:
    """Sentences whose placeholders differ; a plural form may leave out the number that it spells."""
    wrong = []
    for key, text in entries.items():
        source = key[0] if isinstance(key, tuple) else key
        wanted, found = set(PLACEHOLDER.findall(source.rpartition("\x04")[2])), set(PLACEHOLDER.findall(text))
        if found - wanted or (wanted - found and not isinstance(key, tuple)):
            wrong.append(f"{language}: other placeholders: {source!r} → {text!r}")
        if language == "fr" and BREAKABLE.search(text):
            wrong.append(f"{language}: a space that breaks before a sign: {text!r}")
    return wrong


def po_of(folder: Path, language: str) -> Path:
    return folder / language / "LC_MESSAGES" / "django.po"


def bind(po: Path) -> None:
    """Sets the spaces that do not break in what was translated to French."""
    lines = po.read_text(encoding="utf-8").splitlines(keepends=True)
    is_translation = False
    for n, line in enumerate(lines):
        is_translation = line.startswith("msgstr") or (is_translation and line.startswith('"'))
        if is_translation:
            lines[n] = BREAKABLE.sub("\u00a0", line)
    po.write_text("".join(lines), encoding="utf-8")


def check() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "locale"
        shutil.copytree(ROOT / "locale", folder)
        collect(folder)
        wrong: list[str] = []
        for language in LANGUAGES:
            po, fresh = po_of(folder, language), Path(name) / f"{language}.mo"
            compile_to(po, fresh)
            entries = catalogue(fresh)
            wrong += unfinished(po) + faults(language, entries)
            kept = po_of(ROOT / "locale", language).with_suffix(".mo")
            if not kept.exists() or catalogue(kept) != entries:
                wrong.append(f"{language}: the compiled catalogue is not up to date: run make messages")
    print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if wrong else 0


def update() -> int:
    collect(ROOT / "locale")
    for language in LANGUAGES:
        po = po_of(ROOT / "locale", language)
        if language == "fr":
            bind(po)
        compile_to(po, po.with_suffix(".mo"))
        print(f"{language}: {len(unfinished(po))} sentences to translate")
    return 0


if __name__ == "__main__":
    actions = {"check": check, "update": update}
    if len(sys.argv) != 2 or sys.argv[1] not in actions:
        sys.exit("usage: scripts/messages.py check|update")
    sys.exit(actions[sys.argv[1]]())
