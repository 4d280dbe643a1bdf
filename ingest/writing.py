"""Parsed letters → rows, with a constant number of statements however many letters there are.

A case that is stored already keeps its row, its address and, place by place, the rows of its decisions; what
hangs on them is written anew.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from determinations.choices import CitedBy, Credential
from determinations.corpus import Change
from determinations.models import Case, Citation, DisputedItem, Letter, Reviewer, ReviewerCredential
from determinations.publishing import hold
from determinations.terms import Terms
from determinations.vocabulary import find_specialty
from ingest.corrections import keeping
from ingest.identity import file_name
from ingest.letters import VERSION
from ingest.letters.record import ParsedCitation, ParsedItem, ParsedLetter, ParsedReviewer
from ingest.numbers import release
from ingest.parsing import ReadLetter

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
_ITEM_FIELDS = ["request", "outcome", "category", "treatment", "sites", "quantity", "rationale", "spans", "learned"]
CREDENTIAL_LENGTH = ReviewerCredential._meta.get_field("text").max_length
_READING_FIELDS = ["layout", "parser_version", "spans", "warnings", "listed", "supplied"]


class Entry(NamedTuple):
    """One letter to write. `slug` names its case; `stored`: the case is there already; `letter`: so is this text.

    `takes`: the slug of the case that had its number from a list, and gives it up. `hidden`: the public does not see
    the case; `held`: why this letter holds it from now on.
    """

    read: ReadLetter
    slug: str
    stored: bool = False
    letter: int | None = None
    takes: str = ""
    hidden: bool = False
    held: str = ""


class Sender(NamedTuple):
    """The user who handed letters in, and the one in whose name they are stored; nobody where a command does."""

    added_by: AbstractBaseUser | None = None
    by: AbstractBaseUser | None = None

    def sign(self, letter: Letter) -> Letter:
        letter.added_by, letter.decided_by = self.added_by, self.by if self.by != self.added_by else None
        return letter


NOBODY = Sender()


class Writer:
    """Writes letters, each of another case, under one corpus revision, in the name of a user if there is one."""

    def __init__(self, step: Change, terms: Terms, sender: Sender = NOBODY):
        self._step = step
        self._revision = step.revision
        self._terms, self._sender = terms, sender

    def write(self, entries: Sequence[Entry]) -> None:
        if given := {entry.takes: entry.slug for entry in entries if entry.takes}:
            release(given, self._revision)
        reviewers = self._reviewers([entry.read.letter.reviewer for entry in entries])
        cases = [self._case(entry.read.letter, entry.slug, reviewers) for entry in entries]
        Case.objects.bulk_create(cases, update_conflicts=True, unique_fields=["slug"], update_fields=_CASE_FIELDS)
        pairs = list(zip(entries, cases, strict=True))
        _write_letters(pairs, self._revision, self._sender)
        stored = [case.pk for entry, case in pairs if entry.stored]
        if stored:
            _clear(stored)
        items = self._items([(case, entry.read.letter) for entry, case in pairs])
        if stored:
            DisputedItem.objects.filter(case__in=stored).exclude(pk__in=[item.pk for item in items]).delete()
        keeping.note(entry.read for entry in entries)
        if held := {case.pk: entry.held for entry, case in pairs if entry.held}:
            hold(self._step, held, by=self._sender.by, new=[case.pk for entry, case in pairs if not entry.stored])

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

    def _items(self, letters: list[tuple[Case, ParsedLetter]]) -> list[DisputedItem]:
        pairs = [
            (self._item(case, position, parsed), parsed)
            for case, letter in letters
            for position, parsed in enumerate(letter.items, start=1)
        ]
        items = [item for item, _ in pairs]
        DisputedItem.objects.bulk_create(
            items, update_conflicts=True, unique_fields=["case", "position"], update_fields=_ITEM_FIELDS
        )
        self._links(pairs)
        Citation.objects.bulk_create(citation for item, parsed in pairs for citation in self._citations(item, parsed))
        return items

    def _item(self, case: Case, position: int, parsed: ParsedItem) -> DisputedItem:
        return DisputedItem(
            case=case,
            position=position,
            request=parsed.request,
            outcome=parsed.outcome or "",
            category_id=self._terms.categories.get(parsed.category),
            treatment_id=self._terms.treatments.get(parsed.treatment_type),
            sites=[site.as_dict() for site in parsed.sites],
            quantity=parsed.quantity.as_dict(),
            rationale=parsed.rationale,
            spans={name: list(span) for name, span in parsed.spans.items()},
            learned=parsed.learned,
        )

    def _links(self, pairs: list[tuple[DisputedItem, ParsedItem]]) -> None:
        """Body parts and drugs of each item."""
        part, drug = DisputedItem.body_parts.through, DisputedItem.drugs.through
        part.objects.bulk_create(
            part(disputeditem_id=item.pk, bodypart_id=self._terms.body_parts[slug])
            for item, parsed in pairs
            for slug in parsed.body_parts
        )
        drug.objects.bulk_create(
            drug(disputeditem_id=item.pk, drug_id=self._terms.drugs[slug])
            for item, parsed in pairs
            for slug in parsed.drugs
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
            learned=parsed.learned,
        )

    def _reviewers(self, credentials: list[ParsedReviewer]) -> dict[str, int]:
        """Key → primary key of each set of credentials, made where it is new."""
        wanted = {_reviewer_key(each): each for each in credentials if each != ParsedReviewer()}
        found = dict(Reviewer.objects.filter(key__in=wanted).values_list("key", "pk"))
        self._refresh({pk: wanted[key] for key, pk in found.items()})
        made = Reviewer.objects.bulk_create(
            Reviewer(key=key, states=list(each.states)) for key, each in wanted.items() if key not in found
        )
        ReviewerCredential.objects.bulk_create(
            credential for reviewer in made for credential in self._credentials(reviewer, wanted[reviewer.key])
        )
        return found | {reviewer.key: reviewer.pk for reviewer in made}

    def _refresh(self, stored: dict[int, ParsedReviewer]) -> None:
        """Specialties by which the vocabulary knows stored credentials now; every case of theirs has changed."""
        now = {
            (pk, each.position): each.specialty_id
            for pk, parsed in stored.items()
            for each in self._credentials(Reviewer(pk=pk), parsed)
        }
        differing = []
        for credential in ReviewerCredential.objects.filter(reviewer__in=stored):
            specialty = now.get((credential.reviewer_id, credential.position), credential.specialty_id)
            if specialty != credential.specialty_id:
                credential.specialty_id = specialty
                differing.append(credential)
        if differing:
            ReviewerCredential.objects.bulk_update(differing, ["specialty"])
            Case.objects.filter(reviewer__in={each.reviewer_id for each in differing}).update(revision=self._revision)

    def _credentials(self, reviewer: Reviewer, parsed: ParsedReviewer) -> Iterator[ReviewerCredential]:
        written = [(Credential.SPECIALTY, text) for text in parsed.specialties]
        written += [(Credential.SUBSPECIALTY, text) for text in parsed.subspecialties]
        for position, (kind, text) in enumerate(written, start=1):
            text = text[:CREDENTIAL_LENGTH]
            specialty = self._terms.specialties.get(find_specialty(text))
            yield ReviewerCredential(reviewer=reviewer, specialty_id=specialty, kind=kind, text=text, position=position)


def _write_letters(pairs: list[tuple[Entry, Case]], revision: int, sender: Sender) -> None:
    """New words in force beside the earlier ones; what was read anew in words that are stored."""
    replaced = [case.pk for entry, case in pairs if entry.stored and entry.letter is None]
    if replaced:
        Letter.objects.filter(case__in=replaced, superseded_at=None).update(superseded_at=timezone.now())
    Letter.objects.bulk_create(
        sender.sign(_published(entry, case, revision)) for entry, case in pairs if entry.letter is None
    )
    write_readings([entry for entry, _ in pairs if entry.letter is not None])


def write_earlier(entries: Sequence[Entry], step: Change, sender: Sender = NOBODY) -> None:
    """Words kept beside those that stored cases have in force; nothing of the cases' facts changes."""
    cases = Case.objects.in_bulk([entry.slug for entry in entries], field_name="slug")
    letters = [sender.sign(_published(entry, cases[entry.slug], step.revision)) for entry in entries]
    for letter in letters:
        letter.superseded_at = timezone.now()
    Letter.objects.bulk_create(letters)
    Case.objects.filter(pk__in=[case.pk for case in cases.values()]).update(revision=step.revision)


