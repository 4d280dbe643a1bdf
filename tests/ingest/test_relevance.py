"""The order of results on the judged queries: as good as the README says, and better than without weights."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from determinations import relevance, search
from determinations.relevance import NEWEST_FIRST, OURS, PLAIN_WORDS, Judged, JudgementError
from ingest.finding import sources
from ingest.management.commands.relevance import SAMPLES
from ingest.pipeline import ingest

pytestmark = [pytest.mark.django_db, pytest.mark.once]
README = Path(relevance.__file__).with_name("README.md")
ROW = r"^\| mean of (\d+) queries " + r"\| ([\d.]+) " * 4


@pytest.fixture
def samples():
    list(ingest(sources([SAMPLES]), workers=0))


@pytest.fixture
def scores(samples):
    relevance.load()
    search.sync()
    return relevance.measure()


def test_the_order_is_as_good_as_the_readme_says(scores):
    means = relevance.means(scores)
    measured = (means[OURS], relevance.reachable(scores), means[PLAIN_WORDS], means[NEWEST_FIRST])
    queries, *said = re.search(ROW, README.read_text(encoding="utf-8"), re.MULTILINE).groups()
    assert int(queries) == len(scores)
    assert [float(figure) for figure in said] == pytest.approx(measured, abs=0.005)  # equal scores have no order
    assert means[OURS] > 0.9 > means[PLAIN_WORDS] > means[NEWEST_FIRST]


def test_nearly_nothing_is_lost_by_order_alone(scores):
    far = {score.typed: (score.ndcg[OURS], score.best) for score in scores if score.best - score.ndcg[OURS] > 0.1}
    assert far == {}


def test_the_command_prints_every_query_and_fails_below_its_minimum(samples, capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("relevance", "--stage", "measure", "--verbose", "--min", "0.99")
    said = capsys.readouterr().out
    assert ended.value.code == 1
    assert all(f"  {each.typed}\n" in said for each in relevance.judged())
    assert "3  norco-taper-short/1" in said
    assert "not found: lumbar-epidural-2015/1" in said
    assert "The mean is below 0.99." in said


def test_a_judgement_of_what_is_not_stored_is_named():
    with pytest.raises(JudgementError, match="nowhere/1"):
        relevance.measure([Judged("norco", {"nowhere/1": 3})])
