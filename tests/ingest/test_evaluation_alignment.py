"""Found and gold things are paired in order, and one lost or invented shifts no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.evaluation.alignment import align, likeness

NAMES = [
    "Knee brace",
    "MRI of the neck",
    "Eight visits of acupuncture",
    "Omeprazole 20 mg",
    "Home oxygen",
    "Wheelchair",
]
TITLES = st.lists(st.sampled_from(NAMES), unique=True, min_size=1)
TEXTS = st.lists(st.text(alphabet="abc ", max_size=6), max_size=7)


@pytest.mark.parametrize(
    ("gold", "found", "pairs", "reason"),
    [
        ([], [], [], "nothing"),
        (["Cane"], [], [(0, None)], "lost"),
        ([], ["Cane"], [(None, 0)], "invented"),
        (NAMES[:3], NAMES[1:3], [(0, None), (1, 0), (2, 1)], "the first lost"),
        (NAMES[:3], NAMES[:1] + NAMES[2:3], [(0, 0), (1, None), (2, 1)], "one lost in the middle"),
        (NAMES[:2], [NAMES[0], NAMES[4], NAMES[1]], [(0, 0), (None, 1), (1, 2)], "one invented in the middle"),
        (["Knee brace"], ["Knee braces"], [(0, 0)], "nearly the same"),
        (["Knee brace"], ["  KNEE\n\n\xa0brace "], [(0, 0)], "spacing and capitals do not tell things apart"),
        (["Cane"], ["was denied. 2 weeks later he asked again. The second request is for a Cane"], [(0, 0)], "within"),
        (["Knee brace"], ["Omeprazole"], [(0, None), (None, 0)], "nothing alike"),
        (NAMES[:2], [NAMES[1], "Knee braces"], [(0, None), (1, 0), (None, 1)], "pairs never cross"),
        (["A cane"] * 3, ["A cane"] * 2, [(0, 0), (1, 1), (2, None)], "the same thing several times"),
    ],
)
def test_pairs(gold, found, pairs, reason):
    assert sorted(align(gold, found), key=str) == sorted(pairs, key=str), reason


@given(TEXTS, TEXTS)
def test_everything_once_and_never_crossing(gold, found):
    pairs = align(gold, found)
    assert [left for left, _ in pairs if left is not None] == list(range(len(gold)))
    assert [right for _, right in pairs if right is not None] == list(range(len(found)))


@given(TEXTS)
def test_the_same_list_is_found_whole(texts):
    assert align(texts, texts) == [(place, place) for place in range(len(texts))]


@given(TITLES, st.data())
def test_a_lost_one_is_lost_alone(titles, data):
    lost = data.draw(st.integers(0, len(titles) - 1))
    pairs = align(titles, titles[:lost] + titles[lost + 1 :])
    assert [left for left, right in pairs if right is None] == [lost]
    assert all(right == left - (left > lost) for left, right in pairs if right is not None)


@given(TITLES, st.data())
def test_an_invented_one_is_invented_alone(titles, data):
    place = data.draw(st.integers(0, len(titles)))
    pairs = align(titles, [*titles[:place], "0123456789", *titles[place:]])
    assert [right for left, right in pairs if left is None] == [place]
    assert [left for left, right in pairs if right is None] == []


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_a_share(one, other):
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1
