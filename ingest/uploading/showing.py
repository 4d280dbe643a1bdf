"""What an upload's page shows: counts, progress, who works on it, and a page of files. A constant number of queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from determinations.choices import PublicationState
from ingest.models import Leased, Upload, UploadedFile
from ingest.uploading.deciding import retriable
from ingest.uploading.leasing import alive
from ingest.uploading.states import ADVICE, UNFINISHED, State

_PAGE = 100  # files


@dataclass(frozen=True, slots=True)
class Line:
    """One file as the page shows it. `entries`: what became of a zip's own files."""

    file: UploadedFile
    advice: str
    link: str
    entries: str
    noticed: tuple[str, ...]

    @property
    def is_retriable(self) -> bool:
        return self.file.state == State.FAILED and bool(self.file.stored)

    @property
    def is_undecided(self) -> bool:
        return self.file.state == State.OTHER_WORDS


def counts_of(upload: Upload) -> Counter:
    """State → number of files."""
    return Counter(dict(upload.files.order_by().values_list("state").annotate(Count("pk"))))


def counts_of_many(uploads: Iterable[int]) -> dict[int, Counter]:
    """The same of several uploads, in one query."""
    found: dict[int, Counter] = {}
    rows = UploadedFile.objects.filter(upload__in=list(uploads)).order_by().values_list("upload", "state")
    for upload, state, number in rows.annotate(Count("pk")):
        found.setdefault(upload, Counter())[state] = number
    return found


def summary_of(counts: Counter) -> str:
    """'3 new, 1 failed', in the order of the states."""
    said = [f"{counts[state]:,} {state.label}" for state in State if counts[state] and state != State.OPENED]
    return ", ".join(said) or "no files"


def context_of(upload: Upload, state: str, page: str) -> dict:
    """For the page's templates. An unknown `state` shows every file, a `page` past the end the last one."""
    counts = counts_of(upload)
    letters = counts.total() - counts[State.OPENED]
    left = sum(counts[each] for each in UNFINISHED)
    shown = state if state in State.values else ""
    files = upload.files.filter(state=shown) if shown else upload.files
    files = files.select_related("case", "case__publication", "decided_by").order_by("pk")
    paged = Paginator(files, _PAGE).get_page(page)
    return {
        "upload": upload,
        "four_eyes": settings.FOUR_EYES,
        "states": [(each, each.label, counts[each]) for each in State if counts[each]],
        "shown": shown,
        "total": letters,
        "done": letters - left,
        "left": left,
        "live": bool(left and upload.sent_at),
        "summary": summary_of(counts),
        "retriable": retriable(upload).count() if counts[State.FAILED] else 0,
        "undecided": counts[State.OTHER_WORDS],
        "page": paged,
        "lines": _lines(paged),
        "working": at_work(upload) if left else "",
    }


def at_work(work: Leased) -> dict:
    """Who has the work since when, or why nobody does."""
    workers = list(alive())
    worker = work.worker if work.worker in workers else None
    return {
        "worker": worker,
        "since": work.leased_at,
        "running": len(workers),
        "paused": worker is None and work.trouble and work.leased_until and work.leased_until > timezone.now(),
        "trouble": work.trouble,
        "until": work.leased_until,
    }


def _lines(page: Page) -> list[Line]:
    files = list(page)
    entries = _entries([file.pk for file in files if file.state == State.OPENED])
    return [_line(file, entries.get(file.pk, Counter())) for file in files]


def _entries(zips: list[int]) -> dict[int, Counter]:
    found: dict[int, Counter] = {}
    if zips:
        rows = UploadedFile.objects.filter(parent__in=zips).order_by().values_list("parent", "state")
        for parent, state, number in rows.annotate(Count("pk")):
            found.setdefault(parent, Counter())[state] = number
    return found


def _line(file: UploadedFile, entries: Counter) -> Line:
    advice = file.advice or ADVICE.get(State(file.state), "")
    noticed = tuple(each["message"] for each in file.warnings if each["message"] != file.reason)
    inside = f"{entries.total():,} files: {summary_of(entries)}" if entries else ""
    return Line(file, advice, _link(file), inside, noticed)


def _link(file: UploadedFile) -> str:
    """To the case as the public sees it, or to the review desk where the public does not."""
    case = file.case
    if case is None:
        return ""
    publication = getattr(case, "publication", None)
    if publication is None or publication.state == PublicationState.PUBLIC:
        return case.get_absolute_url()
    return reverse("desk:case", args=[case.pk])
