"""What every layout does with the places it has found: items, dates, the worker, and what is missing of them.

A layout knows where things stand; this module reads them into the record's shapes. `spans` and `warnings` of
the letter are filled as facts are read.
"""

import re
from collections.abc import Sequence
from datetime import date

from determinations.vocabulary import classify_request, find_drugs, find_sites, find_specialty
from ingest.letters.citations.reading import read_citations
from ingest.letters.coverage import Part, complete, unclaimed_warnings
from ingest.letters.facts.denials import find_denial_date
from ingest.letters.facts.injuries import find_injury_date, find_other_injury_date
from ingest.letters.facts.quantities import find_quantity
from ingest.letters.facts.reviewers import read_reviewer
from ingest.letters.facts.titlepage import TitlePage, case_number
from ingest.letters.facts.wordings import WINDOW, Fact
from ingest.letters.facts.worker import find_age, find_pronouns, find_sex
from ingest.letters.layouts.items import CLAIMS_ADMIN, RATIONALE, REVIEWER, Heading, Labelled
from ingest.letters.layouts.outcomes import contradicts, is_finished
from ingest.letters.record import (
    ParsedCitation,
    ParsedDates,
    ParsedItem,
    ParsedLetter,
    ParsedReviewer,
    ParseWarning,
    Span,
)
from ingest.letters.text.furniture import CASE_NUMBER
from ingest.letters.text.lines import Flow, Source
from ingest.letters.text.sentences import is_complete

_FOOTER_NUMBER = re.compile(CASE_NUMBER)


def letter(
    source: Source,
    *,
    layout: str,
    page: TitlePage,
    how_made: Span | None,
    summary: Span | None,
    items: Sequence[ParsedItem],
    warnings: Sequence[ParseWarning],
    parts: Sequence[Part],
) -> tuple[ParsedLetter, tuple[Part, ...]]:
    """The whole record from the places of the letter's pieces and its items, and its parts made complete.

    `how_made` is where the reviewer's credentials stand; `warnings` are those of the items.
    """
    spans, warnings = dict(page.spans), [*page.warnings, *warnings]
    story = source.flow(*summary) if summary else source.flow(0, 0)
    found_dates = dates(page, story, spans, warnings)
    rationales = [found.spans["rationale"] for found in items if "rationale" in found.spans]
    age, sex = worker(source, story, rationales, spans, warnings)
    reviewer, reviewer_spans = read_reviewer(source.flow(*(how_made or (0, 0))))
    warnings += reviewer_warnings(reviewer)
    parts = complete(source, [part for part in parts if part.span.start < part.span.end])
    record = ParsedLetter(
        layout=layout,
        case_number=page.case_number or footer_number(source, spans),
        dates=found_dates,
        priority=page.priority,
        age=age,
        sex=sex,
        reviewer=reviewer,
        summary=story.text,
        items=tuple(items),
        spans={**spans, **reviewer_spans, **({"summary": summary} if summary else {})},
        warnings=(*warnings, *unclaimed_warnings(parts)),
    )
    return record, parts


LAST_EARLY_DAY = date(2014, 12, 31)
"""Of the layouts before `final`: where a letter of theirs has no date, the guidelines of its time are meant."""


def day_of_decision(page: TitlePage, summary: Flow | None = None) -> date | None:
    """When the case was decided, to tell which edition of a guideline was in force: the nearest day that is known."""
    known = (page.dates[name] for name in ("decision", "assigned", "received", "ur_denial") if name in page.dates)
    if day := next(known, None):
        return day
    fact = find_denial_date(summary) if summary else None
    return fact.value if fact else None


def ending_warnings(items: Sequence[ParsedItem], *, more: bool, closed: bool = False) -> list[ParseWarning]:
    """What is wrong with the items as a whole. `more`: there are some that were not read; `closed`: a close follows."""
    warnings = []
    if more:
        warnings.append(ParseWarning("too_many_items", "There are more items than are read.", severe=True))
    if not items:
        warnings.append(ParseWarning("no_items", "The letter has no decision on any item.", severe=True))
    elif items[-1].rationale and not is_finished(items[-1].rationale):
        warnings.append(_ending(items[-1], closed=closed))
    return warnings


