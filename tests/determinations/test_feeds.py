"""The alert: valid Atom, what was added last first, the same ids for ever, and 304 while nothing changes."""

from datetime import UTC, date, datetime
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from determinations import corpus, feeds, search
from determinations.models import Case, Letter
from tests.builders import make_case, make_item
from tests.library import make_library

pytestmark = pytest.mark.django_db
ADDRESS = "/decisions.atom"
ATOM = "{http://www.w3.org/2005/Atom}"
QUERIES = 1 + 7 + 1 + 1  # the state, the records, their times, when the library changed


def read(client, query: str = "") -> ElementTree.Element:
    response = client.get(f"{ADDRESS}?{query}" if query else ADDRESS)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def links(feed) -> list[str]:
    """Of the entries, without the host."""
    return [
        each.find(f"{ATOM}link").get("href").removeprefix("http://testserver") for each in feed.iter(f"{ATOM}entry")
    ]


def link(element, rel: str) -> str:
    (found,) = [each.get("href") for each in element.findall(f"{ATOM}link") if each.get("rel") == rel]
    return found


def text(element, name: str) -> str:
    return element.find(f"{ATOM}{name}").text


def test_it_has_what_the_standard_demands(client):
    make_library(6)
    feed = read(client, "outcome=upheld")
    assert feed.tag == f"{ATOM}feed"
    assert all(text(feed, name) for name in ("id", "title", "updated"))
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    entries = feed.findall(f"{ATOM}entry")
    assert len({text(entry, "id") for entry in entries}) == len(entries) > 3
    for entry in entries:
        assert all(text(entry, name) for name in ("id", "title", "updated", "published", "summary"))
        assert text(entry, "id").startswith("tag:testserver,")
        assert "upheld" in [each.get("term") for each in entry.findall(f"{ATOM}category")]
        assert datetime.fromisoformat(text(entry, "updated")).tzinfo
    assert text(feed, "updated") == max(text(entry, "updated") for entry in entries)


def test_it_says_what_was_chosen_and_where_it_is_from(client):
    search.sync()
    query = "outcome=overturned&treatment=acupuncture&q=%22low+back%22"
    feed = read(client, query)
    assert text(feed, "title") == 'IMR decisions: "low back", Overturned, Acupuncture'
    assert link(feed, "self") == f"http://testserver{ADDRESS}?{query}"
    assert link(feed, "alternate") == f"http://testserver/decisions/?{query}"
    assert text(feed, "updated")
    assert text(read(client), "title") == "IMR decisions"


def test_added_today_comes_first_however_long_ago_it_was_decided(client):
    new = make_item(make_case(slug="decided-lately", decision_date=date(2020, 1, 1)))
    old = make_item(make_case(slug="added-lately", decision_date=date(2013, 1, 1)))
    undated = make_item(make_case(slug="undated", decision_date=None))
    second = make_item(undated.case)
    search.sync()
    assert links(read(client)) == [each.get_absolute_url() for each in (undated, second, old, new)]


def test_new_words_for_an_old_case_come_first_and_say_when(client):
    items = [make_item(make_case(slug=f"case-{number}")) for number in range(3)]
    search.sync()
    before = read(client)
    case = items[0].case
    with corpus.change() as step:
        case.letters.update(superseded_at=timezone.now())
        Letter.objects.create(
            case=case,
            text="New",
            digest="new",
            file_name="n.txt",
            layout="final",
            parser_version="1",
            published=step.revision,
            published_at=datetime(2030, 1, 2, tzinfo=UTC),
        )
        Case.objects.filter(pk=case.pk).update(revision=step.revision)
    search.sync()
    after = read(client)
    assert links(after) == [each.get_absolute_url() for each in (items[0], items[2], items[1])]
    entry = after.find(f"{ATOM}entry")
    assert text(entry, "updated") == text(after, "updated") == "2030-01-02T00:00:00+00:00"
    first = case.letters.order_by("pk").first()
    assert datetime.fromisoformat(text(entry, "published")) == first.published_at
    ids = {text(each, "id") for each in before.iter(f"{ATOM}entry")}
    assert ids == {text(each, "id") for each in after.iter(f"{ATOM}entry")}


def test_a_change_of_facts_alone_moves_nothing(client):
    items = [make_item() for _ in range(3)]
    with corpus.change() as step:
        Case.objects.filter(pk=items[0].case_id).update(age=77, revision=step.revision)
    search.sync()
    assert links(read(client)) == [each.get_absolute_url() for each in reversed(items)]


def test_it_holds_the_newest_only_in_a_constant_number_of_queries(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(feeds, "ENTRIES", 5)
    make_library(8)
    with django_assert_num_queries(QUERIES):
        feed = read(client)
    assert links(feed) == [each for each in links(feed) if "case-7" in each or "case-6" in each or "case-5" in each]
    assert len(links(feed)) == 5


def test_what_xml_cannot_hold_is_left_out_and_the_rest_is_escaped(client):
    make_item(request="MRI <b>&\x0c\x01\ufffe neck", rationale="]]> \x1f “<script>alert(1)</script>”")
    search.sync()
    entry = read(client).find(f"{ATOM}entry")
    assert text(entry, "title").startswith("Upheld: MRI <b>&")
    assert "&lt;script&gt;" in text(entry, "summary")
    assert not {"\x0c", "\x01", "\x1f", "\ufffe"} & set(text(entry, "title") + text(entry, "summary"))
    assert client.get(f"{ADDRESS}?q={quote(chr(1) + 'neck' + chr(0xFFFE))}").status_code in (200, 400)


WRONG = [
    ("sort=oldest", "sort", "the order is its own"),
    ("page=2", "page", "there are no pages"),
    ("colour=red", "colour", "an unknown parameter"),
    ("outcome=won", "outcome", "an unknown value"),
    ("q=%22neck", "q", "a query that cannot be read"),
    ("q=%00", "q", "nothing"),
]


@pytest.mark.parametrize(("query", "parameter", "reason"), WRONG, ids=[row[2] for row in WRONG])
def test_what_is_wrong_is_400_and_named(client, query, parameter, reason):
    response = client.get(f"{ADDRESS}?{query}")
    assert response.status_code == 400
    assert [each["parameter"] for each in response.json()["errors"]] == [parameter]


def test_blank_fields_of_a_form_ask_nothing(client):
    make_library(2)
    feed = read(client, "q=&sort=&page=&outcome=upheld")
    assert links(feed)
    assert link(feed, "alternate") == "http://testserver/decisions/?outcome=upheld"


def test_who_has_it_is_told_so_until_the_library_changes(client):
    make_library(2)
    first = client.get(ADDRESS)
    again = client.get(ADDRESS, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    make_item()
    search.sync()
    assert client.get(ADDRESS, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_head_is_answered_and_nothing_is_changed(client):
    make_library(1)
    head = client.head(ADDRESS)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", client.get(ADDRESS)["ETag"])
    assert client.post(ADDRESS).status_code == 405
