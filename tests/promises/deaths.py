"""Scenes in which the web process dies at each step of an act, and the worker at each step of the work after it."""

import email
import hashlib
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage

from documents import jobs, signing, storage
from documents.models import Document, NumberUsed
from documents.types import DocumentType
from tests.promises import stage
from tests.promises.company import Part, alone, deadly, together
from workflow import actions, clocks, mails, notices, numbers, outbox, policies
from workflow.ledger import canonical, record
from workflow.models import Case, Event, OutboxRow

LEASE = timedelta(seconds=0.2)
WEB: dict[str, tuple[Any, str, str]] = {
    "the case is locked": (actions, "_locked", "after"),
    "the title is found": (policies, "entitle", "after"),
    "the form is read": (actions, "_filled_in", "after"),
    "the number is given": (numbers, "case_number", "after"),
    "the clocks are turned": (clocks.Turned, "save", "after"),
    "the tasks are turned": (actions, "_turn_tasks", "after"),
    "the event is written": (record, "append_to_case", "after"),
    "the document is ordered": (DocumentType, "order", "after"),
    "the answer is kept": (actions, "_keep_answer", "after"),
    "the act is committed": (outbox, "_wake", "before"),
    "the answer is on its way": (stage, "perform", "after"),
}
WORKER: dict[str, tuple[Any, str, str]] = {
    "the work is claimed": (outbox, "claim", "after"),
    "the letter is printed": (jobs, "pdf_of", "before"),
    "the letter was printed": (jobs, "pdf_of", "after"),
    "the file is written": (storage, "store", "after"),
    "the letter is signed": (signing, "sign", "after"),
    "the row is being written": (record, "append", "after"),
    "the row is written": (jobs, "_note_issued", "after"),
    "the letter is done": (outbox._handlers, "document.render", "after"),
    "the message is sent": (mails, "send", "before"),
    "the message was sent": (EmailMessage, "send", "after"),
    "the message is done": (outbox._handlers, "mail.stage", "after"),
}


def _dying(step: tuple[Any, str, str], part: Part) -> Part:
    def play() -> Any:
        place, name, when = step
        deadly(place, name, when=when)
        return part()

    return play


def _web(step: tuple[Any, str, str]) -> dict[str, Any]:
    """One act whose first process dies; the person sends the same request again."""
    played = stage.player("submitted")
    case = played.case
    by, data, _files = stage.act(played, "register_case")
    press = stage.request(case.pk, "register_case", by=by, data=data, revision=case.revision, key=stage.new_key())
    # The press that is killed looks the function up when it runs, so that the last step can be the answer itself.
    first = alone(_dying(step, press))
    after_death = stage.moves(case).count("register_case")
    second = alone(press)
    case.refresh_from_db()
    return {
        "case": str(case.pk),
        "signal": first.signal,
        "after_death": after_death,
        "second": second.refused or second.error or ("repeated" if second.value["is_repeated"] else "done"),
        "moves": stage.moves(case).count("register_case"),
        "number": case.number,
        "documents": sorted(case.documents.filter(kind="REC").values_list("language", flat=True)),
        "numbers": len(set(case.documents.filter(kind="REC").values_list("number", flat=True))),
    }


def _quick_signature(content: bytes, statement: signing.Statement) -> signing.Signed:
    return signing.Signed(content=content, level="B-B", serial="F1C7")


def _quick_pdf(document: Document) -> bytes:
    return b"%PDF-" + hashlib.sha256(canonical.encode(document.content)).hexdigest().encode() + document.language.encode()


def _drain() -> int:
    return outbox.drain()


def _drain_briefly() -> int:
    outbox.LEASE = LEASE
    return outbox.drain()


def _messages() -> list[str]:
    folder = Path(settings.EMAIL_FILE_PATH)
    found = []
    for file in folder.glob("*.log"):
        for text in file.read_text().split("-" * 79):
            if identity := email.message_from_string(text.lstrip()).get("Message-ID"):
                found.append(identity)
    return found


def lives(*, printed: bool) -> dict[str, Any]:
    """Deaths of the web at every step, then of the worker at every step; in the end everything is there, once."""
    web = {name: _web(step) for name, step in WEB.items()}
    notices._is_flooded = lambda _user: False  # messages that wait for a digest are tried elsewhere
    if not printed:
        jobs.pdf_of, signing.sign = _quick_pdf, _quick_signature
    worker = {}
    for name, step in WORKER.items():
        worker[name] = alone(_dying(step, _drain_briefly)).signal
        time.sleep(LEASE.total_seconds() * 1.5)
        if not OutboxRow.objects.filter(done_at=None, topic=_topic(name)).exists():
            stage.player("submitted")  # more work of the same kind, for the next one to die in
    stuck = OutboxRow.objects.filter(done_at=None).exclude(leased_until=None).count()
    last = together([_drain] * 3)
    sent = Counter(_messages())
    jobs.ORPHAN_SECONDS = 0
    jobs.sweep_files()  # a letter that was signed again, after a death, left its first file behind
    documents = list(Document.objects.all())
    numbered = Counter(NumberUsed.objects.values_list("series", "year"))
    highest = {key: NumberUsed.objects.filter(series=key[0], year=key[1]).order_by("-n")[0].n for key in numbered}
    issued = Counter(Event.objects.filter(kind="document.issued").values_list("payload__body__document", flat=True))
    rows = list(OutboxRow.objects.filter(topic__startswith="mail."))
    return {
        "web": web,
        "worker": worker,
        "stuck": stuck,
        "errors": [o.error for o in last if o.error],
        "left": list(OutboxRow.objects.filter(done_at=None).values_list("topic", "error")),
        "documents": len(documents),
        "not_issued": [str(d) for d in documents if d.status != Document.Status.ISSUED],
        "files_missing": [str(d) for d in documents if not _is_kept(d)],
        "files_over": len([*storage.folder().glob("??/*.pdf")]) - len(documents),
        "files_partial": len([*storage.folder().glob("??/.*")]),
        "issued_twice": [key for key, n in issued.items() if n > 1],
        "issued": len(issued),
        "number_gaps": [key for key, n in numbered.items() if highest[key] != n],
        "numbers_per_act": sorted({_numbers_of(d) for d in documents}),
        "mails_lost": [r.key for r in rows if not any(i.startswith(f"<outbox-{r.pk}-") for i in sent)],
        "mail_rows": len(rows),
        "mail_identities": len(sent),
        "mail_doubles": sum(n - 1 for n in sent.values()),
        "cases": Case.objects.count(),
        "flaws": stage.record_is_clean(),
    }


def _topic(step: str) -> str:
    return "mail.stage" if "message" in step else "document.render"


def _is_kept(document: Document) -> bool:
    path = storage.path_of(document.file)
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == document.sha256


def _numbers_of(document: Document) -> int:
    return Document.objects.filter(act=document.act).values("number").distinct().count()


SCENES = {"lives": lives}
