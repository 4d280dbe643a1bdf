"""`manage.py work`: the process that reads uploads, changes many cases at once, and reads again what wordings touch.

Several may run; each takes up what a killed one left.
"""

import logging
import os
import sys
import time
from datetime import timedelta

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from determinations import reports, search
from ingest.bulk.asking import forget
from ingest.bulk.working import work_on as change_many
from ingest.learned.tasks import reader
from ingest.models import BulkChange, Leased, Upload
from ingest.uploading import shelf
from ingest.uploading.leasing import Employed, alive, employed, orphans
from ingest.uploading.tasks import employ
from ingest.uploading.working import work_on

_INTERVAL = 0.5  # seconds between two looks, when there is nothing to do
_FORGET = timedelta(days=1)
_TIDY_AFTER = 3600.0  # seconds
_NICENESS = 5  # whoever reads the site goes first, where both share a machine
_TROUBLE = 5.0  # seconds until the next look when the database does not answer

_DOES = {Upload: work_on, BulkChange: change_many}

_log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Read what staff upload, change many cases at once, and read again the letters that learned wordings touch, "
        "until it is stopped. "
        "Exit status of --check: 0 one is alive, 1 none."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do all there is to do, then end")
        parser.add_argument("--check", action="store_true", help="say whether a worker is alive")

    def handle(self, *, once, check, **options):
        if check:
            return self._check()
        logging.getLogger("django_tasks_db").setLevel(logging.WARNING)  # it tells of every look
        with employed() as me:
            employ(me)
            worker = UploadWorker(me)
            worker.tidy()
            if once:
                while worker.look():
                    pass
            else:
                os.nice(_NICENESS)
                worker.configure_signals()
                worker.run()
        return None

    def _check(self) -> None:
        if not alive().exists():
            self.stderr.write("No worker is running.")
            sys.exit(1)
        self.stdout.write("A worker is running.")


class UploadWorker(Worker):
    """The library's worker for what was asked, and between that a look for work that nobody does."""

    def __init__(self, me: Employed):
        super().__init__(
            queue_names=["default"],
            interval=_INTERVAL,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=me.worker.name,
            excluded_queue_names=[],
        )
        self._me = me
        self._tidied = 0.0

    def tidy(self) -> None:
        """Now and then: what was kept for a day is dropped, and what killed processes left is looked for."""
        if not self._tidied or time.monotonic() - self._tidied > _TIDY_AFTER:
            DBTaskResult.objects.filter(
                enqueued_at__lt=timezone.now() - _FORGET
            ).delete()  # nudges, not the work itself
            reports.forget()
            shelf.sweep_all()
            forget()
            reader.again()
            self._tidied = time.monotonic()

    def shutdown(self, signum, frame):
        """Once: what is being stored is stored, then it ends. Twice: at once."""
        self._me.stopping = True
        super().shutdown(signum, frame)

    def run(self) -> None:
        _log.info("The worker %s waits for uploads.", self.worker_id)
        while self.running:
            pause = self.interval
            try:
                close_old_connections()
                self.tidy()
                pause = 0 if self.look() else pause
            except DatabaseError:
                _log.exception("The worker goes on in %g seconds.", _TROUBLE)
                pause = _TROUBLE
            if self.running:
                time.sleep(pause)

    def look(self) -> bool:
        """Do what was asked for and what was left behind, each for a turn. Whether there was any."""
        self._me.beat()
        self._catch_up()
        if DBTaskResult.objects.ready().filter(backend_name=self.backend_name).exists():
            super().run()
        waiting = [(kind, key) for kind in _DOES for key in orphans(kind)]
        for kind, key in waiting:
            if self.running:
                self._work_on(kind, key)
        return self._read_marked() or bool(waiting)

    def _read_marked(self) -> bool:
        """Whether there were letters that a learned wording touched."""
        try:
            return reader.turn(going_on=self._going_on)
        except DatabaseError:
            raise
        except Exception:  # the marks stay, and are tried again later
            _log.exception("Marked letters could not be read again.")
            return True

    def _going_on(self) -> bool:
        self._me.beat()
        return self.running and not self._me.stopping

    @staticmethod
    def _catch_up() -> None:
        """A worker killed between a commit and what follows it leaves the index behind."""
        try:
            search.sync()
        except DatabaseError:
            raise
        except Exception:
            _log.exception("The index could not follow; it is tried again.")

    def _work_on(self, kind: type[Leased], key: int) -> None:
        self.running_task = True
        try:
            _DOES[kind](key, self._me)
        except DatabaseError:
            raise
        except Exception:  # noted in its row, and tried again later
            _log.exception("%s %s could not be worked on.", kind._meta.verbose_name.capitalize(), key)
        finally:
            self.running_task = False
