"""The floor of a transition: by hand, the plain statements that change the same rows, through the driver itself."""

import json
import secrets
import uuid
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

FAR = date(2027, 1, 15)


class Floor:
    """Moves one case from stage to stage; every commit changes what a transition of the product changes."""

    def __init__(self, connection: Any, *, case_id: uuid.UUID, user_id: int) -> None:
        connection.ensure_connection()
        self.vendor = connection.vendor
        self.driver = connection.connection
        self.case = case_id.hex if self.vendor == "sqlite" else case_id
        self.stream = f"case:{case_id}"
        self.user = user_id

    def _sql(self, statement: str) -> str:
        return statement.replace("%s", "?") if self.vendor == "sqlite" else statement

    def _uuid(self) -> Any:
        found = uuid.uuid4()
        return found.hex if self.vendor == "sqlite" else found

    def _now(self) -> Any:
        now = datetime.now(UTC)
        return now.replace(tzinfo=None).isoformat(" ") if self.vendor == "sqlite" else now

    def move(self, target: str) -> None:
        """One commit: the case, its tasks and clocks, the event with its payload, the work to be done, the answer."""
        now, due, json_of = self._now(), FAR.isoformat(), json.dumps
        cursor = self.driver.cursor()
        run = lambda statement, *values: cursor.execute(self._sql(statement), values)  # noqa: E731
        run("BEGIN IMMEDIATE" if self.vendor == "sqlite" else "BEGIN")
        lock = "" if self.vendor == "sqlite" else " FOR UPDATE"
        run(f"SELECT stage, revision, ledger_seq, ledger_head FROM workflow_case WHERE id = %s{lock}", self.case)
        source, revision, seq, head = cursor.fetchone()
        key = self._uuid()
        # What the change depends on: the account, the answer already given, the tasks, clocks and people of the case.
        run(
            "SELECT u.standing_version, u.is_active, g.answer FROM accounts_user u"
            " LEFT JOIN workflow_givenanswer g ON g.key = %s WHERE u.id = %s",
            *(key, self.user),
        )
        cursor.fetchone()
        run("SELECT id, role, assignee_id FROM workflow_task WHERE case_id = %s AND closed_at IS NULL", self.case)
        cursor.fetchall()
        run("SELECT id, kind, stage, runs FROM workflow_clock WHERE case_id = %s AND status <> 'stopped'", self.case)
        cursor.fetchall()
        run("SELECT role, user_id FROM workflow_assignment WHERE case_id = %s AND ended_at IS NULL", self.case)
        cursor.fetchall()
        run(
            "UPDATE workflow_task SET status = 'done', closed_at = %s, closed_by_id = %s"
            " WHERE case_id = %s AND closed_at IS NULL",
            *(now, self.user, self.case),
        )
        for role in ("central_officer", "committee_secretary"):
            run(
                "INSERT INTO workflow_task (uuid, case_id, stage, role, region, committee, status, due, opened_at, number,"
                " procedure, applicant_name_ar, applicant_name_fr) VALUES (%s, %s, %s, %s, '', '', 'open', %s, %s, '',"
                " 'EQV-01', 'شخص', 'Person')",
                *(self._uuid(), self.case, target, role, due, now),
            )
        run(
            "UPDATE workflow_clock SET status = 'stopped', due = NULL, next_act = NULL, runs = %s"
            " WHERE case_id = %s AND kind = 'stage' AND status = 'running'",
            *(json_of([["2026-11-23", "2026-11-24"]]), self.case),
        )
        run(
            'INSERT INTO workflow_clock (case_id, kind, stage, days, unit, "then", status, runs, pauses, due, next_act,'
            " reminders, reminded_on, alerts)"
            " VALUES (%s, 'stage', %s, 20, 'working', '', 'running', %s, '[]', %s, %s, '[]', '[]', '[]')",
            *(self.case, target, json_of([["2026-11-24", None]]), due, due),
        )
        payload = json_of(
            {"source": source, "target": target, "role": "central_officer", "reason": "A reason that is long enough."}
        )
        salt, previous = secrets.token_bytes(16), bytes(head) or bytes(32)
        commit = sha256(salt + payload.encode()).digest()
        entry = sha256(previous + commit).digest()
        run(
            "INSERT INTO workflow_event (stream, seq, at, kind, actor_id, on_behalf_of, commit_hash, prev_hash, entry_hash,"
            " procedure, region, source, target) VALUES (%s, %s, %s, 'transition.floor', %s, '', %s, %s, %s, 'EQV-01', 'TN-11',"
            " %s, %s) RETURNING id",
            *(self.stream, seq + 1, now, self.user, commit, previous, entry, source, target),
        )
        event = cursor.fetchone()[0]
        run(
            "INSERT INTO workflow_payload (event_id, salt, body, is_sequenced) VALUES (%s, %s, %s, %s)",
            *(event, salt, payload, False),
        )
        run(
            "UPDATE workflow_case SET stage = %s, revision = %s, facts = %s, duties = %s, entered_stage_at = %s, ledger_seq = %s,"
            " ledger_head = %s WHERE id = %s",
            *(target, revision + 1, json_of({"opinion": payload}), "{}", now, seq + 1, entry, self.case),
        )
        run(
            "INSERT INTO workflow_outboxrow (topic, key, payload, created_at, not_before, attempts, error)"
            " VALUES ('mail.floor', %s, %s, %s, %s, 0, '') ON CONFLICT DO NOTHING",
            *(f"event:{event}", json_of({"case": self.stream}), now, now),
        )
        run(
            "INSERT INTO workflow_givenanswer (key, user_id, body_hash, answer, at) VALUES (%s, %s, %s, %s, %s)",
            *(key, self.user, sha256(target.encode()).digest(), json_of({"stage": target, "event": event}), now),
        )
        run("COMMIT")
