"""One page of results as it is read: decisions with their marked words, gathered under their cases; page links."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.http import QueryDict

from determinations import search, urlquery
from determinations.models import Case, DisputedItem
from determinations.search.answer import Marked, SearchAnswer
from determinations.search.query import PAGE_SIZE, RELEVANCE, Clause, SearchQuery

_PASSAGE = 220  # characters of a rationale shown in a list
_BESIDE_CURRENT = 1  # page numbers shown on each side of the current one


@dataclass(frozen=True, slots=True)
class Result:
    """A decision, with the words searched for marked in its request and in its best passage."""

    item: DisputedItem
    rank: int
    request: Marked
    excerpt: Marked

    @property
    def guidelines(self) -> list[str]:
        """Names of the guidelines the reviewer cited, each once, as cited."""
        cited = (each for each in self.item.citations.all() if each.cited_by == "reviewer" and each.guideline)
        return list(dict.fromkeys(each.guideline.name for each in cited))


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """Decisions of one case that stand together."""

    case: Case
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of the results; `number` 0 stands for pages left out."""

    number: int
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Pages:
    """Where one is among the pages, and the ways on."""

    number: int
    last: int
    links: tuple[PageLink, ...]
    previous_url: str
    next_url: str


def results(answer: SearchAnswer, clauses: tuple[Clause, ...] = ()) -> list[Result]:
    """The answer's decisions with all a list shows, in its order and in a constant number of queries."""
    ranks = {hit.item_id: hit.rank for hit in answer.hits}
    items = DisputedItem.objects.for_list().in_order(ranks)
    return [Result(item, ranks[item.pk], _whole(item.request, clauses), _passage(item, clauses)) for item in items]


def by_case(found: Iterable[Result]) -> list[CaseGroup]:
    """Neighbouring decisions of one case gathered: in order of date, those are all of its decisions found."""
    grouped = groupby(found, key=lambda result: result.item.case_id)
    return [CaseGroup(group[0].item.case, group) for _, each in grouped if (group := tuple(each))]


def is_by_relevance(query: SearchQuery) -> bool:
    return query.sort == RELEVANCE and bool(query.clauses)


def pages(count: int, number: int, path: str, params: QueryDict) -> Pages:
    """Links to the pages of `count` decisions: first, last, and those around the current one."""
    last = max(1, -(-count // PAGE_SIZE))

    def url(page: int) -> str:
        return urlquery.link(path, urlquery.at_page(params, page)) if 1 <= page <= last else ""

    links = tuple(PageLink(page, url(page), page == number) for page in _shown(number, last))
    return Pages(number, last, links, url(number - 1), url(number + 1))


def _shown(number: int, last: int) -> Iterator[int]:
    """Page numbers to show, 0 where some are left out: 1 0 4 5 6 0 40."""
    around = range(number - _BESIDE_CURRENT, number + _BESIDE_CURRENT + 1)
    before = 0
    for page in sorted({1, last, *(page for page in around if 1 <= page <= last)}):
        if page == before + 2:
            yield page - 1  # leaving out a single page saves no room
        elif page > before + 2:
            yield 0
        yield page
        before = page


def _whole(text: str, clauses: tuple[Clause, ...]) -> Marked:
    return search.excerpt(text, clauses, length=len(text) + 1)


def _passage(item: DisputedItem, clauses: tuple[Clause, ...]) -> Marked:
    """From the rationale; from the case's summary when only that has the words."""
    found = search.excerpt(item.rationale, clauses, length=_PASSAGE)
    if clauses and not _has_match(found):
        summary = search.excerpt(item.case.summary, clauses, length=_PASSAGE)
        return summary if _has_match(summary) else found
    return found


def _has_match(found: Marked) -> bool:
    return any(is_match for _, is_match in found.pieces)
