"""Who works on what staff asked for, one worker at a time."""

from django.db import models


class Worker(models.Model):
    """A process that reads uploads. It says every few seconds that it is alive, and leaves when it stops."""

    name = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=255)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.host}, process {self.pid}"


class Leased(models.Model):
    """Work that one worker at a time has: `worker` has the lease until `leased_until`.

    With no worker that is when the next may try again, and `trouble` says what stopped the last one. The manager's
    `unfinished()` are those with work left.
    """

    worker = models.ForeignKey(
        Worker, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="%(class)ss"
    )
    leased_at = models.DateTimeField(null=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    trouble = models.TextField(blank=True, editable=False)

    heavy = ()  # fields that are not wanted to know whether the lease is still there

    class Meta:
        abstract = True

    @classmethod
    def put_back(cls, key: int) -> None:
        """What a worker that stopped left half done waits again."""
