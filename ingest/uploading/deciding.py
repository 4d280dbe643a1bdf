"""What staff do with files: try again, cancel, decide on other words. They change rows; a worker does the rest."""

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ingest.models import Upload, UploadedFile
from ingest.uploading import shelf
from ingest.uploading.states import UNFINISHED, Decision, State
from ingest.uploading.tasks import nudge


def finish_sending(upload: Upload, *, hold: bool = False) -> bool:
    """Nothing more is sent: what arrived is read from now on, and all of it held with `hold` or where FOUR_EYES is set.
    False if that was said before."""
    hold = hold or settings.FOUR_EYES
    with transaction.atomic():
        first = Upload.objects.filter(pk=upload.pk, sent_at=None).update(sent_at=timezone.now(), hold=hold) == 1
        nudge(upload.pk)
    return first


def retriable(upload: Upload) -> QuerySet[UploadedFile]:
    """Failed files whose bytes are kept."""
    return upload.files.filter(state=State.FAILED).exclude(stored="")


def retry(files: QuerySet[UploadedFile], upload: Upload) -> int:
    """Failed files of an upload are read again. Returns how many there are."""
    with transaction.atomic():
        again = files.filter(upload=upload, state=State.FAILED).exclude(stored="")
        count = again.update(state=State.WAITING, reason="", advice="", warnings=[])
        Upload.objects.filter(pk=upload.pk, worker=None).update(leased_until=None, trouble="")
        nudge(upload.pk)
    return count


def cancel(upload: Upload) -> int:
    """What waits is not read, and what is being read is not stored. Returns how many files that are."""
    with transaction.atomic():
        Upload.objects.select_for_update().get(pk=upload.pk)  # what is being stored or opened is, or will not be
        rows = upload.files.select_for_update().filter(state__in=UNFINISHED)
        found = dict(rows.values_list("pk", "stored"))
        UploadedFile.objects.filter(pk__in=found).update(state=State.CANCELLED, stored="", advice="", reason="")
        Upload.objects.filter(pk=upload.pk, sent_at=None).update(sent_at=timezone.now())
        shelf.drop_after_commit(upload.pk, found.values())
    return len(found)


def decide(files: QuerySet[UploadedFile], upload: Upload, decision: str, by) -> int:
    """Files with other words for a stored case: what was decided is done by the worker, discarding at once."""
    with transaction.atomic():
        rows = files.select_for_update().filter(upload=upload, state=State.OTHER_WORDS)
        found = dict(rows.values_list("pk", "stored"))
        decided = UploadedFile.objects.filter(pk__in=found)
        if decision == Decision.DISCARD:
            decided.update(state=State.DISCARDED, decision=decision, decided_by=by, stored="", advice="")
            shelf.drop_after_commit(upload.pk, found.values())
        else:
            decided.update(state=State.WAITING, decision=decision, decided_by=by, reason="", advice="")
            nudge(upload.pk)
    return len(found)