def _ending(item: ParsedItem, *, closed: bool) -> ParseWarning:
    """A last rationale comes to no decision: whole all the same if its sentence is, or a close follows."""
    span = item.spans["rationale"]
    if closed or is_complete(item.rationale):
        return ParseWarning("undecided_rationale", "The last rationale does not say what it decides.", span)
    return ParseWarning("truncated", "The letter stops in the middle of a rationale.", span, severe=True)


def item(
    source: Source,
    heading: Heading,
    *,
    claims_admin: Sequence[Span],
    reviewer: Sequence[Span],
    rationale: Span | None,
    decided: date | None = None,
) -> tuple[ParsedItem, list[ParseWarning]]:
    """One disputed item from the places of its pieces, and what a human should know of it.

    `claims_admin` and `reviewer` are the passages that say what each side cited, in the letter's order. `decided`,
    the day of the decision, tells the edition of a guideline that is cited without one.
    """
    rationale = source.trim(*rationale) if rationale else None
    spans = {"request": heading.request, "outcome": heading.outcome, "rationale": rationale}
    request = source.words(*heading.request) if heading.request else ""
    kind, sites = classify_request(request), find_sites(request)
    by_claims_admin, unread = _citations(source, claims_admin, decided)
    by_reviewer, also_unread = _citations(source, reviewer, decided)
    found = ParsedItem(
        request=request,
        outcome=heading.value,
        category=kind.category if kind else None,
        treatment_type=kind.treatment_type if kind else None,
        body_parts=tuple(dict.fromkeys(site.body_part for site in sites)),
        sites=sites,
        drugs=find_drugs(request),
        quantity=find_quantity(request, kind.category if kind else None),
        claims_admin_citations=by_claims_admin,
        reviewer_citations=by_reviewer,
        rationale=source.words(*rationale) if rationale else "",
        spans={name: span for name, span in spans.items() if span},
    )
    return found, [*item_warnings(found), *unread, *also_unread]


def labelled_item(
    source: Source, heading: Heading, block: Labelled, decided: date | None = None
) -> tuple[ParsedItem, list[ParseWarning]]:
    """One disputed item whose guideline fields and rationale stand under labels."""
    return item(
        source,
        heading,
        claims_admin=block.passages(CLAIMS_ADMIN),
        reviewer=block.passages(REVIEWER),
        rationale=block.fields.get(RATIONALE),
        decided=decided,
    )


def _citations(
    source: Source, passages: Sequence[Span], decided: date | None
) -> tuple[tuple[ParsedCitation, ...], list[ParseWarning]]:
    read = [read_citations(source, *passage, decided=decided) for passage in passages]
    citations = tuple(citation for found, _ in read for citation in found)
    return citations, [warning for _, warnings in read for warning in warnings]


def item_warnings(item: ParsedItem) -> list[ParseWarning]:
    """What a human should know of an item, by its facts alone."""
    name, place = f"“{item.request[:80]}”", item.spans.get("request")
    warnings = []

    def warn(code: str, message: str, span: Span | None = place, *, severe: bool = False) -> None:
        warnings.append(ParseWarning(code, message, span, severe))

    if not item.request:
        warn("item_without_request", "A decision names no treatment.", item.spans.get("outcome"), severe=True)
    if item.outcome is None and "outcome" not in item.spans:
        warn("item_without_outcome", f"No outcome is stated for {name}.", severe=True)
    elif item.outcome is None:
        warn("unknown_outcome", f"The outcome of {name} is none we know.", item.spans["outcome"], severe=True)
    if not item.rationale:
        warn("item_without_rationale", f"No rationale is given for {name}.", severe=True)
    elif contradicts(item.outcome, item.rationale):
        warn(
            "outcome_contradicts_rationale",
            f"The rationale of {name} closes against its heading.",
            item.spans["rationale"],
        )
    if item.category is None:
        warn("unclassified_request", f"No known treatment is named in {name}.")
    for citation in (*item.claims_admin_citations, *item.reviewer_citations):
        if citation.guideline is None:
            warn("unknown_guideline", f"No known guideline is named in “{citation.text[:80]}”.", citation.span)
    return warnings


