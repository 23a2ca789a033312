"""Exits with 1 when the hashed requirements are not those of uv.lock."""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What only an extra that nobody installs by default brings: a token needs the maker's own library as well.
BY_CHOICE = {"python-pkcs11"}
PIN = re.compile(r"^([a-z0-9.\-]+)(?:\[[^\]]*\])?==([^\s;]+)", re.MULTILINE)


def hashes_of(package: dict[str, object]) -> set[str]:
    files = [package.get("sdist"), *package.get("wheels", [])]  # type: ignore[misc]
    return {file["hash"] for file in files if file}


def main() -> int:
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    locked = {(p["name"], p["version"]): hashes_of(p) for p in lock["package"] if p["name"] != "takwin"}
    wrong: list[str] = []
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        pins = PIN.findall(text)
        wrong += [f"{name}: {p}=={v} is not in uv.lock" for p, v in pins if (p, v) not in locked]
        kept = set(re.findall(r"--hash=(\S+)", text))
        known = set().union(*(locked.get(pin, set()) for pin in pins))
        if kept != known:
            wrong.append(f"{name}: the hashes are not those of uv.lock")
        if name == "requirements-dev.txt":
            wrong += [f"{name}: {p}=={v} is missing" for p, v in sorted(set(locked) - set(pins)) if p not in BY_CHOICE]
    print("\n".join([*wrong, "run make requirements"] if wrong else []), end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
