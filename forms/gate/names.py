"""Names that people gave to their files: made safe to store, to show and to send back."""

import re
import unicodedata
from urllib.parse import quote

LONGEST = 120
LONGEST_BYTES = 240  # file systems stop at 255
LONGEST_EXTENSION = 10
FALLBACK = "file"

# Windows keeps these for devices, whatever the extension.
RESERVED = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"]
    + [f"{port}{digit}" for port in ("COM", "LPT") for digit in "0123456789¹²³"]
)
# Controls, formats (bidirectional overrides, isolates and marks, zero width), surrogates, private use, separators.
UNWANTED = frozenset(["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])


def clean_name(name: str) -> str:
    """`name` without folders and invisible characters; at most 120 characters, never empty, extension kept."""
    name = re.split(r"[/\\]", name)[-1]
    name = "".join(" " if character in "\t\n\r" else character for character in name)
    name = "".join(character for character in name if unicodedata.category(character) not in UNWANTED)
    name = unicodedata.normalize("NFC", name)
    name = re.sub(r'[<>:"|?*;`]', "_", name)
    name = re.sub(r"\s+", " ", name)
    name = re.sub(r"\.{2,}", ".", name)
    name = name.lstrip(" .-~=+@").rstrip(" .")
    stem, extension = _split(name)
    stem = stem.lstrip(" .-~=+@").rstrip(" .") or FALLBACK
    if stem.split(".")[0].strip().upper() in RESERVED:
        stem = "_" + stem
    while len(stem) + len(extension) > LONGEST or len((stem + extension).encode()) > LONGEST_BYTES:
        stem = stem[:-1]
    return (stem.rstrip(" .") or FALLBACK) + extension


def extension_of(name: str) -> str:
    """The extension of a cleaned name, in lower case and without its dot."""
    return _split(name)[1].removeprefix(".").lower()


def content_disposition(name: str, *, inline: bool = False) -> str:
    """The header that sends a file back under `name` (RFC 6266), with a plain ASCII name for old readers."""
    name = clean_name(name)
    stem, extension = _split(name)
    plain = re.sub(r"[^A-Za-z0-9 ._()-]", "", unicodedata.normalize("NFKD", stem)).strip(" .") or FALLBACK
    plain += re.sub(r"[^A-Za-z0-9.]", "", extension)
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _split(name: str) -> tuple[str, str]:
    stem, dot, extension = name.rpartition(".")
    if dot and 0 < len(extension) <= LONGEST_EXTENSION and not re.search(r"\s", extension):
        return stem, dot + extension
    return name, ""
