"""The settings under measurement: those of the site, with a folder and a database that go away afterwards."""

import os

os.environ |= {"TAKWIN_MODE": "demonstration", "DEBUG": "0", "OUTBOX_DRAIN": "none", "LOG_LEVEL": "ERROR"}
os.environ["EMAIL_URL"] = "memorymail://"

from config.settings import *  # noqa: F403  (the environment comes first)
from config.settings import STATIC_ROOT, STORAGES

STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# Pages name their files without asking whether they were collected.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
