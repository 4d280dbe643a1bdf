"""What gunicorn serves: `python -m gunicorn imr_site.wsgi`."""

import logging
import os
import threading

from django.core.wsgi import get_wsgi_application

from imr_site.patience import impatient

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imr_site.settings")
application = impatient(get_wsgi_application())

from django.db import connection  # noqa: E402 - only once Django is set up

from determinations import autocomplete, search  # noqa: E402

log = logging.getLogger(__name__)


def catch_up() -> None:
    """Bring the index up to date in the background: a first build may take longer than a worker may to start."""
    try:
        search.sync()
    except Exception:  # whatever it is, the pages go on showing what the index held; /readyz says that it is behind
        log.exception("The search index was not brought up to date (has `manage.py migrate` been run?)")
    finally:
        connection.close()


threading.Thread(target=catch_up, name="index-catch-up", daemon=True).start()
threading.Thread(target=autocomplete.prepare, name="autocomplete-tables", daemon=True).start()
