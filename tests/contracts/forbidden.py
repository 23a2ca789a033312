"""Fields that no form asks for, which a dishonest browser may add to any of them."""

from typing import Any

# Fourteen columns of the case, of the account and of the tasks; each value could be found again if it were kept.
FORBIDDEN: dict[str, str] = {
    "stage": "approved",
    "number": "EQV-01/1999/777777",
    "revision": "777777",
    "applicant_id": "777777",
    "region": "TN-83",
    "facts": '{"forged": "777777"}',
    "duties": '{"signs": [777777]}',
    "parameters": '{"EQV-01.under_review.days": 777777}',
    "closed_at": "1999-07-07T07:07:07Z",
    "is_superuser": "on",
    "role": "minister_signatory",
    "status": "issued",
    "ledger_seq": "777777",
    "version": "777777",
}
RANDOM = ("hash", "sha256", "uuid", "salt")  # where any digits may come by chance
TRACES = ("777777", "1999-07-07")


def traces(after: dict[str, dict[Any, dict[str, Any]]], before: dict[str, dict[Any, dict[str, Any]]]) -> list[tuple[str, str]]:
    """Model and column where a forbidden value was kept."""
    return [
        (model, column)
        for model, rows in after.items()
        for key, row in rows.items()
        for column, value in row.items()
        if not any(word in column for word in RANDOM)
        and any(trace in str(value) for trace in TRACES)
        and value != before[model].get(key, {}).get(column)
    ]
