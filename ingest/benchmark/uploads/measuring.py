"""The measurement itself: an account, a zip through the form, visitors meanwhile, every file's state at the end."""

import csv
import io
import json
import re
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_urlsafe
from urllib.parse import quote, urlsplit

from django.core.management import call_command

from ingest.benchmark.uploads import packing
from ingest.benchmark.uploads.browser import Browser
from ingest.benchmark.uploads.figures import Figures
from ingest.benchmark.uploads.site import Site, SiteError, served
from ingest.benchmark.uploads.visitors import Visitor
from ingest.management.apart import Runner

_STAFF = "staff"
_SAMPLES = Path(__file__).parents[2] / "samples"
_LOOK = 1.0  # seconds between two looks at the upload's page; a browser with scripts asks every two
_NEVER = 180.0  # seconds without progress
_FOUND = 30.0  # seconds until a search must find what was stored
_DONE = re.compile(r"<strong>(?:([\d,]+) of [\d,]+ files done|Finished):</strong>")
_SEARCHES = (
    "/decisions/?q=lumbar+epidural+pain+management",
    "/",
    "/decisions/?q=functional+improvement&outcome=overturned",
    "/decisions/?category=pharmaceuticals",
)


def prepare() -> None:
    """Make the site that this process is set to: its account's password is read from the environment."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("createsuperuser", interactive=False, username=_STAFF, email="", verbosity=0)
    call_command("ingest", str(_SAMPLES), workers=0)  # so that there is something to look at meanwhile


def measure(run: Runner, log: Path, zipped: Path, single: Path) -> Figures:
    """Send `zipped`, then the letter `single`, to a new site of this runner's. Raises SiteError, OSError."""
    password = token_urlsafe()
    run("benchmark", "--stage", "prepare", DJANGO_SUPERUSER_PASSWORD=password)
    with served(run, log) as site:
        browser = Browser(site.address)
        browser.log_in(_STAFF, password)
        figures = Figures()
        with _commits_followed(run, figures), Visitor(_public_pages(site, browser)) as visitor:
            rows = _sent_and_read(site, browser, zipped, figures)
            figures.public = _found_after(browser, _last(rows)) >= 0
        figures.answers, figures.errors = visitor.times, visitor.errors
        figures.states = Counter(row["state"] for row in rows)
        figures.single = _single(browser, single)
        figures.peaks = site.peaks()
    return figures


def _public_pages(site: Site, browser: Browser) -> list[str]:
    """What the visitor asks for: the home page, searches with their facets, the page of a case."""
    result = json.loads(browser.page("/api/v1/decisions/"))["results"][0]
    return [site.address + path for path in (*_SEARCHES, f"/cases/{result['case']}/")]


def _sent_and_read(site: Site, browser: Browser, zipped: Path, figures: Figures) -> list[dict[str, str]]:
    """What became of each file, once all are in a final state."""
    start, before = time.perf_counter(), site.processor()
    page = browser.upload(zipped)
    figures.answered = time.perf_counter() - start
    _wait_until_read(site, browser, page)
    figures.seconds = time.perf_counter() - start
    figures.processor = {name: seconds - before[name] for name, seconds in site.processor().items()}
    return _rows(browser, page)


def _wait_until_read(site: Site, browser: Browser, page: str) -> None:
    done, since = "", time.monotonic()
    while (found := _DONE.search(browser.page(page))) is None or found[1] is not None:
        site.check()
        if found and found[1] != done:
            done, since = found[1], time.monotonic()
        if time.monotonic() - since > _NEVER:
            raise SiteError(f"Nothing was read for {_NEVER:g} seconds, after {done or 'none'} of the files.")
        time.sleep(_LOOK)


def _rows(browser: Browser, page: str) -> list[dict[str, str]]:
    """The upload's CSV."""
    path = re.search(r'href="([^"]+/files\.csv)"', browser.page(page))[1]
    return list(csv.DictReader(io.StringIO(browser.page(path).removeprefix("\ufeff"), newline="")))


def _last(rows: list[dict[str, str]]) -> dict[str, str]:
    """The last letter that the public sees and that can be asked for by its number."""
    public = [row for row in rows if row["state"] == "new" and packing.NUMBER.match(row["case"])]
    if not public:
        raise SiteError("No letter with a case number is public.")
    return public[-1]


def _is_found(browser: Browser, row: dict[str, str]) -> bool:
    """Whether a search for its number leads to the case."""
    return urlsplit(row["case address"]).path in browser.page(f"/decisions/?q={quote(row['case'])}")


def _found_after(browser: Browser, row: dict[str, str]) -> float:
    """Seconds until it is found, asked as fast as answers come. -1: never."""
    start = time.perf_counter()
    while time.perf_counter() - start < _FOUND:
        if _is_found(browser, row):
            return time.perf_counter() - start
    return -1.0


def _single(browser: Browser, single: Path) -> float:
    """Seconds from the answer to one more letter until it is found. -1: never."""
    page = browser.upload(single)
    start = time.perf_counter()
    while time.perf_counter() - start < _FOUND:
        [row] = _rows(browser, page)
        if row["state"] == "new":
            found = _found_after(browser, row)
            return time.perf_counter() - start if found >= 0 else found
    return -1.0


@contextmanager
def _commits_followed(run: Runner, figures: Figures) -> Iterator[None]:
    """Until the block ends another process looks how far searches are behind the database."""
    pipe = subprocess.PIPE
    with run.start("manage.py", "benchmark", "--stage", "commits", stdin=pipe, stdout=pipe, text=True) as process:
        try:
            yield
        finally:
            said, _ = process.communicate()
    figures.lags = json.loads(said)
