"""The WSGI entry point; on one machine the work after commit is done by a thread beside it."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from documents.rendering import zygote  # noqa: E402  (the applications are loaded above)
from workflow import drain  # noqa: E402

if drain.start():
    # The renderer takes seconds to warm up: nobody should wait for it at the first letter.
    threading.Thread(target=zygote.renderer.start, name="renderer", daemon=True).start()