def dates(page: TitlePage, story: Flow, spans: dict[str, Span], warnings: list[ParseWarning]) -> ParsedDates:
    """The title page's dates; date of injury and denial from the summary where it has none."""
    found = dict(page.dates)
    for name, find in (("injury", find_injury_date), ("ur_denial", find_denial_date)):
        if name in found or name in page.impossible or (fact := find(story)) is None:
            continue
        if doubt := _doubt(story, name, fact):
            warnings.append(doubt)
        if fact.value is not None:
            found[name], spans[name] = fact.value, story.span(fact.start, fact.end)
    if "injury" not in found:
        warnings.append(ParseWarning("missing_injury_date", "No single, full date of injury is stated."))
    if "decision" not in found:
        warnings.append(ParseWarning("no_decision_date", "The letter states no decision date."))
    return ParsedDates(**found)


def _doubt(story: Flow, name: str, fact: Fact) -> ParseWarning | None:
    """What a human should know of a date: no such day, or another day of injury is stated too."""
    words, place = story.text[fact.start : fact.end], story.span(fact.start, fact.end)
    if fact.value is None:
        return ParseWarning("impossible_date", f"There is no such day as {words}.", place)
    if name == "injury" and (other := find_other_injury_date(story, fact)):
        also = story.text[other.start : other.end]
        return ParseWarning("several_injury_dates", f"Both {words} and {also} are stated as dates of injury.", place)
    return None


def worker(
    source: Source, story: Flow, rationales: list[Span], spans: dict[str, Span], warnings: list[ParseWarning]
) -> tuple[int | None, str | None]:
    """Age and sex from the summary, else from the rationales."""
    age = _noted(story, "age", find_age(story), spans)
    sex = _noted(story, "sex", find_sex(story, age), spans)
    if age is None or sex is None:
        for start, end in rationales[:20]:
            flow = source.flow(start, min(end, start + WINDOW))
            age = age or _noted(flow, "age", find_age(flow, strict=True), spans)
            sex = sex or _noted(flow, "sex", find_pronouns(flow), spans)
    for name, fact in (("age", age), ("sex", sex)):
        if fact is None:
            warnings.append(ParseWarning(f"missing_{name}", f"The worker's {name} is not stated."))
    return age.value if age else None, sex.value if sex else None


def _noted(flow: Flow, name: str, fact: Fact | None, spans: dict[str, Span]) -> Fact | None:
    if fact is not None:
        spans[name] = flow.span(fact.start, fact.end)
    return fact


def reviewer_warnings(reviewer: ParsedReviewer) -> list[ParseWarning]:
    if not reviewer.specialties:
        return [ParseWarning("missing_specialty", "The reviewer's specialty is not stated.")]
    return [
        ParseWarning("unknown_specialty", f"“{name[:80]}” is no specialty we know.")
        for name in (*reviewer.specialties, *reviewer.subspecialties)
        if find_specialty(name) is None
    ]


def footer_number(source: Source, spans: dict[str, Span]) -> str | None:
    """The case number that every running footer repeats, where there is no title page."""
    found = {}
    for start, end in source.furniture:
        if match := _FOOTER_NUMBER.search(source.text[start:end].lower()):
            found.setdefault(case_number(match.group()), Span(start + match.start(), start + match.end()))
    if len(found) != 1:
        return None
    number, spans["case_number"] = found.popitem()
    return number
