"""What a bulk change does, how far it is, and what it did with one row."""

from django.db import models


class Kind(models.TextChoices):
    CORRECT = "correct", "Correction"
    RELEASE = "release", "Release"
    WITHDRAW = "withdraw", "Withdrawal"
    UNDO = "undo", "Undoing"


class Progress(models.TextChoices):
    """A draft waits for its reason; nothing is done before."""

    DRAFT = "draft", "not asked for yet"
    WAITING = "waiting", "waiting"
    RUNNING = "running", "running"
    FINISHED = "finished", "finished"
    FAILED = "failed", "failed"
    CANCELLED = "cancelled", "cancelled"


UNFINISHED = (Progress.WAITING, Progress.RUNNING)
ENDED = (Progress.FINISHED, Progress.FAILED, Progress.CANCELLED)


class Act(models.TextChoices):
    MADE = "made", "made"
    CHANGED = "changed", "given another value"
    TAKEN_BACK = "taken_back", "taken back"