def write_readings(entries: Sequence[Entry]) -> None:
    """What was read anew in stored letters, nothing of their cases."""
    Letter.objects.bulk_update([_letter(entry) for entry in entries], _READING_FIELDS)


def _published(entry: Entry, case: Case, revision: int) -> Letter:
    """New words: public as they are stored, unless the case is hidden."""
    letter = _letter(entry, case)
    if not entry.hidden:
        letter.published, letter.published_at = revision, timezone.now()
    return letter


def _letter(entry: Entry, case: Case | None = None) -> Letter:
    read = entry.read
    return Letter(
        pk=entry.letter,
        case=case,
        text=read.text,
        digest=read.digest,
        file_name=file_name(read.file),
        layout=read.letter.layout,
        parser_version=VERSION,
        spans={name: list(span) for name, span in read.letter.spans.items()},
        warnings=[warning.as_dict() for warning in read.letter.warnings],
        listed=list(read.listed),
        supplied=list(read.letter.supplied),
    )


def _clear(cases: list[int]) -> None:
    """What hangs on the decisions of these cases goes; the decisions' own rows stay to be written over."""
    Citation.objects.filter(item__case__in=cases).delete()
    for through in (DisputedItem.body_parts.through, DisputedItem.drugs.through):
        through.objects.filter(disputeditem__case__in=cases).delete()


def _reviewer_key(parsed: ParsedReviewer) -> str:
    return sha256(repr((parsed.specialties, parsed.subspecialties, parsed.states)).encode()).hexdigest()
