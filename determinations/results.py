"""One page of results as it is read: decisions with their marked words, gathered under their cases; page links."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.http import QueryDict

from determinations import search, urlquery
from determinations.choices import CitedBy
from determinations.models import Case, DisputedItem
from determinations.search.answer import Marked, SearchAnswer
from determinations.search.excerpts import Groups
from determinations.search.query import DEEPEST_PAGE, PAGE_SIZE
from determinations.trail import step

_REQUEST = 300  # characters of a request shown in a list
_PASSAGE = 220  # characters of a rationale shown in a list
_SEARCHED = 50_000  # characters of a text looked through for its best passage, so that none can slow a list
_BESIDE_CURRENT = 1  # page numbers shown on each side of the current one


@dataclass(frozen=True, slots=True)
class Result:
    """A decision, with the words searched for marked in its request and in its best passage.

    `origin` says where the passage stands when it is not the rationale. `url` is the decision's address, with the
    search it was found by where there was one.
    """

    item: DisputedItem
    rank: int
    request: Marked
    excerpt: Marked
    origin: str = ""
    url: str = ""

    @property
    def guidelines(self) -> list[str]:
        """Names of the guidelines the reviewer cited, each once, as cited."""
        return self._cited(CitedBy.REVIEWER)

    @property
    def other_guidelines(self) -> list[str]:
        """Those the claims administrator cited, where they are not the reviewer's."""
        theirs = self._cited(CitedBy.CLAIMS_ADMIN)
        return theirs if set(theirs) != set(self.guidelines) else []

    def _cited(self, side: str) -> list[str]:
        cited = (each for each in self.item.citations.all() if each.cited_by == side and each.guideline)
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
    """Where one is among the pages, and the ways on. `beyond`: how many decisions no page comes to."""

    number: int
    last: int
    links: tuple[PageLink, ...]
    previous_url: str
    next_url: str
    beyond: int = 0

    @property
    def within(self) -> int:
        """How many decisions the pages come to when there are others beyond."""
        return self.last * PAGE_SIZE


def results(answer: SearchAnswer, sought: Groups = (), asked: QueryDict | None = None) -> list[Result]:
    """The answer's decisions with all a list shows, in its order and in a constant number of queries.

    `sought` is what to mark: groups of terms, as `expressions.sought` has them. `asked` is the search as its address
    has it, for the decisions' addresses to carry on.
    """
    ranks = {hit.item_id: hit.rank for hit in answer.hits}
    asked = QueryDict() if asked is None else asked
    return [
        Result(
            item,
            ranks[item.pk],
            _request(item, sought),
            *_passage(item, sought),
            url=step(item, asked, ranks[item.pk]),
        )
        for item in DisputedItem.objects.public().for_list().in_order(ranks)
    ]


def by_case(found: Iterable[Result]) -> list[CaseGroup]:
    """Neighbouring decisions of one case gathered: in order of date, those are all of its decisions found."""
    grouped = groupby(found, key=lambda result: result.item.case_id)
    return [CaseGroup(group[0].item.case, group) for _, each in grouped if (group := tuple(each))]


def pages(count: int, number: int, path: str, params: QueryDict) -> Pages:
    """Links to the pages of `count` decisions: first, last, and those around the current one."""
    last = min(max(1, -(-count // PAGE_SIZE)), DEEPEST_PAGE)

    def url(page: int) -> str:
        return urlquery.link(path, urlquery.at_page(params, page)) if 1 <= page <= last else ""

    links = tuple(PageLink(page, url(page), page == number) for page in _shown(number, last))
    return Pages(number, last, links, url(number - 1), url(number + 1), max(0, count - DEEPEST_PAGE * PAGE_SIZE))


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


def shortened(text: str, length: int) -> str:
    """At most about `length` characters, cut between words where there are any."""
    if len(text) <= length:
        return text
    end = text.rfind(" ", length // 2, length)
    return text[: end if end > 0 else length].rstrip(" ,;:") + "…"


def _request(item: DisputedItem, sought: Groups) -> Marked:
    text = shortened(item.request, _REQUEST)
    return search.excerpt(text, sought, length=len(text) + 1, field="request")


def _passage(item: DisputedItem, sought: Groups) -> tuple[Marked, str]:
    """From the rationale; from the summary or a citation when only that has the words. And where it stands."""
    rationale = _best(item.rationale, sought, "rationale")
    if not sought or _has_match(rationale):
        return rationale, ""
    summary = _best(item.case.summary, sought, "summary")
    if _has_match(summary):
        return summary, "Summary of the case"
    return _cited(item, sought) or (rationale, "")


def _cited(item: DisputedItem, sought: Groups) -> tuple[Marked, str] | None:
    """The first citation with a word that the request does not show already."""
    unseen = tuple(group for group in sought if not _has_match(_request(item, (group,))))
    for citation in item.citations.all():
        if _has_match(_best(citation.text, unseen, "guideline_text")):
            return _best(citation.text, sought, "guideline_text"), f"{citation.get_cited_by_display()} cited"
    return None


def _best(text: str, sought: Groups, field: str) -> Marked:
    return search.excerpt(text[:_SEARCHED], sought, length=_PASSAGE, field=field)


def _has_match(found: Marked) -> bool:
    return any(is_match for _, is_match in found.pieces)
