"""The nudge that makes a worker read marked letters again at once. A lost one does no harm: the marks are the truth."""

from django_tasks import task

from ingest.learned.marked import MarkedReader

reader = MarkedReader()
"""That of this process."""


@task()
def read_marked() -> None:
    reader.again()


def nudge() -> None:
    """Ask for the marked letters to be read again. Call it after the commit."""
    read_marked.enqueue()
