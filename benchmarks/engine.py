"""One engine under measurement, in a process of its own: reads commands in JSON, one a line, and answers each with a line."""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import django

    django.setup()
    engine = Engine()
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        print(json.dumps(getattr(engine, command.pop("do"))(**command)), flush=True)


def timed(function: Callable[[], Any]) -> float:
    started = time.perf_counter()
    function()
    return time.perf_counter() - started


class Engine:
    """What can be measured on one database."""

    def __init__(self) -> None:
        from django.db import connection

        from benchmarks import ministry
        from benchmarks.floor import Floor
        from tests.factories.cases import make_player

        self.people = ministry.settle()
        self.case = make_player("under_review", applicant=self.people["applicant"]).case
        other = make_player("under_review", applicant=self.people["applicant"]).case
        self.floor = Floor(connection, case_id=other.pk, user_id=self.people["director"].pk)
        self.turn = self.floor_turn = 0
        self.perform(n=20)
        self.plain(n=20)

    # Transitions -----------------------------------------------------------------------------------------------------

    def _step(self) -> None:
        from workflow.actions import perform

        if self.turn % 2 == 0:
            data = {"documents_checked": "on", "opinion": "favourable", "text": "A text that is long enough."}
            perform(self.case.pk, "transmit_to_centre", by=self.people["director"], data=data, key=uuid4())
        else:
            data = {"reason": "A reason that is long enough."}
            perform(self.case.pk, "send_back_to_region", by=self.people["central_officer"], data=data, key=uuid4())
        self.turn += 1

    def perform(self, *, n: int) -> dict[str, float]:
        """Seconds for n transitions through the one door."""
        return {"seconds": timed(lambda: [self._step() for _ in range(n)])}

    def plain(self, *, n: int) -> dict[str, float]:
        """Seconds for n changes of the same rows by plain statements."""

        def move() -> None:
            for _ in range(n):
                self.floor.move("central_review" if self.floor_turn % 2 == 0 else "under_review")
                self.floor_turn += 1

        return {"seconds": timed(move)}

    def statements(self) -> dict[str, int]:
        """How many statements one transition takes, without the two that frame it, when parameters were read a moment ago."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self._step()
        with CaptureQueriesContext(connection) as captured:
            self._step()
        return {"count": sum(not q["sql"].startswith(("BEGIN", "COMMIT")) for q in captured.captured_queries)}

    # Queues ----------------------------------------------------------------------------------------------------------

    def fill(self, *, cases: int) -> dict[str, float]:
        from benchmarks import ministry

        return {"seconds": timed(lambda: ministry.fill(up_to=cases, by=self.people["applicant"]))}

    def queue(self, *, page: int, n: int) -> dict[str, Any]:
        """Milliseconds of one page of the officer's queue, and of its bare statements, in turns."""
        from django.db import connection
        from django.test import Client
        from django.test.utils import CaptureQueriesContext

        from workflow.queries import PAGE

        client = Client(headers={"host": "localhost"})
        client.force_login(self.people["officer"], backend="allauth.account.auth_backends.AuthenticationBackend")
        after, key = self._place((page - 1) * PAGE - 1) if page > 1 else ("", None)
        url = f"/queues/regional_officer/?after={after}" if after else "/queues/regional_officer/"
        response = client.get(url)
        if response.status_code != 200 or b"BENCH/" not in response.content:
            raise SystemExit(f"{url} answered {response.status_code}")
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        queries = len(captured)
        pages, bare = [], []
        for _ in range(n):
            pages.append(timed(lambda: client.get(url)) * 1000)
            bare.append(timed(lambda: self._bare(key, PAGE)) * 1000)
        pages.sort()
        return {
            "p50": statistics.median(pages),
            "p95": pages[min(len(pages) - 1, int(len(pages) * 0.95))],
            "bare": statistics.median(bare),
            "queries": queries,
            "bytes": len(response.content),
        }

    def _place(self, offset: int) -> tuple[str, tuple[Any, int]]:
        from workflow.models import Task
        from workflow.queries import encode_cursor

        tasks = Task.objects.filter(closed_at=None, role="regional_officer", region="TN-11").order_by("due", "id")
        row = tasks[min(offset, tasks.count() - 30)]
        return encode_cursor(row.due, row.pk), (row.due, row.pk)

    def _bare(self, key: tuple[Any, int] | None, size: int) -> None:
        from django.db import connection

        where = "closed_at IS NULL AND role = 'regional_officer' AND region = 'TN-11'"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM (SELECT 1 FROM workflow_task WHERE {where} LIMIT 1000) t")
            cursor.fetchone()
            further = " AND (due, id) > (%s, %s)" if key else ""
            columns = "id, uuid, case_id, number, procedure, stage, assignee_id, due, amber_on, applicant_name_ar, opened_at"
            cursor.execute(
                f"SELECT {columns} FROM workflow_task WHERE {where}{further} ORDER BY due, id LIMIT {size + 1}", key or ()
            )
            cursor.fetchall()

    # Documents -------------------------------------------------------------------------------------------------------

    def document(self, *, n: int) -> dict[str, float]:
        """Milliseconds to print, sign and keep a two-page decision as the site does, and to print the same page with WeasyPrint.

        WeasyPrint alone is warm: parsed sheet, loaded fonts, the same variant (PDF/A-3a) and tags; no square is drawn for it,
        nothing is attached, forked, signed or written.
        """
        from weasyprint import HTML

        from documents import issuing, jobs, signing, storage
        from documents.rendering import pdf
        from documents.rendering.letters import html_of
        from documents.samples import issued

        document = issued.document("EQD", "ar")
        context = {**document.content, "verification": issuing.verification_of(document)}
        html = html_of(template=document.kind, language="ar", context=context)
        sheet, fonts = pdf.toolkit()

        def bare() -> None:
            page = HTML(string=html, url_fetcher=pdf.fetcher())
            page.write_pdf(stylesheets=[sheet], font_config=fonts, **pdf.OPTIONS)

        def ours() -> None:
            storage.store(signing.sign(jobs.pdf_of(document), signing.statement_of(document)).content)

        for warm_up in (bare, ours, bare, ours):
            warm_up()
        pairs = [(timed(ours), timed(bare)) for _ in range(n)]
        return {
            "ours": statistics.median(a for a, _ in pairs) * 1000,
            "bare": statistics.median(b for _, b in pairs) * 1000,
            "ratio": statistics.median(a / b for a, b in pairs),
        }

    # The ledger ------------------------------------------------------------------------------------------------------

    def verify(self) -> dict[str, Any]:
        """Seconds to verify the whole ledger, and to read its rows and hash each twice."""
        from workflow.ledger import sequencer, verification

        self._repair_floor()
        sequencer.sequence_all()
        reports = []
        ours = timed(lambda: reports.append(verification.verify()))
        return {"events": reports[0].events, "seconds": ours, "floor": timed(self._read_and_hash), "flaws": len(reports[0].flaws)}

    def _repair_floor(self) -> None:
        """The floor writes events that belong to no chain: they leave with their case's stream."""
        from django.db import connection

        from workflow.ledger import guard
        from workflow.models import Case, Event, Payload

        guard.remove(connection)
        mine = Event.objects.filter(stream=self.floor.stream, kind="transition.floor")
        Payload.objects.filter(event__in=mine).delete()
        mine.delete()
        last = Event.objects.filter(stream=self.floor.stream).order_by("-seq")[0]
        place = {"ledger_seq": last.seq, "ledger_head": last.entry_hash, "stage": last.target}
        Case.objects.filter(pk=self.floor.stream.removeprefix("case:")).update(**place)
        guard.install(connection)

    def _read_and_hash(self) -> None:
        from hashlib import sha256

        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT e.*, p.salt, p.body FROM workflow_event e JOIN workflow_payload p ON p.event_id = e.id ORDER BY 1"
            )
            for row in cursor.fetchall():
                sha256(bytes(row[-2]) + str(row[-1]).encode()).digest()
                sha256(str(row[:-2]).encode()).digest()

    def append(self, *, n: int, work: float) -> dict[str, float]:
        """Seconds of n commits with `work` seconds of work each, with an event of the ledger and without.

        Either way a row changes: SQLite keeps nothing, and waits for no disk, when what is written was there before.
        """
        from django.db import transaction
        from django.utils import timezone

        from workflow.actor import SYSTEM
        from workflow.ledger import record
        from workflow.models import Case

        def commits(*, told: bool) -> None:
            for _ in range(n):
                with transaction.atomic():
                    case = Case.objects.select_for_update().get(pk=self.case.pk)
                    if work:
                        time.sleep(work)
                    if told:
                        record.append_to_case(case, kind="bench", by=SYSTEM, payload={"n": 1, "reason": "long enough"})
                    head = {"ledger_seq": case.ledger_seq, "ledger_head": case.ledger_head}
                    Case.objects.filter(pk=case.pk).update(entered_stage_at=timezone.now(), **head)

        return {"without": timed(lambda: commits(told=False)), "with": timed(lambda: commits(told=True))}


if __name__ == "__main__":
    main()
