"""Copy third-party front-end files from node_modules into static/, with their licences.

Run `npm ci --ignore-scripts` first; the copies are committed, node_modules is not.
`--check` compares instead of copying and exits with 1 when something differs.
"""

import argparse
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
STATIC = ROOT / "static"

# Family, subsets, weights. The screens use Noto Sans in both scripts; documents are set in Amiri.
FONTS = [
    ("noto-sans", ("latin", "latin-ext"), (400, 600)),
    ("noto-sans-arabic", ("arabic",), (400, 600)),
    ("amiri", ("arabic", "latin", "latin-ext"), (400, 700)),
]


def copies() -> Iterator[tuple[Path, Path]]:
    """Yield (source, target) for every vendored file."""
    htmx = MODULES / "htmx.org"
    yield htmx / "dist" / "htmx.min.js", STATIC / "vendor" / "htmx.min.js"
    yield htmx / "LICENSE", STATIC / "vendor" / "htmx.LICENSE.txt"
    jsqr = MODULES / "jsqr"
    yield jsqr / "dist" / "jsQR.js", STATIC / "vendor" / "jsqr" / "jsQR.js"
    yield jsqr / "LICENSE", STATIC / "vendor" / "jsqr" / "LICENSE.txt"
    for family, subsets, weights in FONTS:
        package = MODULES / "@fontsource" / family
        yield package / "LICENSE", STATIC / "fonts" / f"{family}.OFL.txt"
        for subset in subsets:
            for weight in weights:
                name = f"{family}-{subset}-{weight}-normal.woff2"
                yield package / "files" / name, STATIC / "fonts" / name


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only")
    check = parser.parse_args().check
    if not MODULES.is_dir():
        sys.stderr.write("node_modules is missing: run `npm ci --ignore-scripts` first\n")
        return 2
    different = 0
    for source, target in copies():
        if target.exists() and target.read_bytes() == source.read_bytes():
            continue
        different += 1
        sys.stdout.write(f"{'differs' if check else 'copied'}: {target.relative_to(ROOT)}\n")
        if not check:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    return 1 if check and different else 0


if __name__ == "__main__":
    raise SystemExit(main())
