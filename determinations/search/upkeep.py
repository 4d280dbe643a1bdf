"""Bringing the index up to date with the database, and proving that it is.

Whoever holds the lock catches up for everybody; nobody waits for it. The index is opened afresh for each
write, and a crash anywhere is healed by the next sync, because the revision is committed with the documents.
"""

import fcntl
import logging
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import tantivy
from django.conf import settings

from determinations import corpus
from determinations.models import Case, CorpusRevision, DisputedItem, Tombstone
from determinations.search import reader, schema
from determinations.search.documents import documents
from determinations.search.matching import Matcher
from determinations.search.query import SearchQuery

log = logging.getLogger(__name__)

_CHUNK = 500  # cases read from the database at a time
_HEAP = 64_000_000  # bytes each writing thread may use before it writes a segment


def sync() -> int:
    """Catch up with the newest revision unless another process is doing it. Returns the revision then shown.

    After letting go of the lock we look again: whoever found it taken meanwhile has left its work to us.
    """
    while True:
        newest = corpus.current()
        if is_current(newest):
            return newest.number
        with _lock() as held:
            if not held:
                return _shown()
            _catch_up()


def rebuild() -> int:
    """Build the whole index beside the old one and swap. Waits for a running sync. Returns the revision."""
    with _lock(wait=True):
        _build(corpus.current())
    return sync()


def _catch_up() -> None:
    """Under the lock: the revision is read again, for while we reached for it another may have gone further."""
    newest = corpus.current()
    name = reader.current_name()
    if name is None or not name.startswith(_name_prefix(newest)):
        _build(newest)
        return
    try:
        index = schema.prepare(tantivy.Index.open(str(_directory() / name)))
        held = _held(index)
    except (ValueError, OSError) as error:
        log.warning("The index %s cannot be read (%s); building it anew.", name, error)
        _build(newest)
        return
    if held > newest.number:  # a database restored from a backup counts again from an earlier number
        _build(newest)
    elif held < newest.number:
        _apply(index, since=held, newest=newest)


def _apply(index: tantivy.Index, *, since: int, newest: CorpusRevision) -> None:
    """One commit that takes the index from revision `since` to `newest`."""
    changed = Case.objects.filter(revision__gt=since, revision__lte=newest.number).order_by("pk")
    removed = Tombstone.objects.filter(revision__gt=since, revision__lte=newest.number)
    writer = index.writer(_HEAP, 1)
    writer.garbage_collect_files()  # a process killed in its commit left files of the names that are written now
    _delete(index, writer, list(removed.values_list("case_id", flat=True)))
    for chunk in _chunks(changed):
        _delete(index, writer, chunk)
        for document in documents(chunk):
            writer.add_document(document.as_tantivy(index.schema))
    _commit(index, writer, newest.number)


def _delete(index: tantivy.Index, writer: tantivy.IndexWriter, case_ids: list[int]) -> None:
    if case_ids:
        writer.delete_documents_by_query(tantivy.Query.term_set_query(index.schema, "case_id", case_ids))


def _build(newest: CorpusRevision) -> None:
    """A whole new index, then the pointer moved to it, then the old ones removed."""
    directory = _directory()
    name = f"{_name_prefix(newest)}{uuid.uuid4().hex[:12]}"
    path = directory / name
    path.mkdir(parents=True)
    index = schema.prepare(tantivy.Index(schema.build(), path=str(path)))
    writer = index.writer(2 * _HEAP, 2)
    for chunk in _chunks(Case.objects.filter(revision__lte=newest.number).order_by("pk")):
        for document in documents(chunk):
            writer.add_document(document.as_tantivy(index.schema))
    _commit(index, writer, newest.number)
    beside = directory / f"{reader.POINTER}.new"
    beside.write_text(name)
    beside.replace(directory / reader.POINTER)
    for old in directory.iterdir():
        if old.is_dir() and old.name != name:
            shutil.rmtree(old, ignore_errors=True)


def _commit(index: tantivy.Index, writer: tantivy.IndexWriter, revision: int) -> None:
    """The revision is committed together with the documents, so that neither is ever true alone."""
    writer.delete_documents_by_query(Matcher(index.schema).meta())
    writer.add_document(tantivy.Document.from_dict({"kind": schema.META, "revision": revision}, index.schema))
    writer.commit()
    writer.wait_merging_threads()


def _chunks(cases) -> Iterator[list[int]]:
    """Primary keys in pages, so that memory does not grow with the corpus."""
    last = 0
    while chunk := list(cases.filter(pk__gt=last).values_list("pk", flat=True)[:_CHUNK]):
        yield chunk
        last = chunk[-1]


@dataclass(frozen=True)
class Difference:
    """What an index lacks, has too much of, or holds otherwise than the database: primary keys of decisions."""

    database_revision: int
    index_revision: int
    missing: list[int] = field(default_factory=list)
    surplus: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        behind = self.database_revision != self.index_revision
        return not (behind or self.missing or self.surplus or self.stale)


def check() -> Difference:
    """Compare index and database decision by decision."""
    newest = corpus.current().number
    view = reader.view()
    found = Difference(newest, view.revision if view else 0)
    if view is None:
        public = Case.objects.public()
        found.missing.extend(DisputedItem.objects.filter(case__in=public).values_list("pk", flat=True))
        return found
    indexed = _digests(view)
    for chunk in _chunks(Case.objects.order_by("pk")):
        for document in documents(chunk):
            digest = indexed.pop(document.item_id, None)
            if digest is None:
                found.missing.append(document.item_id)
            elif digest != document.digest:
                found.stale.append(document.item_id)
    found.surplus.extend(sorted(indexed))
    return found


def _digests(view: reader.View) -> dict[int, int]:
    count = view.count(SearchQuery())
    if not count:
        return {}
    everything = view.matcher.match(SearchQuery())
    hits = view.searcher.search(everything, limit=count, count=False, order_by_field="item_id").hits
    digests = view.searcher.fast_field_values("digest", [address for _, address in hits])
    return dict(zip((item_id for item_id, _ in hits), digests, strict=True))


def is_current(newest: CorpusRevision) -> bool:
    """Whether searches show exactly this revision of this corpus."""
    name = reader.current_name()
    if name is None or not name.startswith(_name_prefix(newest)):
        return False
    try:
        return _shown() == newest.number
    except (ValueError, OSError):
        return False


def _shown() -> int:
    view = reader.view()
    return view.revision if view else 0


def _held(index: tantivy.Index) -> int:
    return reader.held_revision(index.searcher(), Matcher(index.schema))


def _name_prefix(newest: CorpusRevision) -> str:
    return f"v{schema.SCHEMA_VERSION}-{newest.corpus.hex[:12]}-"


def _directory() -> Path:
    directory = Path(settings.SEARCH_INDEX_DIR)
    directory.mkdir(parents=True, exist_ok=True)
    return directory


@contextmanager
def _lock(*, wait: bool = False) -> Iterator[bool]:
    """The writer's lock, let go of by the system if its holder dies. Yields whether we have it."""
    with (_directory() / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True
