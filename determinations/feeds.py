"""The alert: a feed of any search, in the order in which letters became public.

Letters come long after they are dated. Who follows a search asks what is new here, so a decision of years ago whose
letter was stored today stands first, and so does a case whose letter was replaced or released today.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Min
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.formats import date_format
from django.utils.html import format_html

from determinations import corpus, freshness, search, urlquery
from determinations.asking import site, understood
from determinations.choices import OUTCOME_MEANINGS, Outcome
from determinations.exports import refusing
from determinations.filters import DecisionFilter
from determinations.models import Letter
from determinations.panel import panel
from determinations.records import Record, records
from determinations.results import shortened
from determinations.search.query import ADDED
from determinations.serializing import cited
from determinations.views import public

ENTRIES = 100
_NOT_HERE = {
    "page": f"A feed has no pages: it holds the {ENTRIES} decisions added last. Leave this out.",
    "sort": "A feed has an order of its own: what was added last comes first. Leave this out.",
}
_TITLE = 160  # characters of a request
_REASONS = 600  # characters of a rationale
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Feed(Atom1Feed):
    """One that says when it changed also while it is empty."""

    def latest_post_date(self) -> datetime:
        return max((each["updateddate"] for each in self.items), default=self.feed["changed_at"])


@dataclass(frozen=True, slots=True)
class _Times:
    """When a case was stored, when it became public, and when its letter in force did."""

    stored: datetime
    public: datetime
    updated: datetime


@public
@refusing
def decisions_atom(request: HttpRequest) -> HttpResponseBase:
    """The newest ENTRIES decisions of a choice, by when their letters became public."""
    chosen = understood(request.GET, _NOT_HERE)
    tag = freshness.state(request)
    if unchanged := freshness.unchanged(request, tag):
        return unchanged
    response = HttpResponse(_written(request, chosen), content_type=_Feed.content_type)
    return freshness.stamped(response, tag)


def _written(request: HttpRequest, chosen: DecisionFilter) -> str:
    hits = search.window(replace(chosen.search_query(), sort=ADDED), 1, ENTRIES)
    found = records(hit.item_id for hit in hits)
    times = _times(found)
    feed = _feed(request, chosen)
    for record in found:
        if record.case in times:
            _add(feed, record, times[record.case], site(request))
    return feed.writeString("utf-8")


def _feed(request: HttpRequest, chosen: DecisionFilter) -> _Feed:
    page = reverse("decisions")
    summary = panel(chosen, None, page).summary
    link = request.build_absolute_uri(urlquery.link(page, urlquery.stated(request.GET)))
    return _Feed(
        title=_plain(f"IMR decisions: {summary}" if summary else "IMR decisions"),
        link=link,
        description="Last added first",
        language="en-us",
        author_name="IMR Determinations",
        feed_url=request.build_absolute_uri(),
        feed_guid=link,
        changed_at=corpus.current().changed_at,
    )


def _add(feed: _Feed, record: Record, times: _Times, address: str) -> None:
    word = Outcome(record.outcome).label
    link = address + record.path
    feed.add_item(
        title=_plain(f"{word}: {shortened(' '.join(record.request.split()), _TITLE)}"),
        link=link,
        description=_description(record, address),
        unique_id=get_tag_uri(link, times.stored),
        pubdate=times.public,
        updateddate=times.updated,
        categories=[each for each in (record.outcome, record.category, record.treatment) if each],
    )


def _description(record: Record, address: str) -> str:
    outcome = Outcome(record.outcome)
    decided = f"Decided {date_format(record.decided, 'F j, Y')}." if record.decided else "Decision date not stated."
    return format_html(
        "<p><strong>{}: {}.</strong> {}</p><p>{}</p><p>{}</p>",
        outcome.label,
        OUTCOME_MEANINGS[outcome],
        decided,
        _plain(shortened(" ".join(record.rationale.split()), _REASONS)),
        _plain(cited(record, address)),
    )


def _times(found: Iterable[Record]) -> dict[str, _Times]:
    """By the case's slug."""
    letters = Letter.objects.filter(case__slug__in={each.case for each in found}, superseded_at=None)
    letters = letters.exclude(published_at=None)
    first = Min("case__letters__published_at")
    rows = letters.annotate(first=first).values_list("case__slug", "case__added_at", "first", "published_at")
    return {slug: _Times(*times) for slug, *times in rows}


def _plain(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NOT_IN_XML.sub("", text)
