"""The registers by their code, in the order of the screens."""

import uuid
from collections.abc import Iterator

from registers import declared
from registers.entries import Entry
from registers.register import Register

REGISTERS: dict[str, Register] = {r.code: r for r in vars(declared).values() if isinstance(r, Register)}


def pointers(register: Register, entry: Entry) -> Iterator[tuple[str, Register, uuid.UUID]]:
    """Each fact that names an entry of a register, but for those that no screen shows."""
    for name, code in register.points_to.items():
        if name not in register.hidden and (target := getattr(entry, name)) is not None:
            yield name, REGISTERS[code], target


__all__ = ["REGISTERS", "Register", "pointers"]
