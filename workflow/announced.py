"""The procedures that the law names: one may be linked to before its file is in service."""

_codes: set[str] = set()


def announce(*codes: str) -> None:
    _codes.update(codes)


def is_announced(code: str) -> bool:
    return code in _codes
