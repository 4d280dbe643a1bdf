"""Wordings learned, changed and forgotten; and the letters that they touch read again.

Such a letter is marked, by a blank parser version, in the transaction that changes the wording. The mark is the truth:
whoever is killed before the letter was read again leaves it, and the worker takes it up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from determinations import corpus
from determinations.models import Letter
from ingest.learned.checking import WordingError, any_term, checked, refuse_broad, refuse_taken
from ingest.learned.laying import Learned, Taught
from ingest.learned.marked import read_at_once
from ingest.learned.tasks import nudge
from ingest.learned.touching import Touched, touched
from ingest.models import Wording

AT_ONCE = 200
"""Letters that are read again at once; more are left to the worker."""
_SOME = 1_000  # cases of one statement
_GONE = "Somebody changed or removed this wording meanwhile: look at it again."


@dataclass(frozen=True, slots=True)
class Done:
    """`letters` are read again: at once, or `later` by the worker."""

    wording: Wording
    letters: int

    @property
    def later(self) -> bool:
        return self.letters > AT_ONCE


def would_touch(kind: str, words: str, wording: Wording | None = None) -> tuple[str, Touched]:
    """These words as they are kept, and what they would decide in place of `wording`, whatever term they are given.

    Raises WordingError.
    """
    now = _checked(kind, words, any_term(kind), wording)
    return now.words, touched(_with(now, wording), now, wording and taught(wording))


def learn(kind: str, words: str, term: str, *, by: AbstractBaseUser | None, why: str = "") -> Done:
    """Teach words of requests or citations; a blank term says that they mean none. Raises WordingError."""
    now = _checked(kind, words, term, None)
    return _write(Wording(), now, by, why)


def change(wording: Wording, words: str, term: str, *, by: AbstractBaseUser | None, why: str = "") -> Done:
    """Give a wording other words, or another term. Raises WordingError."""
    return _write(wording, _checked(wording.kind, words, term, wording), by, why)


def forget(wording: Wording, *, by: AbstractBaseUser | None, why: str = "") -> Done:
    """Take a wording back: what it decided is unknown again. Raises WordingError."""
    return _write(wording, None, by, why)


def taught(wording: Wording) -> Taught:
    return Taught(wording.kind, wording.words, wording.term)


def _checked(kind: str, words: str, term: str, wording: Wording | None) -> Taught:
    now = checked(kind, words, term)
    refuse_taken(now, wording and wording.pk)
    if now.term and (wording is None or not wording.term or now.words != wording.words):
        refuse_broad(now)
    return now


def _write(wording: Wording, now: Taught | None, by: AbstractBaseUser | None, why: str) -> Done:
    """The library is looked through before it is locked; what came meanwhile is looked at under the lock."""
    before = taught(wording) if wording.pk else None
    seen = corpus.current().number
    found = touched(_with(now, wording), now, before)
    with corpus.change():
        if before and not Wording.objects.filter(pk=wording.pk, words=before.words, term=before.term).exists():
            raise WordingError("words", _GONE)
        if now:
            refuse_taken(now, wording.pk)
        _save(wording, now, by, why)
        cases = found.cases | touched(_with(now, wording), now, before, since=seen).cases
        letters = _mark(cases)
        transaction.on_commit(partial(_read_again, letters), robust=True)
    return Done(wording, len(letters))


def _with(now: Taught | None, wording: Wording | None) -> Learned:
    """All that is learned, `now` in place of `wording`."""
    rows = Wording.objects.exclude(pk=wording.pk if wording else None).exclude(term="").order_by("pk")
    others = [Taught(*row) for row in rows.values_list("kind", "words", "term")]
    return Learned([*others, *([now] if now else [])])


def _save(wording: Wording, now: Taught | None, by: AbstractBaseUser | None, why: str) -> None:
    wording._history_user, wording._change_reason = by, why
    if now is None:
        wording.delete()
        return
    wording.kind, wording.words, wording.term = now
    wording.made_by, wording.made_at = by, timezone.now()
    wording.save()


def _mark(cases: Iterable[int]) -> list[int]:
    """Mark the letters in force of these cases to be read again; their keys."""
    marked: list[int] = []
    keys = sorted(cases)
    for start in range(0, len(keys), _SOME):
        letters = Letter.objects.filter(case__in=keys[start : start + _SOME], superseded_at=None).order_by("pk")
        marked += letters.values_list("pk", flat=True)
        letters.update(parser_version="")
    return marked


def _read_again(letters: list[int]) -> None:
    if len(letters) > AT_ONCE:
        nudge()
    elif letters:
        read_at_once(letters)
