"""The least that a person must write to say why."""

SHORTEST = 10  # characters


def is_too_short(reason: str) -> bool:
    return len(reason.strip()) < SHORTEST
