"""Release, withdrawal and findings judged harmless, for one case or many, with the index following."""

from collections.abc import Collection, Iterable, Mapping

from django.db import transaction

from determinations import corpus, publishing, search
from determinations.choices import PublicationState
from determinations.models import Case, Publication
from ingest.corrections.changing import corrections_of, read_stored
from ingest.corrections.keeping import laid_over
from ingest.desk.rights import User, refuse_own
from ingest.holding import findings


def release(seen: Mapping[int, int], by: User, why: str) -> int:
    """Make cases public, all that holds them judged harmless. Returns how many were hidden.

    `seen`: case → the revision in which it was looked at. Raises OwnLetterError, and publishing.UnfitError also where
    a case changed since; nothing is changed then.
    """
    cases = list(seen)
    refuse_own(by, cases)
    accepted = harmless_keys(cases)
    with corpus.change():
        _refuse_changed(seen)
        changed = publishing.release(cases, by=by, why=why, accepted=accepted)
        transaction.on_commit(search.sync, robust=True)
    return changed


def withdraw(cases: Iterable[int], by: User, why: str) -> int:
    """Take cases from the public. Returns how many were not withdrawn already."""
    with transaction.atomic():
        changed = publishing.withdraw(cases, by=by, why=why)
        transaction.on_commit(search.sync, robust=True)
    return changed


def accept(case: int, key: str, by: User, why: str) -> bool:
    """Judge one finding harmless; the case stays as it is. Whether there was anything to judge."""
    with transaction.atomic():
        row = Publication.objects.select_for_update().filter(case=case).first()
        if row is None or key in row.accepted or key not in harmless_keys([case]).get(case, ()):
            return False
        row.accepted = sorted({*row.accepted, key})
        row._change_reason = why or f"Judged harmless: {key.partition(':')[0]}"
        row._history_user = by
        row.save(update_fields=["accepted", "changed_at"])
        return True


def doubt(case: int, key: str, by: User, why: str) -> bool:
    """Take back that a finding is harmless, while the case is hidden. Whether there was anything to take back."""
    with transaction.atomic():
        row = Publication.objects.select_for_update().filter(case=case).first()
        if row is None or row.state == PublicationState.PUBLIC or key not in row.accepted:
            return False
        row.accepted = [each for each in row.accepted if each != key]
        row._change_reason = why or f"Not harmless after all: {key.partition(':')[0]}"
        row._history_user = by
        row.save(update_fields=["accepted", "changed_at"])
        return True


def _refuse_changed(seen: Mapping[int, int]) -> None:
    now = dict(Case.objects.filter(pk__in=seen).values_list("pk", "revision"))
    changed = [key for key, revision in seen.items() if now.get(key) != revision]
    if changed:
        case = Case.objects.filter(pk__in=changed).first() or "a case that was taken out"
        raise publishing.UnfitError(f"Somebody changed {case} since you opened it: look at it, then do it again.")


def harmless_keys(cases: Collection[int]) -> dict[int, list[str]]:
    """By case, what its letter says now that holds it, by lasting keys."""
    found, _ = read_stored(cases)
    humans = corrections_of(found)
    read = {key: laid_over(each.read, humans.get(key, [])) for key, each in found.items()}
    return {key: [each.key for each in findings(letter.text, letter.letter)] for key, letter in read.items()}
