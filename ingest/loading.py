"""Parsed letters → rows, a batch in one transaction.

A letter is known by its words: words already stored are a duplicate, in force or not. Other words for a known
case number replace the case's facts and decisions; the earlier letter is kept beside the new one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from django.utils import timezone

from determinations import corpus, terms
from determinations.choices import CitedBy, Credential
from determinations.models import (
    Case,
    Citation,
    DisputedItem,
    Letter,
    Reviewer,
    ReviewerCredential,
)
from determinations.vocabulary import find_specialty
from ingest.identity import case_slug
from ingest.letters import VERSION
from ingest.letters.record import ParsedCitation, ParsedItem, ParsedLetter, ParsedReviewer
from ingest.parsing import ReadLetter
from ingest.reporting import Result, Status


@dataclass(slots=True)
class Known:
    """What of a batch is stored already: digest → slug of its case, case number → its case's slug."""

    digests: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, batch: Sequence[ReadLetter]) -> "Known":
        digests = Letter.objects.filter(digest__in=[read.digest for read in batch])
        numbers = Case.objects.filter(case_number__in=[read.letter.case_number for read in batch])
        return cls(dict(digests.values_list("digest", "case__slug")), dict(numbers.values_list("case_number", "slug")))

    def judge(self, read: ReadLetter) -> Result:
        """What this letter is, seen after everything judged before it."""
        number = read.letter.case_number
        if read.digest in self.digests:
            status, slug, reason = Status.DUPLICATE, self.digests[read.digest], "The same words are stored already."
        elif number in self.numbers:
            status, slug = Status.UPDATED, self.numbers[number]
            reason = f"Case {number} was stored with other words; they are kept as its earlier letter."
        else:
            status, slug, reason = Status.NEW, case_slug(number, read.digest), ""
        self.digests[read.digest] = slug
        if number:
            self.numbers[number] = slug
        warnings = tuple(warning.as_dict() for warning in read.letter.warnings)
        return Result(read.file, status, slug, len(read.letter.items), warnings, reason)


def load(batch: Sequence[ReadLetter]) -> list[Result]:
    """Store a batch in one transaction. Results in the order given."""
    with corpus.change() as step:
        known = Known.of(batch)
        results = [known.judge(read) for read in batch]
        wanted = [pair for pair in zip(batch, results, strict=True) if pair[1].status != Status.DUPLICATE]
        for run in _runs(wanted):
            _Writer(step.revision, terms.ensure()).write(run)
    return results


def judge(batch: Sequence[ReadLetter], known: Known) -> list[Result]:
    """What `load` would say, without storing anything. `known` carries what earlier batches would have added."""
    stored = Known.of(batch)
    known.digests = stored.digests | known.digests
    known.numbers = stored.numbers | known.numbers
    return [known.judge(read) for read in batch]


def _runs(pairs: list[tuple[ReadLetter, Result]]) -> Iterator[list[tuple[ReadLetter, Result]]]:
    """Cut where a case comes a second time: the later words must find the earlier ones stored."""
    run, slugs = [], set()
    for pair in pairs:
        if pair[1].case in slugs:
            yield run
            run, slugs = [], set()
        run.append(pair)
        slugs.add(pair[1].case)
    if run:
        yield run


