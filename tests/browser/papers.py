"""Files that people join: a scanned page, a photograph, and what must not pass."""

from pathlib import Path

from PIL import Image

from config.demonstration.applications import sheet


def scan(folder: Path, name: str) -> Path:
    """A page as a scanner makes it, PDF."""
    path = folder / f"{name}.pdf"
    path.write_bytes(sheet(name))
    return path


def photograph(folder: Path, name: str) -> Path:
    """A picture as a phone takes it, JPEG."""
    path = folder / f"{name}.jpg"
    Image.effect_noise((640, 400), 60).convert("RGB").save(path, "JPEG", quality=80)
    return path
