"""Can this machine print letters? For the system check of the project and for the first page of the administrator."""

import ctypes.util
from ctypes import CDLL

from documents.rendering.assets import STYLESHEET, asset_names

PACKAGES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
NEEDED = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0")
FONTS = tuple(f"amiri-{part}-{weight}-normal.woff2" for part in ("arabic", "latin", "latin-ext") for weight in (400, 700))


def missing_packages() -> tuple[str, ...]:
    """Debian packages without which nothing can be printed."""
    return tuple(PACKAGES[name] for name in NEEDED if not _loads(name))


def slow_packages() -> tuple[str, ...]:
    """Debian packages without which printing works, a third of a second slower per letter."""
    return tuple(package for name, package in PACKAGES.items() if name not in NEEDED and not _loads(name))


def missing_files() -> tuple[str, ...]:
    """Fonts or sheet that this release should contain and does not."""
    files = tuple(name for name in FONTS if name not in asset_names())
    return files if STYLESHEET.is_file() else (*files, STYLESHEET.name)


def _loads(name: str) -> bool:
    try:
        CDLL(name)
    except OSError:
        return ctypes.util.find_library(name.removeprefix("lib").split(".so")[0]) is not None
    return True
