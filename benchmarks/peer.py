"""The yardstick: viewflow.workflow on SQLite moving a process from task to task, each in a commit of its own."""

import json
import os
import sys
import time


def configure() -> None:
    from django.conf import settings

    folder = os.environ["TAKWIN_VAR"]
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{folder}/peer.sqlite3", "OPTIONS": options}
    if url := os.environ.get("DATABASE_URL", ""):
        import environ

        database = environ.Env.db_url_config(url) if url.startswith("postgres") else database
    settings.configure(
        SECRET_KEY="measured only",
        USE_TZ=True,
        DATABASES={"default": database},
        INSTALLED_APPS=[
            *(f"django.contrib.{name}" for name in ("contenttypes", "auth", "admin")),
            *("viewflow", "viewflow.workflow", "benchmarks"),
        ],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )


def main() -> None:
    configure()
    import django

    django.setup()
    from django.contrib.admin.models import CHANGE, LogEntry
    from django.contrib.auth.models import Permission, User
    from django.core.management import call_command
    from django.db import transaction
    from viewflow.workflow.lock import lock_scope
    from viewflow.workflow.models import Task

    from benchmarks.peer_flow import ToAndFro

    call_command("migrate", verbosity=0)
    person = User.objects.create_user("person")
    person.user_permissions.add(Permission.objects.get(codename="view_user"))
    with transaction.atomic():
        process = ToAndFro.start.run()

    def step(turn: int) -> None:
        """One commit: the lock, the permission, the task performed and the next one opened, the stage, a line of the log."""
        with lock_scope(ToAndFro.lock_impl, ToAndFro, process.pk):
            by = User.objects.get(pk=person.pk)
            task = Task.objects.get(process_id=process.pk, finished__isnull=True)
            activation = task.flow_task.activation_class(task)
            if not activation.assign.has_perm(by):
                raise SystemExit("the yardstick's person may not act")
            activation.assign(by)
            activation.start(None)
            activation.process.data = {"stage": str(task.flow_task.name), "reason": "A reason that is long enough."}
            activation.process.save()
            activation.execute()
            LogEntry.objects.create(
                user=by, action_flag=CHANGE, object_id=process.pk, object_repr="moved", change_message="moved"
            )

    turn = 0
    for turn in range(10):
        step(turn)
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        n = json.loads(line)["n"]
        started = time.perf_counter()
        for _ in range(n):
            turn += 1
            step(turn)
        print(json.dumps({"seconds": time.perf_counter() - started}), flush=True)


if __name__ == "__main__":
    main()