class _Writer:
    """Writes one run of letters, each of another case, with a constant number of statements."""

    def __init__(self, revision: int, known_terms: terms.Terms):
        self._revision = revision
        self._terms = known_terms

    def write(self, run: list[tuple[ReadLetter, Result]]) -> None:
        reviewers = self._reviewers([read.letter.reviewer for read, _ in run])
        cases = [self._case(read.letter, result.case, reviewers) for read, result in run]
        updated = [result.case for _, result in run if result.status == Status.UPDATED]
        if updated:
            _set_aside(updated)
        Case.objects.bulk_create(cases, update_conflicts=True, unique_fields=["slug"], update_fields=_CASE_FIELDS)
        Letter.objects.bulk_create(_letter(read, case) for (read, _), case in zip(run, cases, strict=True))
        self._items([(case, read.letter) for (read, _), case in zip(run, cases, strict=True)])

    def _case(self, letter: ParsedLetter, slug: str, reviewers: dict[str, int]) -> Case:
        return Case(
            slug=slug,
            case_number=letter.case_number,
            injury_date=letter.dates.injury,
            ur_denial_date=letter.dates.ur_denial,
            received_date=letter.dates.received,
            assigned_date=letter.dates.assigned,
            decision_date=letter.dates.decision,
            priority=letter.priority or "",
            age=letter.age,
            sex=letter.sex or "",
            summary=letter.summary,
            reviewer_id=reviewers.get(_reviewer_key(letter.reviewer)),
            revision=self._revision,
        )

    def _items(self, letters: list[tuple[Case, ParsedLetter]]) -> None:
        pairs = [
            (self._item(case, position, parsed), parsed)
            for case, letter in letters
            for position, parsed in enumerate(letter.items, start=1)
        ]
        DisputedItem.objects.bulk_create(item for item, _ in pairs)
        link = DisputedItem.body_parts.through
        link.objects.bulk_create(
            link(disputeditem_id=item.pk, bodypart_id=self._terms.body_parts[slug])
            for item, parsed in pairs
            for slug in parsed.body_parts
        )
        Citation.objects.bulk_create(citation for item, parsed in pairs for citation in self._citations(item, parsed))

    def _item(self, case: Case, position: int, parsed: ParsedItem) -> DisputedItem:
        return DisputedItem(
            case=case,
            position=position,
            request=parsed.request,
            outcome=parsed.outcome,
            category_id=self._terms.categories.get(parsed.category),
            treatment_id=self._terms.treatments.get(parsed.treatment_type),
            rationale=parsed.rationale,
            spans={name: list(span) for name, span in parsed.spans.items()},
        )

    def _citations(self, item: DisputedItem, parsed: ParsedItem) -> Iterator[Citation]:
        for cited_by, citations in (
            (CitedBy.CLAIMS_ADMIN, parsed.claims_admin_citations),
            (CitedBy.REVIEWER, parsed.reviewer_citations),
        ):
            for position, citation in enumerate(citations, start=1):
                yield self._citation(item, cited_by, position, citation)

    def _citation(self, item: DisputedItem, cited_by: str, position: int, parsed: ParsedCitation) -> Citation:
        return Citation(
            item=item,
            cited_by=cited_by,
            position=position,
            source=parsed.source,
            within_mtus=parsed.within_mtus,
            guideline_id=self._terms.guidelines.get(parsed.guideline),
            text=parsed.text,
            pages=list(parsed.pages),
            span=list(parsed.span),
        )

    def _reviewers(self, credentials: list[ParsedReviewer]) -> dict[str, int]:
        """Key → primary key of each set of credentials, made where it is new."""
        wanted = {_reviewer_key(each): each for each in credentials if each != ParsedReviewer()}
        found = dict(Reviewer.objects.filter(key__in=wanted).values_list("key", "pk"))
        made = Reviewer.objects.bulk_create(
            Reviewer(key=key, states=list(each.states)) for key, each in wanted.items() if key not in found
        )
        ReviewerCredential.objects.bulk_create(
            credential for reviewer in made for credential in self._credentials(reviewer, wanted[reviewer.key])
        )
        return found | {reviewer.key: reviewer.pk for reviewer in made}

    def _credentials(self, reviewer: Reviewer, parsed: ParsedReviewer) -> Iterator[ReviewerCredential]:
        written = [(Credential.SPECIALTY, text) for text in parsed.specialties]
        written += [(Credential.SUBSPECIALTY, text) for text in parsed.subspecialties]
        for position, (kind, text) in enumerate(written, start=1):
            specialty = self._terms.specialties.get(find_specialty(text))
            yield ReviewerCredential(
                reviewer=reviewer, specialty_id=specialty, kind=kind, text=text[:300], position=position
            )


_CASE_FIELDS = [
    "case_number",
    "injury_date",
    "ur_denial_date",
    "received_date",
    "assigned_date",
    "decision_date",
    "priority",
    "age",
    "sex",
    "summary",
    "reviewer",
    "revision",
]


def _set_aside(slugs: list[str]) -> None:
    """Make room for a case's new words: the letter in force is kept as superseded, its decisions go."""
    Letter.objects.filter(case__slug__in=slugs, superseded_at__isnull=True).update(superseded_at=timezone.now())
    DisputedItem.objects.filter(case__slug__in=slugs).delete()


def _letter(read: ReadLetter, case: Case) -> Letter:
    return Letter(
        case=case,
        text=read.text,
        digest=read.digest,
        file_name=read.file.rsplit("/", 1)[-1][:300],
        layout=read.letter.layout,
        parser_version=VERSION,
        spans={name: list(span) for name, span in read.letter.spans.items()},
        warnings=[warning.as_dict() for warning in read.letter.warnings],
    )


def _reviewer_key(parsed: ParsedReviewer) -> str:
    return sha256(repr((parsed.specialties, parsed.subspecialties, parsed.states)).encode()).hexdigest()
