"""What one document may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Limits:
    memory_bytes: int = 1536 * 1024 * 1024  # address space, the warm parent's share included
    cpu_seconds: int = 20
    wall_seconds: int = 25
    open_files: int = 64
