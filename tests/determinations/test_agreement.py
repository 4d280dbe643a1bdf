"""Whatever is asked, index, API, page, CSV, JSON lines and feed answer the same; and so does plain SQL where it can."""

import csv
import io
import json
import random
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from determinations import search
from determinations.feeds import ENTRIES
from determinations.filters import DecisionFilter
from determinations.models import DisputedItem
from determinations.search.query import PAGE_SIZE
from tests.builders import make_case, make_citation, make_item
from tests.determinations.search.test_against_sql import VALUES, build, draw
from tests.page import Page

pytestmark = pytest.mark.django_db
_WORDS = ["norco", "hydrocodone", "epidural", "denied", "needed", "injection", "visits", "tens", "functional"]
REQUESTS = [
    "Norco 10/325mg #60", "Hydrocodone/APAP", "Epidural injection at L4-5", "TENS unit", "Ten visits of therapy",
    "Functional restoration program", "Acupuncture, 2 x 6 visits",
]  # fmt: skip
RATIONALES = ["The injection was denied.", "Norco is needed.", "Functional improvement was not shown.", ""]

_term = st.sampled_from([*_WORDS, "norc*", "#60", "L4-L5", "2x6", '"injection denied"~2', '"functional restoration"'])
_operand = st.one_of(_term, _term.map("-{}".format), _term.map("request:{}".format))
typed = st.lists(st.one_of(_operand, st.tuples(_term, _term).map("({0[0]} OR {0[1]})".format)), max_size=3).map(
    " ".join
)


@pytest.fixture
def library():
    chance = random.Random(11)
    build(chance, cases=10)
    for number in range(12):
        case = make_case(case_number=f"CM16-{number:07d}")
        item = make_item(case, request=chance.choice(REQUESTS), rationale=chance.choice(RATIONALES))
        make_citation(item, text=chance.choice(["ODG, Pain, Norco", "ODG, Pain, Functional restoration"]))
    search.sync()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), text=typed)
def test_every_way_to_ask_gives_the_same(client, library, seed, text):
    params = draw(random.Random(seed))
    if text:
        params["q"] = text
    params["sort"] = random.Random(seed).choice(["newest", "oldest"])
    chosen = DecisionFilter(params, queryset=DisputedItem.objects.select_related("case"))
    answer = search.search(chosen.search_query())
    by_index = [pk for page in search.scan(chosen.search_query()) for pk in page]
    rows = DisputedItem.objects.select_related("case").in_bulk(by_index)
    expected = [(rows[pk].case.slug, rows[pk].position) for pk in by_index]

    assert answer.count == len(expected) <= ENTRIES
    if not text:
        assert set(by_index) == set(chosen.qs.values_list("pk", flat=True))
    address = params.urlencode()
    assert from_api(client, address) == expected
    assert from_pages(client, address, answer.count) == expected
    assert from_csv(client, address) == expected
    assert from_json_lines(client, address) == expected
    params.pop("sort")
    assert from_feed(client, params.urlencode()) == sorted(expected)


def from_api(client, address: str) -> list[tuple[str, int]]:
    found, url = [], f"/api/v1/decisions/?{address}"
    while url:
        answer = client.get(url).json()
        found += [(each["case"], each["item"]) for each in answer["results"]]
        url = answer["next"]
    assert len(found) == answer["count"]
    return found


def from_pages(client, address: str, count: int) -> list[tuple[str, int]]:
    found = []
    for number in range(1, -(-count // PAGE_SIZE) + 1):
        page = Page(client.get(f"/decisions/?{address}" + (f"&page={number}" if number > 1 else "")))
        assert page.count == count
        found += [_place(link["href"]) for link in page.tree.select(".decision :is(h3, h4) a")]
    return found


def from_csv(client, address: str) -> list[tuple[str, int]]:
    text = b"".join(client.get(f"/decisions.csv?{address}")).decode("utf-8-sig")
    return [(row["case"], int(row["item"])) for row in csv.DictReader(io.StringIO(text))]


def from_json_lines(client, address: str) -> list[tuple[str, int]]:
    lines = b"".join(client.get(f"/decisions.jsonl?{address}")).splitlines()
    return [(row["case"], row["item"]) for row in map(json.loads, lines)]


def from_feed(client, address: str) -> list[tuple[str, int]]:
    tree = ElementTree.fromstring(b"".join(client.get(f"/decisions.atom?{address}")))
    atom = "{http://www.w3.org/2005/Atom}"
    links = tree.findall(f"{atom}entry/{atom}link")
    return sorted(_place(link.get("href")) for link in links if link.get("rel", "alternate") == "alternate")


def _place(href: str) -> tuple[str, int]:
    parts = urlsplit(href)
    return parts.path.strip("/").split("/")[-1], int(parts.fragment.removeprefix("item-"))


def test_the_drawn_choices_reach_every_facet():
    drawn = {name for seed in range(200) for name in draw(random.Random(seed))}
    assert set(VALUES) <= drawn
