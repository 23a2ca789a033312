"""The settings under test: nothing of the machine, nothing kept, quick passwords, no work in the background."""

import os
import tempfile
from pathlib import Path

from workflow import scratch

# All that config.settings reads, but the database, which tells SQLite from PostgreSQL.
READ = (
    "ALLOWED_HOSTS CACHE_URL CELERY_ CLAMD_ DEBUG EMAIL_URL LEDGER_ OUTBOX_DRAIN SEAL_ SECRET_KEY SIGNATURE_ SITE_URL"
    " SMS_ STAFF_ TAKWIN_"
).split()
for name in [name for name in os.environ if name.startswith(tuple(READ))]:
    del os.environ[name]

FOLDER = str(scratch.own(Path(tempfile.gettempdir()), prefix="takwin-tests-"))
# A .env file of the checkout never overrides what the environment says.
os.environ.update({
    "TAKWIN_VAR": FOLDER,
    "TAKWIN_MODE": "demonstration",
    "DEBUG": "0",
    "OUTBOX_DRAIN": "none",
    "CACHE_URL": "locmemcache://tests",
    "EMAIL_URL": "memorymail://",
    "CLAMD_SOCKET": "",
    "CLAMD_HOST": "",
    "SMS_GATEWAY": "",
    "STAFF_SECOND_FACTOR": "0",
    "LEDGER_ORIGIN": "takwin.invalid/ledger",
    "LOG_LEVEL": "WARNING",
})  # fmt: skip

from config.settings import *  # noqa: E402, F403  (the environment comes first)
from config.settings import STATIC_ROOT, STORAGES  # noqa: E402

STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
