"""The index follows the database: changes, removals, rebuilds, crashes, and several writers at once."""

import json
import shutil
import threading

import pytest

from determinations import corpus, search
from determinations.models import Case, CorpusRevision, DisputedItem
from determinations.search import reader, upkeep
from determinations.search.query import SearchQuery
from tests.builders import make_case, make_item

pytestmark = pytest.mark.django_db


def shown() -> list[int]:
    return sorted(hit.item_id for hit in search.search(SearchQuery(page_size=1000)).hits)


def test_a_change_is_found_only_after_a_sync():
    search.sync()
    item = make_item()
    assert shown() == []
    search.sync()
    assert shown() == [item.pk]


def test_a_changed_case_is_replaced_not_doubled():
    item = make_item(outcome="upheld")
    search.sync()
    with corpus.change() as step:
        DisputedItem.objects.filter(pk=item.pk).update(outcome="overturned")
        Case.objects.filter(pk=item.case_id).update(revision=step.revision)
    search.sync()
    assert search.search(SearchQuery(outcome=("overturned",))).count == 1
    assert search.search(SearchQuery()).count == 1
    assert search.check().clean


def test_a_removed_case_leaves_a_tombstone_and_the_index():
    kept, gone = make_item(), make_item()
    search.sync()
    assert corpus.remove([gone.case_id]) == 1
    search.sync()
    assert shown() == [kept.pk]
    assert search.check().clean


def test_removing_nothing_takes_no_revision():
    before = corpus.current().number
    assert corpus.remove([12345]) == 0
    assert corpus.current().number == before


def test_a_sync_without_changes_writes_nothing(search_index):
    make_item()
    search.sync()
    before = {path: path.stat().st_mtime_ns for path in search_index.rglob("*") if path.is_file()}
    search.sync()
    assert {path: path.stat().st_mtime_ns for path in search_index.rglob("*") if path.is_file()} == before


def test_a_rebuild_swaps_and_sweeps_the_old_index(search_index):
    item = make_item()
    search.sync()
    old = reader.current_name()
    search.rebuild()
    assert reader.current_name() != old
    assert [path.name for path in search_index.iterdir() if path.is_dir()] == [reader.current_name()]
    assert shown() == [item.pk]


def test_a_reader_caught_by_a_swap_finds_the_new_index(monkeypatch):
    item = make_item()
    search.sync()
    swept, real = reader.current_name() + "-swept", reader.current_name
    names = iter([swept])
    monkeypatch.setattr(reader, "current_name", lambda: next(names, None) or real())
    assert shown() == [item.pk]


def test_a_new_schema_version_builds_anew(monkeypatch):
    item = make_item()
    search.sync()
    old = reader.current_name()
    monkeypatch.setattr(upkeep.schema, "SCHEMA_VERSION", upkeep.schema.SCHEMA_VERSION + 1)
    assert search.revision() == 0, "an index of another schema is not read"
    search.sync()
    assert reader.current_name() != old
    assert shown() == [item.pk]


def test_an_index_of_another_corpus_is_not_trusted():
    make_item()
    search.sync()
    old = reader.current_name()
    CorpusRevision.objects.update(corpus="00000000-0000-4000-8000-000000000001")
    search.sync()
    assert reader.current_name() != old
    assert search.check().clean


def test_an_index_ahead_of_a_restored_database_is_built_anew():
    items = [make_item(), make_item()]
    search.sync()
    Case.objects.filter(pk=items[1].case_id).delete()  # as a restored backup would: no tombstone, a lower number
    CorpusRevision.objects.update(number=1)
    Case.objects.update(revision=1)
    search.sync()
    assert shown() == [items[0].pk]
    assert search.check().clean


def test_a_broken_index_is_built_anew(search_index):
    item = make_item()
    search.sync()
    (search_index / reader.current_name() / "meta.json").write_text("{}")
    reader._opened = None
    search.sync()
    assert shown() == [item.pk]


def test_check_names_every_difference():
    same, stale, surplus = make_item(), make_item(), make_item()
    search.sync()
    DisputedItem.objects.filter(pk=stale.pk).update(request="Changed behind the index's back")
    DisputedItem.objects.filter(pk=surplus.pk).delete()
    missing = make_item()
    difference = search.check()
    assert (difference.missing, difference.surplus, difference.stale) == ([missing.pk], [surplus.pk], [stale.pk])
    assert not difference.clean
    assert same.pk in shown()


def test_check_without_an_index_misses_everything():
    item = make_item()
    assert search.check().missing == [item.pk]


def test_who_finds_the_lock_taken_leaves_the_work_to_its_holder():
    make_item()
    with upkeep._lock() as held:
        assert held
        assert search.sync() == 0
        assert shown() == []
    search.sync()
    assert len(shown()) == 1


def test_who_is_overtaken_on_the_way_to_the_lock_builds_nothing_anew(monkeypatch):
    """Between our look at the revision and the lock, another commits and syncs."""
    make_item()
    search.sync()
    make_item()
    real, overtaken, name = upkeep._lock, [], reader.current_name()

    def lock(**options):
        if not overtaken:
            overtaken.append(True)
            make_item()
            search.sync()
        return real(**options)

    monkeypatch.setattr(upkeep, "_lock", lock)
    search.sync()
    assert reader.current_name() == name
    assert len(shown()) == 3
    assert search.check().clean


@pytest.mark.django_db(transaction=True)
def test_many_threads_changing_and_syncing_lose_nothing():
    make_item()
    search.sync()
    name = reader.current_name()

    def work():
        try:
            for _ in range(3):
                make_item(make_case(reviewer=None))
                search.sync()
        except Exception as error:
            failures.append(error)
        finally:
            from django.db import connection

            connection.close()

    failures: list[Exception] = []
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    search.sync()
    assert reader.current_name() == name, "nobody may take another's progress for a restored backup"
    assert len(shown()) == 13
    assert search.check().clean


def test_what_a_killed_process_left_half_written_is_in_nobody_s_way(search_index, tmp_path):
    """Killed between its files and its commit, a process leaves files of the very names that the next one writes."""
    items = [make_item() for _ in range(20)]  # a part of the index of which nothing is left is dropped, not marked
    search.sync()
    before = tmp_path / "before"
    shutil.copytree(search_index, before)
    with corpus.change() as step:
        Case.objects.filter(pk=items[0].case_id).update(revision=step.revision)
    search.sync()
    left = [path for path in search_index.rglob("*.del") if not (before / path.relative_to(search_index)).exists()]
    assert left, "what was indexed before is marked as deleted in a file"
    for path in left:
        earlier = before / path.relative_to(search_index)
        earlier.write_bytes(path.read_bytes())
        managed = earlier.with_name(".managed.json")
        managed.write_text(json.dumps([*json.loads(managed.read_text()), path.name]))
    shutil.rmtree(search_index)
    shutil.copytree(before, search_index)
    search.sync()
    assert shown() == [each.pk for each in items]
    assert search.check().clean
