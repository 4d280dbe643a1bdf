"""The `professional` layout, early: a list of issues, then guidelines and rationale for each under its own line.

No line states an outcome: it is what a rationale's last deciding sentence says. The rationale's heading, which
itself contains "NOT MEDICALLY NECESSARY", stands over approved treatments too.
"""

import re
from collections.abc import Sequence

from ingest.letters import assembly
from ingest.letters.coverage import Part
from ingest.letters.facts.titlepage import read_title_page
from ingest.letters.layouts.announced import Entry, Section, add_field
from ingest.letters.layouts.disputes import read_items
from ingest.letters.layouts.headings import (
    CASE_SUMMARY,
    DOCUMENTS_REVIEWED,
    EFFECT,
    Mark,
    Passage,
    Wording,
    find_marks,
    first_bodies,
    passages,
)
from ingest.letters.layouts.issues import find_head, read_issues
from ingest.letters.record import ParsedLetter, Span
from ingest.letters.text.lines import Source

_WORDINGS = {
    "review": Wording.of(r"medical\s+professional\s+review\b(?!er)"),
    "issues": Wording.of(r"issues?(?:\s?\(s\))?\s+(?:at|in|under)\s+dispute\b"),
    "summary": Wording.of(CASE_SUMMARY, "clinical"),
    "documents": Wording.of(DOCUMENTS_REVIEWED),
    "guidelines": Wording.of(
        r"guidelines?\s?(?:\(s\)\s?)?\s*+relied\s+(?:up)?on\s+by\s+(?:the\s+)?(?:(?:medical|professional|expert"
        r"|physician)\s+){0,2}reviewer(?:\s+and\s+why)?",
        r"medical\s+treatment",
    ),
    "rationale": Wording.of(
        r"rationale(?:\s+for\s+(?:why\s+)?(?:the\s+)?(?:requested\s+)?(?:treatments?|services?)(?:\(s\))?(?:\s?/\s?"
        r"services?(?:\(s\))?)?\s+(?:(?:is|was|are|were|not|or)\b[\s/]*+){1,6}medically\s+necessary"
        r"(?:\s+and\s+appropriate)?|\s+for\s+(?:the\s+)?(?:decision|determination)|(?=[^\S\n]*+:))",
        "decision",
    ),
    "how_made": Wording.of(
        r"reviewer(?:['’]s)?\s+(?:qualifications|credentials)", "medical|professional|medical\\s+professional"
    ),
    "closing": Wording.of(EFFECT),
}
REVIEW = _WORDINGS["review"].core
ISSUES = re.compile(r"issues?(?:\s?\(s\))?\s+(?:at|in|under)\s+dispute\s*+:")
OTHER_MARKS = tuple(_WORDINGS[kind].core for kind in ("issues", "guidelines", "how_made"))
_ONCE = frozenset(("review", "issues", "summary", "documents", "how_made", "closing"))
_SIGNATURE = re.compile(r"\n[^\S\n]*+(?:sincerely|respectfully)(?:\s+submitted)?\s?,|\n[^\S\n]*+cc\s?: ")


def read(source: Source) -> tuple[ParsedLetter, tuple[Part, ...]]:
    """The letter and its parts."""
    marks = _marks(source)
    first = min((mark.start for mark in marks if mark.kind != "review"), default=len(source.text))
    page = read_title_page(source, first)
    found = passages(marks, len(source.text))
    bodies = first_bodies(found)
    entries = read_issues(source, bodies["issues"]) if "issues" in bodies else []
    sections, parts = _sections(source, found, entries)
    items, warnings = read_items(source, entries, sections, assembly.day_of_decision(page))
    return assembly.letter(
        source,
        layout="professional",
        page=page,
        how_made=bodies.get("how_made"),
        summary=source.trim(*bodies["summary"]) if "summary" in bodies else None,
        items=items,
        warnings=warnings,
        parts=[*(Part("title_page", span) for span in page.claimed), *parts],
    )


def _marks(source: Source) -> list[Mark]:
    marks = find_marks(source, _WORDINGS, once=_ONCE)
    last = max((mark.end for mark in marks if mark.kind in ("guidelines", "rationale")), default=0)
    marks = [mark for mark in marks if mark.kind != "closing" or mark.start >= last]
    if last and (signature := _SIGNATURE.search(source.folded, last)):
        marks.append(Mark("closing", signature.start() + 1, signature.start() + 1))
    return sorted(marks, key=lambda mark: mark.start)


def _sections(source: Source, found: Sequence[Passage], entries: Sequence[Entry]) -> tuple[list[Section], list[Part]]:
    """What is said of each issue, and the parts of the letter that its headings begin."""
    sections: list[Section] = []
    parts: list[Part] = []
    for mark, body, following in found:
        end, head = body.end, None
        if following in ("guidelines", "rationale") and not (mark.kind == "guidelines" and following == "rationale"):
            head = find_head(source, body.start, body.end, entries)
        if head:
            end = head.start
            parts.append(Part("request", Span(head.start, head.end)))
        if mark.kind in ("guidelines", "rationale"):
            add_field(sections, mark.kind, Span(body.start, end))
        parts.append(Part("title_page" if mark.kind == "review" else mark.kind, _claimed(mark, end)))
        if head:
            sections.append(head.section(source))
    return sections, parts


def _claimed(mark: Mark, end: int) -> Span:
    """A title is a line of the title page; any other heading has what stands under it."""
    return Span(mark.start, mark.end if mark.kind == "review" else end)
