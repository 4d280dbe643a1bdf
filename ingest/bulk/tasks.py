"""The nudge that makes a worker look at a bulk change at once. A lost one does no harm: the row is the truth."""

from functools import partial

from django.db import transaction
from django_tasks import task

from ingest.bulk.working import work_on
from ingest.uploading.tasks import employee


@task()
def change_many(change: int) -> None:
    work_on(change, employee())


def nudge(change: int) -> None:
    """Ask for work on a change, once what is being changed is committed."""
    transaction.on_commit(partial(change_many.enqueue, change))
