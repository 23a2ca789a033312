"""The confined process that opens a file: `python -m forms.gate.child KIND PATH CLEANED`, with JSON on its output."""

import json
import os
import sys
from pathlib import Path

from forms.gate import limits
from forms.gate.refused import Refused


def main(arguments: list[str]) -> None:
    kind, path, cleaned = arguments
    report: dict[str, object]
    broken = "pdf_broken" if kind == "pdf" else "image_broken"
    try:
        report = inspect(kind=kind, path=Path(path), cleaned=cleaned)
    except Refused as refused:
        report = {"refusal": refused.code}
    except MemoryError:
        report = {"refusal": "unpacked_too_large"}
    except Exception as error:
        report = {"refusal": broken, "error": type(error).__name__}
    sys.stdout.write(json.dumps(report))
    sys.stdout.flush()
    os._exit(0)  # do not spend time on freeing what the kernel frees at once


def inspect(*, kind: str, path: Path, cleaned: str) -> dict[str, object]:
    # Only the library that is needed is loaded, and before the door is locked.
    if kind == "pdf":
        from forms.gate import pdf

        confine()
        return {"pages": pdf.inspect(path.read_bytes())}
    from forms.gate import image

    confine()
    image.rewrite(path, kind=kind, to=Path(cleaned))
    return {}


def confine() -> None:
    """Give up what the inspection does not need: memory, time, files, processes, network."""
    try:
        import resource
    except ImportError:  # not a Unix: the wall clock of the parent is all there is
        return
    ceilings = {
        "RLIMIT_AS": limits.ADDRESS_SPACE,
        "RLIMIT_CPU": limits.CPU_SECONDS,
        "RLIMIT_FSIZE": limits.WRITTEN_BYTES,
        "RLIMIT_NOFILE": limits.OPEN_FILES,
        "RLIMIT_NPROC": 0,
        "RLIMIT_CORE": 0,
    }
    for name, ceiling in ceilings.items():
        try:
            number = getattr(resource, name)
            hard = resource.getrlimit(number)[1]
            allowed = ceiling if hard == resource.RLIM_INFINITY else min(ceiling, hard)
            resource.setrlimit(number, (allowed, allowed))
        except (AttributeError, ValueError, OSError):  # macOS does not know them all
            continue
    leave_network()


def leave_network() -> None:
    """Enter an empty network namespace where the kernel lets us (Linux); elsewhere nothing happens."""
    import ctypes

    new_network, new_user = 0x4000_0000, 0x1000_0000
    try:
        flags = new_network if os.geteuid() == 0 else new_network | new_user
        ctypes.CDLL(None).unshare(flags)
    except (OSError, AttributeError):
        return


if __name__ == "__main__":
    main(sys.argv[1:])
