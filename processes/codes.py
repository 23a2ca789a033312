"""The procedures of the law, in service or still to come; codes are kept for ever."""

CODES = (
    *(f"LIC-{n:02d}" for n in range(1, 8)),
    *(f"PRG-{n:02d}" for n in range(1, 7)),
    *(f"TRN-{n:02d}" for n in range(1, 6)),
    *(f"EQV-{n:02d}" for n in range(1, 7)),
    *(f"MON-{n:02d}" for n in range(1, 6)),
    *(f"SAN-{n:02d}" for n in range(1, 4)),
    *(f"PUB-{n:02d}" for n in range(1, 3)),
    *(f"FIN-{n:02d}" for n in range(1, 3)),
)
