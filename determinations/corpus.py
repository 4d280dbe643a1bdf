"""Changing the corpus: every change takes the next revision inside its own transaction.

The counter's row is locked first, so revisions commit in order and nobody sees number n before n - 1.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from django.core.exceptions import SuspiciousFileOperation
from django.db import transaction

from determinations.models import Case, CorpusRevision, Letter, Tombstone

_log = logging.getLogger(__name__)


class Change:
    """One change under way. `revision` is taken when first asked for: a change of nothing counts nothing."""

    def __init__(self, counter: CorpusRevision):
        self._counter = counter
        self._taken = False

    @property
    def revision(self) -> int:
        if not self._taken:
            self._counter.number += 1
            self._counter.save(update_fields=["number", "changed_at"])
            self._taken = True
        return self._counter.number

    @property
    def made(self) -> bool:
        return self._taken


@contextmanager
def change() -> Iterator[Change]:
    """A transaction in which cases may change. Stamp what you touch with `change.revision`."""
    with transaction.atomic():
        CorpusRevision.objects.get_or_create(pk=1)
        yield Change(CorpusRevision.objects.select_for_update().get(pk=1))


def current() -> CorpusRevision:
    """The newest committed revision; number 0 in an empty corpus."""
    return CorpusRevision.objects.get_or_create(pk=1)[0]


def remove(cases: Iterable[int]) -> int:
    """Delete cases with all they hold and leave tombstones. Returns how many were removed.

    The files of their letters follow after the commit, but for those that other letters name too.
    """
    with change() as step:
        rows = list(Case.objects.filter(pk__in=list(cases)).values_list("pk", "slug"))
        if not rows:
            return 0
        Tombstone.objects.bulk_create(Tombstone(case_id=pk, slug=slug, revision=step.revision) for pk, slug in rows)
        keys = [pk for pk, _ in rows]
        files = set(Letter.objects.filter(case__in=keys).exclude(original="").values_list("original", flat=True))
        Case.objects.filter(pk__in=keys).delete()
        if files:
            transaction.on_commit(partial(_delete_files, files), robust=True)
        return len(rows)


def _delete_files(names: set[str]) -> None:
    """Delete the files that no letter names. Under the lock: whoever names one meanwhile must find it or know."""
    storage = Letter._meta.get_field("original").storage
    with change():
        named = set(Letter.objects.filter(original__in=names).values_list("original", flat=True))
        for name in names - named:
            try:
                storage.delete(name)
            except (OSError, SuspiciousFileOperation):
                _log.exception("The original %s of a removed case could not be deleted.", name)
