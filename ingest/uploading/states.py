"""The states of a file handed in. Each file is always in exactly one of them."""

from django.db import models


class State(models.TextChoices):
    WAITING = "waiting", "waiting"
    READING = "reading", "being read"
    NEW = "new", "new"
    DUPLICATE = "duplicate", "duplicate"
    HELD = "held", "held"
    OTHER_WORDS = "other_words", "same case, other text"
    UPDATED = "updated", "replaced the earlier text"
    KEPT = "kept", "kept as an earlier letter"
    FAILED = "failed", "failed"
    CANCELLED = "cancelled", "cancelled"
    DISCARDED = "discarded", "discarded"
    OPENED = "opened", "zip, opened"


class Decision(models.TextChoices):
    """What staff want done with other words for a case that is stored."""

    REPLACE = "replace", "Replace: this text counts from now on"
    KEEP = "keep", "Keep as an earlier letter: the stored text goes on to count"
    DISCARD = "discard", "Discard: store nothing of this file"


UNFINISHED = (State.WAITING, State.READING)
NEEDED = (*UNFINISHED, State.OTHER_WORDS, State.FAILED)  # the bytes of such a file are still wanted

ADVICE = {
    State.WAITING: "Nothing: its turn comes.",
    State.READING: "Nothing: it is being read.",
    State.DUPLICATE: "Nothing: the library has it already.",
    State.HELD: "Nobody but staff sees the case until it is looked at and released at the review desk.",
    State.OTHER_WORDS: "A reviewer compares both texts and decides.",
    State.FAILED: "Mend the file and upload it again.",
    State.CANCELLED: "Upload it again if it was cancelled by mistake.",
}

AGAIN = "Retry it; if that fails too, upload the file again."
CORRECT = "If this is a whole determination letter, save it anew as text or PDF and upload that."
SMALLER = "Split it, or ask whoever runs the site to raise the limit."
UNPACKED = "Unpack the zip and upload the letters themselves, or pack them anew."
