"""Where on the body a request is for: parts, sides, spinal levels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from determinations.vocabulary import find_body_parts, find_sites

ROWS = [
    ("Left L2-3, L3-4 TFESI", [("lumbar-spine", "left", "L2-L3 L3-L4")], "a side before several levels"),
    ("Bilateral C4-C5 and C5-6 facet block", [("cervical-spine", "bilateral", "C4-C5 C5-C6")], "short and long forms"),
    ("Right hip arthroscopy and left wrist MRI", [("hip", "right", ""), ("wrist", "left", "")], "a side for each"),
    ("Cervical fusion C3 through C5", [("cervical-spine", None, "C3-C5")], "a range in words"),
    ("MBB at L2, L3, L4 bilaterally", [("lumbar-spine", "bilateral", "L2 L3 L4")], "single levels, side behind"),
    ("L4/5 laminotomy", [("lumbar-spine", None, "L4-L5")], "a slash joins"),
    ("L3-L4-L5 decompression", [("lumbar-spine", None, "L3-L4 L4-L5")], "a chain is its pairs"),
    ("C7-T1 interlaminar ESI", [("cervical-spine", None, "C7-T1")], "across the border of two regions"),
    ("TFESI L5-S1 on the right", [("lumbar-spine", "right", "L5-S1")], "the side stands behind"),
    ("Shoulder (left) injection", [("shoulder", "left", "")], "the side in brackets"),
    ("MRI of the ankle, right", [("ankle", "right", "")], "the side after a comma"),
    ("lt elbow / rt. wrist", [("elbow", "left", ""), ("wrist", "right", "")], "abbreviated sides"),
    ("left hip and knee x-rays", [("hip", "left", ""), ("knee", "left", "")], "one side for joined parts"),
    ("left and right ankle braces", [("ankle", "bilateral", "")], "both sides named are both"),
    ("X-rays of both hips and knees", [("hip", "bilateral", ""), ("knee", "bilateral", "")], "both"),
    ("PT lumbar spine and bilateral knees", [("lumbar-spine", None, ""), ("knee", "bilateral", "")], "not backwards"),
    ("MRI thoracic spine; right hip MRI", [("thoracic-spine", None, ""), ("hip", "right", "")], "a new request"),
    (
        "left L3-4 and right L4-5 TFESI",
        [("lumbar-spine", "left", "L3-L4"), ("lumbar-spine", "right", "L4-L5")],
        "one part with two sides",
    ),
    ("Vitamin B12 and L0637 brace for the knee", [("knee", None, "")], "neither is a level"),
    ("Tramadol 50 mg #60", [], "no part of the body"),
    ("Codeine 30 mg, one by mouth at night", [], "by mouth is how it is taken"),
    ("Ankle-brachial index, left leg", [("lower-extremity", "left", "")], "the index is no ankle"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), ROWS, ids=[row[2] for row in ROWS])
def test_sites(text, expected, reason):
    assert [(site.body_part, site.side, " ".join(site.levels)) for site in find_sites(text)] == expected, reason


SIDES = ["left", "right", "bilateral", "both"]
PARTS = ["knee", "L4-5", "L5-S1", "C5", "lumbar", "spine", "shoulder", "wrists", "T12-L1"]
JOINING = ["and", ",", "(", ")", "MRI", "of", "the", ";", "to"]
words = st.sampled_from([*SIDES, *PARTS, *JOINING])


@given(st.lists(words, max_size=25).map(" ".join))
def test_sites_name_the_same_parts_in_the_same_order(text):
    assert tuple(dict.fromkeys(site.body_part for site in find_sites(text))) == find_body_parts(text)


@given(st.text(max_size=300))
def test_any_text_is_answered(text):
    assert {site.side for site in find_sites(text)} <= {None, "left", "right", "bilateral"}


def test_a_site_is_named_once_with_each_side():
    sites = find_sites("left knee, right knee, left knee, knee")
    assert [(site.body_part, site.side) for site in sites] == [("knee", "left"), ("knee", "right")]
