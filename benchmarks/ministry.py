"""The database under measurement: one ministry, and as many synthetic open cases as a measure asks for."""

from typing import Any

from django.core.management import call_command
from django.db import connection

from accounts.models import User
from tests.factories.cases import make_ministry

# Half of the tasks lie in one region, so that its queue is deep; the others are spread.
_CASES = """
INSERT INTO workflow_case (id, number, procedure, version, stage, revision, region, language, author_id, applicant_id,
  applicant_name_ar, applicant_name_fr, applicant_identity, search_text, answers, facts, duties, parameters, created_at,
  submitted_at, ledger_seq, ledger_head)
SELECT {uuid}, 'BENCH/' || i, 'EQV-01', 1, 'under_review', 2, CASE WHEN i % 2 = 0 THEN 'TN-11' ELSE 'TN-' || (20 + i % 40) END,
  'ar', %s, %s, 'شخص خيالي', 'Personne fictive', '', '', '{{}}', '{{}}', '{{}}', '{{}}', {now}, {now}, 0, {empty}
FROM n
"""
_TASKS = """
INSERT INTO workflow_task (uuid, case_id, stage, role, region, committee, status, due, amber_on, opened_at, number, procedure,
  applicant_name_ar, applicant_name_fr, submitted_at)
SELECT {uuid}, {uuid}, 'under_review', 'regional_officer',
  CASE WHEN i % 2 = 0 THEN 'TN-11' ELSE 'TN-' || (20 + i % 40) END, '', 'open', {due}, {due}, {now}, 'BENCH/' || i, 'EQV-01',
  'شخص خيالي', 'Personne fictive', {now}
FROM n
"""
_SERIES = "WITH RECURSIVE n(i) AS (SELECT %s UNION ALL SELECT i + 1 FROM n WHERE i < %s)"
_WORDS: dict[str, dict[str, Any]] = {
    "sqlite": {
        "uuid": "printf('%%032x', i)",
        "now": "'2026-11-20 09:00:00'",
        "due": "date('2026-12-01', '+' || (i %% 90) || ' days')",
        "empty": "x''",
    },
    "postgresql": {
        "uuid": "lpad(to_hex(i), 32, '0')::uuid",
        "now": "'2026-11-20 09:00:00Z'::timestamptz",
        "due": "'2026-12-01'::date + (i %% 90)",
        "empty": "''::bytea",
    },
}


def settle() -> dict[str, User]:
    """Tables and people, by name."""
    call_command("migrate", verbosity=0)
    return make_ministry()


def fill(*, up_to: int, by: User) -> None:
    """Adds synthetic open cases, one open task each, until there are so many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM workflow_case WHERE number LIKE 'BENCH/%%'", [])
        there = cursor.fetchone()[0]
        if there >= up_to:
            return
        words = _WORDS[connection.vendor]
        if connection.vendor == "postgresql":
            cursor.execute("SET statement_timeout = 0")  # the site's own limit is for people's requests
        cursor.execute("BEGIN")
        for rows, values in ((_CASES, [by.pk, by.pk]), (_TASKS, [])):
            table, body = rows.strip().split("\nSELECT", 1)
            # PostgreSQL takes the series after INSERT, SQLite as well.
            sentence = f"{table}\n{_SERIES}\nSELECT{body.replace(' % ', ' %% ').format(**words)}"
            cursor.execute(sentence, [there + 1, up_to, *values])
        cursor.execute("COMMIT")
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("RESET statement_timeout")
