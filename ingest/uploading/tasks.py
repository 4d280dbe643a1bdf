"""The nudge that makes a worker look at an upload at once. A lost one does no harm: the rows are the truth."""

from functools import partial

from django.db import transaction
from django_tasks import task

from ingest.uploading import leasing
from ingest.uploading.working import work_on

_employed: list[leasing.Employed] = []  # this process as a worker, once it is one


def employ(me: leasing.Employed) -> None:
    """Tasks of this process are done by this worker from now on."""
    _employed[:] = [me]


def employee() -> leasing.Employed:
    return _employed[0]


@task()
def read_upload(upload: int) -> None:
    work_on(upload, employee())


def nudge(upload: int) -> None:
    """Ask for work on an upload, once what is being changed is committed."""
    transaction.on_commit(partial(read_upload.enqueue, upload))
