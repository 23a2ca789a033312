"""Triggers that keep the ledger's rows as they were written, on SQLite and PostgreSQL alike."""

from typing import Any

EVENT, PAYLOAD, LEAF, CHECKPOINT = "workflow_event", "workflow_payload", "workflow_leaf", "workflow_checkpoint"
TABLES = (EVENT, PAYLOAD, LEAF, CHECKPOINT)
# A payload may change in two ways only: it enters the tree, or its content is erased for good.
_LAWFUL = (
    "NEW.event_id = OLD.event_id AND ("
    "(NEW.body {same} OLD.body AND NEW.salt {same} OLD.salt AND NEW.is_sequenced)"
    " OR (NEW.body IS NULL AND NEW.salt IS NULL AND NEW.is_sequenced = OLD.is_sequenced))"
)
# SQLite replaces a row on `INSERT OR REPLACE` without asking the triggers of DELETE.
_TAKEN = {
    EVENT: "id = NEW.id OR (stream = NEW.stream AND seq = NEW.seq)",
    PAYLOAD: "event_id = NEW.event_id",
    LEAF: '"index" = NEW."index" OR event_id = NEW.event_id',
    CHECKPOINT: "size = NEW.size",
}


def _name(table: str, act: str) -> str:
    return f"ledger_{table.removeprefix('workflow_')}_{act}"


def _sqlite() -> list[str]:
    refuse = "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    made = []
    for table in TABLES:
        when = f" WHEN NOT ({_LAWFUL.format(same='IS')})" if table == PAYLOAD else ""
        taken = f"EXISTS (SELECT 1 FROM {table} WHERE {_TAKEN[table]})"  # noqa: S608  (names of our own tables)
        made += [
            f"CREATE TRIGGER IF NOT EXISTS {_name(table, 'update')} BEFORE UPDATE ON {table}{when} {refuse}",
            f"CREATE TRIGGER IF NOT EXISTS {_name(table, 'delete')} BEFORE DELETE ON {table} {refuse}",
            f"CREATE TRIGGER IF NOT EXISTS {_name(table, 'replace')} BEFORE INSERT ON {table} WHEN {taken} {refuse}",
        ]
    return made


def _postgresql() -> list[str]:
    refuse = "EXECUTE FUNCTION ledger_refuse()"
    made = [
        "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"
    ]
    for table in TABLES:
        when = f" WHEN (NOT ({_LAWFUL.format(same='IS NOT DISTINCT FROM')}))" if table == PAYLOAD else ""
        made += [
            f"CREATE OR REPLACE TRIGGER {_name(table, 'update')} BEFORE UPDATE ON {table} FOR EACH ROW{when} {refuse}",
            f"CREATE OR REPLACE TRIGGER {_name(table, 'delete')} BEFORE DELETE ON {table} FOR EACH ROW {refuse}",
            f"CREATE OR REPLACE TRIGGER {_name(table, 'truncate')} BEFORE TRUNCATE ON {table} {refuse}",
        ]
    return made


def install(connection: Any) -> None:
    """Creates the triggers that are missing; the application's role owns no right to drop them in a ministry."""
    with connection.cursor() as cursor:
        for statement in _sqlite() if connection.vendor == "sqlite" else _postgresql():
            cursor.execute(statement)


def remove(connection: Any) -> None:
    """Drops the triggers, for a migration back or a test database that is to be emptied."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for table in TABLES:
                for act in ("update", "delete", "replace"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, act)}")
        else:
            cursor.execute("DROP FUNCTION IF EXISTS ledger_refuse() CASCADE")
