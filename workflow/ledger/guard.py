"""Triggers that keep the ledger's rows as they were written, on SQLite and PostgreSQL alike."""

from typing import Any

EVENT, PAYLOAD = "workflow_event", "workflow_payload"
# A payload may change in two ways only: it enters the tree, or its content is erased for good.
_LAWFUL = (
    "NEW.event_id = OLD.event_id AND ("
    "(NEW.body {same} OLD.body AND NEW.salt {same} OLD.salt AND NEW.is_sequenced)"
    " OR (NEW.body IS NULL AND NEW.salt IS NULL AND NEW.is_sequenced = OLD.is_sequenced))"
)


def _sqlite() -> list[str]:
    refuse = "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    lawful = _LAWFUL.format(same="IS")
    return [
        f"CREATE TRIGGER ledger_event_update BEFORE UPDATE ON {EVENT} {refuse}",
        f"CREATE TRIGGER ledger_event_delete BEFORE DELETE ON {EVENT} {refuse}",
        f"CREATE TRIGGER ledger_payload_delete BEFORE DELETE ON {PAYLOAD} {refuse}",
        f"CREATE TRIGGER ledger_payload_update BEFORE UPDATE ON {PAYLOAD} WHEN NOT ({lawful}) {refuse}",
    ]


def _postgresql() -> list[str]:
    lawful = _LAWFUL.format(same="IS NOT DISTINCT FROM")
    return [
        "CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$",
        f"CREATE TRIGGER ledger_event_update BEFORE UPDATE OR DELETE ON {EVENT}"
        " FOR EACH ROW EXECUTE FUNCTION ledger_refuse()",
        f"CREATE TRIGGER ledger_event_truncate BEFORE TRUNCATE ON {EVENT} EXECUTE FUNCTION ledger_refuse()",
        f"CREATE TRIGGER ledger_payload_delete BEFORE DELETE ON {PAYLOAD} FOR EACH ROW EXECUTE FUNCTION ledger_refuse()",
        f"CREATE TRIGGER ledger_payload_truncate BEFORE TRUNCATE ON {PAYLOAD} EXECUTE FUNCTION ledger_refuse()",
        f"CREATE TRIGGER ledger_payload_update BEFORE UPDATE ON {PAYLOAD} FOR EACH ROW"
        f" WHEN (NOT ({lawful})) EXECUTE FUNCTION ledger_refuse()",
    ]


def install(connection: Any) -> None:
    """Creates the triggers; the application's role owns no right to drop them in a ministry."""
    with connection.cursor() as cursor:
        for statement in _sqlite() if connection.vendor == "sqlite" else _postgresql():
            cursor.execute(statement)


def remove(connection: Any) -> None:
    """Drops the triggers, for a migration back or a test database that is to be emptied."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in ("event_update", "event_delete", "payload_delete", "payload_update"):
                cursor.execute(f"DROP TRIGGER IF EXISTS ledger_{name}")
        else:
            cursor.execute("DROP FUNCTION IF EXISTS ledger_refuse() CASCADE")
