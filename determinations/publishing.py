"""Holding cases back, releasing them, withdrawing and restoring: who sees what, under the corpus revision.

Call `search.sync()` after the commit: what is no longer public leaves the index then. Pages never show it anyway.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import NoReturn

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from determinations import corpus
from determinations.choices import Outcome, PublicationState
from determinations.models import Case, DisputedItem, Letter, Publication, Tombstone
from determinations.querysets import CaseQuerySet

_PUBLIC = PublicationState.PUBLIC
_STORED = ["state", "accepted", "changed_at"]
_Accepted = Mapping[int, Iterable[str]]


class GoneError(LookupError):
    """A case that was public and is so no more: withdrawn, or taken out."""


class UnfitError(ValueError):
    """A case that must not become public as it is; the message says which and why."""


def hold(
    step: corpus.Change, cases: Mapping[int, str], *, by: AbstractBaseUser | None = None, new: Collection[int] = ()
) -> int:
    """Keep cases from the public, each with its reason, within a change of the corpus. Those withdrawn stay so.

    `new` are those stored by the same change: they were never public. Returns how many changed.
    """
    withdrawn = Publication.objects.filter(case__in=list(cases), state=PublicationState.WITHDRAWN)
    stay = set(withdrawn.values_list("case", flat=True))
    return _set(step, PublicationState.HELD, by, {key: why for key, why in cases.items() if key not in stay}, new=new)


def release(
    cases: Iterable[int], *, by: AbstractBaseUser | None, why: str = "", accepted: _Accepted | None = None
) -> int:
    """Make held or withdrawn cases public. `accepted`: case → keys of the findings judged harmless.

    What the public sees from then on are the words in force: earlier ones may be why the case was hidden, and stay
    with staff. Raises UnfitError, and changes nothing, where a decision has no outcome.
    """
    with corpus.change() as step:
        keys = list(_hidden(cases))
        refuse_unfit(keys)
        changed = _set(step, PublicationState.PUBLIC, by, dict.fromkeys(keys, why), accepted)
        if changed:
            words = Letter.objects.filter(case__in=keys)
            words.filter(superseded_at=None).update(published=step.revision, published_at=timezone.now())
            words.exclude(superseded_at=None).update(published_at=None)
        return changed


def withdraw(cases: Iterable[int], *, by: AbstractBaseUser | None, why: str = "") -> int:
    """Take cases from the public at once; their addresses say so. `release` restores them.

    Cases that were taken out meanwhile are left out.
    """
    with corpus.change() as step:
        there = Case.objects.filter(pk__in=list(cases)).values_list("pk", flat=True)
        return _set(step, PublicationState.WITHDRAWN, by, dict.fromkeys(there, why))


def put_back(before: Mapping[int, tuple[str, Iterable[str]]], *, by: AbstractBaseUser | None, why: str = "") -> int:
    """Give cases the state and the accepted findings they had before. None becomes public so: `release` does that."""
    with corpus.change() as step:
        rows = list(Publication.objects.filter(case__in=[key for key, was in before.items() if was[0] != _PUBLIC]))
        for row in rows:
            state, accepted = before[row.case_id]
            row.state, row.accepted, row.changed_at = state, sorted(accepted), timezone.now()
        bulk_update_with_history(rows, Publication, _STORED, default_user=by, default_change_reason=why)
        if rows:
            Case.objects.filter(pk__in=[row.case_id for row in rows]).update(revision=step.revision)
        return len(rows)


def unfit(cases: Iterable[int]) -> QuerySet[Case]:
    """Those of the cases that must not become public as they are: with a decision that has no outcome."""
    without = DisputedItem.objects.filter(case=OuterRef("pk")).exclude(outcome__in=Outcome.values)
    return Case.objects.filter(Exists(without), pk__in=list(cases))


def refuse_unfit(cases: Iterable[int]) -> None:
    """Raises UnfitError where one of the cases must not become public as it is."""
    case = unfit(cases).first()
    if case is not None:
        raise UnfitError(f"Case {case} has a decision without an outcome; correct it first.")


def public_case(slug: str, cases: CaseQuerySet | None = None) -> Case:
    """The public case with this slug, written in small or capital letters; `cases` say what is fetched with it.

    Raises GoneError where there was one, Http404 where there never was.
    """
    slug = slug.lower()
    found = (Case.objects.all() if cases is None else cases).public().filter(slug=slug).first()
    return found or _refuse_missing(slug)


def _refuse_missing(slug: str) -> NoReturn:
    """Staff may withdraw or take out what was held and never public: of that nobody is told."""
    hidden = Publication.objects.filter(case__slug=slug)
    withdrawn = hidden.filter(state=PublicationState.WITHDRAWN)
    removed = Tombstone.objects.none() if hidden.exists() else Tombstone.objects.filter(slug=slug)
    if withdrawn.exclude(_never_public()).exists() or removed.exclude(_never_public()).exists():
        raise GoneError(slug)
    raise Http404("There is no such case.")


def _never_public() -> Q:
    """Of rows that name a case by `case_id`: it was held as it was stored, and never released."""
    rows = Publication.history.filter(case_id=OuterRef("case_id"))
    return Q(Exists(rows.filter(from_start=True))) & ~Q(Exists(rows.filter(state=PublicationState.PUBLIC)))


def _hidden(cases: Iterable[int]):
    rows = Publication.objects.filter(case__in=list(cases)).exclude(state=PublicationState.PUBLIC)
    return rows.values_list("case", flat=True)


def _set(
    step: corpus.Change,
    state: str,
    by: AbstractBaseUser | None,
    cases: Mapping[int, str],
    accepted: _Accepted | None = None,
    new: Collection[int] = (),
) -> int:
    """Cases with the reason of each. Every change has its line in the history, also of many cases at once."""
    stored = Publication.objects.in_bulk(cases)
    moved = [row for row in stored.values() if row.state != state]
    lacking = [key for key in cases if key not in stored and state != PublicationState.PUBLIC]
    made = [Publication(case_id=key, from_start=key in new) for key in lacking]
    for row in (*moved, *made):
        row.state, row.changed_at, row._change_reason = state, timezone.now(), cases[row.case_id]
        row.accepted = sorted({*row.accepted, *(accepted or {}).get(row.case_id, ())})
    bulk_update_with_history(moved, Publication, _STORED, default_user=by)
    bulk_create_with_history(made, Publication, default_user=by)
    touched = [row.case_id for row in (*moved, *made)]
    if touched:
        Case.objects.filter(pk__in=touched).update(revision=step.revision)
    return len(touched)
