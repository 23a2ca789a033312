"""The WSGI entry point; on one machine the work after commit is done by a thread beside it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from workflow import drain  # noqa: E402  (the applications are loaded above)

drain.start()
