"""The settings of the processes that are killed: a database and a folder that outlive them, e-mails in files."""

import os

for name in [n for n in os.environ if n.startswith(("CELERY_", "CLAMD_", "LEDGER_", "SECRET_KEY", "STAFF_"))]:
    del os.environ[name]
os.environ |= {"TAKWIN_MODE": "demonstration", "DEBUG": "0", "OUTBOX_DRAIN": "none", "LOG_LEVEL": "CRITICAL"}
os.environ["EMAIL_URL"] = f"filemail://{os.environ['TAKWIN_VAR']}/mail"

from config.settings import *  # noqa: E402, F403  (the environment comes first)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
